import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import fc from 'fast-check';
import { startPostgres } from '../../scripts/postgres.mjs';
import { memoryJournal } from '../../src/server/index.ts';
import { vendureShop } from '../../src/server/shops/vendure/index.ts';
import { graphqlOf } from '../../src/server/shops/vendure/vendure-api.ts';
import { cancelIn, type Ended } from './dying.ts';
import { aServer } from './harness.ts';
import { startVendure } from './vendure.ts';

/** In memory it takes one call after the other, and hides what goes wrong. */
const postgres = await startPostgres();
const { host, user, database } = postgres.connection;
const vendure = await startVendure({ PGHOST: host, PGUSER: user, PGDATABASE: database });
after(async () => {
  await vendure.stop();
  await postgres.stop();
});
const { adminUrl, headers } = vendure;
const shop = vendureShop({
  adminUrl,
  headers,
  seller: { id: 'shop', name: 'Harbour goods' },
  journal: memoryJournal(),
  quiet: 0,
});
const customer = await vendure.customer();

const rounds = Number(process.env['RACES']) || (process.env['CI'] ? 60 : 10);
const seed = Number(process.env['SEED']) || Math.floor(Math.random() * 2 ** 31);
console.log(`# Vendure on PostgreSQL: SEED=${seed} RACES=${rounds}`);

describe('three who cancel an order of Vendure at the same time, while it is shipped there', () => {
  it('I1 I3 cancel it once between them, and never is more given back than was paid', async () => {
    const server = aServer(shop);
    const delays = fc.sample(fc.tuple(fc.nat(60), fc.nat(60), fc.nat(60), fc.nat(60)), { numRuns: rounds, seed });
    let [cancelled, shipped] = [0, 0];
    for (const [one, two, three, shipping] of delays) {
      const code = await vendure.place(customer);
      const later = <T>(ms: number, work: () => Promise<T>) =>
        new Promise<T>((resolve, reject) => setTimeout(() => work().then(resolve, reject), ms));
      const body = { action: 'cancel', reason: 'sold-out' };
      const answers = await Promise.all([
        later(one, () => server.open(code, body)),
        later(two, () => server.open(code, body)),
        later(three, () => server.open(code, body)),
        later(shipping, () => vendure.ship(code)).then(
          (isShipped) => {
            if (isShipped) shipped++;
            return null;
          },
          // It fails, and says no code, where it meets a cancellation in its database.
          (error: Error) => {
            assert.match(error.message, /^Vendure answered /);
            return null;
          },
        ),
      ]);
      assert.ok(
        answers.filter((answer) => answer?.status === 201).length <= 1,
        'one at most is told that it was theirs',
      );
      await server.server.orderChanged(code);
      const { order, cancellations } = await server.settled(code);
      const { paid, refunded } = order.payment;
      assert.ok(refunded.amount <= paid.amount, `${code}: ${refunded.amount} of ${paid.amount} is back`);
      const [cancellation] = cancellations ?? [];
      assert.equal(refunded.amount, cancellation ? paid.amount : 0, code);
      if (!cancellation) continue;
      cancelled++;
      assert.equal(cancellations?.length, 1, code);
      // Vendure ships what it cancels at that moment: then somebody has to look.
      const isShipped = order.fulfilments?.some(({ status }) => status === 'shipped');
      if (isShipped || order.status !== 'Cancelled')
        assert.ok(cancellation.reopenedAt, `${code} is ${order.status}, and nobody is told`);
    }
    console.log(`# of ${rounds}, ${cancelled} were cancelled and ${shipped} shipped`);
    assert.ok(cancelled > 0 && (shipped > 0 || rounds < 20), 'whoever is first');
  });

  it('give money back again and again where each of them calls Vendure by itself', async () => {
    const sessions = await Promise.all(
      [1, 2, 3].map(async () => graphqlOf({ url: adminUrl, headers: await vendure.administrator(), timeout: 20_000 })),
    );
    let over = 0;
    for (let round = 0; round < 5; round++) {
      const code = await vendure.place(customer);
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
    console.log(`# without the cancellation server: ${over} of 5 rounds gave back too much`);
  });
});

describe('a process of ours that dies between two calls to Vendure', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vendure-kills-'));
  after(() => rmSync(folder, { recursive: true }));
  const place = { system: 'vendure', address: vendure.url, key: headers.Authorization } as const;
  const assertCancelled = async (code: string, { state, status, refunded }: Ended) => {
    const { payment, refunded: back } = await vendure.payment(code);
    assert.deepEqual([state, status, refunded, back], ['cancelled', 'Cancelled', payment.amount, payment.amount]);
  };

  it('I7 the next one cancels it, once, wherever it died', async () => {
    const whole = await vendure.place(customer);
    const first = await cancelIn(folder, place, whole);
    await assertCancelled(whole, first);
    const { calls = 0 } = first;
    assert.ok(calls >= 2, `${calls} calls`);
    const deaths = Array.from({ length: calls }, (_, at) => [`before ${at + 1}`, `after ${at + 1}`]).flat();
    for (const dies of deaths) {
      const code = await vendure.place(customer);
      assert.equal((await cancelIn(folder, place, code, dies)).signal, 'SIGKILL', dies);
      await assertCancelled(code, await cancelIn(folder, place, code));
    }
  });
});

describe('Vendure, when it dies while it cancels', () => {
  it('I7 has after its restart the order cancelled, and paid back once', async () => {
    const [ms = 0] = fc.sample(fc.nat(300), { numRuns: 1, seed });
    const code = await vendure.place(customer);
    let crash: Promise<unknown> | undefined;
    const dying: typeof fetch = (target, init) => {
      if (!crash && `${init?.body}`.includes('cancelOrder')) {
        crash = new Promise((resolve) => setTimeout(() => vendure.crash().then(resolve), ms));
      }
      return fetch(target, init);
    };
    const seller = { id: 'shop', name: 'Harbour goods' };
    const journal = memoryJournal();
    const { open, settled } = aServer(vendureShop({ adminUrl, headers, seller, journal, quiet: 0, fetch: dying }));
    await open(code, { action: 'cancel', reason: 'sold-out' });
    await crash;
    await vendure.again();
    const { order, cancellation } = await settled(code);
    const { payment, refunded } = await vendure.payment(code);
    assert.deepEqual(
      [order.status, cancellation?.state, refunded],
      ['Cancelled', 'cancelled', payment.amount],
      `${ms} ms`,
    );
  });
});
