// A Medusa server: MEDUSA_URL, MEDUSA_KEY (a secret key of the Admin API) and MEDUSA_PUBLISHABLE_KEY.
import { medusaBuyers, medusaShop } from 'order-cancel-elements/shops/medusa';

const { MEDUSA_URL: url, MEDUSA_KEY: secretKey, MEDUSA_PUBLISHABLE_KEY: publishableKey } = process.env;
if (!url || !secretKey || !publishableKey)
  throw new Error('MEDUSA_URL, MEDUSA_KEY and MEDUSA_PUBLISHABLE_KEY are needed');

export async function connect({ journal, onDone }) {
  return {
    shop: medusaShop({ url, secretKey, seller: { id: 'shop', name: 'My shop' }, journal, onDone }),
    authenticate: medusaBuyers({ url, publishableKey }),
  };
}
