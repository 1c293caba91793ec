// A Vendure server: VENDURE_ADMIN_API, VENDURE_SHOP_API, and VENDURE_KEY of a role with ReadOrder, UpdateOrder and ReadCustomer.
import { vendureBuyers, vendureShop } from 'order-cancel-elements/shops/vendure';

const { VENDURE_ADMIN_API: adminUrl, VENDURE_SHOP_API: shopUrl, VENDURE_KEY: key } = process.env;
if (!adminUrl || !shopUrl || !key) throw new Error('VENDURE_ADMIN_API, VENDURE_SHOP_API and VENDURE_KEY are needed');

export async function connect({ journal, onDone }) {
  const buyers = vendureBuyers({ shopUrl });
  return {
    shop: vendureShop({
      adminUrl,
      headers: { 'vendure-api-key': key },
      seller: { id: 'shop', name: 'My shop' },
      journal,
      onDone,
    }),
    authenticate: buyers,
  };
}
