import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decide } from '../../../src/domain/decision/decide.ts';
import { applyEffects } from '../../../src/domain/lifecycle/effects.ts';
import { applyNotice, type NoticeAction, roleHasNotice } from '../../../src/domain/lifecycle/notices.ts';
import type { Actor, Order } from '../../../src/domain/records.ts';
import { parseOrder } from '../../../src/policy/parse.ts';
import bricklink from '../../../src/policy/presets/bricklink.ts';
import poshmark from '../../../src/policy/presets/poshmark.ts';
import { aLifecyclePolicy, aPaidOrder, day, frozen, hour, placed } from '../lifecycle-fixtures.ts';

const week = 7 * day;
const unpaid = aPaidOrder({ status: 'PENDING' });
const paid = aPaidOrder({ status: 'PAID', paidAt: new Date(placed + hour).toISOString() });

/** The order after an alert's change, or why there was none. */
function changed(order: Order, kind: string, action: NoticeAction, actor: Actor, now: number): Order | string {
  const result = applyNotice(frozen(bricklink), frozen(order), frozen({ kind, action }), frozen({ actor, now }));
  return result.ok ? parseOrder(applyEffects(order, result.effects)) : result.code;
}

function after(order: Order, ...args: [kind: string, action: NoticeAction, actor: Actor, now: number]): Order {
  const result = changed(order, ...args);
  assert.ok(typeof result !== 'string', `${args.join(' ')}: ${result}`);
  return result;
}

const filed = after(unpaid, 'NPB', 'file', 'seller', placed + week);
const outcome = (order: Order, actor: Actor, now: number) => {
  const { outcome, reason } = decide(bricklink, order, { actor, now });
  return `${outcome} ${reason}`;
};

describe('filing an alert', () => {
  for (const [kind, actor, order] of [
    ['NPB', 'seller', unpaid],
    ['NRS', 'buyer', unpaid],
    ['NSS', 'buyer', paid],
  ] as const) {
    it(`BL-10 is possible from seven days after the order, not a millisecond before: ${kind}`, () => {
      const at = placed + week;
      const early = applyNotice(bricklink, order, { kind, action: 'file' }, { actor, now: at - 1 });
      assert.deepEqual(early, { ok: false, code: 'too-early', at });
      for (const now of [at, at + 1]) {
        const { status, notices } = after(order, kind, 'file', actor, now);
        assert.equal(status, kind);
        assert.deepEqual(notices, [{ kind, filedAt: new Date(now).toISOString() }]);
      }
    });

    it(`is for the one side alone: ${kind}`, () => {
      for (const other of ['buyer', 'seller', 'platform'] as const) {
        if (other === actor) continue;
        assert.equal(changed(order, kind, 'file', other, placed + week), 'not-for-role');
      }
    });
  }

  it('ends for whoever has filed very many on an order, lifted ones included, and for nobody else', () => {
    let order = unpaid;
    let now = placed + week;
    for (let times = 0; times < 32; times++, now += hour) {
      order = after(after(order, 'NPB', 'file', 'seller', now), 'NPB', 'lift', 'seller', now);
    }
    assert.equal(changed(order, 'NPB', 'file', 'seller', now), 'too-many');
    const answered = after(order, 'NRS', 'file', 'buyer', now);
    assert.equal(answered.status, 'NRS');
    assert.equal(outcome(order, 'buyer', now), 'request seller-decides');
  });

  it('BL-10 tells unpaid from paid orders', () => {
    assert.equal(changed(paid, 'NPB', 'file', 'seller', placed + week), 'not-possible');
    assert.equal(changed(paid, 'NRS', 'file', 'buyer', placed + week), 'not-possible');
    assert.equal(changed(unpaid, 'NSS', 'file', 'buyer', placed + week), 'not-possible');
    const sent = { ...paid, status: 'SHIPPED', shippedAt: new Date(placed + day).toISOString() };
    assert.equal(after(sent, 'NSS', 'file', 'buyer', placed + week).status, 'NSS');
  });

  it('is not possible of what is requested, completed or cancelled', () => {
    for (const status of ['OCR', 'COMPLETED', 'CANCELLED']) {
      assert.equal(changed({ ...unpaid, status }, 'NPB', 'file', 'seller', placed + 2 * week), 'not-possible');
    }
  });

  it('is not possible of an order that is cancelled or about to be, whichever rule says so', () => {
    const policy = aLifecyclePolicy({}, { notices: { LATE: { filedBy: 'buyer' } } });
    const file = (status: string) => {
      const order = aPaidOrder({ status });
      const result = applyNotice(policy, order, { kind: 'LATE', action: 'file' }, { actor: 'buyer', now: placed });
      return result.ok || result.code;
    };
    assert.deepEqual(
      Object.keys(policy.statuses).map((status) => [policy.statuses[status]?.phase, file(status)]),
      [
        ['open', true],
        ['open', true],
        ['requested', true],
        ['cancelling', 'not-possible'],
        ['cancelled', 'not-possible'],
        ['shipped', true],
        ['delivered', true],
      ],
    );
  });

  it('is done once while it stands, and again when it was lifted', () => {
    assert.equal(changed(filed, 'NPB', 'file', 'seller', placed + week), 'already-standing');
    const lifted = after(filed, 'NPB', 'lift', 'seller', placed + week);
    assert.equal(after(lifted, 'NPB', 'file', 'seller', placed + 2 * week).notices?.length, 2);
  });

  it('knows the kinds of the policy alone', () => {
    assert.equal(changed(unpaid, 'LATE', 'file', 'seller', placed + week), 'unknown-notice');
    for (const kind of ['toString', '__proto__', 'constructor']) {
      assert.equal(changed(unpaid, kind, 'file', 'seller', placed + week), 'unknown-notice');
    }
    const result = applyNotice(poshmark, unpaid, { kind: 'NPB', action: 'file' }, { actor: 'seller', now: placed });
    assert.deepEqual(result, { ok: false, code: 'unknown-notice' });
  });

  it('is told to those whom the policy names', () => {
    const result = applyNotice(
      bricklink,
      unpaid,
      { kind: 'NPB', action: 'file' },
      { actor: 'seller', now: placed + week },
    );
    assert.ok(result.ok, 'it is filed');
    assert.deepEqual(result.effects.slice(-2), [
      { type: 'notify', to: 'buyer', event: 'notice-filed' },
      { type: 'notify', to: 'seller', event: 'notice-filed' },
    ]);
  });
});

