// A server of statements in a process of its own, which can be killed: over one SQLite file, on a port that it tells.
import { appendFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Order } from '../../src/domain/records.ts';
import { combinePolicies } from '../../src/policy/combine-policies.ts';
import euWithdrawal from '../../src/policy/presets/eu-withdrawal.ts';
import shopBuilder from '../../src/policy/presets/shop-builder.ts';
import { createCancellationServer, memoryShop } from '../../src/server/index.ts';
import { toNodeHandler } from '../../src/server/node/index.ts';
import { sqliteFile, sqlStore } from '../../src/server/sql/index.ts';
import { orderNumberOf, type StatementKind, statementKinds } from './statements-shape.ts';

const [path = '', receipts = '', count = '0', later = '0'] = process.argv.slice(2);
const day = 86_400_000;
const ago = (days: number): string => new Date(Date.now() - days * day).toISOString();
const eur = (amount: number) => ({ amount, currency: 'EUR' });

function orderOf(at: number, kind: StatementKind): Order | null {
  if (kind === 'absent') return null;
  const delivered = kind === 'late' ? 400 : 3;
  return {
    ...{ id: `o${at}`, number: orderNumberOf(at), status: 'DELIVERED', facts: { country: 'DE' }, revision: 'r1' },
    ...{ placedAt: ago(delivered + 5), shippedAt: ago(delivered + 3), deliveredAt: ago(delivered), total: eur(3000) },
    payment: { method: 'card', paid: eur(3000), refunded: eur(0) },
    lines: [{ id: 'l1', sku: 'A', title: 'Jacket', quantity: 1, unitPrice: eur(3000) }],
    buyer: { id: kind === 'foreign' ? 'somebody' : 'buyer', name: 'Ada', status: 'active' },
    seller: { id: 'seller', name: 'Grace', status: 'active' },
  };
}

const orders = Array.from({ length: Number(count) }, (_, at) =>
  orderOf(at, statementKinds[at % statementKinds.length] as StatementKind),
);
const database = await sqliteFile(path);
const server = createCancellationServer({
  policies: [combinePolicies(shopBuilder, euWithdrawal)],
  store: sqlStore(database, { leaseFor: 1000, waitFor: 20_000 }),
  shop: memoryShop(orders.filter((order) => order !== null)),
  authenticate: async (request) => {
    const id = request.headers.get('X-Person');
    return id === null ? null : { id, roles: id === 'staff' ? ['platform'] : ['buyer'] };
  },
  now: () => Date.now() + Number(later),
  withdrawals: {
    trader: { name: 'Kawabe Crafts' },
    // One line is written at once or not at all.
    sendReceipt: ({ id }) => appendFileSync(receipts, `${id}\n`),
    printReceipt: ({ id }) => appendFileSync(receipts, `${id}\n`),
  },
});
const handler = toNodeHandler(server);
const http = createServer((request, response) => {
  if (request.url !== '/run-due') return void handler(request, response);
  server.runDue().then((made) => response.end(String(made)));
});
http.listen(0, '127.0.0.1', () => process.send?.((http.address() as AddressInfo).port));
// Whoever started it is gone.
process.once('disconnect', () => process.exit());
