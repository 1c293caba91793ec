import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Effect } from '../../../src/domain/lifecycle/effects.ts';
import { type ActionContext, applyAction, availableActions } from '../../../src/domain/lifecycle/lifecycle.ts';
import { openCancellation } from '../../../src/domain/lifecycle/opening.ts';
import type { CancelPolicy } from '../../../src/domain/policy.ts';
import type { Order, OrderLine } from '../../../src/domain/records.ts';
import { parseCancellation } from '../../../src/policy/parse.ts';
import b2bSupplier from '../../../src/policy/presets/b2b-supplier.ts';
import bricklink from '../../../src/policy/presets/bricklink.ts';
import poshmark from '../../../src/policy/presets/poshmark.ts';
import shopBuilder from '../../../src/policy/presets/shop-builder.ts';
import { anOrder } from '../../policy/fixtures.ts';
import {
  aLifecyclePolicy,
  aPaidOrder,
  applied,
  aRequest,
  day,
  eur,
  hour,
  placed,
  referenceTo,
  refusalOf,
} from '../lifecycle-fixtures.ts';

const now = Date.parse('2026-03-01T16:00:00Z');
const due = { amount: 2500, currency: 'EUR' };
const nothing = { amount: 0, currency: 'EUR' };

/** An order of which nothing has become yet. */
const uncut = (changes: Partial<Order> = {}): Order => {
  const { fulfilments: _, ...order } = anOrder(changes);
  const none = { cancelledQuantity: 0, shippedQuantity: 0, returnedQuantity: 0, committedQuantity: 0 };
  return { ...order, lines: order.lines.map((line) => ({ ...line, ...none })) };
};

function open(
  policy: CancelPolicy,
  outcome: 'cancel' | 'request',
  ruleId: string,
  order: Order = uncut(),
  refundMethod: string | null = null,
) {
  const opened = openCancellation(
    policy,
    order,
    { outcome, ruleId },
    {
      id: 'c-1',
      actor: 'buyer',
      now,
      policy: { id: policy.id, version: policy.version, hash: '0'.repeat(64) },
      reason: 'changed-mind',
      comment: 'Sorry!',
      refundMethod,
    },
  );
  parseCancellation(opened.cancellation);
  return opened;
}

