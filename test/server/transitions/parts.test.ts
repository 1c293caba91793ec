import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CancelPolicy } from '../../../src/domain/policy.ts';
import type { Fulfilment, Order, OrderLine } from '../../../src/domain/records.ts';
import { aLifecyclePolicy } from '../../domain/lifecycle-fixtures.ts';
import { anOrder, aServer, days, hours, start, usd } from '../setup.ts';

// What becomes of the units of an order: those that have left, those that somebody asked for, and the rest.

const jackets = (changes: Partial<OrderLine> = {}): OrderLine => ({
  ...{ id: 'l1', sku: 'A', title: 'Jacket', quantity: 4, unitPrice: usd(1000) },
  ...changes,
});
const scarves: OrderLine = { id: 'l2', sku: 'B', title: 'Scarf', quantity: 1, unitPrice: usd(500) };

const order = (lines: OrderLine[] = [jackets(), scarves], changes: Partial<Order> = {}): Order =>
  anOrder({ status: 'NEW', lines, ...changes });
const policy = aLifecyclePolicy({}, { consequences: { stock: 'return' } });
const units = (id: string, quantity: number) => [{ id, quantity }];
const parcel = (status: Fulfilment['status'], ...lines: Fulfilment['lines']): Fulfilment => ({
  ...{ id: `p-${status}`, status },
  lines,
});

async function asked(lines?: { id: string; quantity: number }[], of = order(), by: CancelPolicy = policy) {
  const server = aServer({ policies: [by], orders: [of] });
  const { status, view } = await server.post('/orders/o1/cancellation', { action: 'request', ...(lines && { lines }) });
  assert.equal(status, 201);
  const act = (action: string, body: object = {}, as = 'seller') =>
    server.post(`/cancellations/${view.cancellation?.id}/${action}`, body, { as, match: `"${revision()}"` });
  const revision = () => server.shop.orders()[0]?.revision;
  return { server, act, view };
}

const cancelledOf = ({ lines }: Order) => lines.map(({ cancelledQuantity = 0 }) => cancelledQuantity);
const paidBack = ({ payment }: Order) => payment.refunded.amount;

describe('an order of which some units have left', () => {
  const halfSent = order([jackets({ shippedQuantity: 2 }), scarves]);

  it('is cancelled as far as it is there: neither what was sent, nor its money, nor its status', async () => {
    const server = aServer({ policies: [policy], orders: [halfSent] });
    const { status, view } = await server.post('/orders/o1/cancellation', { action: 'cancel' }, { as: 'seller' });
    assert.deepEqual([status, view.order.status, paidBack(view.order)], [201, 'NEW', 2500]);
    assert.deepEqual(view.cancellation?.lines, [...units('l1', 2), ...units('l2', 1)]);
    assert.deepEqual(cancelledOf(view.order), [2, 1]);
    const stock = server.shop.lots().map(({ sku, quantity }) => [sku, quantity]);
    assert.deepEqual(stock, [
      ['A', 2],
      ['B', 1],
    ]);
    assert.equal(server.shop.ledger()[0]?.meta.partly, true);
    const more = await server.post(
      '/orders/o1/cancellation',
      { action: 'cancel', lines: units('l1', 1) },
      { as: 'seller' },
    );
    assert.ok(more.status >= 400, 'what was sent is not cancelled');
  });

  it('is not cancelled as a whole by a policy for whole orders either', async () => {
    const whole = aLifecyclePolicy({ scope: 'order' }, { consequences: { stock: 'return' } });
    const server = aServer({ policies: [whole], orders: [halfSent] });
    const { view } = await server.post('/orders/o1/cancellation', { action: 'cancel' }, { as: 'seller' });
    assert.deepEqual([view.order.status, paidBack(view.order), cancelledOf(view.order)], ['NEW', 2500, [2, 1]]);
  });

  it('gives what is left of a line that is measured, to the thousandth', async () => {
    const cloth = order([jackets({ quantity: 2.5, unit: 'm', shippedQuantity: 0.75 })], {
      total: usd(2500),
      payment: { method: 'card', paid: usd(2500), refunded: usd(0) },
    });
    const server = aServer({ policies: [policy], orders: [cloth] });
    const { view } = await server.post('/orders/o1/cancellation', { action: 'cancel' }, { as: 'seller' });
    assert.deepEqual([cancelledOf(view.order), paidBack(view.order)], [[1.75], 1750]);
  });
});

