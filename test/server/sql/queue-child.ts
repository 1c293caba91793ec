// A process over a database that tests kill: it answers what it is sent, or takes jobs of the queue.
import { sql } from 'kysely';
import { combinePolicies } from '../../../src/policy/combine-policies.ts';
import euWithdrawal from '../../../src/policy/presets/eu-withdrawal.ts';
import poshmark from '../../../src/policy/presets/poshmark.ts';
import { sampleShop } from '../../../src/serve/sample-shop.ts';
import { createCancellationServer } from '../../../src/server/index.ts';
import { openDatabase, openQueue, sqlStore } from '../../../src/server/sql/index.ts';

/**
 * `dies`: how many the shop has to be asked for before the process dies; one in two of them it has done by then. `tells`: notices are
 * delivered, by a worker; a handler never comes to the end of it.
 */
const [url = '', role = '', later = '0', dies = '0', tells = ''] = process.argv.slice(2);
const kysely = await openDatabase(url);
const own = sampleShop(kysely);
const never = new Promise<never>(() => {});
let asked = 0;
const send = async ({ id }: { id: string }) => {
  await sql`insert into sent (id) values (${id})`.execute(kysely);
};
const server = createCancellationServer({
  policies: [combinePolicies(poshmark, euWithdrawal)],
  // Who is dead is known to be so soon.
  store: sqlStore(kysely, { leaseFor: 300, waitFor: 20_000 }),
  shop: {
    ...own,
    async commit(...given) {
      if (Number(dies) === 0) return own.commit(...given);
      const at = ++asked;
      if (at % 2 === 0) await own.commit(...given);
      process.send?.({ asked: at });
      return never;
    },
  },
  authenticate: async () => ({ id: 'buyer-1', roles: ['buyer'] }),
  now: () => Date.now() + Number(later),
  ...(tells !== '' && { deliver: role === 'worker' ? send : () => never }),
  withdrawals: { trader: { name: 'Kawabe Crafts' }, ...(role === 'worker' && { sendReceipt: send }) },
});
process.on('message', async ({ path, body, match, key }: Record<'path' | 'body' | 'match' | 'key', string>) => {
  const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': key, ...(match && { 'If-Match': match }) };
  const response = await server.fetch(
    new Request(`https://shop.example${path}`, { method: 'POST', headers, body: JSON.stringify(body) }),
  );
  process.send?.({ status: response.status, text: await response.text() });
});
// Whoever started it is gone.
process.once('disconnect', () => process.exit());
if (role === 'worker') {
  // What the clock makes due is not looked at: all that is done is done by jobs.
  const { goOn, finish, send: sendOne } = server;
  await openQueue(url, { look: 50 }).start({ goOn, finish, send: sendOne, runDue: async () => 0 });
}
process.send?.({ ready: true });
