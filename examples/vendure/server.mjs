// The cancellation server beside a Vendure. SELLER_TOKEN: what staff sends along, until you have a sign-in of your own.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createCancellationServer } from 'order-cancel-elements/server';
import { toNodeHandler } from 'order-cancel-elements/server/node';
import { migrate, openDatabase, openQueue, sqlJournal, sqlStore } from 'order-cancel-elements/server/sql';
import { vendureBuyers, vendureShop } from 'order-cancel-elements/shops/vendure';

const { VENDURE_URL = 'http://127.0.0.1:3000', VENDURE_KEY = '', SELLER_TOKEN = '' } = process.env;
const { DATABASE = 'cancellations.sqlite', PORT = '5174', POLICY = 'policy.json' } = process.env;
const policy = JSON.parse(readFileSync(new URL(POLICY, import.meta.url), 'utf8'));
const kysely = await openDatabase(DATABASE);
await migrate(kysely);
const queue = openQueue(DATABASE, { every: 5000, onError: (error) => console.error(error.message) });
const seller = { id: 'shop', name: 'Our shop' };
const buyers = vendureBuyers({ shopUrl: `${VENDURE_URL}/shop-api` });

const shop = vendureShop({
  adminUrl: `${VENDURE_URL}/admin-api`,
  headers: { 'vendure-api-key': VENDURE_KEY },
  seller,
  journal: sqlJournal(kysely, { queue }),
  onDone: (orderId) => server.orderChanged(orderId),
  onStuck: ({ orderId }) => console.error('waits for a person', orderId),
});
const server = createCancellationServer({
  policies: [policy],
  store: sqlStore(kysely),
  shop,
  basePath: '/cancellations',
  authenticate: async (request) =>
    SELLER_TOKEN && request.headers.get('Authorization') === `Bearer ${SELLER_TOKEN}`
      ? { id: seller.id, roles: ['seller'] }
      : buyers(request),
});

await queue.start(server);
const listening = createServer(toNodeHandler(server)).listen(Number(PORT), '127.0.0.1', () =>
  console.log(`cancellations: http://127.0.0.1:${listening.address().port}`),
);
