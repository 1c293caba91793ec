export { type MedusaBuyersOptions, medusaBuyers } from './medusa-buyers.ts';
export { type MedusaOptions, medusaShop } from './medusa-shop.ts';
