import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import pg from 'pg';
import { startPostgres } from '../../scripts/postgres.mjs';
import { CancelError } from '../../src/domain/errors.ts';
import { createCancellationServer, memoryJournal, memoryStore, shopConformance } from '../../src/server/index.ts';
import { medusaBuyers, medusaShop } from '../../src/server/shops/medusa/index.ts';
import { aServer as aServerOver, policyOf } from './harness.ts';
import { startMedusa } from './medusa.ts';

const postgres = await startPostgres();
const medusa = await startMedusa(postgres.connection);
after(async () => {
  await medusa.stop();
  await postgres.stop();
});
const { url, secretKey, publishableKey } = medusa;
const seller = { id: 'shop', name: 'Harbour goods' };
const connect = (journal = memoryJournal()) => medusaShop({ url, secretKey, seller, journal, quiet: 0 });
const buyers = medusaBuyers({ url, publishableKey });
const aServer = (shop = connect(), options: { now?: () => number } = {}) =>
  aServerOver(shop, { system: 'medusa', buyers, ...options });
const hours = (count: number) => count * 3_600_000;
const later = { now: () => Date.now() + hours(2) };
const customer = await medusa.customer();

describe('Medusa, by its own APIs', () => {
  const place = () => medusa.place(customer);
  /** Two processes, which share what they write down. */
  const world = () => {
    const journal = memoryJournal();
    return { shop: connect(journal), other: connect(journal), order: place };
  };
  for (const { name, run } of shopConformance(world)) it(name, run);

  it('is read as an order with its lines, money and buyer, by its id and by its number', async () => {
    const shop = connect();
    const order = await shop.order(await place());
    assert.equal(order?.status, 'pending');
    assert.deepEqual(order.total, { amount: 4500, currency: 'EUR' });
    assert.deepEqual(
      [order.shipping?.amount, order.payment.paid.amount, order.payment.refunded.amount],
      [600, 4500, 0],
    );
    assert.deepEqual(
      order.lines.map(({ sku, quantity, unitPrice, total }) => [sku, quantity, unitPrice.amount, total?.amount]).sort(),
      [
        ['MUG', 2, 1440, 2880],
        ['TOWEL', 1, 1020, 1020],
      ],
    );
    assert.match(order.buyer.email ?? '', /^buyer-\d+@example\.com$/);
    assert.deepEqual(await shop.orderByNumber(order.number ?? ''), order);
  });

  it('is not asked for what it cannot do: lines, fees, and statuses of a request are refused at the start', () => {
    const policy = policyOf('medusa');
    const lifecycle = policy.lifecycle!;
    const start = (changes: object) =>
      createCancellationServer({
        policies: [{ ...policy, ...changes }],
        store: memoryStore(),
        shop: connect(),
        authenticate: async () => null,
      });
    start({});
    for (const [changes, path] of [
      [{ lifecycle: { ...lifecycle, scope: 'lines' } }, ['lifecycle', 'scope']],
      [{ lifecycle: { ...lifecycle, requested: 'requires_action' } }, ['lifecycle', 'requested']],
      [{ refund: { method: 'original', keeps: ['shipping'] } }, ['refund', 'keeps']],
    ] as const) {
      assert.throws(
        () => start(changes),
        (error) => {
          assert.ok(error instanceof CancelError && error.code === 'invalid-shop');
          assert.deepEqual(error.issues, [{ path: ['policies', 0, ...path], code: 'unsupported' }]);
          return true;
        },
      );
    }
  });
});

