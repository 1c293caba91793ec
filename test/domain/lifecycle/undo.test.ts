import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { availableActions } from '../../../src/domain/lifecycle/lifecycle.ts';
import { undoObstacles } from '../../../src/domain/lifecycle/undo.ts';
import type { CancelPolicy } from '../../../src/domain/policy.ts';
import type { Cancellation, Order } from '../../../src/domain/records.ts';
import b2bSupplier from '../../../src/policy/presets/b2b-supplier.ts';
import bricklink from '../../../src/policy/presets/bricklink.ts';
import poshmark from '../../../src/policy/presets/poshmark.ts';
import shopBuilder from '../../../src/policy/presets/shop-builder.ts';
import { aLifecyclePolicy, aPaidOrder, applied, day, eur, placed, refusalOf } from '../lifecycle-fixtures.ts';

/** An order cancelled by its merchant, all of it refunded by the method. */
function refunded(method = 'original', changes: Partial<Order> = {}): { order: Order; cancellation: Cancellation } {
  const order = aPaidOrder({ status: 'AWAITING_SHIPMENT', ...changes });
  const cancel = {
    action: 'cancel',
    reason: 'sold-out',
    restoreCoupons: true,
    ...(method !== 'original' && { refund: { method } }),
  } as const;
  const begun = applied(shopBuilder, order, null, cancel, 'seller');
  if (begun.cancellation.state === 'cancelled') return begun;
  return applied(shopBuilder, begun.order, begun.cancellation, { action: 'refund' }, 'seller');
}

const undo = (acknowledged: string[] = []) => ({ action: 'undo', acknowledged }) as const;

