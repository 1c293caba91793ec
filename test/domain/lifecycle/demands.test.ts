import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyAction } from '../../../src/domain/lifecycle/lifecycle.ts';
import type { Cancellation } from '../../../src/domain/records.ts';
import {
  aLifecyclePolicy,
  aPaidOrder,
  applied,
  aRequest,
  eur,
  hour,
  placed,
  refusalOf,
} from '../lifecycle-fixtures.ts';

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

describe('the amount that is named on accepting', () => {
  it('is all that is due, less what is on its way for another cancellation of the order', () => {
    const policy = aLifecyclePolicy();
    const at = new Date(placed).toISOString();
    const underWay = { amount: eur(2500), method: 'original', at, by: 'us', status: 'pending' } as const;
    const refund = { due: eur(2500), refunded: eur(0), method: 'original', status: 'pending' } as const;
    const former: Cancellation = {
      ...aRequest(policy, 'cancelled', { id: 'c-0', lines: [{ id: 'pot', quantity: 1 }] }),
      refund: { ...refund, entries: [underWay] },
    };
    const order = aPaidOrder({ status: 'ASKED' });
    const lines = order.lines.map((line) => (line.id === 'pot' ? { ...line, cancelledQuantity: 1 } : line));
    const request = aRequest(policy);
    const accepted = (amount: number, cancellations: Cancellation[]) => {
      const context = { actor: 'seller', now: placed + hour, cancellations } as const;
      const input = { action: 'accept', refund: { amount } } as const;
      const result = applyAction(policy, { ...order, lines }, request, input, context);
      return result.ok || result.issues;
    };
    const wrong = [{ path: ['refund', 'amount'], code: 'value' }];
    assert.equal(accepted(3500, [former, request]), true);
    assert.deepEqual(accepted(3501, [former, request]), wrong);
    // A second one, whose money is on its way for nothing that is cancelled: so much less is left.
    const thousand = { ...refund, due: eur(1000), entries: [{ ...underWay, amount: eur(1000) }] };
    const more = { ...former, id: 'c-00', refund: thousand };
    assert.equal(accepted(2500, [more, former, request]), true);
    assert.deepEqual(accepted(3500, [more, former, request]), wrong);
  });
});
