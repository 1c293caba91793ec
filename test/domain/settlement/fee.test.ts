import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decide } from '../../../src/domain/decision/decide.ts';
import { applyAction } from '../../../src/domain/lifecycle/lifecycle.ts';
import type { Fee, RefundTerms } from '../../../src/domain/policy.ts';
import type { Money, Order } from '../../../src/domain/records.ts';
import { consequencesOf } from '../../../src/domain/settlement/consequences.ts';
import { shareOf } from '../../../src/domain/settlement/partial.ts';
import { aLifecyclePolicy, aPaidOrder, aRequest, eur, hour, placed, referenceTo } from '../lifecycle-fixtures.ts';

const usd = (amount: number): Money => ({ amount, currency: 'USD' });
const withTerms = (terms: Partial<RefundTerms>) => aLifecyclePolicy({}, { refund: { method: 'original', ...terms } });
const surcharges = [
  { id: 's1', kind: 'payment-fee', amount: eur(300) },
  { kind: 'gift-wrap', amount: eur(200) },
];
/** 55.00 of goods, 5.00 of shipping, 5.00 of surcharges. */
const charged = (changes: Partial<Order> = {}): Order =>
  aPaidOrder({
    total: eur(6500),
    surcharges,
    payment: { method: 'card', paid: eur(6500), refunded: eur(0) },
    ...changes,
  });

function refundOf(
  terms: Partial<RefundTerms>,
  order = charged(),
  lines: { id: string; quantity: number }[] | null = null,
) {
  const policy = withTerms(terms);
  const { refund } = consequencesOf(policy, order, { outcome: 'cancel', ruleId: null }, shareOf(policy, order, lines));
  return [refund?.kept?.amount ?? 0, refund?.fee.amount, refund?.due.amount];
}

describe('a fee', () => {
  it('is taken of everything, or of the goods alone', () => {
    assert.deepEqual(refundOf({ fee: { basisPoints: 1000 } }), [0, 650, 5850]);
    assert.deepEqual(refundOf({ fee: { of: 'all', basisPoints: 1000 } }), [0, 650, 5850]);
    assert.deepEqual(refundOf({ fee: { of: 'goods', basisPoints: 1000 } }), [0, 550, 5950]);
    const cup = [{ id: 'cup', quantity: 1 }];
    assert.deepEqual(refundOf({ fee: { of: 'goods', basisPoints: 1000 } }, charged(), cup), [0, 100, 900]);
  });

  it('is of the goods of whole orders too, where nothing less is cancelled', () => {
    const policy = aLifecyclePolicy(
      { scope: 'order' },
      { refund: { method: 'original', fee: { of: 'goods', basisPoints: 1000 }, keeps: ['shipping'] } },
    );
    const order = charged();
    const { refund } = consequencesOf(policy, order, { outcome: 'cancel', ruleId: null }, shareOf(policy, order, null));
    assert.deepEqual([refund?.kept, refund?.fee, refund?.due], [eur(500), eur(550), eur(5450)]);
  });

  it('keeps to its bounds, of the currency that was paid, and to what there is', () => {
    const bounded = { basisPoints: 1000, atLeast: [usd(1000), eur(900)], atMost: [eur(2500)] };
    assert.deepEqual(refundOf({ fee: bounded }), [0, 900, 5600]);
    assert.deepEqual(refundOf({ fee: { ...bounded, basisPoints: 9000 } }), [0, 2500, 4000]);
    assert.deepEqual(refundOf({ fee: { ...bounded, atLeast: eur(9000), atMost: eur(9000) } }), [0, 6500, 0]);
    assert.deepEqual(refundOf({ fee: { amount: [usd(100), eur(150)] } }), [0, 150, 6350]);
  });

  it('is never none for want of an amount in the currency that was paid: the server is asked, and says no', () => {
    const cases: Fee[] = [
      { amount: usd(100) },
      { basisPoints: 500, atLeast: [usd(100)] },
      { basisPoints: 500, atMost: usd(1) },
    ];
    for (const fee of cases) {
      const policy = withTerms({ fee });
      const context = { actor: 'seller', now: placed + hour } as const;
      const { outcome, reason, ruleId } = decide(policy, aPaidOrder(), context);
      assert.deepEqual([outcome, reason, ruleId], ['ask-server', 'fee-unknown', 'seller']);
      const request = aRequest(policy);
      const asked = applyAction(
        policy,
        aPaidOrder({ status: 'ASKED' }),
        request,
        { action: 'accept' },
        { ...context, cancellations: [request] },
      );
      assert.deepEqual(asked, {
        ok: false,
        code: 'payment-unreadable',
        issues: [{ path: ['payment', 'paid', 'currency'], code: 'currency' }],
      });
      const unpaid = aPaidOrder({ payment: { method: 'card', paid: eur(0), refunded: eur(0) } });
      assert.equal(decide(policy, unpaid, context).outcome, 'cancel', 'nothing is taken of nothing');
      const opened = applyAction(
        policy,
        unpaid,
        null,
        { action: 'cancel' },
        { ...context, id: 'c', policy: referenceTo(policy) },
      );
      assert.ok(opened.ok);
    }
  });
});

describe('what is kept', () => {
  it('is kept with the last part: shipping and the surcharges that are named', () => {
    assert.deepEqual(refundOf({ keeps: ['shipping'] }), [500, 0, 6000]);
    assert.deepEqual(refundOf({ keeps: ['payment-fee', 'no-such'] }), [300, 0, 6200]);
    assert.deepEqual(refundOf({ keeps: ['shipping', 'payment-fee', 'gift-wrap'] }), [1000, 0, 5500]);
    assert.deepEqual(refundOf({ keeps: ['shipping'] }, charged(), [{ id: 'pot', quantity: 1 }]), [0, 0, 2500]);
  });

  it('is kept with its tax where prices are net', () => {
    const order = charged({
      pricesIncludeTax: false,
      shippingTax: eur(100),
      total: eur(6600),
      payment: { method: 'card', paid: eur(6600), refunded: eur(0) },
    });
    assert.deepEqual(refundOf({ keeps: ['shipping'] }, order), [600, 0, 6000]);
  });

  it('leaves the fee to what is given back', () => {
    assert.deepEqual(refundOf({ keeps: ['shipping'], fee: { basisPoints: 1000 } }), [500, 600, 5400]);
  });

  it('is kept of another currency by its share', () => {
    const order = charged({ payment: { method: 'card', paid: usd(13_000), refunded: usd(0) } });
    assert.deepEqual(refundOf({ keeps: ['shipping'] }, order), [1000, 0, 12_000]);
  });
});