describe('openCancellation', () => {
  it('PM-12 settles at once what needs nobody, and gives the money back as credits', () => {
    const { cancellation, effects } = open(poshmark, 'cancel', 'buyer-three-hours');
    assert.equal(cancellation.state, 'cancelled');
    const given = { amount: due, method: 'credits', part: 'p-1' };
    const entry = { ...given, at: cancellation.requestedAt, by: 'us', status: 'settled' };
    assert.deepEqual(cancellation.refund, {
      ...{ due, refunded: nothing, method: 'credits', status: 'pending' },
      entries: [entry],
    });
    assert.deepEqual(cancellation.decision, { by: 'buyer', at: '2026-03-01T16:00:00.000Z', reason: 'changed-mind' });
    assert.deepEqual(effects, [
      { type: 'status', status: 'CANCELLED' },
      { type: 'void', amount: { amount: 100, currency: 'EUR' }, part: 'p-1' },
      { type: 'refund', amount: due, method: 'credits', part: 'p-1', lines: [{ id: 'l-1', quantity: 2.5 }] },
      { type: 'removal-requests', ids: ['r-1'] },
      { type: 'strike', party: 'buyer' },
      { type: 'notify', to: 'buyer', event: 'cancelled' },
      { type: 'notify', to: 'seller', event: 'cancelled' },
    ]);
  });

  it('PM-14 gives a request the time that the policy sets, and leaves the order and the money alone', () => {
    const { cancellation, effects } = open(poshmark, 'request', 'buyer-request');
    assert.equal(cancellation.state, 'requested');
    assert.equal(cancellation.respondBy, '2026-03-03T16:00:00.000Z');
    assert.deepEqual([cancellation.refund, cancellation.decision], [null, null]);
    assert.deepEqual(effects, [
      { type: 'notify', to: 'buyer', event: 'requested' },
      { type: 'notify', to: 'seller', event: 'requested' },
    ]);
  });

  it('BL-13 a request changes the status, is told to the seller, and never ends by itself', () => {
    const { cancellation, effects } = open(bricklink, 'request', 'buyer-request');
    assert.equal(cancellation.respondBy, null);
    assert.deepEqual(effects[0], { type: 'status', status: 'OCR' });
    assert.ok(effects.some((effect) => effect.type === 'notify' && effect.to === 'seller'));
  });

  it('BL-14 remembers the status to which a declined request goes back', () => {
    assert.equal(
      open(bricklink, 'request', 'buyer-request', anOrder({ status: 'PAID' })).cancellation.previousStatus,
      'PAID',
    );
  });

  it('B2B-13 B2B-16 cancels by confirming, without approval, and tells both', () => {
    const { cancellation, effects } = open(b2bSupplier, 'cancel', 'buyer-processing');
    assert.equal(cancellation.state, 'cancelled');
    assert.deepEqual(
      effects.map((effect) => (effect.type === 'notify' ? effect.to : effect.type)),
      ['status', 'void', 'refund', 'stock', 'removal-requests', 'buyer', 'seller'],
    );
  });

  it('SB-7 is in progress until the refund is made, by the method that was chosen', () => {
    const { cancellation, effects } = open(shopBuilder, 'cancel', 'merchant-cancel', uncut(), 'bank_deposit');
    assert.equal(cancellation.state, 'refunding');
    assert.deepEqual(cancellation.refund, { due, refunded: nothing, method: 'bank_deposit', status: 'pending' });
    assert.deepEqual(effects[0], { type: 'status', status: 'CANCELLATION_IN_PROGRESS' });
    assert.ok(!effects.some(({ type }) => type === 'refund'));
  });

  it('SB-8 is cancelled at once where there is nothing to refund', () => {
    const order = uncut({ payment: { method: 'card', paid: nothing, refunded: nothing } });
    const { cancellation, effects } = open(shopBuilder, 'cancel', 'merchant-cancel', order);
    assert.equal(cancellation.state, 'cancelled');
    assert.deepEqual(cancellation.refund, { due: nothing, refunded: nothing, method: null, status: 'none' });
    assert.deepEqual(effects[0], { type: 'status', status: 'CANCELLED' });
    assert.ok(!effects.some(({ type }) => type === 'refund'));
  });

  it('SB-8 is cancelled at once where credits go back by themselves', () => {
    const order = uncut({ payment: { method: 'credits', paid: due, refunded: nothing } });
    const { cancellation, effects } = open(shopBuilder, 'cancel', 'merchant-cancel', order, 'credits');
    assert.equal(cancellation.state, 'cancelled');
    const lines = [{ id: 'l-1', quantity: 2.5 }];
    assert.deepEqual(effects[1], { type: 'refund', amount: due, method: 'credits', lines });
  });

  it('does nothing to the status where the policy has no lifecycle', () => {
    const { lifecycle, ...policy } = poshmark;
    const { cancellation, effects } = open(policy, 'cancel', 'buyer-three-hours');
    assert.equal(cancellation.state, 'cancelled');
    assert.deepEqual(
      effects.map(({ type }) => type),
      ['void', 'refund', 'removal-requests', 'strike'],
    );
    assert.ok(!effects.some(({ type }) => type === 'status'));
  });
});

