import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { OnSilence } from '../../../src/domain/policy.ts';
import { type Cancellation, cancellationStates, type Order } from '../../../src/domain/records.ts';
import { listingOf } from '../../../src/server/index.ts';
import { aLifecyclePolicy, aPaidOrder, aRequest, day, eur, placed } from '../../domain/lifecycle-fixtures.ts';

const silent = (onSilence: OnSilence) => aLifecyclePolicy({ onSilence });

describe('when something happens to a cancellation by itself', () => {
  for (const state of cancellationStates) {
    it(`it is ${state === 'requested' ? 'due while it is' : 'never due when it is'} ${state}`, () => {
      const policy = silent('decline');
      // What a request awaited may still stand in its record.
      const { remindAt } = aRequest(policy);
      const cancellation = aRequest(policy, state, remindAt === undefined ? {} : { remindAt });
      const { dueAt } = listingOf(policy, aPaidOrder(), cancellation);
      assert.equal(dueAt, state === 'requested' ? placed + day : null);
    });
  }

  it('it is due at the reminder, then at the end of the time to answer where silence does something', () => {
    const dueAt = (onSilence: OnSilence, remindAt?: string): number | null => {
      const { remindAt: _, ...request } = aRequest(silent(onSilence));
      const cancellation = { ...request, ...(remindAt !== undefined && { remindAt }) };
      return listingOf(silent(onSilence), aPaidOrder(), cancellation).dueAt;
    };
    const { remindAt } = aRequest(silent('nothing'));
    for (const onSilence of ['accept', 'decline', 'escalate'] as const) {
      assert.equal(dueAt(onSilence, remindAt), placed + day);
      assert.equal(dueAt(onSilence), placed + 2 * day);
      assert.equal(dueAt(onSilence, new Date(placed + 3 * day).toISOString()), placed + 2 * day);
    }
    assert.equal(dueAt('nothing', remindAt), placed + day);
    assert.equal(dueAt('nothing'), null);
  });
});

describe('whose answer a cancellation awaits', () => {
  it('is the other side, then the platform, then nobody', () => {
    const policy = aLifecyclePolicy();
    const awaits = (requestedBy: 'buyer' | 'seller') =>
      cancellationStates.flatMap((state) => {
        const { awaits } = listingOf(policy, aPaidOrder(), aRequest(policy, state, { requestedBy }));
        return awaits === null ? [] : [[state, awaits]];
      });
    const platform = [
      ['escalated', 'platform'],
      ['disputed', 'platform'],
    ];
    assert.deepEqual(awaits('buyer'), [['requested', 'seller'], ...platform]);
    assert.deepEqual(awaits('seller'), [['requested', 'buyer'], ...platform]);
  });
});

describe('the amount of a cancellation', () => {
  const policy = aLifecyclePolicy();
  const amount = (changes: Partial<Order>, request: Partial<Cancellation> = {}) =>
    listingOf(policy, aPaidOrder(changes), aRequest(policy, 'requested', request)).amount;

  it('is what would be due: with its share of a discount, not the price', () => {
    const cups = { lines: [{ id: 'cup', quantity: 2 }] };
    const payment = { method: 'card', paid: eur(5450), refunded: eur(0) };
    assert.deepEqual(amount({ discount: eur(550), total: eur(5450), payment }, cups), eur(1800));
    assert.deepEqual(amount({ discount: eur(550), total: eur(5450), payment }), eur(5450));
  });

  it('is the share of what was paid in another currency, and in that', () => {
    const usd = (cents: number) => ({ amount: cents, currency: 'USD' });
    const payment = { method: 'card', paid: usd(6600), refunded: usd(0) };
    assert.deepEqual(amount({ payment }, { lines: [{ id: 'pot', quantity: 1 }] }), usd(2750));
  });

  it('is what is reserved, and of an order of which nothing was paid what is asked for costs', () => {
    const payment = { method: 'card', paid: eur(0), refunded: eur(0) };
    assert.deepEqual(
      amount({ payment: { ...payment, authorized: eur(6000) } }, { lines: [{ id: 'pot', quantity: 1 }] }),
      eur(2500),
    );
    assert.deepEqual(amount({ payment }, { lines: [{ id: 'cup', quantity: 1 }] }), eur(1000));
    assert.deepEqual(amount({ payment }), eur(6000));
  });

  it('is what is due once it is settled', () => {
    const refund = { due: eur(1234), refunded: eur(0), method: 'original', status: 'pending' } as const;
    assert.deepEqual(amount({}, { state: 'refunding', refund }), eur(1234));
    const nothing = { due: eur(0), refunded: eur(0), method: null, status: 'none' } as const;
    assert.deepEqual(amount({}, { state: 'cancelled', refund: nothing, voided: eur(700) }), eur(700));
  });
});
