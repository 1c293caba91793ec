import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { memoryJournal, shopConformance } from '../../src/server/index.ts';
import { vendureBuyers, vendureShop } from '../../src/server/shops/vendure/index.ts';
import { aServer } from './harness.ts';
import { movedIn } from './race.ts';
import { startVendure } from './vendure.ts';

const vendure = await startVendure();
after(() => vendure.stop());
const { adminUrl, headers, shopUrl } = vendure;
const seller = { id: 'shop', name: 'Harbour goods' };
const connect = () => vendureShop({ adminUrl, headers, seller, journal: memoryJournal(), quiet: 0 });

describe('Vendure, by its own APIs', () => {
  const place = async () => vendure.place(await vendure.customer());
  for (const { name, run } of shopConformance(() => ({ shop: connect(), order: place }))) it(name, run);

  it('is read as an order with its lines, money and buyer', async () => {
    const order = await connect().order(await place());
    assert.equal(order?.status, 'PaymentSettled');
    assert.deepEqual(order.total, { amount: 4400, currency: 'USD' });
    assert.deepEqual(
      order.lines.map(({ sku, quantity, unitPrice }) => [sku, quantity, unitPrice.amount]),
      [
        ['MUG', 2, 1440],
        ['TOWEL', 1, 1020],
      ],
    );
  });
});

