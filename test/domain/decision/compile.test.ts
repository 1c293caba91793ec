import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { decide } from '../../../src/domain/decision/decide.ts';
import type { DecisionContext, FailedCondition } from '../../../src/domain/decision/decision.ts';
import type { CancelPolicy, Condition } from '../../../src/domain/policy.ts';
import type { Order } from '../../../src/domain/records.ts';
import { aCancellation, anOrder, policyWhen } from '../../policy/fixtures.ts';

const placed = Date.parse('2026-03-01T12:00:00Z');
const hour = 3_600_000;
const at = (hours: number) => placed + hours * hour;
const instant = (hours: number) => new Date(at(hours)).toISOString();

const changes: Partial<CancelPolicy> = {
  facts: { flag: { type: 'boolean' } },
  notices: { LATE: { filedBy: 'buyer' }, RUDE: { filedBy: 'seller' } },
};

function plain(changes: Partial<Order> = {}): Order {
  const { paidAt, shippedAt, deliveredAt, notices, facts, ...order } = anOrder();
  return { ...order, placedAt: instant(0), ...changes };
}

/** What keeps the only rule from matching. */
function failedOf(
  when: Condition,
  order: Order = plain(),
  context: Partial<DecisionContext> = {},
): readonly FailedCondition[] {
  const { trace } = decide(policyWhen(when, changes), order, { actor: 'buyer', now: at(0), ...context });
  return trace[0]?.failed ?? [];
}

const one = (when: Condition, order?: Order, context?: Partial<DecisionContext>) => {
  const [failed, ...others] = failedOf(when, order, context);
  assert.ok(failed && others.length === 0);
  return failed;
};

