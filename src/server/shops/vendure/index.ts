export {
  type VendureBuyersOptions,
  type VendureOptions,
  vendureBuyers,
  vendureShop,
} from './vendure-shop.ts';