describe('a request', () => {
  const asked = (policy: CancelPolicy, status: string, said: object = {}) =>
    applied(policy, aPaidOrder({ status }), null, { action: 'request', ...said }, 'buyer', placed + 4 * hour);
  const reasoned = { reason: 'mutual-agreement', comment: 'We agreed.' };

  for (const status of ['PENDING', 'UPDATED', 'PROCESSING', 'READY', 'PAID', 'PACKED']) {
    it(`BL-14 goes back to ${status} where the seller does not agree, and where the buyer withdraws it`, () => {
      const { order, cancellation } = asked(bricklink, status, reasoned);
      assert.equal(order.status, 'OCR');
      const declined = applied(bricklink, order, cancellation, { action: 'decline' }, 'seller');
      assert.deepEqual([declined.order.status, declined.cancellation.state], [status, 'declined']);
      const withdrawn = applied(bricklink, order, cancellation, { action: 'withdraw' }, 'buyer');
      assert.deepEqual([withdrawn.order.status, withdrawn.cancellation.state], [status, 'withdrawn']);
    });
  }

  it('is acted on by who was shown the policy that it was made under, and by nobody who was shown another', () => {
    const policy = aLifecyclePolicy();
    const { order, cancellation } = applied(policy, aPaidOrder(), null, { action: 'request' }, 'buyer');
    const decline = (policyHash?: string) =>
      refusalOf(policy, order, cancellation, { action: 'decline', ...(policyHash && { policyHash }) }, 'seller');
    assert.equal(decline('f'.repeat(64)), 'decision-changed');
    assert.equal(decline(cancellation.policy.hash), null);
    assert.equal(decline(), null);
  });

  it('BL-14 leaves the status that the shop gave the order meanwhile', () => {
    const { order, cancellation } = asked(bricklink, 'PENDING', reasoned);
    const on = { ...order, status: 'PROCESSING' };
    const declined = applied(bricklink, on, cancellation, { action: 'decline' }, 'seller');
    assert.ok(!declined.effects.some(({ type }) => type === 'status'), 'the status is not touched');
  });

  it('BL-5 is strictly up to the seller: nobody else answers it, and silence never does', () => {
    const { order, cancellation } = asked(bricklink, 'PENDING', reasoned);
    for (const actor of ['buyer', 'platform', 'nobody'] as const) {
      for (const action of ['accept', 'decline', 'lapse'] as const) {
        assert.equal(
          refusalOf(bricklink, order, cancellation, { action }, actor, placed + 900 * day),
          'illegal-transition',
        );
      }
    }
  });

  it('BL-5 reminds the seller after three days, once, and the seller alone', () => {
    const { order, cancellation } = asked(bricklink, 'PENDING', reasoned);
    const at = placed + 4 * hour + 3 * day;
    const remind = { action: 'remind' } as const;
    assert.equal(refusalOf(bricklink, order, cancellation, remind, 'nobody', at - 1), 'illegal-transition');
    const reminded = applied(bricklink, order, cancellation, remind, 'nobody', at);
    assert.deepEqual(reminded.effects, [{ type: 'notify', to: 'seller', event: 'reminder' }]);
    assert.equal(refusalOf(bricklink, order, reminded.cancellation, remind, 'nobody', at), 'illegal-transition');
  });

  it('is reminded of no more, however it ends', () => {
    const policy = aLifecyclePolicy({ onSilence: 'decline' });
    const order = aPaidOrder({ status: 'ASKED' });
    for (const [action, actor] of [
      ['accept', 'seller'],
      ['decline', 'seller'],
      ['escalate', 'seller'],
      ['withdraw', 'buyer'],
      ['lapse', 'nobody'],
    ] as const) {
      const { cancellation } = applied(policy, order, aRequest(policy), { action }, actor, placed + 2 * day);
      assert.ok(!('remindAt' in cancellation), `no reminder after ${action}`);
    }
  });

  it('of the seller is accepted by the buyer, who makes none of the choices of the seller', () => {
    const policy = aLifecyclePolicy();
    const order = aPaidOrder({ status: 'ASKED' });
    const request = aRequest(policy, 'requested', { requestedBy: 'seller' });
    const accepting = (input: object) => refusalOf(policy, order, request, { action: 'accept', ...input }, 'buyer');
    assert.equal(accepting({ restoreCoupons: true }), 'invalid-request restoreCoupons:not-for-role');
    assert.equal(accepting({ refund: { method: 'original' } }), 'invalid-request refund:not-for-role');
    assert.equal(accepting({}), null);
  });

  it('DP-5 that the seller accepts keeps the confirmation: who, when, and what was written', () => {
    const { order, cancellation } = asked(poshmark, 'PLACED');
    const accept = { action: 'accept', reason: 'buyer-asked', comment: 'Yes, I agree to cancel.' } as const;
    const { cancellation: after } = applied(poshmark, order, cancellation, accept, 'seller', placed + 5 * hour);
    assert.deepEqual(after.decision, {
      by: 'seller',
      at: new Date(placed + 5 * hour).toISOString(),
      reason: 'buyer-asked',
      comment: 'Yes, I agree to cancel.',
    });
  });

  it('SB-5 that the merchant rejects carries a reason and a comment that the customer sees', () => {
    const { order, cancellation } = asked(shopBuilder, 'PREPARING');
    const decline = { action: 'decline', reason: 'made-to-order', comment: 'It bears your name.' } as const;
    const { cancellation: after } = applied(shopBuilder, order, cancellation, decline, 'seller');
    assert.deepEqual([after.decision?.reason, after.decision?.comment], ['made-to-order', 'It bears your name.']);
    assert.equal(
      refusalOf(shopBuilder, order, cancellation, { action: 'decline' }, 'seller'),
      'reason-invalid reason:required',
    );
    assert.equal(
      refusalOf(shopBuilder, order, cancellation, { action: 'decline', reason: 'whim' }, 'seller'),
      'reason-invalid reason:unknown-reason',
    );
  });

  it('SB-5 is accepted with a reason and a method among those of the policy', () => {
    const { order, cancellation } = asked(shopBuilder, 'PREPARING');
    const accepting = (input: object) =>
      refusalOf(shopBuilder, order, cancellation, { action: 'accept', ...input }, 'seller');
    assert.equal(accepting({}), 'reason-invalid reason:required');
    assert.equal(accepting({ reason: 'buyer-asked', refund: { method: 'bank_deposit' } }), null);
    assert.equal(
      accepting({ reason: 'buyer-asked', refund: { method: 'shells' } }),
      'invalid-request refund.method:value',
    );
    assert.equal(accepting({ reason: 'buyer-asked', refund: { amount: 1 } }), 'invalid-request refund.amount:value');
    assert.equal(accepting({ reason: 'buyer-asked', refund: { amount: 6000 } }), null);
  });

  it('PM-14 that the seller leaves unanswered goes to the platform at 48 hours, not a millisecond before', () => {
    const { order, cancellation } = asked(poshmark, 'PLACED');
    const at = placed + 52 * hour;
    const silence = (now: number) => refusalOf(poshmark, order, cancellation, { action: 'lapse' }, 'nobody', now);
    assert.deepEqual([silence(at - 1), silence(at)], ['illegal-transition', null]);
    const escalate = (now: number) => refusalOf(poshmark, order, cancellation, { action: 'escalate' }, 'buyer', now);
    assert.deepEqual([escalate(at - 1), escalate(at)], ['illegal-transition', null]);
  });

  it('PM-14 that is refused may be escalated at once', () => {
    const { order, cancellation } = asked(poshmark, 'PLACED');
    const { cancellation: declined } = applied(poshmark, order, cancellation, { action: 'decline' }, 'seller');
    assert.equal(refusalOf(poshmark, order, declined, { action: 'escalate' }, 'buyer'), null);
    assert.equal(refusalOf(poshmark, order, declined, { action: 'escalate' }, 'seller'), 'illegal-transition');
  });

  it('PM-16 that is escalated is decided by the platform, and the outcome is recorded', () => {
    const { order, cancellation } = asked(poshmark, 'PLACED');
    const { cancellation: escalated } = applied(poshmark, order, cancellation, { action: 'escalate' }, 'seller');
    for (const [outcome, state] of [
      ['cancel', 'cancelled'],
      ['decline', 'declined'],
    ] as const) {
      const said = { action: 'resolve', outcome, comment: 'Reviewed.' } as const;
      const { cancellation: after } = applied(poshmark, order, escalated, said, 'platform', placed + day);
      assert.equal(after.state, state);
      const { by, at, comment } = after.decision ?? {};
      assert.deepEqual([by, at, comment], ['platform', new Date(placed + day).toISOString(), 'Reviewed.']);
    }
  });

  it('PM-16 goes back, refused by the platform too, to the status that the order had when it was escalated', () => {
    const policy = aLifecyclePolicy();
    const order = aPaidOrder({ status: 'READY' });
    const declined = aRequest(policy, 'declined');
    const escalated = applied(policy, order, declined, { action: 'escalate' }, 'buyer');
    assert.equal(escalated.order.status, 'ASKED');
    const resolve = { action: 'resolve', outcome: 'decline' } as const;
    assert.equal(applied(policy, escalated.order, escalated.cancellation, resolve, 'platform').order.status, 'READY');
  });

  it('DP-7 is never cancelled by the platform of its own accord', () => {
    const { order, cancellation } = asked(poshmark, 'PLACED');
    for (const state of ['requested', 'declined', 'superseded'] as const) {
      const input = { action: 'resolve', outcome: 'cancel' } as const;
      assert.equal(refusalOf(poshmark, order, { ...cancellation, state }, input, 'platform'), 'illegal-transition');
    }
  });

  it('holds fulfilment while it is open, and releases it however it ends', () => {
    const policy = aLifecyclePolicy({ onSilence: 'decline' });
    const types = (result: { effects: { type: string }[] }) => result.effects.map(({ type }) => type);
    const begun = applied(policy, aPaidOrder(), null, { action: 'request' }, 'buyer', placed);
    assert.ok(types(begun).includes('hold-fulfilment'), 'held');
    for (const [action, actor] of [
      ['accept', 'seller'],
      ['decline', 'seller'],
      ['withdraw', 'buyer'],
      ['lapse', 'nobody'],
    ] as const) {
      const ended = applied(policy, begun.order, begun.cancellation, { action }, actor, placed + 2 * day);
      assert.ok(types(ended).includes('release-fulfilment'), `released by ${action}`);
    }
    const escalated = applied(policy, begun.order, begun.cancellation, { action: 'escalate' }, 'seller');
    assert.ok(!types(escalated).includes('release-fulfilment'), 'held while the platform decides');
    const sent = { ...begun.order, status: 'SENT' };
    const superseded = applied(policy, sent, begun.cancellation, { action: 'supersede' }, 'nobody');
    assert.ok(types(superseded).includes('release-fulfilment'), 'released by the shipment');
  });

  it('holds nothing back any more where the order is cancelled in its place, and does where another takes it', () => {
    const policy = aLifecyclePolicy();
    const again = (outcome: 'cancel' | 'request'): CancelPolicy => ({
      ...policy,
      rules: [{ id: 'again', when: { request: 'open' }, then: { outcome, reason: 'again' } }, ...policy.rules],
    });
    const begun = applied(policy, aPaidOrder(), null, { action: 'request' }, 'buyer', placed);
    for (const [action, type] of [
      ['cancel', 'release-fulfilment'],
      ['request', 'hold-fulfilment'],
    ] as const) {
      const result = applied(again(action), begun.order, begun.cancellation, { action }, 'seller');
      const { effects, replaced: [replaced] = [], cancellation } = result;
      assert.deepEqual([begun.order.status, replaced?.state], ['ASKED', 'superseded']);
      assert.equal(cancellation.previousStatus, 'NEW', 'what the order was before anybody asked');
      const about = effects.map((effect) => effect.type).filter((one) => one.endsWith('-fulfilment'));
      assert.deepEqual(about, [type], action);
    }
  });

  it('does not keep its status where only an instant tells of the shipment', () => {
    const policy = aLifecyclePolicy();
    for (const sent of [{ shippedAt: '2026-03-02T14:00:00Z' }, { deliveredAt: '2026-03-02T14:00:00Z' }]) {
      const order = aPaidOrder({ status: 'ASKED', ...sent });
      const { order: after } = applied(policy, order, aRequest(policy), { action: 'supersede' }, 'nobody');
      assert.equal(after.status, 'NEW');
    }
  });

  it('may still be withdrawn or declined after a shipment that the policy lets it outlive, and not accepted', () => {
    const policy = aLifecyclePolicy({ onShipment: 'keep' });
    const order = aPaidOrder({ status: 'SENT', shippedAt: '2026-03-02T14:00:00Z' });
    const refused = (action: 'supersede' | 'withdraw' | 'decline' | 'accept', actor: 'nobody' | 'buyer' | 'seller') =>
      refusalOf(policy, order, aRequest(policy), { action }, actor);
    assert.equal(refused('supersede', 'nobody'), 'illegal-transition');
    assert.equal(refused('accept', 'seller'), 'illegal-transition');
    assert.deepEqual([refused('withdraw', 'buyer'), refused('decline', 'seller')], [null, null]);
  });

  it('is not accepted, by anybody or by silence, where the shop has changed what was asked for', () => {
    const policy = aLifecyclePolicy({ onSilence: 'accept' });
    const order = aPaidOrder({ status: 'ASKED' });
    const lines = [{ id: 'cup', quantity: 3 }];
    const [cup, pot] = order.lines as [OrderLine, OrderLine];
    const late = placed + 3 * day;
    const cases: [string, Order, boolean][] = [
      ['nothing changed', order, true],
      ['the other line is gone', { ...order, lines: [cup] }, true],
      ['the line is gone', { ...order, lines: [pot] }, false],
      ['one unit is cancelled', { ...order, lines: [{ ...cup, cancelledQuantity: 1 }, pot] }, false],
      ['there are fewer', { ...order, lines: [{ ...cup, quantity: 2 }, pot] }, false],
      ['the shop has cancelled it', { ...order, status: 'CANCELLED' }, false],
      ['the shop is cancelling it', { ...order, status: 'REFUNDING' }, false],
    ];
    for (const [title, changed, open] of cases) {
      const expected = open ? null : 'illegal-transition';
      const request = aRequest(policy, 'requested', { lines });
      assert.equal(refusalOf(policy, changed, request, { action: 'accept' }, 'seller'), expected, title);
      assert.equal(refusalOf(policy, changed, request, { action: 'lapse' }, 'nobody', late), expected, title);
      const complaint = aRequest(policy, 'escalated', { lines });
      const resolve = { action: 'resolve', outcome: 'cancel' } as const;
      assert.equal(refusalOf(policy, changed, complaint, resolve, 'platform'), expected, title);
      const { order: after, effects } = applied(policy, changed, request, { action: 'decline' }, 'seller');
      assert.equal(after.status, changed.status === 'ASKED' ? 'NEW' : changed.status, title);
      assert.ok(!effects.some(({ type }) => type === 'stock' || type === 'refund'), title);
    }
  });

  it('PM-4 that was made of a shipped order stands and may be accepted, in whichever way the shipment is told', () => {
    const policy = aLifecyclePolicy();
    const shippedAt = (at: number) => new Date(at).toISOString();
    for (const [title, order, previousStatus, stands] of [
      ['shipped before, by its status', aPaidOrder({ status: 'SENT' }), 'SENT', true],
      ['delivered before, by its status', aPaidOrder({ status: 'ASKED', shippedAt: shippedAt(placed) }), 'THERE', true],
      ['before, by the instant', aPaidOrder({ status: 'ASKED', shippedAt: shippedAt(placed - 1) }), 'NEW', true],
      ['at the instant of the request', aPaidOrder({ status: 'ASKED', shippedAt: shippedAt(placed) }), 'NEW', false],
      ['since, by its status', aPaidOrder({ status: 'SENT' }), 'NEW', false],
    ] as const) {
      const request = aRequest(policy, 'requested', { previousStatus });
      const refused = (action: 'accept' | 'supersede', actor: ActionContext['actor']) =>
        refusalOf(policy, order, request, { action }, actor);
      assert.equal(refused('accept', 'seller'), stands ? null : 'illegal-transition', title);
      assert.equal(refused('supersede', 'nobody'), stands ? 'illegal-transition' : null, title);
    }
  });

  it('is accepted of an order that was about to be cancelled already, but not of one that came to be since', () => {
    const policy = aLifecyclePolicy();
    const accepted = (previousStatus: string) =>
      refusalOf(
        policy,
        aPaidOrder({ status: 'REFUNDING' }),
        aRequest(policy, 'requested', { previousStatus }),
        { action: 'accept' },
        'seller',
      );
    assert.equal(accepted('REFUNDING'), null);
    assert.equal(accepted('NEW'), 'illegal-transition');
  });

  it('PM-14 of which support decides is told to support as well', () => {
    const policy = aLifecyclePolicy();
    const told = (effects: readonly Effect[]) =>
      effects.flatMap((effect) => (effect.type === 'notify' ? [`${effect.to} ${effect.event}`] : []));
    const { effects } = applied(policy, aPaidOrder(), aRequest(policy), { action: 'escalate' }, 'seller');
    assert.deepEqual(told(effects), ['buyer escalated', 'seller escalated', 'platform escalated']);
    const complaint = aRequest(policy, 'declined');
    const disputed = applied(policy, aPaidOrder(), complaint, { action: 'dispute' }, 'buyer');
    assert.deepEqual(told(disputed.effects), ['buyer disputed', 'seller disputed', 'platform disputed']);
    const telling = aLifecyclePolicy({ notifies: ['platform'] });
    const once = applied(telling, aPaidOrder(), aRequest(telling), { action: 'escalate' }, 'seller');
    assert.deepEqual(told(once.effects), ['platform escalated']);
  });

  it('is replaced, ended and reminded of no more, where a rule lets its maker cancel', () => {
    const { order, cancellation } = asked(poshmark, 'PLACED');
    const open = { ...cancellation, remindAt: cancellation.respondBy as string };
    const { replaced: [replaced] = [], cancellation: made } = applied(
      poshmark,
      order,
      open,
      { action: 'cancel' },
      'buyer',
      placed + 7 * day,
    );
    assert.deepEqual([replaced?.id, replaced?.state, replaced?.remindAt], ['c-2', 'withdrawn', undefined]);
    assert.deepEqual([made.state, made.previousStatus], ['cancelled', 'PLACED']);
  });

  it('PM-5 of a buyer, once cancelled, lets the seller remark on their record, once', () => {
    const done = applied(poshmark, aPaidOrder({ status: 'PLACED' }), null, { action: 'cancel' }, 'buyer');
    const remark = { action: 'remark', comment: 'Polite and quick.' } as const;
    const after = applied(poshmark, done.order, done.cancellation, remark, 'seller', placed + day);
    assert.deepEqual(after.order.buyer.remarks, [
      { orderId: 'o-1', text: 'Polite and quick.', at: new Date(placed + day).toISOString() },
    ]);
    assert.equal(refusalOf(poshmark, after.order, done.cancellation, remark, 'seller'), 'illegal-transition');
    assert.equal(
      refusalOf(poshmark, done.order, done.cancellation, { action: 'remark', comment: ' ' }, 'seller'),
      'comment-required comment:required',
    );
  });
});