describe('orders of Medusa, by the cancellation server', () => {
  it('a buyer who is signed in at the shop cancels in the first hour, and the money goes back', async () => {
    const id = await medusa.place(customer);
    assert.equal(await medusa.reserved(id), 3);
    const { open, settled } = aServer();
    const { status } = await open(id, { action: 'cancel', reason: 'changed-mind' }, customer.headers);
    assert.ok(status === 201 || status === 202, `${status}`);
    const { order, cancellation } = await settled(id);
    assert.deepEqual([order.status, order.payment.refunded.amount], ['canceled', 4500]);
    assert.deepEqual([cancellation?.state, cancellation?.refund?.status], ['cancelled', 'settled']);
    const again = await open(id, { action: 'cancel', reason: 'changed-mind' }, customer.headers);
    assert.equal(again.status, 409);
    const { refunded, notes } = await medusa.money(id);
    assert.deepEqual([refunded, notes.length], [45, 1]);
    assert.equal(await medusa.reserved(id), 0);
  });

  it('an order is not there for another customer, for nobody, and under an id that nobody has', async () => {
    const id = await medusa.place(customer);
    const other = await medusa.customer();
    const { ask } = aServer();
    const absent = await ask('/orders/order_01AAAAAAAAAAAAAAAAAAAAAAAA', other.headers);
    assert.deepEqual(await ask(`/orders/${id}`, other.headers), absent);
    assert.equal(absent.status, 404);
    assert.equal((await ask(`/orders/${id}`, { Authorization: 'Bearer made-up' })).status, 401);
    assert.equal((await ask(`/orders/${id}`, customer.headers)).status, 200);
  });

  it('a buyer asks later, and the shop declines one order and accepts another', async () => {
    const { open, act, settled } = aServer(connect(), later);
    for (const [action, body, state, status] of [
      ['decline', { reason: 'already-packed' }, 'declined', 'pending'],
      ['accept', { reason: 'buyer-asked' }, 'cancelled', 'canceled'],
    ] as const) {
      const id = await medusa.place(customer);
      const asked = await open(id, { action: 'request' }, customer.headers);
      assert.equal(asked.status, 201);
      const { status: answered } = await act(id, asked.json.cancellation.id, action, body);
      assert.ok(answered === 200 || answered === 202, `${answered}`);
      const { order, cancellation } = await settled(id);
      assert.deepEqual([cancellation?.state, order.status], [state, status]);
    }
  });

  it('money that is reserved is released', async () => {
    const id = await medusa.place(customer, { reserve: true });
    const { open, view, settled } = aServer();
    assert.equal((await view(id)).order.payment.authorized?.amount, 4500);
    await open(id, { action: 'cancel', reason: 'sold-out' });
    const { order, cancellation } = await settled(id);
    assert.equal(cancellation?.state, 'cancelled');
    assert.deepEqual([order.status, order.payment.paid.amount, order.payment.authorized], ['canceled', 0, undefined]);
  });

  it('a refund that fails is not said to be paid, and is paid once when it is tried again', async () => {
    const id = await medusa.place(customer, { refunds: 'fails-once' });
    const { open, act, settled } = aServer();
    await open(id, { action: 'cancel', reason: 'sold-out' });
    const first = await settled(id);
    assert.deepEqual([first.order.status, first.order.payment.refunded.amount], ['canceled', 0]);
    assert.equal(first.cancellation?.refund?.status, 'failed');
    assert.ok(first.actions?.includes('refund'), first.actions?.join());
    await act(id, first.cancellation!.id, 'refund', {});
    const { order, cancellation } = await settled(id);
    assert.deepEqual([order.payment.refunded.amount, cancellation?.refund?.status], [4500, 'settled']);
    const { refunded, notes } = await medusa.money(id);
    assert.equal(refunded, 45);
    assert.match(notes.join(), /^[0-9a-f]{32}:\d+$/);
  });

  it('a request ends when staff cancels the order there, and of what Medusa has given back nothing is owed', async () => {
    const { open, server, settled } = aServer(connect(), later);
    const id = await medusa.place(customer);
    await open(id, { action: 'request' }, customer.headers);
    await medusa.cancel(id);
    await server.orderChanged(id);
    const { order, cancellation } = await settled(id);
    assert.deepEqual([order.status, cancellation?.state], ['canceled', 'cancelled']);
    assert.deepEqual([order.payment.refunded.amount, cancellation?.refund?.due.amount], [4500, 0]);
  });

  it('a request ends when the order is shipped in the shop’s own back office', async () => {
    const { open, server, settled } = aServer(connect(), later);
    const id = await medusa.place(customer);
    await open(id, { action: 'request' }, customer.headers);
    assert.equal(await medusa.ship(id), true);
    await server.orderChanged(id);
    const { order, cancellation } = await settled(id);
    assert.deepEqual([order.status, cancellation?.state], ['shipped', 'superseded']);
  });

  it('nothing is cancelled of an order that is packed: Medusa would refuse it', async () => {
    const id = await medusa.place(customer);
    await medusa.pack(id);
    const { open, view } = aServer();
    const { decision } = await view(id, customer.headers);
    assert.deepEqual([decision?.outcome, decision?.reason], ['none', 'line-committed']);
    assert.equal((await open(id, { action: 'cancel', reason: 'sold-out' })).status, 409);
    assert.equal((await view(id)).order.status, 'pending');
  });

  it('a parcel that is packed in the moment of a cancellation keeps the order from counting as cancelled, until it is taken back', async () => {
    const id = await medusa.place(customer);
    const parcel = await medusa.pack(id);
    const pool = new pg.Pool(postgres.connection);
    // What their race leaves.
    await pool.query(`UPDATE "order" SET status = 'canceled' WHERE id = $1`, [id]);
    await pool.end();
    const shop = connect();
    assert.equal((await shop.order(id))?.status, 'pending');
    assert.equal(await medusa.ship(id), false);
    await medusa.admin('POST', `/admin/fulfillments/${parcel}/cancel`, {});
    assert.equal((await shop.order(id))?.status, 'canceled');
  });

  it('an order that is shipped between being looked at and cancelled is not cancelled', async () => {
    const id = await medusa.place(customer);
    const shop = connect();
    const late = aServer({
      ...shop,
      async commit(...transition) {
        assert.equal(await medusa.ship(id), true);
        return shop.commit(...transition);
      },
    });
    assert.notEqual((await late.open(id, { action: 'cancel', reason: 'sold-out' })).status, 201);
    const { order } = await late.settled(id);
    assert.deepEqual([order.status, order.payment.refunded.amount], ['shipped', 0]);
  });
});
