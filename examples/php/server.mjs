// The cancellation server beside the shop: its own database, the shop by httpShop. Run by `npm start` in this folder.
import { createServer } from 'node:http';
import { jwtVerify } from 'jose';
import shopBuilder from 'order-cancel-elements/presets/shop-builder';
import { createCancellationServer, httpShop } from 'order-cancel-elements/server';
import { toNodeHandler } from 'order-cancel-elements/server/node';
import { migrate, openDatabase, openQueue, sqlJournal, sqlStore } from 'order-cancel-elements/server/sql';

const { SHOP_URL = 'http://127.0.0.1:8080/order-cancel', SHOP_SECRET: secret = '', PORT = '5174' } = process.env;
const { DATABASE = 'cancellations.sqlite', SHOP_TIMEOUT = '10000', LOOK_EVERY = '5000' } = process.env;
const kysely = await openDatabase(DATABASE);
await migrate(kysely);
const queue = openQueue(DATABASE, { every: Number(LOOK_EVERY), onError: (error) => console.error(error.message) });

// The shop builder's rules; a cancellation that is accepted is carried out and paid back in one go.
const policy = { ...shopBuilder, id: 'mill', lifecycle: { ...shopBuilder.lifecycle, completes: 'at-once' } };

const shop = httpShop({
  url: SHOP_URL,
  secret,
  timeout: Number(SHOP_TIMEOUT),
  journal: sqlJournal(kysely, { queue }),
  onDone: (orderId) => server.orderChanged(orderId),
  onStuck: ({ orderId, steps }) =>
    console.error(
      'waits for a person',
      orderId,
      steps.find(({ state }) => state === 'stuck'),
    ),
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
});

const server = createCancellationServer({
  policies: [policy],
  policyFor: () => policy.id,
  store: sqlStore(kysely),
  shop,
  basePath: '/cancellations',
  // Its pages are where the shop is; this server is behind it.
  allowedOrigins: [new URL(SHOP_URL).origin],
  // The shop says who asks, in a token that only it can sign.
  async authenticate(request) {
    const token = request.headers.get('Authorization')?.replace(/^Bearer /, '');
    if (!token) return null;
    try {
      const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), { requiredClaims: ['sub', 'exp'] });
      return { id: payload.sub, roles: [payload.role] };
    } catch {
      return null;
    }
  },
});

const handle = toNodeHandler({
  fetch: (request) =>
    request.method === 'POST' && new URL(request.url).pathname === '/hooks/orders'
      ? shop.webhook(request, (orderId) => server.orderChanged(orderId))
      : server.fetch(request),
});

await queue.start(server);
createServer(handle).listen(Number(PORT), '127.0.0.1', () => console.log(`cancellations: http://127.0.0.1:${PORT}`));