describe('orders of Vendure, by the cancellation server', () => {
  const buyers = vendureBuyers({ shopUrl });
  const hours = (count: number) => count * 3_600_000;

  it('a buyer who is signed in at the shop cancels in the first hour, and the money goes back', async () => {
    const customer = await vendure.customer();
    const code = await vendure.place(customer);
    const { open, settled } = aServer(connect(), { buyers });
    const { status } = await open(code, { action: 'cancel', reason: 'changed-mind' }, customer.headers);
    assert.equal(status, 201);
    const { order, cancellation } = await settled(code);
    assert.deepEqual([order.status, order.payment.refunded.amount], ['Cancelled', order.payment.paid.amount]);
    assert.deepEqual([cancellation?.state, cancellation?.refund?.status], ['cancelled', 'settled']);
    const again = await open(code, { action: 'cancel', reason: 'changed-mind' }, customer.headers);
    assert.equal(again.status, 409);
  });

  it('an order is not there for another customer, for nobody, and under a code that nobody has', async () => {
    const code = await vendure.place(await vendure.customer());
    const other = await vendure.customer();
    const { ask } = aServer(connect(), { buyers });
    const absent = await ask('/orders/NO-SUCH-CODE', other.headers);
    assert.deepEqual(await ask(`/orders/${code}`, other.headers), absent);
    assert.equal(absent.status, 404);
    assert.equal((await ask(`/orders/${code}`, { Authorization: 'Bearer made-up' })).status, 401);
  });

  it('a buyer asks later, and the shop declines one order and accepts another', async () => {
    const customer = await vendure.customer();
    const { open, act, settled } = aServer(connect(), { buyers, now: () => Date.now() + hours(2) });
    for (const [action, body, state, status] of [
      ['decline', { reason: 'already-packed' }, 'declined', 'PaymentSettled'],
      ['accept', { reason: 'buyer-asked' }, 'cancelled', 'Cancelled'],
    ] as const) {
      const code = await vendure.place(customer);
      const asked = await open(code, { action: 'request' }, customer.headers);
      assert.equal(asked.status, 201);
      assert.equal((await act(code, asked.json.cancellation.id, action, body)).status, 200);
      const { order, cancellation } = await settled(code);
      assert.deepEqual([cancellation?.state, order.status], [state, status]);
    }
  });

  it('one unit of a line is cancelled, and its price goes back', async () => {
    const code = await vendure.place(await vendure.customer());
    const { open, view, settled } = aServer(connect());
    const [mugs] = (await view(code)).order.lines;
    const body = { action: 'cancel', reason: 'sold-out', lines: [{ id: mugs?.id, quantity: 1 }] };
    assert.equal((await open(code, body)).status, 201);
    const { order } = await settled(code);
    assert.equal(order.status, 'PaymentSettled');
    assert.deepEqual(
      order.lines.map(({ cancelledQuantity }) => cancelledQuantity),
      [1, 0],
    );
    assert.equal(order.payment.refunded.amount, 1440);
  });

  it('money that is reserved is released', async () => {
    const code = await vendure.place(await vendure.customer(), { reserve: true });
    const { open, settled } = aServer(connect());
    assert.equal((await open(code, { action: 'cancel', reason: 'sold-out' })).status, 201);
    const { order } = await settled(code);
    assert.deepEqual([order.status, order.payment.paid.amount, order.payment.authorized], ['Cancelled', 0, undefined]);
  });

  it('a refund that fails is not said to be paid, and is paid once when it is tried again', async () => {
    const code = await vendure.place(await vendure.customer(), { refunds: 'fails-once' });
    const { open, act, settled } = aServer(connect());
    const { json } = await open(code, { action: 'cancel', reason: 'sold-out' });
    const first = await settled(code);
    assert.equal(first.order.payment.refunded.amount, 0);
    assert.notEqual(first.cancellation?.refund?.status, 'settled');
    assert.ok(first.actions?.includes('refund'), first.actions?.join());
    await act(code, json.cancellation.id, 'refund', {});
    const { order, cancellation } = await settled(code);
    assert.equal(order.payment.refunded.amount, order.payment.paid.amount);
    assert.equal(cancellation?.refund?.status, 'settled');
  });

  it('a request ends when staff cancels the order there, and what was paid stays owed until it is back', async () => {
    const customer = await vendure.customer();
    const { open, act, server, settled } = aServer(connect(), { buyers, now: () => Date.now() + hours(2) });
    const code = await vendure.place(customer);
    const { json } = await open(code, { action: 'request' }, customer.headers);
    await vendure.cancel(code);
    await server.orderChanged(code);
    const { order, cancellation } = await settled(code);
    assert.deepEqual(
      [order.status, cancellation?.state, cancellation?.refund?.due.amount],
      ['Cancelled', 'cancelled', 4400],
    );
    assert.equal(order.payment.refunded.amount, 0);
    assert.equal((await act(code, json.cancellation.id, 'refund', {})).status, 200);
    assert.equal((await settled(code)).order.payment.refunded.amount, 4400);
  });

  it('an order that is shipped between being looked at and cancelled is not cancelled', async () => {
    const code = await vendure.place(await vendure.customer());
    const shop = connect();
    const late = aServer({
      ...shop,
      async commit(...transition) {
        assert.equal(await vendure.ship(code), true);
        return shop.commit(...transition);
      },
    });
    assert.notEqual((await late.open(code, { action: 'cancel', reason: 'sold-out' })).status, 201);
    const { order } = await late.settled(code);
    assert.deepEqual([order.status, order.payment.refunded.amount], ['Shipped', 0]);
  });

  it('nothing is cancelled of what is packed: Vendure would leave the parcel to be shipped', async () => {
    const customer = await vendure.customer();
    const code = await vendure.place(customer);
    await vendure.pack(code, 1);
    const { open, view, settled } = aServer(connect(), { buyers });
    const { order } = await view(code);
    const [mugs, towel] = order.lines;
    assert.deepEqual([mugs?.committedQuantity, towel?.committedQuantity], [1, 1]);
    const one = (id: string | undefined, quantity: number) => ({
      action: 'cancel',
      reason: 'sold-out',
      lines: [{ id, quantity }],
    });
    assert.notEqual((await open(code, one(towel?.id, 1))).status, 201);
    assert.notEqual((await open(code, one(mugs?.id, 2))).status, 201);
    assert.deepEqual(
      (await view(code)).order.lines.map(({ cancelledQuantity }) => cancelledQuantity),
      [0, 0],
    );
    // The mug that lies there still is not in the parcel.
    const before = await vendure.stock();
    assert.equal((await open(code, one(mugs?.id, 1))).status, 201);
    const { order: after } = await settled(code);
    // Vendure takes the mug in the parcel for one that came back: its stock has one too many.
    assert.deepEqual(movedIn(before, await vendure.stock())['MUG'], { onHand: 1, kept: -1 });
    assert.deepEqual(
      after.lines.map(({ cancelledQuantity }) => cancelledQuantity),
      [1, 0],
    );
  });

  it('an order that is packed between being looked at and cancelled is not cancelled', async () => {
    const code = await vendure.place(await vendure.customer());
    const shop = connect();
    const { open, settled } = aServer({
      ...shop,
      async commit(...transition) {
        assert.ok(await vendure.pack(code));
        return shop.commit(...transition);
      },
    });
    assert.notEqual((await open(code, { action: 'cancel', reason: 'sold-out' })).status, 201);
    const { order } = await settled(code);
    assert.deepEqual([order.status, order.payment.refunded.amount], ['PaymentSettled', 0]);
  });

  it('a part of what is only reserved is refused before anything is done', async () => {
    const code = await vendure.place(await vendure.customer(), { reserve: true });
    const { open, view, settled } = aServer(connect());
    const [mugs] = (await view(code)).order.lines;
    const body = { action: 'cancel', reason: 'sold-out', lines: [{ id: mugs?.id, quantity: 1 }] };
    assert.notEqual((await open(code, body)).status, 201);
    const { order } = await settled(code);
    assert.deepEqual(
      order.lines.map(({ cancelledQuantity }) => cancelledQuantity),
      [0, 0],
    );
  });

  it('a request ends when the order is shipped in the shop’s own back office', async () => {
    const customer = await vendure.customer();
    const { open, server, settled } = aServer(connect(), { buyers, now: () => Date.now() + hours(2) });
    const shipped = await vendure.place(customer);
    await open(shipped, { action: 'request' }, customer.headers);
    assert.equal(await vendure.ship(shipped), true);
    await server.orderChanged(shipped);
    assert.equal((await settled(shipped)).cancellation?.state, 'superseded');
  });
});