describe('the trace', () => {
  it('says who could make a word hold', () => {
    assert.equal(one({ actor: ['seller', 'platform'] }).by, 'seller');
    assert.equal(one({ status: 'SHIPPED' }).by, 'shop');
    assert.equal(one({ since: 'shippedAt', from: 'PT1H' }).by, 'shop');
    assert.equal(one({ account: 'seller', is: 'terminated' }).by, 'seller');
    assert.equal(one({ fact: 'flag', is: true }, plain({ facts: { flag: false } })).by, 'shop');
    assert.equal(one({ amount: 'total', currency: 'EUR', atLeast: 9999 }).by, 'nobody');
    assert.equal(one({ recentCancellations: 'buyer', atLeast: 9 }).by, 'nobody');
    assert.equal(one({ request: 'declined' }).by, 'shop');
  });

  it('says where the word stands', () => {
    assert.deepEqual(one({ all: [{ actor: 'buyer' }, { status: 'SHIPPED' }] }), {
      path: ['when', 'all', 1],
      word: 'status',
      unknown: false,
      by: 'shop',
      at: null,
    });
  });

  it('says of an alert who files it', () => {
    assert.equal(one({ notice: ['LATE', 'RUDE'] }).by, 'buyer');
    assert.equal(one({ notice: 'RUDE' }).by, 'seller');
    const { notices, ...undeclared } = policyWhen({ notice: 'RUDE' }, changes);
    const { trace } = decide(undeclared, plain(), { actor: 'buyer', now: at(0) });
    assert.equal(trace[0]?.failed[0]?.by, 'shop');
  });

  it('says when time lifts a word: at the first instant at which it holds', () => {
    const window: Condition = { since: 'placedAt', from: 'PT1H', until: 'PT3H' };
    assert.deepEqual(one(window), { path: ['when'], word: 'since', unknown: false, by: 'time', at: at(1) });
    const inside = one({ not: window }, plain(), { now: at(2) });
    assert.deepEqual(inside, { path: ['when', 'not'], word: 'since', unknown: false, by: 'time', at: at(3) });
    assert.deepEqual(one(window, plain(), { now: at(3) }), {
      path: ['when'],
      word: 'since',
      unknown: false,
      by: 'nobody',
      at: null,
    });
  });

  it('says when time lifts an alert: the first of those that could', () => {
    const order = plain({
      notices: [
        { kind: 'LATE', filedAt: instant(-1) },
        { kind: 'LATE', filedAt: instant(-5) },
        { kind: 'LATE', filedAt: instant(-3) },
      ],
    });
    const { by, at: lifted } = one({ notice: 'LATE', from: 'PT10H' }, order);
    assert.deepEqual([by, lifted], ['time', at(5)]);
    const responded = plain({ notices: [{ kind: 'LATE', filedAt: instant(-1), respondedAt: instant(4) }] });
    assert.equal(one({ notice: 'LATE', responded: true }, responded).at, at(4));
    assert.equal(one({ not: { notice: 'LATE', responded: false } }, responded).at, at(4));
  });

  it('tells what is unknown from what is false', () => {
    assert.equal(one({ fact: 'flag', is: true }).unknown, true);
    assert.equal(one({ fact: 'flag', is: true }, plain({ facts: { flag: false } })).unknown, false);
    assert.equal(one({ since: 'placedAt', from: 'PT1H' }, plain({ placedAt: 'soon' })).unknown, true);
    assert.equal(one({ since: 'placedAt', from: 'PT1H' }).unknown, false);
  });

  it('names every part of an any, and of an all those that fail', () => {
    const paths = (when: Condition) => failedOf(when).map(({ path }) => path.join('.'));
    assert.deepEqual(paths({ any: [{ actor: 'seller' }, { status: 'SHIPPED' }] }), ['when.any.0', 'when.any.1']);
    assert.deepEqual(paths({ all: [{ actor: 'seller' }, { status: 'OPEN' }, { status: 'SHIPPED' }] }), [
      'when.all.0',
      'when.all.2',
    ]);
    assert.deepEqual(paths({ not: { any: [{ actor: 'buyer' }, { status: 'SHIPPED' }] } }), ['when.not.any.0']);
    assert.deepEqual(paths({ all: [{ any: [{ actor: 'seller' }, { actor: 'buyer' }] }, { actor: 'seller' }] }), [
      'when.all.1',
    ]);
    assert.deepEqual(paths({ any: [{ actor: 'seller' }, { actor: 'buyer' }] }), []);
  });

  it('says that a rule waits for whoever is to settle the open request', () => {
    for (const [requestedBy, by] of [
      ['buyer', 'seller'],
      ['seller', 'buyer'],
    ] as const) {
      const cancellation = aCancellation({ state: 'requested', requestedBy });
      const failed = { path: ['when'], word: 'request', unknown: false, by, at: null };
      assert.deepEqual(one({ actor: 'buyer' }, plain(), { cancellation }), failed);
    }
  });

  it('is empty where nothing could be asked', () => {
    const { trace } = decide(policyWhen({ actor: 'buyer' }), plain({ status: 'LOST' }), { actor: 'buyer', now: 0 });
    assert.deepEqual(trace, []);
  });
});

describe('what is unknown', () => {
  const outcome = (policy: CancelPolicy, order: unknown) =>
    decide(policy, order as Order, { actor: 'buyer', now: at(0) }).outcome;

  it('is an order without the instant of its placing', () => {
    const { placedAt, ...order } = plain();
    for (const when of [
      { since: 'placedAt', until: 'PT1H' },
      { not: { since: 'placedAt', until: 'PT1H' } },
    ] as Condition[]) {
      assert.equal(outcome(policyWhen(when), order), 'ask-server');
    }
  });

  it('is a fact of no declaration, in a policy that nobody parsed', () => {
    const policy = policyWhen({ fact: 'gift', is: true });
    assert.equal(outcome(policy, plain()), 'ask-server');
    assert.equal(outcome(policy, plain({ facts: { gift: {} as never } })), 'ask-server');
    assert.equal(outcome(policy, plain({ facts: { gift: true } })), 'cancel');
  });
});
