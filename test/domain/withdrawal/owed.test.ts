import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { LineQuantity, Order, OrderLine } from '../../../src/domain/records.ts';
import { owedForWithdrawal, refundBy } from '../../../src/domain/withdrawal/owed.ts';

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const line = (id: string, price: number, quantity = 1, given: Partial<OrderLine> = {}): OrderLine => ({
  ...{ id, sku: id, title: id, quantity, unitPrice: eur(price) },
  ...given,
});

/** Two jackets at 30.00 and a scarf at 5.00, with 4.90 for delivery, paid by card. */
function anOrder(given: Partial<Order> = {}): Order {
  return {
    id: 'o1',
    status: 'SHIPPED',
    placedAt: '2026-06-01T10:00:00Z',
    total: eur(6990),
    shipping: eur(490),
    payment: { method: 'card', paid: eur(6990), refunded: eur(0) },
    lines: [line('jacket', 3000, 2), line('scarf', 500)],
    buyer: { id: 'b', name: 'Ada', status: 'active' },
    seller: { id: 's', name: 'Grace', status: 'active' },
    revision: 'r1',
    ...given,
  };
}

function owed(order: Order, lines: LineQuantity[] | null = null, cancelledBefore: LineQuantity[] = []) {
  const { left, due, delivery, ...more } = owedForWithdrawal(order, { lines, cancelledBefore }, [], true);
  return { ...more, left: left.amount, due: due.amount, delivery: delivery.amount };
}

