import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Cancellation, Order } from '../../../src/domain/records.ts';
import { availableLines, livingLines, unitsOf } from '../../../src/domain/units/units.ts';
import { inThousandths } from '../../../src/domain/values/quantity.ts';

const eur = (amount: number) => ({ amount, currency: 'EUR' });
const line = (id: string, quantity: number, counts: object = {}) => ({
  ...{ id, sku: id, title: id, quantity, unitPrice: eur(100) },
  ...counts,
});
const order = (...lines: ReturnType<typeof line>[]) => ({ lines }) as unknown as Order;
const openRequest = (lines: Cancellation['lines']) => ({ state: 'requested', lines }) as Cancellation;

describe('unitsOf', () => {
  it("counts by the line's own counts", () => {
    const counts = { cancelledQuantity: 1, returnedQuantity: 2, shippedQuantity: 3, committedQuantity: 4 };
    assert.deepEqual(unitsOf(order(line('a', 20, counts))).get('a'), {
      ...{ ordered: 20, cancelled: 1, returned: 2, shipped: 3, committed: 4, open: 10 },
    });
  });

  it('counts parcels that have left, and not those that are still to be packed', () => {
    const fulfilments = [
      { id: '1', status: 'shipped', lines: [{ id: 'a', quantity: 1.5 }] },
      { id: '2', status: 'delivered', lines: [{ id: 'a', quantity: 1 }] },
      { id: '3', status: 'returned', lines: [{ id: 'a', quantity: 0.5 }] },
      { id: '4', status: 'held', lines: [{ id: 'a', quantity: 2 }] },
      { id: '5', status: 'cancelled', lines: [{ id: 'a', quantity: 2 }] },
    ];
    const units = unitsOf({ ...order(line('a', 10, { shippedQuantity: 1 })), fulfilments } as Order).get('a');
    assert.deepEqual(units, { ordered: 10, cancelled: 0, returned: 0.5, shipped: 2.5, committed: 0, open: 7 });
  });

  it('counts every unit once, whatever the shop says', () => {
    const count = fc.integer({ min: 0, max: 5000 }).map((thousandths) => thousandths / 1000);
    fc.assert(
      fc.property(count, count, count, count, count, (quantity, cancelled, returned, shipped, committed) => {
        const counts = {
          ...{ cancelledQuantity: cancelled, returnedQuantity: returned },
          ...{ shippedQuantity: shipped, committedQuantity: committed },
        };
        const { ordered, ...where } = unitsOf(order(line('a', quantity, counts))).get('a') ?? { ordered: -1 };
        const sum = Object.values(where).reduce((total, part) => total + inThousandths(part), 0);
        assert.equal(sum, inThousandths(ordered));
        assert.ok(Object.values(where).every((part) => part >= 0));
      }),
    );
  });
});

describe('availableLines', () => {
  const halfSent = order(line('a', 4, { shippedQuantity: 1 }), line('b', 1, { shippedQuantity: 1 }), line('c', 2));

  it('offers what has not left, and with `shipped` what has', () => {
    assert.deepEqual(availableLines(halfSent), [
      { id: 'a', quantity: 3 },
      { id: 'c', quantity: 2 },
    ]);
    assert.deepEqual(
      availableLines(halfSent, [], 'shipped').map(({ quantity }) => quantity),
      [4, 1, 2],
    );
  });

  it('leaves out what an open request has asked for, and all where it asked for the whole', () => {
    const request = openRequest([{ id: 'a', quantity: 2 }]);
    assert.deepEqual(availableLines(halfSent, [request, { ...request, state: 'declined' }]), [
      { id: 'a', quantity: 1 },
      { id: 'c', quantity: 2 },
    ]);
    assert.deepEqual(availableLines(halfSent, [openRequest(null)]), []);
  });
});

describe('livingLines', () => {
  it('are what the order goes on for, shipped or not', () => {
    const lines = [line('a', 3, { shippedQuantity: 1, cancelledQuantity: 1 }), line('b', 1, { returnedQuantity: 1 })];
    assert.deepEqual(livingLines(order(...lines)), [{ id: 'a', quantity: 2 }]);
  });
});
