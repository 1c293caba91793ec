import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { applyEffects, type Effect } from '../../../src/domain/lifecycle/effects.ts';
import type { CancelPolicy } from '../../../src/domain/policy.ts';
import { settle } from '../../../src/domain/settlement/settlement.ts';
import bricklink from '../../../src/policy/presets/bricklink.ts';
import poshmark from '../../../src/policy/presets/poshmark.ts';
import shopBuilder from '../../../src/policy/presets/shop-builder.ts';
import { aLifecyclePolicy, aPaidOrder, applied, eur, frozen, placed, refusalOf } from '../lifecycle-fixtures.ts';
import { partsArbitrary } from '../parts.ts';

const subject = (lines: { id: string; quantity: number }[] | null, previousStatus = 'NEW') =>
  ({ lines, ruleId: null, requestedBy: 'buyer', previousStatus }) as const;

const refundOf = (effects: readonly Effect[]) =>
  effects.reduce((sum, effect) => sum + (effect.type === 'refund' ? effect.amount.amount : 0), 0);

describe('settling an order in parts', () => {
  const fee = fc.option(fc.record({ basisPoints: fc.nat(10_000), fixed: fc.nat(300) }));

  it('gives back what was paid less what the fees come to, never more, and cancels with the last part', () => {
    fc.assert(
      fc.property(partsArbitrary, fee, ({ order, parts }, terms) => {
        const { currency, amount: paid } = order.payment.paid;
        const policy: CancelPolicy = aLifecyclePolicy(
          {},
          {
            refund: {
              method: 'original',
              ...(terms && { fee: { basisPoints: terms.basisPoints, amount: { amount: terms.fixed, currency } } }),
            },
          },
        );
        let left = frozen(order);
        let given = 0;
        let charged = 0;
        for (const [at, lines] of parts.entries()) {
          const { consequences, effects, state, refund } = settle(policy, left, subject(lines), placed);
          given += refundOf(effects);
          charged += consequences.refund?.fee.amount ?? 0;
          assert.equal(refund?.due.amount, refundOf(effects));
          assert.equal(state, 'cancelled');
          left = frozen(applyEffects(left, effects));
          assert.equal(left.status, at === parts.length - 1 ? 'CANCELLED' : 'NEW');
        }
        assert.equal(given + charged, paid);
        assert.equal(left.payment.refunded.amount, given);
        assert.deepEqual(
          left.lines.map(({ cancelledQuantity }) => cancelledQuantity),
          left.lines.map(({ quantity }) => quantity),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('takes the whole order at once to the same sum', () => {
    fc.assert(
      fc.property(partsArbitrary, ({ order }) => {
        for (const scope of ['order', 'lines'] as const) {
          const { effects } = settle(aLifecyclePolicy({ scope }), order, subject(null), placed);
          assert.equal(refundOf(effects), order.payment.paid.amount);
        }
      }),
    );
  });

  it('does not change an order that is cancelled whole by its lines', () => {
    const { effects } = settle(aLifecyclePolicy({ scope: 'order' }), aPaidOrder(), subject(null), placed);
    assert.ok(!effects.some(({ type }) => type === 'lines'), 'the status says it');
  });

  it('SB-7 is in progress for each part, and the order stays where it was: the whole is not said of a part', () => {
    const order = aPaidOrder({ status: 'PREPARING' });
    const lines = [{ id: 'cup', quantity: 2 }];
    const begun = applied(shopBuilder, order, null, { action: 'cancel', reason: 'sold-out', lines }, 'seller');
    assert.deepEqual([begun.order.status, begun.cancellation.state], ['PREPARING', 'refunding']);
    assert.deepEqual(begun.cancellation.refund?.due, eur(2000));
    const done = applied(shopBuilder, begun.order, begun.cancellation, { action: 'refund' }, 'seller');
    assert.deepEqual([done.order.status, done.cancellation.state], ['PREPARING', 'cancelled']);
    assert.deepEqual(done.order.payment.refunded, eur(2000));
  });

  it('leaves the status alone that the shop gave the rest meanwhile', () => {
    const order = aPaidOrder({ status: 'PREPARING' });
    const lines = [{ id: 'cup', quantity: 2 }];
    const begun = applied(shopBuilder, order, null, { action: 'cancel', reason: 'sold-out', lines }, 'seller');
    const on = { ...begun.order, status: 'AWAITING_SHIPMENT' };
    const done = applied(shopBuilder, on, begun.cancellation, { action: 'refund' }, 'seller');
    assert.equal(done.order.status, 'AWAITING_SHIPMENT');
    const { lifecycle } = aLifecyclePolicy();
    const { requested, ...unmarked } = lifecycle ?? { cancelled: 'CANCELLED', completes: 'at-once', notifies: [] };
    const policy = aLifecyclePolicy({}, { lifecycle: unmarked });
    const ready = aPaidOrder({ status: 'READY' });
    assert.equal(applyEffects(ready, settle(policy, ready, subject(lines), placed).effects).status, 'READY');
  });

  it('leaves the fee and the removal requests of an order of which something is left', () => {
    const policy = aLifecyclePolicy({}, { consequences: { stock: 'return', marketplaceFee: 'reset' } });
    const order = aPaidOrder({
      fee: { amount: eur(75), billedMonth: '2026-03' },
      itemRemovalRequests: [
        { id: 'r-1', status: 'pending' },
        { id: 'r-2', status: 'done' },
      ],
    });
    const types = (lines: { id: string; quantity: number }[] | null) =>
      settle(policy, order, subject(lines), placed).effects.map(({ type }) => type);
    assert.deepEqual(types([{ id: 'cup', quantity: 3 }]), ['refund', 'lines', 'stock']);
    assert.deepEqual(types(null), ['status', 'refund', 'lines', 'stock', 'fee', 'removal-requests']);
  });
});

describe('what settling brings about', () => {
  const fileAndCancel = { action: 'cancel', reason: 'unpaid', comment: 'No answer.' } as const;

  it('BL-21 cancels the pending requests to remove items, and only those', () => {
    const order = aPaidOrder({
      status: 'PENDING',
      itemRemovalRequests: [
        { id: 'r-1', status: 'pending' },
        { id: 'r-2', status: 'declined' },
      ],
    });
    const { order: after } = applied(bricklink, order, null, fileAndCancel, 'seller');
    assert.deepEqual(after.itemRemovalRequests, [
      { id: 'r-1', status: 'cancelled' },
      { id: 'r-2', status: 'declined' },
    ]);
  });

  it('BL-22 resets the fee of the order to nothing', () => {
    const order = aPaidOrder({ status: 'PENDING', fee: { amount: eur(75), billedMonth: '2026-03' } });
    const { order: after, effects } = applied(bricklink, order, null, fileAndCancel, 'seller');
    assert.deepEqual(after.fee, { amount: eur(0), billedMonth: '2026-03' });
    assert.deepEqual(
      effects.find(({ type }) => type === 'fee'),
      { type: 'fee', change: 'reset', amount: eur(75), month: '2026-03' },
    );
  });

  it('BL-22 resets it on the bill on which it is, whichever month that is of', () => {
    const order = aPaidOrder({ status: 'PENDING', fee: { amount: eur(75), billedMonth: '2026-04' } });
    const { effects } = applied(bricklink, order, null, fileAndCancel, 'seller');
    assert.deepEqual(
      effects.find(({ type }) => type === 'fee'),
      { type: 'fee', change: 'reset', amount: eur(75), month: '2026-04' },
    );
  });

  it('BL-23 leaves the fee on its bill in a later month, and credits it', () => {
    const order = aPaidOrder({ status: 'PENDING', fee: { amount: eur(75), billedMonth: '2026-03' } });
    const later = Date.parse('2026-04-01T04:00:00Z');
    const { order: after, effects } = applied(bricklink, order, null, fileAndCancel, 'seller', later);
    assert.deepEqual(after.fee, order.fee);
    assert.deepEqual(
      effects.find(({ type }) => type === 'fee'),
      { type: 'fee', change: 'credit', amount: eur(75), month: '2026-04' },
    );
  });

  it('PM-5 counts on the record of the buyer who asked for it, and not where the seller cancels', () => {
    const order = aPaidOrder({ status: 'PLACED' });
    const count = (actor: 'buyer' | 'seller') =>
      applied(poshmark, order, null, { action: 'cancel' }, actor).order.buyer.recentCancellations;
    assert.deepEqual([count('buyer'), count('seller')], [1, undefined]);
  });

  it('SB-12 restores the coupons where the merchant says so', () => {
    const order = aPaidOrder({ status: 'PREPARING', coupons: [{ code: 'SPRING' }] });
    const settled = (restoreCoupons?: boolean) =>
      applied(
        shopBuilder,
        order,
        null,
        { action: 'cancel', reason: 'sold-out', ...(restoreCoupons !== undefined && { restoreCoupons }) },
        'seller',
      );
    assert.deepEqual(settled(true).cancellation.restoredCoupons, ['SPRING']);
    for (const { cancellation, effects } of [settled(false), settled()]) {
      assert.equal(cancellation.restoredCoupons, undefined);
      assert.ok(!effects.some(({ type }) => type === 'coupons'), 'no coupon is touched');
    }
  });

  it('DP-16 of an order not shipped takes no fee beyond the reversal', () => {
    const order = aPaidOrder({ status: 'PLACED' });
    for (const actor of ['buyer', 'seller'] as const) {
      const { cancellation } = applied(poshmark, order, null, { action: 'cancel' }, actor);
      assert.deepEqual(cancellation.refund?.due, order.payment.paid);
    }
  });
});

describe('refunding', () => {
  const order = aPaidOrder({ status: 'PREPARING' });
  const begun = applied(shopBuilder, order, null, { action: 'cancel', reason: 'sold-out' }, 'seller');
  const refund = (amount: number) => ({ action: 'refund', refund: { amount } }) as const;

  it('SB-7 cancels the order with the last minor unit, and not before', () => {
    const part = applied(shopBuilder, begun.order, begun.cancellation, refund(5999), 'seller');
    assert.deepEqual([part.order.status, part.cancellation.state], ['CANCELLATION_IN_PROGRESS', 'refunding']);
    assert.deepEqual(part.cancellation.refund?.refunded, eur(5999));
    const done = applied(shopBuilder, part.order, part.cancellation, refund(1), 'seller');
    assert.deepEqual([done.order.status, done.cancellation.state], ['CANCELLED', 'cancelled']);
    assert.equal(done.cancellation.refund?.status, 'settled');
    assert.deepEqual(done.order.payment.refunded, eur(6000));
  });

  it('SB-7 gives back no more than is due, and nothing in halves', () => {
    const refused = (amount: number) =>
      refusalOf(shopBuilder, begun.order, begun.cancellation, refund(amount), 'seller');
    assert.equal(refused(6001), 'invalid-request refund.amount:too-large');
    for (const amount of [0, -1, 0.5, Number.NaN]) {
      assert.equal(refused(amount), 'invalid-request refund.amount:too-small');
    }
  });

  it('gives back no more than was captured, where the shop gave some back itself', () => {
    const payment = { ...begun.order.payment, refunded: eur(5000) };
    const refused = (amount: number) =>
      refusalOf(shopBuilder, { ...begun.order, payment }, begun.cancellation, refund(amount), 'seller');
    assert.equal(refused(1001), 'invalid-request refund.amount:too-large');
    assert.equal(refused(1000), null);
  });

  it('SB-7 is complete where the shop gave back the rest, or all of it, itself', () => {
    const given = (amount: number) => ({ ...begun.order, payment: { ...begun.order.payment, refunded: eur(amount) } });
    for (const [before, effects] of [
      [5000, ['status', 'refund']],
      [6000, ['status']],
    ] as const) {
      const done = applied(shopBuilder, given(before), begun.cancellation, { action: 'refund' }, 'seller');
      assert.deepEqual([done.order.status, done.cancellation.state], ['CANCELLED', 'cancelled']);
      assert.deepEqual(done.cancellation.refund?.refunded, eur(6000));
      assert.deepEqual(done.order.payment.refunded, eur(6000));
      const types = done.effects.map(({ type }) => type).filter((type) => type !== 'notify');
      assert.deepEqual(types, effects);
    }
  });

  it('goes back by the methods of the policy alone, and by those of which it is paid in', () => {
    const refused = (method: string, order = begun.order) =>
      refusalOf(shopBuilder, order, begun.cancellation, { action: 'refund', refund: { method } }, 'seller');
    assert.equal(refused('shells'), 'invalid-request refund.method:value');
    assert.equal(refused('bank_deposit'), null);
    const failed = { due: eur(6000), refunded: eur(0), method: 'credits', status: 'failed' as const };
    assert.equal(
      refusalOf(
        poshmark,
        { ...order, status: 'CANCELLED' },
        { ...begun.cancellation, state: 'cancelled', refund: failed },
        { action: 'refund', refund: { method: 'original' } },
        'seller',
      ),
      'invalid-request refund.method:value',
    );
  });

  it('SB-8 of points and credits never becomes money', () => {
    const inPoints = aPaidOrder({
      status: 'PREPARING',
      payment: { method: 'points', paid: eur(6000), refunded: eur(0) },
    });
    const cancel = (method: string) => ({ action: 'cancel', reason: 'sold-out', refund: { method } }) as const;
    const refused = (method: string) => refusalOf(shopBuilder, inPoints, null, cancel(method), 'seller');
    assert.deepEqual(['bank_deposit', 'points', 'credits', 'original'].map(refused), [
      'invalid-request refund.method:value',
      null,
      null,
      null,
    ]);
  });

  it('is repeated where it failed, and leaves the order as it is by now', () => {
    const order = aPaidOrder({ status: 'PREPARING' });
    const lines = [{ id: 'cup', quantity: 2 }];
    const policy: CancelPolicy = { ...shopBuilder, lifecycle: { ...shopBuilder.lifecycle!, completes: 'at-once' } };
    const part = applied(policy, order, null, { action: 'cancel', reason: 'sold-out', lines }, 'seller');
    const failed = {
      ...part.cancellation,
      refund: { due: eur(2000), refunded: eur(0), method: 'original', status: 'failed' as const },
    };
    const on = { ...part.order, status: 'IN_TRANSIT', payment: order.payment };
    const again = applied(policy, on, failed, { action: 'refund' }, 'seller');
    assert.deepEqual([again.order.status, again.cancellation.state], ['IN_TRANSIT', 'cancelled']);
    assert.deepEqual(again.order.payment.refunded, eur(2000));
    assert.deepEqual(
      again.effects.map((effect) => (effect.type === 'notify' ? effect.event : effect.type)),
      ['refund', 'refunded', 'refunded'],
    );
    for (const status of ['settled', 'pending', 'none'] as const) {
      const refund = { ...failed.refund, status };
      assert.equal(refusalOf(policy, on, { ...failed, refund }, { action: 'refund' }, 'seller'), 'illegal-transition');
    }
  });
});