describe('what is owed for a withdrawal', () => {
  it('is all that was paid, with the delivery, by the means that were used', () => {
    const parts = [
      { id: 'p1', method: 'gift_card', kind: 'credit' as const, paid: eur(1000), refunded: eur(0) },
      { id: 'p2', method: 'card', paid: eur(5990), refunded: eur(0) },
    ];
    const found = owed(anOrder({ payment: { method: 'card', paid: eur(6990), refunded: eur(0), parts } }));
    assert.deepEqual([found.left, found.delivery], [6990, 490]);
    assert.deepEqual(found.means, [
      { amount: eur(1000), method: 'gift_card', part: 'p1' },
      { amount: eur(5990), method: 'card', part: 'p2' },
    ]);
    assert.deepEqual(owed(anOrder()).means, [{ amount: eur(6990), method: 'card' }]);
  });

  it('of delivery is no more than the cheapest standard one costs, where the order says what that is', () => {
    const express = { total: eur(7990), shipping: eur(1490) };
    const paid = { payment: { method: 'card', paid: eur(7990), refunded: eur(0) } };
    assert.equal(owed(anOrder({ ...express, ...paid, facts: { standardDelivery: 490 } })).left, 6990);
    assert.equal(owed(anOrder({ ...express, ...paid, facts: { standardDelivery: 0 } })).left, 6500);
    assert.equal(owed(anOrder({ ...express, ...paid, facts: { standardDelivery: 9999 } })).left, 7990);
    assert.equal(owed(anOrder({ ...express, ...paid })).left, 7990);
    assert.equal(owed(anOrder({ ...express, ...paid, facts: { standardDelivery: 'none' } })).left, 7990);
  });

  it('of a part is its value, and the delivery comes with the last', () => {
    assert.deepEqual(owed(anOrder(), [{ id: 'jacket', quantity: 1 }]).left, 3000);
    const rest = [
      { id: 'jacket', quantity: 1 },
      { id: 'scarf', quantity: 1 },
    ];
    const order = anOrder({
      lines: [line('jacket', 3000, 2, { cancelledQuantity: 1 }), line('scarf', 500)],
      payment: { method: 'card', paid: eur(6990), refunded: eur(3000) },
    });
    const found = owed(order, rest, [{ id: 'jacket', quantity: 1 }]);
    assert.deepEqual([found.left, found.due, found.delivery], [3990, 6990, 490]);
  });

  it('leaves out what is exempt, and says what has to be judged when it is back', () => {
    const order = anOrder({
      lines: [line('jacket', 3000, 2, { exempt: 'c' }), line('scarf', 500, 1, { exempt: 'e' })],
    });
    const { left, lines, judged, toComeBack } = owed(order);
    assert.deepEqual([left, lines, judged], [500, [{ id: 'scarf', quantity: 1 }], ['scarf']]);
    assert.deepEqual(toComeBack, [{ id: 'scarf', quantity: 1 }]);
  });

  it('is the same whether the shop has booked it as cancelled or not, and nothing once it was paid', () => {
    const lines = [{ id: 'jacket', quantity: 1 }];
    for (const before of [0, 1]) {
      const cancelledBefore = before ? [{ id: 'jacket', quantity: before }] : [];
      const paid = { method: 'card', paid: eur(6990), refunded: eur(3000 * before) };
      const booked = (count: number, refunded: number) =>
        anOrder({
          lines: [line('jacket', 3000, 2, { cancelledQuantity: count }), line('scarf', 500)],
          payment: { ...paid, refunded: eur(3000 * before + refunded) },
        });
      assert.equal(owed(booked(before, 0), lines, cancelledBefore).left, 3000, `before ${before}`);
      assert.equal(owed(booked(before + 1, 0), lines, cancelledBefore).left, 3000, `booked, before ${before}`);
      assert.equal(owed(booked(before + 1, 3000), lines, cancelledBefore).left, 0, `paid, before ${before}`);
      assert.equal(owed(booked(before, 1000), lines, cancelledBefore).left, 2000, `paid in part, before ${before}`);
    }
  });

  it('of a service that had begun at the consumer’s express request is the share that was not provided', () => {
    const service = (facts: NonNullable<OrderLine['facts']>, order: Partial<Order> = {}) =>
      owed(
        anOrder({
          total: eur(1000),
          lines: [line('course', 1000, 1, { facts: { kind: 'services', ...facts } })],
          payment: { method: 'card', paid: eur(1000), refunded: eur(0) },
          ...{ shipping: eur(0) },
          ...order,
        }),
      );
    assert.deepEqual([service({}).left, service({}).proportionate], [1000, []]);
    assert.deepEqual([service({ begun: true }).left, service({ begun: true }).proportionate], [1000, ['course']]);
    const third = service({ begun: true, provided: 1 / 3 });
    assert.deepEqual([third.left, third.proportionate], [667, []]);
    // Who was not informed pays nothing for it.
    assert.equal(service({ begun: true, provided: 1 / 3 }, { facts: { informed: false } }).left, 1000);
  });

  it('lets the refund wait for goods that have left and are not back', () => {
    assert.deepEqual(owed(anOrder()).toComeBack, [
      { id: 'jacket', quantity: 2 },
      { id: 'scarf', quantity: 1 },
    ]);
    const counted = anOrder({
      lines: [line('jacket', 3000, 2, { shippedQuantity: 2, returnedQuantity: 1 }), line('scarf', 500)],
    });
    assert.deepEqual(owed(counted).toComeBack, [{ id: 'jacket', quantity: 1 }]);
    const { toComeBack } = owedForWithdrawal(anOrder(), { lines: null, cancelledBefore: [] }, [], false);
    assert.deepEqual(toComeBack, []);
  });

  it('never is more than was paid and has not gone back, and its means come to it', () => {
    const quantity = fc.integer({ min: 1, max: 4 });
    const lines = fc.array(
      fc.record({ price: fc.integer({ min: 0, max: 9999 }), quantity, cancelled: fc.nat(4), asked: fc.nat(5) }),
      {
        minLength: 1,
        maxLength: 4,
      },
    );
    fc.assert(
      fc.property(
        lines,
        fc.nat(2000),
        fc.nat(2000),
        fc.nat(40_000),
        fc.option(fc.nat(2000)),
        (items, shipping, off, refunded, standard) => {
          const goods = items.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
          const total = Math.max(0, goods + shipping - off);
          const order = anOrder({
            total: eur(total),
            shipping: eur(Math.min(shipping, total)),
            lines: items.map(({ price, quantity, cancelled }, at) =>
              line(`l${at}`, price, quantity, { cancelledQuantity: Math.min(cancelled, quantity) }),
            ),
            payment: { method: 'card', paid: eur(total), refunded: eur(Math.min(refunded, total)) },
            ...(standard !== null && { facts: { standardDelivery: standard } }),
          });
          const asked = items.flatMap(({ asked }, at) => (asked > 0 ? [{ id: `l${at}`, quantity: asked }] : []));
          const found = owed(order, asked.length > 0 ? asked : null);
          assert.ok(found.left >= 0 && found.left <= total - order.payment.refunded.amount);
          assert.equal(
            found.means.reduce((sum, { amount }) => sum + amount.amount, 0),
            found.left,
          );
          const whole = owed(order);
          assert.ok(found.due <= whole.due + 0);
          if (!standard && standard !== 0) assert.equal(whole.due, total);
        },
      ),
    );
  });

  it('is due 14 days after the trader was told, by the trader’s calendar, weekend or not', () => {
    const told = Date.parse('2026-06-19T22:30:00Z');
    assert.equal(new Date(refundBy(told, 'Europe/Berlin')).toISOString(), '2026-07-04T22:00:00.000Z');
    assert.equal(new Date(refundBy(told, 'UTC')).toISOString(), '2026-07-04T00:00:00.000Z');
  });
});
