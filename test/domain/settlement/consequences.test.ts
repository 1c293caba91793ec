import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { CancelPolicy, Fee } from '../../../src/domain/policy.ts';
import type { Money, Order } from '../../../src/domain/records.ts';
import { consequencesOf } from '../../../src/domain/settlement/consequences.ts';
import poshmark from '../../../src/policy/presets/poshmark.ts';
import shopBuilder from '../../../src/policy/presets/shop-builder.ts';
import { anOrder, policyWhen } from '../../policy/fixtures.ts';

const eur = (amount: number): Money => ({ amount, currency: 'EUR' });
const cancel = { outcome: 'cancel', ruleId: 'rule' } as const;
const request = { outcome: 'request', ruleId: 'rule' } as const;

function paid(amount: number, refunded = 0): Order {
  return anOrder({ payment: { method: 'card', paid: eur(amount), refunded: eur(refunded) } });
}

function withFee(fee: Fee): CancelPolicy {
  return policyWhen({ actor: 'buyer' }, { refund: { method: 'original', fee } });
}

function refundUnder(fee: Fee, order: Order) {
  const { refund } = consequencesOf(withFee(fee), order, cancel);
  assert.ok(refund);
  return refund;
}

describe('the refund', () => {
  it('adds up and agrees with big integers, whatever the sums', () => {
    const sum = fc.oneof(
      fc.maxSafeNat(),
      fc.nat(20_000),
      fc.constantFrom(1, 2, 9_999, 10_000, 10_001, Number.MAX_SAFE_INTEGER),
    );
    fc.assert(
      fc.property(sum, sum, fc.nat(10_000), fc.option(sum), (one, other, basisPoints, fixed) => {
        const [refunded, captured] = one < other ? [one, other] : [other, one];
        fc.pre(captured > refunded);
        const fee: Fee = { basisPoints, ...(fixed !== null && { amount: eur(fixed) }) };
        const { refundable, fee: charged, due } = refundUnder(fee, paid(captured, refunded));

        const whole = BigInt(captured) - BigInt(refunded);
        const share = (whole * BigInt(basisPoints) + 5_000n) / 10_000n + BigInt(fixed ?? 0);
        assert.equal(BigInt(refundable.amount), whole);
        assert.equal(BigInt(charged.amount), share < whole ? share : whole);
        assert.equal(BigInt(charged.amount) + BigInt(due.amount), whole);
        for (const { amount } of [refundable, charged, due]) assert.ok(Number.isSafeInteger(amount) && amount >= 0);
      }),
      { numRuns: 2000 },
    );
  });

  for (const [captured, basisPoints, expected] of [
    [1999, 250, 50],
    [1980, 250, 50],
    [1979, 250, 49],
    [1, 5000, 1],
    [1, 4999, 0],
    [2500, 10_000, 2500],
    [2500, 0, 0],
  ] as const) {
    it(`B2B-12 takes ${expected} of ${captured} at ${basisPoints} hundredths of a percent, rounded half up`, () => {
      const { fee, due } = refundUnder({ basisPoints }, paid(captured));
      assert.deepEqual([fee.amount, due.amount], [expected, captured - expected]);
    });
  }

  it('takes a fixed fee, and no more than there is', () => {
    assert.deepEqual(refundUnder({ amount: eur(300) }, paid(2500)).due, eur(2200));
    assert.deepEqual(refundUnder({ amount: eur(300) }, paid(200)).due, eur(0));
  });

  it('does not take a fee in another currency', () => {
    assert.deepEqual(refundUnder({ amount: { amount: 300, currency: 'USD' } }, paid(2500)).fee, eur(0));
  });

  it('counts only what is not refunded yet', () => {
    const { refundable, fee } = refundUnder({ basisPoints: 1000 }, paid(2500, 500));
    assert.deepEqual([refundable, fee], [eur(2000), eur(200)]);
  });

  it('goes by the terms of the rule that decided, in place of those of the policy', () => {
    const policy = policyWhen({ actor: 'buyer' }, { refund: { method: 'original', fee: { basisPoints: 1000 } } });
    const [rule] = policy.rules;
    assert.ok(rule);
    rule.then.refund = { method: 'credits', choices: ['credits', 'original'] };
    const { refund } = consequencesOf(policy, paid(2500), cancel);
    assert.deepEqual([refund?.method, refund?.choices, refund?.fee], ['credits', ['credits', 'original'], eur(0)]);
  });

  it('goes to the means of payment where the policy says nothing', () => {
    const { refund } = consequencesOf(policyWhen({ actor: 'buyer' }), paid(2500), cancel);
    assert.deepEqual([refund?.method, refund?.choices], ['original', []]);
  });

  it('PM-1 goes to credits, all of it', () => {
    const { refund } = consequencesOf(poshmark, paid(2500), { outcome: 'cancel', ruleId: 'buyer-three-hours' });
    assert.deepEqual([refund?.method, refund?.due], ['credits', eur(2500)]);
  });

  it('is none where nothing was paid, or all is refunded', () => {
    for (const order of [paid(0), paid(2500, 2500), paid(2500, 2600)]) {
      assert.equal(consequencesOf(policyWhen({ actor: 'buyer' }), order, cancel).refund, null);
    }
  });

  it('is none, and never a wrong one, where the sums cannot be read', () => {
    const good = { method: 'card', paid: eur(2500), refunded: eur(0) };
    for (const payment of [
      null,
      'card',
      [],
      {},
      { ...good, paid: null },
      { ...good, refunded: { amount: 0, currency: 'USD' } },
      { ...good, paid: eur(19.99) },
      { ...good, refunded: eur(-100) },
      { ...good, paid: { amount: '2500', currency: 'EUR' } },
    ]) {
      const order = anOrder({ payment: payment as never });
      const { refund, completes, status } = consequencesOf(shopBuilder, order, {
        outcome: 'cancel',
        ruleId: 'merchant-cancel',
      });
      assert.deepEqual([refund, completes, status], [null, 'when-refunded', 'CANCELLATION_IN_PROGRESS']);
    }
  });
});

