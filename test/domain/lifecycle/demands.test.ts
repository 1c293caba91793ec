import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { aLifecyclePolicy, aPaidOrder, applied, aRequest, eur, refusalOf } from '../lifecycle-fixtures.ts';

describe('the amount of a refund', () => {
  const policy = aLifecyclePolicy({ completes: 'when-refunded', scope: 'order' });
  const request = aRequest(policy, 'refunding');
  /** An order being cancelled, of which the shop itself has given back so much. */
  const given = (amount: number) =>
    aPaidOrder({ status: 'REFUNDING', payment: { method: 'card', paid: eur(6000), refunded: eur(amount) } });
  const refused = (refunded: number, amount?: number) =>
    refusalOf(
      policy,
      given(refunded),
      request,
      { action: 'refund', ...(amount !== undefined && { refund: { amount } }) },
      'seller',
    );

  it('is between a minor unit and all that is left', () => {
    for (const [amount, code] of [
      [-1, 'too-small'],
      [0, 'too-small'],
      [0.5, 'too-small'],
      [1, null],
      [4000, null],
      [4001, 'too-large'],
    ] as const) {
      assert.equal(refused(2000, amount), code && `invalid-request refund.amount:${code}`, String(amount));
    }
  });

  it('is nothing where the shop itself has given everything back: then it is only said, and the order is cancelled', () => {
    assert.equal(refused(6000, 1), 'invalid-request refund.amount:too-large');
    for (const refund of [undefined, { amount: 0 }]) {
      const input = { action: 'refund', ...(refund && { refund }) } as const;
      const { order, cancellation, effects } = applied(policy, given(6000), request, input, 'seller');
      assert.deepEqual([cancellation.state, cancellation.refund?.status], ['cancelled', 'settled']);
      assert.deepEqual([order.status, order.payment.refunded], ['CANCELLED', eur(6000)]);
      assert.ok(!effects.some(({ type }) => type === 'refund'));
    }
  });
});
