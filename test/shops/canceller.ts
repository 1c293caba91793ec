// A cancellation server in a process of its own: cancels ORDER of the shop at ADDRESS, or goes on with what is written in DATABASE. DIES:
// `before 2` dies when it is about to send its second call that changes something, `after 2` when that was answered.

import { medusaShop } from '../../src/server/shops/medusa/index.ts';
import { vendureShop } from '../../src/server/shops/vendure/index.ts';
import { sqliteFile, sqlJournal, sqlStore } from '../../src/server/sql/index.ts';
import { aServer } from './harness.ts';

const { SYSTEM, ADDRESS: url = '', KEY = '', ORDER: id = '', DATABASE: path = '', DIES = '' } = process.env;
const system = SYSTEM === 'medusa' ? 'medusa' : 'vendure';
const [when = '', at = ''] = DIES.split(' ');
let calls = 0;
const die = (): never => {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('dead');
};
const changes = ({ method, body }: RequestInit): boolean =>
  method === 'POST' && (system === 'medusa' || `${body}`.includes('"mutation'));
const dying: typeof fetch = async (target, init = {}) => {
  if (!changes(init)) return fetch(target, init);
  calls++;
  if (when === 'before' && calls === Number(at)) die();
  const answer = fetch(target, init);
  // Given up counts as answered: a slow machine's call is done all the same.
  await answer.catch(() => {});
  if (when === 'after' && calls === Number(at)) die();
  return answer;
};

const kysely = await sqliteFile(path);
const common = {
  seller: { id: 'shop', name: 'Harbour goods' },
  journal: sqlJournal(kysely),
  // For twice as long the steps of one that died are nobody's.
  timeout: system === 'medusa' ? 10_000 : 4000,
  quiet: 1000,
  fetch: dying,
};
const shop =
  system === 'medusa'
    ? medusaShop({ ...common, url, secretKey: KEY })
    : vendureShop({ ...common, adminUrl: `${url}/admin-api`, headers: { Authorization: KEY } });
const { open, view, settled } = aServer(shop, { system, store: sqlStore(kysely) });
const before = await view(id);
if (!before.cancellation && !before.pending) await open(id, { action: 'cancel', reason: 'sold-out' });
const { order, cancellation } = await settled(id);
console.log(
  JSON.stringify({ state: cancellation?.state, status: order.status, refunded: order.payment.refunded.amount, calls }),
);
