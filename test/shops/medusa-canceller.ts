// A cancellation server in a process of its own: cancels ORDER of the Medusa at MEDUSA_URL, or goes on with what is written in DATABASE. DIES:
// `before 2` dies when it is about to send its second call that changes something, `after 2` when that was answered.

import { medusaShop } from '../../src/server/shops/medusa/index.ts';
import { sqliteFile, sqlJournal, sqlStore } from '../../src/server/sql/index.ts';
import { aServer } from './harness.ts';

const {
  MEDUSA_URL: url = '',
  SECRET_KEY: secretKey = '',
  ORDER: id = '',
  DATABASE: path = '',
  DIES = '',
} = process.env;
const [when = '', at = ''] = DIES.split(' ');
let calls = 0;
const die = (): never => {
  process.kill(process.pid, 'SIGKILL');
  throw new Error('dead');
};
const dying: typeof fetch = async (target, init) => {
  if (init?.method !== 'POST') return fetch(target, init);
  calls++;
  if (when === 'before' && calls === Number(at)) die();
  const answer = fetch(target, init);
  // Given up counts as answered: a slow machine's call is done all the same.
  await answer.catch(() => {});
  if (when === 'after' && calls === Number(at)) die();
  return answer;
};

const kysely = await sqliteFile(path);
const shop = medusaShop({
  url,
  secretKey,
  seller: { id: 'shop', name: 'Harbour goods' },
  journal: sqlJournal(kysely),
  timeout: 10_000,
  quiet: 1000,
  fetch: dying,
});
const { open, view, settled } = aServer(shop, { system: 'medusa', store: sqlStore(kysely) });
const before = await view(id);
if (!before.cancellation && !before.pending) await open(id, { action: 'cancel', reason: 'sold-out' });
const { order, cancellation } = await settled(id);
console.log(
  JSON.stringify({ state: cancellation?.state, status: order.status, refunded: order.payment.refunded.amount }),
);
