import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyEffects } from '../../../src/domain/lifecycle/effects.ts';
import type { Money } from '../../../src/domain/records.ts';
import { aPaidOrder, eur, frozen } from '../lifecycle-fixtures.ts';

const refunds = (order: ReturnType<typeof aPaidOrder>, ...amounts: Money[]) =>
  applyEffects(
    frozen(order),
    amounts.map((amount) => ({ type: 'refund', amount, method: 'original' })),
  );

describe('a refund', () => {
  it('adds to what was refunded, up to the last minor unit that was captured', () => {
    assert.deepEqual(refunds(aPaidOrder(), eur(1), eur(5999)).payment.refunded, eur(6000));
  });

  for (const [what, amount] of [
    ['more than was captured', eur(6001)],
    ['another currency than was captured', { amount: 100, currency: 'USD' }],
    ['less than nothing', eur(-1)],
    ['parts of a minor unit', eur(0.5)],
    ['more than can be counted', eur(2 ** 53)],
  ] as const) {
    it(`is an error of the caller where it is ${what}`, () => {
      assert.throws(() => refunds(aPaidOrder(), amount), RangeError);
    });
  }

  it('is an error of the caller where what was paid and what was refunded are of two currencies', () => {
    const payment = { method: 'card', paid: eur(6000), refunded: { amount: 1, currency: 'USD' } };
    assert.throws(() => refunds(aPaidOrder({ payment }), eur(1)), RangeError);
  });

  it('fills the parts of a payment one after the other, none beyond what it paid', () => {
    const parts = [
      { method: 'card', paid: eur(2000), refunded: eur(500) },
      { method: 'points', paid: eur(4000), refunded: eur(0) },
    ];
    const order = aPaidOrder({ payment: { method: 'card', paid: eur(6000), refunded: eur(500), parts } });
    const given = (amount: number) => refunds(order, eur(amount)).payment.parts?.map(({ refunded }) => refunded.amount);
    assert.deepEqual(given(1000), [1500, 0]);
    assert.deepEqual(given(1501), [2000, 1]);
    assert.deepEqual(given(5500), [2000, 4000]);
  });
});

describe('requests to remove single items', () => {
  const itemRemovalRequests = [
    { id: 'a', status: 'pending' },
    { id: 'b', status: 'granted' },
    { id: 'c', status: 'cancelled' },
  ];
  const after = (ids: string[], reopened?: true) =>
    applyEffects(frozen(aPaidOrder({ itemRemovalRequests })), [
      { type: 'removal-requests', ids, ...(reopened && { reopened }) },
    ]).itemRemovalRequests?.map(({ status }) => status);

  it('BL-21 end where they are pending, and stay as they were where they are not', () => {
    assert.deepEqual(after(['a', 'b']), ['cancelled', 'granted', 'cancelled']);
  });

  it('are pending again only where they had ended', () => {
    assert.deepEqual(after(['b', 'c'], true), ['pending', 'granted', 'pending']);
  });
});