describe('opening a cancellation', () => {
  const order = aPaidOrder({ status: 'PENDING' });
  const said = { reason: 'unpaid', comment: 'No answer.' };

  it('BL-12 demands a valid reason and a comment, in this order', () => {
    const refused = (input: object) => refusalOf(bricklink, order, null, { action: 'cancel', ...input }, 'seller');
    assert.equal(refused({}), 'reason-invalid reason:required');
    assert.equal(refused({ ...said, reason: 'whim' }), 'reason-invalid reason:unknown-reason');
    assert.equal(refused({ ...said, reason: 'recover-fee' }), 'reason-invalid reason:named-invalid');
    assert.equal(refused({ reason: 'unpaid' }), 'comment-required comment:required');
    assert.equal(refused({ reason: 'unpaid', comment: ' \n' }), 'comment-required comment:required');
    assert.equal(refused(said), null);
  });

  it('is refused where the decision does not permit it, or permits something else', () => {
    assert.equal(refusalOf(bricklink, order, null, { action: 'request', ...said }, 'seller'), 'decision-changed');
    assert.equal(refusalOf(bricklink, order, null, { action: 'cancel', ...said }, 'platform'), 'decision-changed');
    assert.equal(refusalOf(bricklink, order, null, { action: 'cancel', ...said }, 'nobody'), 'illegal-transition');
  });

  it('needs an id and the reference of the policy, and is a record that can be read', () => {
    const policy = aLifecyclePolicy();
    const order = aPaidOrder();
    const context = { actor: 'buyer', now: placed } as const;
    const open = (more: Partial<ActionContext>) =>
      applyAction(policy, order, null, { action: 'request' }, { ...context, ...more });
    const missing = (name: string) => ({
      ok: false,
      code: 'invalid-request',
      issues: [{ path: [name], code: 'required' }],
    });
    assert.deepEqual(open({}), missing('id'));
    assert.deepEqual(open({ id: 'c-1' }), missing('policy'));
    const opened = open({ id: 'c-1', policy: referenceTo(policy) });
    assert.ok(opened.ok);
    assert.equal(parseCancellation(opened.cancellation).revision, order.revision);
  });

  it('leaves the choices of the seller to the seller', () => {
    const refused = (input: object) =>
      refusalOf(shopBuilder, aPaidOrder({ status: 'PREPARING' }), null, { action: 'request', ...input }, 'buyer');
    assert.equal(refused({ restock: false }), 'invalid-request restock:not-for-role');
    assert.equal(refused({ refund: { method: 'credits' } }), 'invalid-request refund.method:value');
    // What the policy gives by itself may be named: that chooses nothing.
    assert.equal(refused({ refund: { method: 'original', amount: 6000 } }), null);
    assert.equal(refused({ refund: { method: 'original', amount: 5999 } }), 'invalid-request refund.amount:value');
    assert.equal(refused({}), null);
  });

  it('takes the name of everything that is left for all of it', () => {
    const lines = [
      { id: 'pot', quantity: 1 },
      { id: 'cup', quantity: 3 },
    ];
    const { cancellation } = applied(bricklink, order, null, { action: 'cancel', ...said, lines }, 'seller');
    assert.equal(cancellation.lines, null);
  });

  it('PM-2 leaves neither side anything to do about an order that is cancelled', () => {
    const done = applied(poshmark, aPaidOrder({ status: 'PLACED' }), null, { action: 'cancel' }, 'seller');
    assert.equal(poshmark.statuses[done.order.status]?.phase, 'cancelled');
    assert.deepEqual(done.order.payment.refunded, eur(6000));
    for (const actor of ['buyer', 'seller', 'platform'] as const) {
      const context = { actor, now: placed + 30 * day };
      assert.deepEqual(availableActions(poshmark, done.order, done.cancellation, context), []);
    }
  });
});

describe('an order that nobody has checked', () => {
  const unpriced = aPaidOrder();
  delete (unpriced.lines[0] as Partial<OrderLine>).unitPrice;
  const strange = [
    ['a line has no price', unpriced],
    ['a line is none', { ...aPaidOrder(), lines: [null, ...aPaidOrder().lines] as never }],
  ] as const;

  it('is answered, whatever its lines lack: what can be done with it, and whether it is done', () => {
    const policy = aLifecyclePolicy();
    const { lines } = aPaidOrder();
    for (const [what, order] of strange) {
      const request = aRequest(policy, 'requested', { lines: [{ id: lines[0]!.id, quantity: 1 }] });
      const context = { actor: 'seller', now: placed + hour, cancellations: [request] } as const;
      assert.ok(availableActions(policy, order, request, context).includes('accept'), what);
      assert.equal(applyAction(policy, order, request, { action: 'decline' }, context).ok, true, what);
    }
  });
});
