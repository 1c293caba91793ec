import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { startPostgres } from '../../scripts/postgres.mjs';
import { memoryJournal } from '../../src/server/index.ts';
import { medusaShop } from '../../src/server/shops/medusa/index.ts';
import { ourDeaths } from './dying.ts';
import { aServer } from './harness.ts';
import { aBank, diesAnywhere } from './kills.ts';
import { startMedusa } from './medusa.ts';
import { delaysOf, type RacedShop, raceFor, raceRounds, soon } from './race.ts';

const postgres = await startPostgres();
const bank = aBank();
const medusa = await startMedusa(postgres.connection, bank.env);
after(async () => {
  await medusa.stop();
  await postgres.stop();
});
const { url, secretKey } = medusa;
const seller = { id: 'shop', name: 'Harbour goods' };
const connect = (options: object = {}) =>
  medusaShop({ url, secretKey, seller, journal: memoryJournal(), quiet: 0, longestPause: 1000, ...options });
const customer = await medusa.customer();
const place = () => medusa.place(customer);
/** What went back of an order, in decimals. */
async function refunded(id: string) {
  const { paid, refunded, notes } = await medusa.money(id);
  return { paid, refunded, refunds: notes.length };
}
const given = raceRounds('Medusa', 15);
const { rounds, seed } = given;
const delays = delaysOf(given);

describe('three who cancel an order of Medusa at the same time, while it is shipped there', () => {
  it('I1 I2 I3 cancel it once between them; money and stock are as the books of Medusa should have them', async () => {
    const raced: RacedShop = {
      place,
      ship: medusa.ship,
      stock: medusa.stock,
      money: refunded,
      cancelled: 'canceled',
      freesTwice: true,
    };
    const { cancelled, shipped, flagged } = await raceFor(raced, aServer(connect(), { system: 'medusa' }), delays);
    assert.ok(cancelled + flagged > 0 && (shipped + flagged > 0 || rounds < 20), 'each is first at times');
  });

  it('are all told that it was theirs, or leave a parcel of a cancelled order, where each calls Medusa by itself', async () => {
    let [doubled, sent, wrong] = [0, 0, 0];
    const few = delays.slice(0, 15);
    for (const [one, two, three, part] of few) {
      const id = await place();
      const done = (work: () => Promise<unknown>) => () =>
        work().then(
          (answer) => answer !== false,
          () => false,
        );
      const [isShipped, ...answers] = await Promise.all([
        soon(
          part * 1500,
          done(() => medusa.ship(id)),
        ),
        ...[one, two, three].map((ms) =>
          soon(
            ms,
            done(() => medusa.cancel(id)),
          ),
        ),
      ]);
      const { order } = await medusa.admin<{ order: { status: string; total: number } }>('GET', `/admin/orders/${id}`);
      if (answers.filter(Boolean).length > 1) doubled++;
      if (isShipped && order.status === 'canceled') sent++;
      if (order.status === 'canceled' && order.total !== 0) wrong++;
    }
    assert.ok(doubled + sent + wrong > 0, 'what this server is for');
    console.log(
      `# without the cancellation server, of ${few.length}: ${doubled} cancelled more than once, ` +
        `${sent} cancelled and shipped, ${wrong} whose total is wrong by then`,
    );
  });
});

ourDeaths(
  'Medusa',
  { system: 'medusa', address: url, key: secretKey },
  place,
  async (id, { state, status, refunded: seen }) => {
    const { refunded: back, refunds } = await refunded(id);
    assert.deepEqual([state, status, seen, back, refunds], ['cancelled', 'canceled', 4500, 45, 1]);
  },
);

diesAnywhere(
  'Medusa',
  {
    system: 'medusa',
    bank,
    place,
    dead: medusa.dead,
    again: medusa.again,
    connect,
    changes: ({ method }) => method === 'POST',
    body: () => ({ action: 'cancel', reason: 'sold-out' }),
    amount: 45,
    refunded,
    stock: medusa.stock,
  },
  seed,
);
