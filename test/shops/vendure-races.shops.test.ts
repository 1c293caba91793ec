import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { startPostgres } from '../../scripts/postgres.mjs';
import { memoryJournal } from '../../src/server/index.ts';
import { vendureShop } from '../../src/server/shops/vendure/index.ts';
import { graphqlOf } from '../../src/server/shops/vendure/vendure-api.ts';
import { ourDeaths } from './dying.ts';
import { aServer } from './harness.ts';
import { aBank, diesAnywhere } from './kills.ts';
import { delaysOf, type RacedShop, raceFor, raceRounds } from './race.ts';
import { startVendure } from './vendure.ts';

/** In memory it takes one call after the other, and hides what goes wrong. */
const postgres = await startPostgres();
const { host, user, database } = postgres.connection;
const bank = aBank();
const vendure = await startVendure({ PGHOST: host, PGUSER: user, PGDATABASE: database, ...bank.env });
after(async () => {
  await vendure.stop();
  await postgres.stop();
});
const { adminUrl, headers } = vendure;
const seller = { id: 'shop', name: 'Harbour goods' };
const connect = (options: object = {}) =>
  vendureShop({ adminUrl, headers, seller, journal: memoryJournal(), quiet: 0, ...options });
const shop = connect();
const customer = await vendure.customer();
const place = () => vendure.place(customer);

const given = raceRounds('Vendure on PostgreSQL', 60);
const { rounds, seed } = given;

describe('three who cancel an order of Vendure at the same time, while it is shipped there', () => {
  it('I1 I2 I3 cancel it once between them; money and stock are as the books of Vendure should have them', async () => {
    const raced: RacedShop = {
      place,
      // It fails, and says no code, where it meets a cancellation in its database.
      ship: (code) =>
        vendure.ship(code).catch((error: Error) => {
          assert.match(error.message, /^Vendure answered /);
          return false;
        }),
      stock: vendure.stock,
      async money(code) {
        const { payment, refunded, refunds } = await vendure.payment(code);
        return { paid: payment.amount, refunded, refunds };
      },
      cancelled: 'Cancelled',
    };
    const { cancelled, shipped, flagged } = await raceFor(raced, aServer(shop), delaysOf(given));
    assert.ok(cancelled + flagged > 0 && (shipped + flagged > 0 || rounds < 20), 'each is first at times');
  });

  it('give money back again and again where each of them calls Vendure by itself', async () => {
    const sessions = await Promise.all(
      [1, 2, 3].map(async () => graphqlOf({ url: adminUrl, headers: await vendure.administrator(), timeout: 20_000 })),
    );
    let over = 0;
    const before = await vendure.stock();
    for (let round = 0; round < 5; round++) {
      const code = await place();
      const { payment } = await vendure.payment(code);
      await Promise.all(sessions.map((admin) => vendure.cancel(code, admin).catch(() => {})));
      const lines: object[] = [];
      const input = { paymentId: payment.id, amount: payment.amount, lines, shipping: 0, adjustment: 0, reason: 'x' };
      const mutation = 'mutation ($input: RefundOrderInput!) { refundOrder(input: $input) { __typename } }';
      await Promise.all(sessions.map((admin) => admin(mutation, { input }).catch(() => {})));
      const { refunded } = await vendure.payment(code);
      if (refunded > payment.amount) over++;
    }
    assert.ok(over > 0, 'what this server is for');
    const kept = Object.entries(await vendure.stock()).map(([sku, level]) => level.kept - before[sku]!.kept);
    console.log(
      `# without the cancellation server: ${over} of 5 rounds gave back too much; what is allocated is ${kept.join(' and ')}, not 0 and 0`,
    );
  });
});

ourDeaths(
  'Vendure',
  { system: 'vendure', address: vendure.url, key: headers.Authorization },
  place,
  async (code, { state, status, refunded }) => {
    const { payment, refunded: back, refunds } = await vendure.payment(code);
    const { amount } = payment;
    assert.deepEqual([state, status, refunded, back, refunds], ['cancelled', 'Cancelled', amount, amount, 1]);
  },
);

diesAnywhere(
  'Vendure',
  {
    system: 'vendure',
    bank,
    place,
    dead: vendure.dead,
    again: vendure.again,
    connect,
    changes: ({ body }) => `${body}`.includes('"mutation'),
    // One of two mugs, which is a cancellation there and a refund.
    body: ({ lines }) => ({
      action: 'cancel',
      reason: 'sold-out',
      lines: lines.filter(({ sku }) => sku === 'MUG').map(({ id }) => ({ id, quantity: 1 })),
    }),
    amount: 1440,
    refunded: vendure.payment,
    stock: vendure.stock,
    settle: vendure.settleRefunds,
  },
  seed,
);
