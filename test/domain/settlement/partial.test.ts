import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { lineIssues } from '../../../src/domain/lifecycle/input-checks.ts';
import type { LineQuantity, Order } from '../../../src/domain/records.ts';
import { isRemainder, paidFor, remainingLines, shareOf } from '../../../src/domain/settlement/partial.ts';
import { cancelledAfter } from '../../../src/domain/settlement/settlement.ts';
import { availableLines } from '../../../src/domain/units/units.ts';
import { aLifecyclePolicy, aPaidOrder, eur } from '../lifecycle-fixtures.ts';
import { partsArbitrary } from '../parts.ts';

/** The order with these units cancelled beside those that are. */
function without(order: Order, lines: readonly LineQuantity[]): Order {
  const cancelled = cancelledAfter(order, lines);
  return {
    ...order,
    lines: order.lines.map((line) => {
      const quantity = cancelled.find(({ id }) => id === line.id)?.quantity;
      return quantity === undefined ? line : { ...line, cancelledQuantity: quantity };
    }),
  };
}

describe('the parts of an order', () => {
  it('add up to what was paid, whatever the currency, the groups and their order', () => {
    fc.assert(
      fc.property(partsArbitrary, ({ order, parts }) => {
        const { paid } = order.payment;
        const shipping = order.shipping?.amount ?? 0;
        let left = order;
        let sum = 0;
        for (const [at, part] of parts.entries()) {
          const share = paidFor(left, part);
          assert.ok(Number.isSafeInteger(share) && share >= 0, `${share} of part ${at}`);
          sum += share;
          left = without(left, part);
          const last = at === parts.length - 1;
          assert.equal(remainingLines(left).length === 0, last);
          if (!last) assert.ok(sum <= Math.max(0, paid.amount - shipping), 'the shipping comes with the last part');
        }
        assert.equal(sum, paid.amount);
      }),
      { numRuns: 1000 },
    );
  });

  it('each cost their share to within a minor unit, where nothing was discounted', () => {
    fc.assert(
      fc.property(partsArbitrary, ({ order, parts }) => {
        const lines = order.lines.map(({ discount, ...line }) => line);
        const goods = lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * unitPrice.amount, 0);
        fc.pre(goods > 0);
        let left: Order = { ...order, lines };
        const captured = Math.max(0, order.payment.paid.amount - (order.shipping?.amount ?? 0));
        for (const part of parts.slice(0, -1)) {
          const price = part.reduce(
            (sum, { id, quantity }) => sum + quantity * (lines.find((line) => line.id === id)?.unitPrice.amount ?? 0),
            0,
          );
          const exact = (captured * price) / goods;
          const share = paidFor(left, part);
          assert.ok(Math.abs(share - exact) < 1, `${share} in place of ${exact}`);
          left = without(left, part);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('SB-12 of three cups and a pot cost what they cost, and the shipping comes with the last', () => {
    const order = aPaidOrder();
    const costs: number[] = [];
    let left = order;
    for (const part of [[{ id: 'cup', quantity: 1 }], [{ id: 'pot', quantity: 1 }], [{ id: 'cup', quantity: 2 }]]) {
      costs.push(paidFor(left, part));
      left = without(left, part);
    }
    assert.deepEqual(costs, [1000, 2500, 2500]);
  });

  it('cost the same whatever the shipping came to in a currency that was not captured', () => {
    const cup = [{ id: 'cup', quantity: 1 }];
    const free = paidFor(aPaidOrder({ shipping: eur(0) }), cup);
    assert.equal(paidFor(aPaidOrder({ shipping: { amount: 500, currency: 'USD' } }), cup), free);
    assert.notEqual(paidFor(aPaidOrder({ shipping: eur(500) }), cup), free);
  });

  it('cost nothing where nothing was paid for goods, until the last brings the shipping', () => {
    const free = aPaidOrder({
      lines: aPaidOrder().lines.map((line) => ({ ...line, unitPrice: eur(0) })),
      payment: { method: 'card', paid: eur(500), refunded: eur(0) },
    });
    assert.equal(paidFor(free, [{ id: 'cup', quantity: 3 }]), 0);
    assert.equal(paidFor(free, remainingLines(free)), 500);
  });

  it('are the remainder where they are all that is left', () => {
    const order = without(aPaidOrder(), [{ id: 'cup', quantity: 1 }]);
    assert.equal(isRemainder(order, null), true);
    assert.equal(
      isRemainder(order, [
        { id: 'pot', quantity: 1 },
        { id: 'cup', quantity: 2 },
      ]),
      true,
    );
    const all = [
      { id: 'pot', quantity: 1 },
      { id: 'cup', quantity: 2 },
    ];
    assert.equal(isRemainder(order, [...all, { id: 'jar', quantity: 1 }]), false);
    assert.equal(isRemainder(order, [{ id: 'cup', quantity: 2 }]), false);
    assert.equal(
      isRemainder(order, [
        { id: 'pot', quantity: 1 },
        { id: 'cup', quantity: 1 },
      ]),
      false,
    );
  });
});

describe('the share of what is left', () => {
  const order = without(aPaidOrder(), [{ id: 'cup', quantity: 1 }]);

  it('is what was paid for it, where parts are cancelled one by one', () => {
    assert.deepEqual(shareOf(aLifecyclePolicy({ scope: 'lines' }), order, null), { paid: 5000, leavesRest: false });
    const part = shareOf(aLifecyclePolicy({ scope: 'lines' }), order, [{ id: 'pot', quantity: 1 }]);
    assert.deepEqual(part, { paid: 2500, leavesRest: true });
  });

  it('is not asked for where only whole orders are cancelled', () => {
    assert.equal(shareOf(aLifecyclePolicy({ scope: 'order' }), order, null), null);
  });
});

describe('lines to be cancelled', () => {
  const order = without(aPaidOrder(), [{ id: 'cup', quantity: 1 }]);
  const wrong = (lines: LineQuantity[] | null, scope?: 'order' | 'lines') =>
    lineIssues(order, lines, availableLines(order), scope).map(({ path, code }) => `${path.join('.')}:${code}`);

  it('B2B-15 are all that is left, where the policy knows whole orders only', () => {
    assert.deepEqual(wrong(null), []);
    assert.deepEqual(
      wrong([
        { id: 'cup', quantity: 2 },
        { id: 'pot', quantity: 1 },
      ]),
      [],
    );
    for (const lines of [
      [],
      [{ id: 'cup', quantity: 2 }],
      [
        { id: 'cup', quantity: 3 },
        { id: 'pot', quantity: 1 },
      ],
    ]) {
      assert.deepEqual(wrong(lines), ['lines:whole-order-only']);
    }
  });

  it('SB-12 are some units of what is left', () => {
    assert.deepEqual(wrong(null, 'lines'), []);
    assert.deepEqual(wrong([{ id: 'cup', quantity: 2 }], 'lines'), []);
    for (const [lines, issue] of [
      [[], 'lines:too-small'],
      [[{ id: 'jar', quantity: 1 }], 'lines.0.id:value'],
      [
        [
          { id: 'cup', quantity: 1 },
          { id: 'cup', quantity: 1 },
        ],
        'lines.1.id:duplicate-id',
      ],
      [[{ id: 'cup', quantity: 3 }], 'lines.0.quantity:too-large'],
      [[{ id: 'cup', quantity: 0 }], 'lines.0.quantity:too-small'],
      [[{ id: 'cup', quantity: -1 }], 'lines.0.quantity:too-small'],
      [[{ id: 'cup', quantity: 0.5 }], 'lines.0.quantity:type'],
      [[{ id: 'cup', quantity: Number.NaN }], 'lines.0.quantity:type'],
    ] as const) {
      assert.deepEqual(wrong([...lines], 'lines'), [issue]);
    }
  });
});
