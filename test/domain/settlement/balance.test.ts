import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Cancellation, Order, RefundEntry } from '../../../src/domain/records.ts';
import { balanced, undetermined, withoutTakenBack } from '../../../src/domain/settlement/balance.ts';
import { apartFrom, askedFor, entriesOf, owedFor, settledOf } from '../../../src/domain/settlement/ledger.ts';
import { parseCancellation } from '../../../src/policy/parse.ts';
import { aLifecyclePolicy, aPaidOrder, aRequest, eur, frozen, placed } from '../lifecycle-fixtures.ts';

const at = new Date(placed).toISOString();
const orderWith = (refunded: number): Order =>
  frozen(aPaidOrder({ payment: { method: 'card', paid: eur(100_000), refunded: eur(refunded) } }));

/** A settled part of an order, of which so much is due and so much is on its way. */
function aPart(id: string, due: number, pending: readonly number[] = [], since = 0): Cancellation {
  const entries = pending.map(
    (amount, index): RefundEntry => ({
      ...{ id: `${id}:${index}`, amount: eur(amount), method: 'original' },
      ...{ at: new Date(placed + index).toISOString(), by: 'us', status: 'pending' },
    }),
  );
  return frozen({
    ...aRequest(aLifecyclePolicy(), 'refunding', { id, lines: [{ id: 'cup', quantity: 1 }] }),
    requestedAt: new Date(placed + since).toISOString(),
    refund: { due: eur(due), refunded: eur(0), method: 'original', status: 'pending', entries },
    counted: { paid: 100_000, apart: 0 },
  });
}

const given = (all: readonly Cancellation[]): number[] => all.map(settledOf);

describe('what the shop counts as refunded', () => {
  it('is what was asked for, of the same amount first, before it is anything else', () => {
    const parts = [aPart('a', 5000, [3000, 2000]), aPart('b', 2000)];
    assert.deepEqual(given(balanced(orderWith(2000), parts, { at })), [2000, 0]);
    assert.deepEqual(given(balanced(orderWith(5000), parts, { at })), [5000, 0]);
    assert.deepEqual(given(balanced(orderWith(7000), parts, { at })), [5000, 2000]);
    assert.deepEqual(given(balanced(orderWith(1000), parts, { at })), [0, 1000], 'no refund settles in part');
  });

  it('is for the part that is owed as much, else for the one that is open longest', () => {
    const parts = [aPart('a', 4000, [], 2), aPart('b', 2500, [], 1)];
    assert.deepEqual(given(balanced(orderWith(4000), parts, { at })), [4000, 0]);
    assert.deepEqual(given(balanced(orderWith(3000), parts, { at })), [500, 2500]);
  });

  it('may be what is under way: then nobody is given it, nor is it sent again', () => {
    const parts = [aPart('a', 4000, [2000])];
    const underWay = new Set(['a:0']);
    assert.equal(balanced(orderWith(2000), parts, { at, underWay }), parts);
    assert.equal(undetermined(orderWith(2000), parts), 2000);
    assert.deepEqual(given(balanced(orderWith(2500), parts, { at, underWay })), [500]);
  });

  it('and counts no more is owed again, the latest first', () => {
    const first = balanced(orderWith(1000), [aPart('a', 4000)], { at });
    const both = balanced(orderWith(3000), first, { at });
    const [after] = withoutTakenBack(orderWith(500), both);
    assert.deepEqual(
      entriesOf(after as Cancellation).map(({ amount, status }) => [amount.amount, status]),
      [
        [500, 'settled'],
        [500, 'failed'],
        [2000, 'failed'],
      ],
    );
    assert.deepEqual([after?.refund?.status, owedFor(after as Cancellation)], ['failed', 3500]);
    assert.equal(withoutTakenBack(orderWith(3000), both), both);
  });

  it('is in a ledger or apart to the last minor unit, whatever is due, under way, and counted when', () => {
    const part = fc.record({
      due: fc.integer({ min: 0, max: 5000 }),
      shares: fc.array(fc.integer({ min: 1, max: 1500 }), { maxLength: 3 }),
      since: fc.nat(9),
    });
    const rises = fc.array(fc.integer({ min: 0, max: 4000 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), rises, (parts, all) => {
        let books: readonly Cancellation[] = parts.map(({ due, shares, since }, index) => {
          const pending: number[] = [];
          for (let left = due; pending.length < shares.length && left > 0; left -= pending.at(-1) as number) {
            pending.push(Math.min(left, shares[pending.length] as number));
          }
          return aPart(`c-${index}`, due, pending, since);
        });
        const asked = books.map(askedFor);
        let counted = 0;
        for (const rise of all) {
          counted += rise;
          const order = orderWith(counted);
          books = frozen(balanced(order, books, { at }));
          for (const one of books) parseCancellation(one);
          const sum = given(books).reduce((one, other) => one + other, 0);
          assert.equal(sum + apartFrom(books), counted, 'nothing is silent, nothing is counted twice');
          books.forEach((one, index) => {
            assert.equal(one.refund?.refunded.amount, settledOf(one));
            assert.ok(
              askedFor(one) <= Math.max(one.refund?.due.amount ?? 0, asked[index] as number),
              'no more than is due',
            );
          });
          assert.equal(balanced(order, books, { at }), books, 'looked at again it stays');
        }
      }),
      { numRuns: 500 },
    );
  });
});
