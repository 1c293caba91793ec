import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { applyEffects } from '../../../src/domain/lifecycle/effects.ts';
import type { CancelPolicy, SellerPenalty } from '../../../src/domain/policy.ts';
import type { Order } from '../../../src/domain/records.ts';
import { penaltyOf } from '../../../src/domain/settlement/penalty.ts';
import { combinePolicies } from '../../../src/policy/combine-policies.ts';
import { parseCancellation, parsePolicy } from '../../../src/policy/parse.ts';
import { aLifecyclePolicy, aPaidOrder, applied, eur, placed } from '../lifecycle-fixtures.ts';

const fee = { of: 'goods', basisPoints: 500, atMost: eur(2500) } as const;

/** The seller bears it where nothing was in stock, and nothing where the buyer asked. */
function aPolicy(penalty: SellerPenalty, changes: Partial<CancelPolicy> = {}): CancelPolicy {
  const choices = [{ code: 'out-of-stock' }, { code: 'buyer-asked', consequences: { penalty: {} } }];
  return parsePolicy(
    aLifecyclePolicy(
      {},
      { consequences: { penalty }, reasons: { seller: { demand: 'required', choices } }, ...changes },
    ),
  );
}

const cancelled = (
  policy: CancelPolicy,
  order: Order,
  reason = 'out-of-stock',
  lines?: { id: string; quantity: number }[],
) => applied(policy, order, null, { action: 'cancel', reason, ...(lines && { lines }) }, 'seller');
const record = ({ seller }: Order) => seller.recentCancellations ?? 0;

describe('what the seller bears of a cancellation', () => {
  it('stands in the record, counts on theirs and is charged; undone, neither', () => {
    const policy = aPolicy({ counts: true, fee });
    const done = cancelled(policy, aPaidOrder());
    parseCancellation({ ...done.cancellation, revision: 'r' });
    // Five percent of 55.00.
    assert.deepEqual(done.cancellation.penalty, { counts: true, fee: eur(275) });
    assert.equal(record(done.order), 1);
    const undone = applied(policy, done.order, done.cancellation, { action: 'undo' }, 'seller', placed);
    assert.deepEqual(
      undone.effects.filter(({ type }) => type === 'penalty'),
      [{ type: 'penalty', sellerId: 's-1', counts: true, fee: eur(275), retracted: true }],
    );
    assert.equal(record(undone.order), 0);
  });

  it('goes by the reason that is given', () => {
    const { cancellation, effects, order } = cancelled(aPolicy({ counts: true, fee }), aPaidOrder(), 'buyer-asked');
    assert.deepEqual([cancellation.penalty, record(order)], [undefined, 0]);
    assert.ok(effects.every(({ type }) => type !== 'penalty'));
  });

  it('is no less where nothing was paid, and nothing in a currency in which nobody has said it', () => {
    const unpaid = { method: 'card', paid: eur(0), refunded: eur(0) };
    assert.deepEqual(cancelled(aPolicy({ fee }), aPaidOrder({ payment: unpaid })).cancellation.penalty, {
      fee: eur(275),
    });
    const usd = (amount: number) => ({ amount, currency: 'USD' });
    const payment = { method: 'card', paid: usd(7000), refunded: usd(0) };
    const abroad = cancelled(aPolicy({ counts: true, fee }), aPaidOrder({ payment }));
    assert.deepEqual(abroad.cancellation.penalty, { counts: true });
  });

  it('counts on the record of the one whose items they are', () => {
    const order = aPaidOrder();
    const of = (sellerId: string) => record(applyEffects(order, [{ type: 'penalty', sellerId, counts: true }]));
    assert.deepEqual([of('s-1'), of('another')], [1, 0]);
  });

  it('is nothing under the rules of a policy that has none, whichever it is put together with', () => {
    const { consequences: _, ...without } = aPolicy({});
    const rules = without.rules.map((rule) => ({ ...rule, id: `mild-${rule.id}` }));
    const never = { ...aPolicy({ counts: true }), rules: [] };
    const both = combinePolicies(never, { ...without, id: 'mild', rules });
    assert.equal(cancelled(both, aPaidOrder()).cancellation.penalty, undefined);
  });

  it('comes to no more for parts than for the whole, but for a minor unit each of rounding', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 3 }), (basisPoints, mugs) => {
        const policy = aPolicy({ fee: { of: 'goods', basisPoints } });
        const subject = { ruleId: 'seller', requestedBy: 'seller', reason: 'out-of-stock' } as const;
        const order = aPaidOrder();
        const [first, second] = order.lines as [Order['lines'][number], Order['lines'][number]];
        const some = Math.min(mugs, first.quantity);
        const part = [{ id: first.id, quantity: some }];
        const rest = [
          { id: first.id, quantity: first.quantity - some },
          { id: second.id, quantity: second.quantity },
        ].filter(({ quantity }) => quantity > 0);
        const after = { ...order, lines: [{ ...first, cancelledQuantity: some }, second] };
        const of = (what: Order, lines: typeof part | null) =>
          penaltyOf(policy, what, { ...subject, lines })?.fee?.amount ?? 0;
        const [all, parts] = [of(order, null), of(order, part) + of(after, rest)];
        assert.ok(Math.abs(all - parts) <= 1, `${parts} for ${all}`);
      }),
    );
  });
});