describe('a shipment', () => {
  it('ends of a request what it carries; the rest stays, and is accepted', async () => {
    const { server, act } = await asked([...units('l1', 3), ...units('l2', 1)]);
    server.shop.change('o1', { fulfilments: [parcel('shipped', { id: 'l1', quantity: 2 }, ...units('l2', 1))] });
    await server.server.orderChanged('o1');
    const { cancellation } = await server.view();
    assert.deepEqual([cancellation?.state, cancellation?.lines], ['requested', units('l1', 2)]);
    const told = server.events.filter((one) => one.type === 'notify' && one.event === 'superseded');
    assert.ok(told.every((one) => one.type === 'notify' && /2 × Jacket/.test(one.text)));
    assert.equal(told.length, 2);
    const log = await server.log('buyer', ['cancellation']);
    assert.deepEqual(
      log.map(({ action, state, lines }) => [action, state, lines]),
      [
        ['request', 'requested', [...units('l1', 3), ...units('l2', 1)]],
        ['supersede', 'requested', units('l1', 2)],
      ],
    );
    const { view } = await act('accept');
    assert.deepEqual([view.cancellation?.state, cancelledOf(view.order)], ['cancelled', [2, 0]]);
    assert.equal(paidBack(view.order), 2000);
  });

  it('ends a request of which it carries everything, and none of which it carries nothing', async () => {
    const { server } = await asked(units('l2', 1));
    server.shop.change('o1', { fulfilments: [parcel('delivered', { id: 'l1', quantity: 4 })] });
    await server.server.orderChanged('o1');
    assert.equal((await server.view()).cancellation?.state, 'requested');
    server.shop.change('o1', { fulfilments: [parcel('delivered', { id: 'l1', quantity: 4 }, ...units('l2', 1))] });
    await server.server.orderChanged('o1');
    assert.equal((await server.view()).cancellation?.state, 'superseded');
  });

  it('of part of an order that was asked for as a whole leaves the rest asked for, and the order its own status', async () => {
    const { server } = await asked();
    assert.equal((await server.view()).order.status, 'ASKED');
    server.shop.change('o1', { fulfilments: [parcel('shipped', ...units('l2', 1))] });
    await server.server.orderChanged('o1');
    const { cancellation, order: after } = await server.view();
    assert.deepEqual([cancellation?.lines, after.status], [units('l1', 4), 'NEW']);
  });

  it('that only the order’s instants tell ends the whole, as before', async () => {
    const { server } = await asked(units('l1', 1));
    server.shop.ship('o1', start, 'SENT', { evenIfHeld: true });
    await server.server.orderChanged('o1');
    assert.equal((await server.view()).cancellation?.state, 'superseded');
  });
});

describe('who accepts fewer than was asked for', () => {
  it('declines the rest in the same answer, with its reason; only what was accepted goes back', async () => {
    const declines = aLifecyclePolicy(
      { declineReasons: { demand: 'required', choices: [{ code: 'already-packed' }] } },
      { consequences: { stock: 'return' } },
    );
    const { server, act } = await asked(units('l1', 3), order(), declines);
    const unsaid = await act('accept', { lines: units('l1', 1) });
    assert.deepEqual([unsaid.status, unsaid.problem.code], [422, 'reason-invalid']);
    const { status, view } = await act('accept', { lines: units('l1', 1), reason: 'already-packed' });
    const { cancellation } = view;
    assert.deepEqual([status, cancellation?.state, cancelledOf(view.order)], [200, 'cancelled', [1, 0]]);
    assert.deepEqual([cancellation?.lines, cancellation?.declinedLines], [units('l1', 1), units('l1', 2)]);
    assert.equal(cancellation?.decision?.reason, 'already-packed');
    assert.equal(paidBack(view.order), 1000);
    const [entry] = (await server.log('buyer', ['cancellation'])).slice(-1);
    assert.deepEqual([entry?.lines, entry?.declinedLines], [units('l1', 1), units('l1', 2)]);
    const letter = server.events.findLast((one) => one.type === 'notify' && one.to === 'buyer');
    assert.ok(letter?.type === 'notify' && /1 × Jacket/.test(letter.text) && /2 × Jacket/.test(letter.text));
    const undone = await act('undo');
    assert.deepEqual([undone.view.cancellation?.state, cancelledOf(undone.view.order)], ['undone', [0, 0]]);
  });

  it('accepts no more than was asked for, nor anything else', async () => {
    const { act } = await asked(units('l1', 2));
    for (const [lines, code] of [
      [units('l1', 3), 'too-large'],
      [units('l2', 1), 'value'],
      [units('l1', 0.5), 'type'],
    ] as const) {
      const { status, problem } = await act('accept', { lines });
      assert.deepEqual([status, problem.issues?.at(0)?.code], [400, code]);
    }
  });

  it('of a whole order leaves the order the status that it had', async () => {
    const { act } = await asked();
    const { view } = await act('accept', { lines: units('l2', 1) });
    assert.deepEqual([view.order.status, view.cancellation?.declinedLines], ['NEW', units('l1', 4)]);
  });
});