describe('undoing', () => {
  it('SB-9 gives the previous status back while it is in progress', () => {
    const order = aPaidOrder({ status: 'ON_HOLD' });
    const begun = applied(shopBuilder, order, null, { action: 'cancel', reason: 'sold-out' }, 'seller');
    assert.equal(begun.order.status, 'CANCELLATION_IN_PROGRESS');
    const { order: after, cancellation } = applied(shopBuilder, begun.order, begun.cancellation, undo(), 'seller');
    assert.deepEqual([after.status, cancellation.state], ['ON_HOLD', 'undone']);
    assert.deepEqual(
      after.lines.map(({ cancelledQuantity }) => cancelledQuantity),
      [0, 0],
    );
  });

  it('SB-9 gives the previous status back when it is cancelled, and not the one of the request', () => {
    const order = aPaidOrder({ status: 'PREPARING' });
    const asked = applied(shopBuilder, order, null, { action: 'request' }, 'buyer');
    const accepted = applied(
      shopBuilder,
      asked.order,
      asked.cancellation,
      { action: 'accept', reason: 'buyer-asked' },
      'seller',
    );
    const done = applied(shopBuilder, accepted.order, accepted.cancellation, { action: 'refund' }, 'seller');
    assert.equal(done.order.status, 'CANCELLED');
    const after = applied(shopBuilder, done.order, done.cancellation, undo(['recapture']), 'seller');
    assert.equal(after.order.status, 'PREPARING');
    assert.ok(
      after.effects.some((effect) => effect.type === 'unstock' && effect.items.length === 2),
      'what went back to stock is sold again',
    );
  });

  it('SB-9 brings back what was cancelled last, and no more', () => {
    const order = aPaidOrder({ status: 'PREPARING', payment: { method: 'card', paid: eur(0), refunded: eur(0) } });
    const lines = [{ id: 'cup', quantity: 1 }];
    const one = applied(shopBuilder, order, null, { action: 'cancel', reason: 'sold-out', lines }, 'seller');
    const rest = applied(shopBuilder, one.order, one.cancellation, { action: 'cancel', reason: 'sold-out' }, 'seller');
    assert.equal(rest.order.status, 'CANCELLED');
    assert.deepEqual(rest.cancellation.lines, [
      { id: 'cup', quantity: 2 },
      { id: 'pot', quantity: 1 },
    ]);
    const { order: after } = applied(shopBuilder, rest.order, rest.cancellation, undo(), 'seller');
    assert.deepEqual(
      after.lines.map(({ cancelledQuantity }) => cancelledQuantity),
      [1, 0],
    );
    assert.equal(after.status, 'PREPARING');
  });

  it('hands a strike, which counts once an order, on to a part that stays cancelled', () => {
    const terms = { ...aLifecyclePolicy(), consequences: { recentCancellations: { atLeast: 2, withinDays: 30 } } };
    const policy: CancelPolicy = {
      ...terms,
      lifecycle: {
        ...terms.lifecycle!,
        completes: 'at-once',
        undo: { from: ['cancelled'], by: ['seller'], guards: [] },
      },
    };
    const strikes = (order: Order) => order.buyer.recentCancellations ?? 0;
    const order = aPaidOrder({ payment: { method: 'card', paid: eur(0), refunded: eur(0) } });
    const cancelled = (of: Order, id: string, line: string, before: Cancellation[]) => {
      const lines = [{ id: line, quantity: 1 }];
      const asked = applied(policy, of, null, { action: 'request', lines }, 'buyer', placed, { id });
      const cancellations = [...before, asked.cancellation];
      return applied(policy, asked.order, asked.cancellation, { action: 'accept' }, 'seller', placed, {
        cancellations,
      });
    };
    const one = cancelled(order, 'c-1', 'cup', []);
    const other = cancelled(one.order, 'c-2', 'pot', [one.cancellation]);
    assert.deepEqual([strikes(one.order), strikes(other.order), other.cancellation.strike], [1, 1, undefined]);
    const both = [one.cancellation, other.cancellation];
    const undone = applied(policy, other.order, one.cancellation, undo(), 'seller', placed, { cancellations: both });
    assert.equal(strikes(undone.order), 1);
    const heir = { ...other.cancellation, strike: true as const };
    assert.deepEqual(undone.others, [heir]);
    const rest = [undone.cancellation, heir];
    const last = applied(policy, undone.order, heir, undo(), 'seller', placed, { cancellations: rest });
    assert.deepEqual([strikes(last.order), last.others], [0, undefined]);
  });

  it('takes back from another part what it brought about as the last of the order', () => {
    const order = aPaidOrder({
      status: 'PREPARING',
      payment: { method: 'card', paid: eur(0), refunded: eur(0) },
      coupons: [{ code: 'TEN' }],
      fee: { amount: eur(75), billedMonth: '2026-03' },
      itemRemovalRequests: [{ id: 'r-1', status: 'pending' }],
    });
    const policy: CancelPolicy = {
      ...shopBuilder,
      consequences: { ...shopBuilder.consequences, marketplaceFee: 'reset' },
    };
    const cancel = { action: 'cancel', reason: 'sold-out', restoreCoupons: true } as const;
    const one = applied(policy, order, null, { ...cancel, lines: [{ id: 'pot', quantity: 1 }] }, 'seller');
    const last = applied(policy, one.order, one.cancellation, cancel, 'seller', placed, { id: 'c-3' });
    assert.deepEqual([last.order.fee?.amount, last.cancellation.restoredCoupons], [eur(0), ['TEN']]);
    const both = [one.cancellation, last.cancellation];
    const {
      order: after,
      effects,
      others,
    } = applied(policy, last.order, one.cancellation, undo(), 'seller', placed, {
      cancellations: both,
    });
    assert.ok(effects.some((effect) => effect.type === 'coupons' && !effect.restored));
    assert.deepEqual([after.fee, after.itemRemovalRequests], [order.fee, order.itemRemovalRequests]);
    const { restoredCoupons, marketplaceFee, removalRequests, ...rest } = last.cancellation;
    assert.deepEqual(others, [rest], 'nothing is left to be taken back a second time');
    const used = { ...last.order, coupons: [{ code: 'TEN', usedSince: true }] };
    assert.equal(undoObstacles(shopBuilder, used, one.cancellation, both)[0]?.guard, 'coupons');
  });

  it('SB-9 leaves the status of the rest that went on meanwhile', () => {
    const order = aPaidOrder({ status: 'PREPARING', payment: { method: 'card', paid: eur(0), refunded: eur(0) } });
    const lines = [{ id: 'cup', quantity: 1 }];
    const part = applied(shopBuilder, order, null, { action: 'cancel', reason: 'sold-out', lines }, 'seller');
    const on = { ...part.order, status: 'AWAITING_SHIPMENT' };
    assert.equal(applied(shopBuilder, on, part.cancellation, undo(), 'seller').order.status, 'AWAITING_SHIPMENT');
  });

  it('SB-9 is the merchant’s alone', () => {
    const { order, cancellation } = refunded('credits');
    for (const actor of ['buyer', 'platform', 'nobody'] as const) {
      assert.equal(refusalOf(shopBuilder, order, cancellation, undo(), actor), 'illegal-transition');
    }
    assert.equal(refusalOf(shopBuilder, order, cancellation, undo(), 'seller'), null);
  });

  it('SB-9 is done once', () => {
    const { order, cancellation } = refunded('credits');
    const undone = applied(shopBuilder, order, cancellation, undo(), 'seller');
    assert.equal(refusalOf(shopBuilder, undone.order, undone.cancellation, undo(), 'seller'), 'illegal-transition');
  });

  it('SB-10 warns that the customer has to pay again, where it was refunded by bank deposit', () => {
    const { order, cancellation } = refunded('bank_deposit');
    assert.equal(
      refusalOf(shopBuilder, order, cancellation, undo(), 'seller'),
      'undo-unsafe acknowledged.repayment:acknowledge',
    );
    assert.equal(
      refusalOf(shopBuilder, order, cancellation, undo(['recapture']), 'seller'),
      'undo-unsafe acknowledged.repayment:acknowledge',
    );
    assert.equal(refusalOf(shopBuilder, order, cancellation, undo(['repayment']), 'seller'), null);
  });

  it('SB-10 SB-11 warns of each way that a part of the refund went back', () => {
    const order = aPaidOrder({ status: 'AWAITING_SHIPMENT' });
    const begun = applied(shopBuilder, order, null, { action: 'cancel', reason: 'sold-out' }, 'seller');
    const guardsAfter = (...methods: string[]) => {
      const { order: after, cancellation } = methods.reduce(
        (before, method, at) =>
          applied(
            shopBuilder,
            before.order,
            before.cancellation,
            { action: 'refund', refund: { method, ...(at < methods.length - 1 && { amount: 1000 }) } },
            'seller',
          ),
        begun,
      );
      assert.equal(cancellation.state, 'cancelled');
      assert.deepEqual(cancellation.refund?.methods, methods.length > 1 ? methods : undefined);
      return undoObstacles(shopBuilder, after, cancellation, [cancellation]).map(({ guard }) => guard);
    };
    assert.deepEqual(guardsAfter('bank_deposit', 'points'), ['repayment']);
    assert.deepEqual(guardsAfter('original', 'bank_deposit', 'points'), ['repayment', 'recapture']);
    assert.deepEqual(guardsAfter('original', 'credits'), ['recapture']);
    assert.deepEqual(guardsAfter('points', 'credits'), []);
    assert.deepEqual(guardsAfter('bank_deposit'), ['repayment']);
  });

  it('SB-11 warns that the provider may not take the payment again', () => {
    const { order, cancellation } = refunded();
    assert.equal(
      refusalOf(shopBuilder, order, cancellation, undo(), 'seller'),
      'undo-unsafe acknowledged.recapture:acknowledge',
    );
    assert.equal(refusalOf(shopBuilder, order, cancellation, undo(['recapture']), 'seller'), null);
  });

  it('SB-11 does not warn where the provider says that it can', () => {
    const part = (recapturable?: boolean) => ({
      method: 'card',
      paid: eur(6000),
      refunded: eur(0),
      ...(recapturable !== undefined && { recapturable }),
    });
    const obstacles = (recapturable?: boolean) => {
      const payment = { method: 'card', paid: eur(6000), refunded: eur(0), parts: [part(recapturable)] };
      const { order, cancellation } = refunded('original', { payment });
      return undoObstacles(shopBuilder, order, cancellation, [cancellation]).map(({ guard }) => guard);
    };
    assert.deepEqual([obstacles(true), obstacles(false), obstacles()], [[], ['recapture'], ['recapture']]);
  });

  it('SB-10 warns of nothing while nothing is refunded', () => {
    const order = aPaidOrder({ status: 'PREPARING' });
    for (const method of ['original', 'bank_deposit']) {
      const input = { action: 'cancel', reason: 'sold-out', refund: { method } } as const;
      const begun = applied(shopBuilder, order, null, input, 'seller');
      assert.deepEqual(undoObstacles(shopBuilder, begun.order, begun.cancellation, [begun.cancellation]), []);
      const part = applied(
        shopBuilder,
        begun.order,
        begun.cancellation,
        { action: 'refund', refund: { amount: 1 } },
        'seller',
      );
      assert.equal(undoObstacles(shopBuilder, part.order, part.cancellation, [part.cancellation]).length, 1);
    }
  });

  it('SB-12 is refused where a restored coupon was used since, whatever is acknowledged', () => {
    const { order, cancellation } = refunded('credits', { coupons: [{ code: 'SPRING' }, { code: 'LATE' }] });
    assert.deepEqual(cancellation.restoredCoupons, ['SPRING', 'LATE']);
    const used = { ...order, coupons: [{ code: 'SPRING' }, { code: 'LATE', usedSince: true }] };
    for (const acknowledged of [[], ['coupons'], ['coupons', 'recapture', 'repayment', 'stock']]) {
      assert.equal(
        refusalOf(shopBuilder, used, cancellation, undo(acknowledged), 'seller'),
        'undo-unsafe acknowledged.coupons:refuse',
      );
    }
    const { effects } = applied(shopBuilder, order, cancellation, undo(), 'seller');
    assert.deepEqual(
      effects.find(({ type }) => type === 'coupons'),
      { type: 'coupons', codes: ['SPRING', 'LATE'], restored: false },
    );
  });

  it('SB-12 does not mind a coupon that was not restored', () => {
    const order = aPaidOrder({
      status: 'PREPARING',
      coupons: [{ code: 'SPRING', usedSince: true }],
      payment: { method: 'credits', paid: eur(6000), refunded: eur(0) },
    });
    const done = applied(shopBuilder, order, null, { action: 'cancel', reason: 'sold-out' }, 'seller');
    assert.equal(refusalOf(shopBuilder, done.order, done.cancellation, undo(), 'seller'), null);
  });

  const final: { title: string; policy: CancelPolicy; status: string; actor: 'buyer' | 'seller'; said: object }[] = [
    {
      title: 'BL-11 never brings back what was cancelled under requests and alerts',
      policy: bricklink,
      status: 'PENDING',
      actor: 'seller',
      said: { reason: 'unpaid', comment: 'No answer.' },
    },
    {
      title: 'B2B-14 never brings back what the buyer of a supplier cancelled',
      policy: b2bSupplier,
      status: 'PENDING',
      actor: 'buyer',
      said: {},
    },
    {
      title: 'PM-2 never brings back what is cancelled: both sides are released, and nothing is left to do',
      policy: poshmark,
      status: 'PLACED',
      actor: 'buyer',
      said: {},
    },
  ];
  for (const { title, policy, status, actor, said } of final) {
    it(title, () => {
      const order = aPaidOrder({ status });
      const done = applied(policy, order, null, { action: 'cancel', ...said }, actor);
      assert.equal(policy.statuses[done.order.status]?.phase, 'cancelled');
      for (const role of ['buyer', 'seller', 'platform'] as const) {
        for (const now of [placed, placed + 9 * day]) {
          const offered = availableActions(policy, done.order, done.cancellation, { actor: role, now });
          // A remark on the record is about the buyer, not about the order.
          assert.deepEqual(
            offered.filter((action) => action !== 'remark'),
            [],
            `${role} after ${policy.id}`,
          );
        }
        assert.equal(refusalOf(policy, done.order, done.cancellation, undo(), role), 'illegal-transition');
      }
    });
  }
});