describe('an alert that stands', () => {
  const filedAt = placed + week;

  it('BL-7 lets the seller cancel after a week without a response', () => {
    assert.equal(outcome(filed, 'seller', filedAt + week - 1), 'none alert-standing');
    assert.equal(outcome(filed, 'seller', filedAt + week), 'cancel unpaid-no-response');
  });

  it('BL-6 waits two weeks once the buyer has responded', () => {
    const responded = after(filed, 'NPB', 'respond', 'buyer', filedAt + day);
    assert.equal(responded.status, 'NPB');
    assert.equal(outcome(responded, 'seller', filedAt + week), 'none alert-standing');
    assert.equal(outcome(responded, 'seller', filedAt + 2 * week - 1), 'none alert-standing');
    assert.equal(outcome(responded, 'seller', filedAt + 2 * week), 'cancel unpaid-two-weeks');
  });

  it('BL-7 closes again for a response in the second week', () => {
    const responded = after(filed, 'NPB', 'respond', 'buyer', filedAt + 9 * day);
    assert.equal(outcome(responded, 'seller', filedAt + 8 * day), 'cancel unpaid-no-response');
    assert.equal(outcome(responded, 'seller', filedAt + 9 * day), 'none alert-standing');
    assert.equal(outcome(responded, 'seller', filedAt + 14 * day), 'cancel unpaid-two-weeks');
  });

  it('BL-8 of which the buyer accepts the penalty becomes NPX, and the seller may cancel at once', () => {
    const accepted = after(filed, 'NPB', 'accept-penalty', 'buyer', filedAt + hour);
    assert.equal(accepted.status, 'NPX');
    assert.equal(outcome(accepted, 'seller', filedAt + hour), 'cancel penalty-accepted');
    assert.equal(changed(accepted, 'NPB', 'accept-penalty', 'buyer', filedAt + day), 'not-possible');
  });

  it('BL-8 has no penalty where the policy names none', () => {
    const nrs = after(unpaid, 'NRS', 'file', 'buyer', filedAt);
    assert.equal(changed(nrs, 'NRS', 'accept-penalty', 'seller', filedAt + day), 'not-possible');
    assert.equal(after(nrs, 'NRS', 'respond', 'seller', filedAt + day).status, 'NRS');
  });

  it('BL-10 gives the buyer the way out two weeks after filing', () => {
    for (const [kind, order, reason] of [
      ['NRS', unpaid, 'seller-silent-two-weeks'],
      ['NSS', paid, 'not-received-two-weeks'],
    ] as const) {
      const standing = after(order, kind, 'file', 'buyer', filedAt);
      const early = decide(bricklink, standing, { actor: 'buyer', now: filedAt + 2 * week - 1 });
      assert.deepEqual([early.outcome, early.validUntil], ['none', filedAt + 2 * week]);
      assert.equal(outcome(standing, 'buyer', filedAt + 2 * week), `cancel ${reason}`);
    }
  });

  it('BL-10 gives the order back to Pending when it is lifted, and no longer counts', () => {
    const lifted = after(filed, 'NPB', 'lift', 'seller', filedAt + day);
    assert.equal(lifted.status, 'PENDING');
    assert.equal(outcome(lifted, 'seller', filedAt + week), 'cancel seller-may-cancel');
    assert.equal(outcome(lifted, 'buyer', filedAt + week), 'request seller-decides');
    assert.equal(changed(lifted, 'NPB', 'lift', 'seller', filedAt + 2 * day), 'none-standing');
  });

  it('is lifted by who filed it or by the platform, and answered by the other side', () => {
    assert.equal(changed(filed, 'NPB', 'lift', 'buyer', filedAt + day), 'not-for-role');
    assert.equal(after(filed, 'NPB', 'lift', 'platform', filedAt + day).status, 'PENDING');
    for (const action of ['respond', 'accept-penalty'] as const) {
      for (const actor of ['seller', 'platform'] as const) {
        assert.equal(changed(filed, 'NPB', action, actor, filedAt + day), 'not-for-role');
      }
    }
    for (const action of ['file', 'respond', 'accept-penalty', 'lift'] as const) {
      assert.equal(roleHasNotice(bricklink, 'buyer', 'LATE', action), false);
    }
  });

  it('is answered once', () => {
    const responded = after(filed, 'NPB', 'respond', 'buyer', filedAt + day);
    assert.equal(changed(responded, 'NPB', 'respond', 'buyer', filedAt + 2 * day), 'not-possible');
  });

  it('BL-11 brings nothing back that is cancelled', () => {
    const cancelled = { ...filed, status: 'CANCELLED' };
    for (const [action, actor] of [
      ['respond', 'buyer'],
      ['accept-penalty', 'buyer'],
      ['lift', 'seller'],
      ['lift', 'platform'],
    ] as const) {
      assert.equal(changed(cancelled, 'NPB', action, actor, filedAt + day), 'not-possible');
    }
  });

  it('BL-11 leaves the status of an order that was shipped since', () => {
    const sent = { ...filed, status: 'SHIPPED', shippedAt: new Date(filedAt).toISOString() };
    assert.equal(after(sent, 'NPB', 'lift', 'seller', filedAt + day).status, 'SHIPPED');
    assert.equal(changed(sent, 'NPB', 'accept-penalty', 'buyer', filedAt + day), 'not-possible');
  });

  it('has a penalty where the policy names one, whether or not it changes the status itself', () => {
    const policy = aLifecyclePolicy({}, { notices: { LATE: { filedBy: 'buyer', penaltyStatus: 'READY' } } });
    const order = aPaidOrder({ notices: [{ kind: 'LATE', filedAt: new Date(placed).toISOString() }] });
    const notice = { kind: 'LATE', action: 'accept-penalty' } as const;
    const accepting = applyNotice(policy, order, notice, { actor: 'seller', now: placed });
    assert.ok(accepting.ok, 'it is accepted');
    assert.equal(applyEffects(order, accepting.effects).status, 'READY');
  });

  it('leaves the status where the policy names none', () => {
    const policy = aLifecyclePolicy({}, { notices: { LATE: { filedBy: 'buyer' } } });
    const order = aPaidOrder();
    const filing = applyNotice(policy, order, { kind: 'LATE', action: 'file' }, { actor: 'buyer', now: placed });
    assert.ok(filing.ok, 'it is filed at once');
    const standing = applyEffects(order, filing.effects);
    const lifting = applyNotice(
      policy,
      standing,
      { kind: 'LATE', action: 'lift' },
      { actor: 'buyer', now: placed + 1 },
    );
    assert.ok(lifting.ok, 'and lifted');
    assert.deepEqual([standing.status, applyEffects(standing, lifting.effects).status], ['NEW', 'NEW']);
  });
});