describe('the end of a cancellation', () => {
  const accept = { outcome: 'cancel', ruleId: 'merchant-cancel' } as const;
  const ending = (order: Order) => {
    const { status, completes } = consequencesOf(shopBuilder, order, accept);
    return [status, completes];
  };
  const settled = ['CANCELLED', 'at-once'];
  const running = ['CANCELLATION_IN_PROGRESS', 'when-refunded'];

  it('SB-7 waits for the refund to the last minor unit', () => {
    assert.deepEqual(ending(paid(2500)), running);
    assert.deepEqual(ending(paid(2500, 2499)), running);
    assert.deepEqual(ending(paid(2500, 2500)), settled);
  });

  it('SB-8 needs no refund of an order of nothing', () => {
    assert.deepEqual(ending(paid(0)), settled);
  });

  const parts = (...methods: [string, number][]) =>
    anOrder({
      payment: {
        method: 'mixed',
        paid: eur(2500),
        refunded: eur(0),
        parts: methods.map(([method, amount]) => ({ method, paid: eur(amount), refunded: eur(0) })),
      },
    });

  it('SB-8 needs none of the merchant where all was paid in points and credits', () => {
    assert.deepEqual(ending(parts(['points', 2500])), settled);
    assert.deepEqual(ending(parts(['points', 500], ['credits', 2000])), settled);
    assert.deepEqual(ending(parts(['credits', 2500], ['card', 0])), settled);
    for (const method of ['points', 'credits']) {
      assert.deepEqual(ending(anOrder({ payment: { method, paid: eur(2500), refunded: eur(0) } })), settled);
    }
  });

  it('SB-8 needs one where a minor unit was paid otherwise', () => {
    assert.deepEqual(ending(parts(['credits', 2499], ['card', 1])), running);
    assert.deepEqual(
      ending(anOrder({ payment: { ...parts().payment, method: 'credits', parts: 5 as never } })),
      settled,
    );
    assert.deepEqual(ending(anOrder({ payment: { ...parts().payment, parts: [null] as never } })), running);
  });

  it('is due at once where the fee takes all', () => {
    const policy = { ...shopBuilder, refund: { method: 'original', fee: { basisPoints: 10_000 } } };
    assert.equal(consequencesOf(policy, paid(2500), accept).completes, 'at-once');
  });

  it('SB-5 of a request is for the other side to bring about', () => {
    const { status } = consequencesOf(shopBuilder, paid(2500), { outcome: 'request', ruleId: 'customer-request' });
    assert.equal(status, 'CANCELLATION_REQUESTED');
  });

  it('PM-14 of a request comes by itself only where the policy limits the answer', () => {
    const asked = { outcome: 'request', ruleId: 'buyer-request' } as const;
    assert.equal(consequencesOf(poshmark, paid(2500), asked).respondWithin, 'PT48H');
    assert.equal(consequencesOf(shopBuilder, paid(2500), asked).respondWithin, null);
    assert.equal(consequencesOf(poshmark, paid(2500), { ...asked, outcome: 'cancel' }).respondWithin, null);
  });

  it('leaves the status where the policy has no lifecycle', () => {
    for (const decision of [cancel, request]) {
      const { status, notifies, respondWithin } = consequencesOf(policyWhen({ actor: 'buyer' }), paid(2500), decision);
      assert.deepEqual([status, notifies, respondWithin], [null, [], null]);
    }
  });

  it('B2B-16 PM-11 is told to those whom the policy names', () => {
    assert.deepEqual(consequencesOf(poshmark, paid(2500), cancel).notifies, ['buyer', 'seller']);
  });
});

describe('the warning of many cancellations', () => {
  const warningAt = (recentCancellations: unknown) => {
    const { recentCancellations: warning } = consequencesOf(
      poshmark,
      anOrder({ buyer: { ...anOrder().buyer, recentCancellations: recentCancellations as number } }),
      cancel,
    );
    return warning;
  };

  it('PM-5 comes from the third in thirty days', () => {
    assert.equal(warningAt(2), null);
    assert.deepEqual(warningAt(3), { count: 3, atLeast: 3, withinDays: 30 });
    assert.deepEqual(warningAt(4), { count: 4, atLeast: 3, withinDays: 30 });
  });

  it('does not come where nobody counted', () => {
    for (const count of [undefined, null, '3', {}]) assert.equal(warningAt(count), null);
    assert.equal(consequencesOf(poshmark, anOrder({ buyer: null as never }), cancel).recentCancellations, null);
    assert.equal(consequencesOf(shopBuilder, anOrder(), cancel).recentCancellations, null);
  });
});
