import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openCancellation } from '../../src/domain/lifecycle.ts';
import type { CancelPolicy } from '../../src/domain/policy.ts';
import type { Order } from '../../src/domain/records.ts';
import { parseCancellation } from '../../src/policy/parse.ts';
import b2bSupplier from '../../src/policy/presets/b2b-supplier.ts';
import bricklink from '../../src/policy/presets/bricklink.ts';
import poshmark from '../../src/policy/presets/poshmark.ts';
import shopBuilder from '../../src/policy/presets/shop-builder.ts';
import { anOrder } from '../policy/fixtures.ts';

const now = Date.parse('2026-03-01T16:00:00Z');
const due = { amount: 2500, currency: 'EUR' };
const nothing = { amount: 0, currency: 'EUR' };

/** An order of which nothing is cancelled yet. */
const uncut = (changes: Partial<Order> = {}): Order => {
  const order = anOrder(changes);
  return { ...order, lines: order.lines.map((line) => ({ ...line, cancelledQuantity: 0 })) };
};

function open(
  policy: CancelPolicy,
  outcome: 'cancel' | 'request',
  ruleId: string,
  order: Order = anOrder(),
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
  // Its revision is the store's to give.
  parseCancellation({ ...opened.cancellation, revision: 'r' });
  return opened;
}

describe('openCancellation', () => {
  it('PM-12 settles at once what needs nobody, and gives the money back as credits', () => {
    const { cancellation, effects } = open(poshmark, 'cancel', 'buyer-three-hours');
    assert.equal(cancellation.state, 'cancelled');
    assert.deepEqual(cancellation.refund, { due, refunded: nothing, method: 'credits', status: 'pending' });
    assert.deepEqual(cancellation.decision, { by: 'buyer', at: '2026-03-01T16:00:00.000Z', reason: 'changed-mind' });
    assert.deepEqual(effects, [
      { type: 'status', status: 'CANCELLED' },
      { type: 'refund', amount: due, method: 'credits' },
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
      ['status', 'refund', 'stock', 'removal-requests', 'buyer', 'seller'],
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
    assert.deepEqual(effects[1], { type: 'refund', amount: due, method: 'credits' });
  });

  it('does nothing to the status where the policy has no lifecycle', () => {
    const { lifecycle, ...policy } = poshmark;
    const { cancellation, effects } = open(policy, 'cancel', 'buyer-three-hours');
    assert.equal(cancellation.state, 'cancelled');
    assert.deepEqual(effects[0], { type: 'refund', amount: due, method: 'credits' });
    assert.ok(!effects.some(({ type }) => type === 'status'));
  });
});
