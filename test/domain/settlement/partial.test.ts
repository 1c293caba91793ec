import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { lineIssues } from '../../../src/domain/lifecycle/input-checks.ts';
import type { LineQuantity, Order } from '../../../src/domain/records.ts';
import { isRemainder, remainingLines, shareOf } from '../../../src/domain/settlement/partial.ts';
import { cancelledAfter } from '../../../src/domain/settlement/settlement.ts';
import { partValueOf } from '../../../src/domain/settlement/value.ts';
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
  it('SB-12 of three cups and a pot cost what they cost, and the shipping comes with the last', () => {
    const order = aPaidOrder();
    const costs: number[] = [];
    let left = order;
    for (const part of [[{ id: 'cup', quantity: 1 }], [{ id: 'pot', quantity: 1 }], [{ id: 'cup', quantity: 2 }]]) {
      costs.push(partValueOf(left, part).value);
      left = without(left, part);
    }
    assert.deepEqual(costs, [1000, 2500, 2500]);
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
    const policy = aLifecyclePolicy({ scope: 'lines' });
    const charges = [{ kind: 'shipping', amount: 500 }];
    const rest = { paid: 5000, goods: 4500, before: 5000, after: 0, charges, leavesRest: false };
    assert.deepEqual(shareOf(policy, order, null), rest);
    const part = { paid: 2500, goods: 2500, before: 5000, after: 2500, charges: [], leavesRest: true };
    assert.deepEqual(shareOf(policy, order, [{ id: 'pot', quantity: 1 }]), part);
  });

  it('is not asked for where only whole orders are cancelled, and nothing is told apart of what they cost', () => {
    const whole = aLifecyclePolicy({ scope: 'order' });
    assert.equal(shareOf(whole, order, null), null);
    const { charges, whole: all } =
      shareOf({ ...whole, refund: { method: 'original', keeps: ['shipping'] } }, order, null) ?? {};
    assert.deepEqual([charges, all], [[{ kind: 'shipping', amount: 500 }], true]);
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
      [[{ id: 'cup', quantity: 0.0005 }], 'lines.0.quantity:type'],
      [[{ id: 'cup', quantity: Number.NaN }], 'lines.0.quantity:type'],
    ] as const) {
      assert.deepEqual(wrong([...lines], 'lines'), [issue]);
    }
  });
});
