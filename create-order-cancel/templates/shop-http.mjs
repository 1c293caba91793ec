// A shop of your own, in any language, that speaks docs/shop-protocol.md of order-cancel-elements. `npx order-cancel-elements
// check-shop URL` says whether it does.
import { httpShop } from 'order-cancel-elements/server';

const { SHOP_URL = 'http://127.0.0.1:8080/order-cancel', SHOP_SECRET } = process.env;
if (!SHOP_SECRET || SHOP_SECRET.length < 32)
  throw new Error('SHOP_SECRET: 32 characters or more, the same as the shop has');

export async function connect({ journal, onDone }) {
  return {
    shop: httpShop({
      url: SHOP_URL,
      secret: SHOP_SECRET,
      journal,
      onDone,
      // What your shop has nothing of. Take out what it has.
      without: [
        'coupons',
        'fee',
        'penalty',
        'removal-requests',
        'strike',
        'remark',
        'notices',
        'hold-fulfilment',
        'release-fulfilment',
      ],
    }),
    // Everybody is this buyer: put your own sign-in here before anybody else reaches the port.
    authenticate: async () => ({ id: 'buyer-1', roles: ['buyer'] }),
  };
}