describe('a rule that is asked in every state', () => {
  const disputed: CancelPolicy = {
    ...aLifecyclePolicy({ onSilence: 'accept' }),
    facts: { chargeback: { type: 'boolean', default: false } },
  };
  disputed.rules = [
    {
      ...{ id: 'chargeback', always: true, when: { fact: 'chargeback', is: true } },
      then: { outcome: 'none', reason: 'chargeback' },
    },
    ...disputed.rules,
  ];

  it('stops who accepts, with its reason, and silence; the case waits for a person, and is not looked at all the time', async () => {
    const { server, act } = await asked(undefined, order(), disputed);
    server.shop.change('o1', { facts: { chargeback: true } });
    await server.server.orderChanged('o1');
    const refused = await act('accept');
    assert.deepEqual([refused.status, refused.problem.code], [409, 'decision-changed']);
    assert.equal(refused.problem.decision?.reason, 'chargeback');
    assert.ok(!refused.problem.view?.actions?.includes('accept'), 'what is refused is not offered');
    server.clock.now += days(3);
    assert.equal(await server.server.runDue(), 1, 'a reminder');
    assert.equal(await server.server.runDue(), 0);
    assert.deepEqual(await server.store.due(server.clock.now), [], 'until a day later');
    const { cancellation, order: after } = await server.view();
    assert.deepEqual([cancellation?.state, paidBack(after)], ['requested', 0]);
    assert.equal((await act('decline')).status, 200, 'a person may end it');
  });

  it('that does not hold any more lets silence settle, when the shop says so', async () => {
    const { server } = await asked(undefined, order(), disputed);
    server.shop.change('o1', { facts: { chargeback: true } });
    server.clock.now += days(3);
    assert.equal(await server.server.runDue(), 1, 'a reminder');
    assert.equal((await server.view()).cancellation?.state, 'requested');
    server.shop.change('o1', { facts: { chargeback: false } });
    await server.server.orderChanged('o1');
    assert.equal((await server.view()).cancellation?.state, 'cancelled');
  });
});

describe('a rule that acts by itself', () => {
  const base = aLifecyclePolicy();
  const late: CancelPolicy = {
    ...base,
    rules: [
      ...base.rules.slice(0, 2),
      {
        id: 'unpaid',
        when: { all: [{ actor: 'nobody' }, { status: 'NEW' }, { since: 'placedAt', from: 'PT5H' }] },
        then: { outcome: 'cancel', reason: 'late' },
      },
      ...base.rules.slice(2),
    ],
  };

  it('cancels when its time comes, once, on record as the platform’s, though nobody ever asked', async () => {
    const server = aServer({ policies: [late], orders: [order()] });
    await server.server.orderChanged('o1');
    server.clock.now += hours(4) - 1;
    assert.equal(await server.server.runDue(), 0);
    server.clock.now += 1;
    assert.equal(await server.server.runDue(), 1);
    assert.equal(await server.server.runDue(), 0);
    const { cancellation, order: after } = await server.view();
    assert.deepEqual(
      [cancellation?.state, cancellation?.requestedBy, cancellation?.ruleId],
      ['cancelled', 'platform', 'unpaid'],
    );
    assert.deepEqual([after.status, paidBack(after)], ['CANCELLED', 4500]);
    assert.deepEqual(await server.store.due(server.clock.now + days(100)), [], 'it is watched no more');
    const log = await server.log('buyer', ['cancellation']);
    assert.deepEqual(
      log.map(({ by, action, ruleId }) => [by, action, ruleId]),
      [['platform', 'cancel', 'unpaid']],
    );
  });

  it('cancels an order that is read when its time has come, and none that was sent or where it is not its time', async () => {
    const server = aServer({ policies: [late], orders: [order()] });
    assert.equal((await server.view()).cancellation, null);
    server.clock.now += hours(4);
    assert.equal((await server.view()).cancellation?.state, 'cancelled');
    const sent = aServer({ policies: [late], orders: [order(undefined, { status: 'SENT' })] });
    sent.clock.now += hours(4);
    assert.equal((await sent.view()).cancellation, null);
  });
});
