import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { actions } from '../../../src/domain/lifecycle/actions.ts';
import type { ActionContext, ActionInput } from '../../../src/domain/lifecycle/lifecycle.ts';
import { availableActions, roleHasAction } from '../../../src/domain/lifecycle/lifecycle.ts';
import { transitions } from '../../../src/domain/lifecycle/transitions.ts';
import type { CancelPolicy, OnSilence } from '../../../src/domain/policy.ts';
import {
  type Actor,
  type CancellationState,
  cancellationStates,
  type Order,
  openStates,
} from '../../../src/domain/records.ts';
import { parseCancellation, parseOrder, parsePolicy } from '../../../src/policy/parse.ts';
import {
  aLifecyclePolicy,
  aPaidOrder,
  apply,
  aRequest,
  day,
  eur,
  frozen,
  hour,
  placed,
} from '../lifecycle-fixtures.ts';

// Every state, action and role, against a table that is written from the requirements and not from the code.

interface Situation {
  silence: OnSilence;
  completes: 'at-once' | 'when-refunded';
  requestedBy: Actor;
  /** The time to respond is over. */
  late: boolean;
  shipped: boolean;
  /** The shop has given the order another status since it was cancelled. */
  reopened: boolean;
}

type Expected = CancellationState | 'settled' | 'unchanged';
type Who = 'requester' | 'answerer' | Actor | 'nobody';
type Line = [
  state: CancellationState,
  action: ActionInput['action'],
  who: Who[],
  expected: Expected,
  when?: (situation: Situation) => boolean,
  outcome?: 'cancel' | 'decline',
];

const inTimeOrNot = () => true;
const late = (situation: Situation) => situation.late;
const unshipped = (situation: Situation) => !situation.shipped;
const reopened = (situation: Situation) => situation.reopened;
const shipped = (situation: Situation) => situation.shipped;

const table: Line[] = [
  // The clock, and the shop.
  ['requested', 'lapse', ['nobody'], 'settled', (at) => at.late && at.silence === 'accept' && !at.shipped],
  ['requested', 'lapse', ['nobody'], 'expired', (at) => at.late && at.silence === 'decline'],
  ['requested', 'lapse', ['nobody'], 'escalated', (at) => at.late && at.silence === 'escalate'],
  ['requested', 'remind', ['nobody'], 'unchanged', late],
  ['requested', 'supersede', ['nobody'], 'superseded', shipped],
  ['escalated', 'supersede', ['nobody'], 'superseded', shipped],
  // Who asked, and who has to answer.
  ['requested', 'withdraw', ['requester'], 'withdrawn', inTimeOrNot],
  ['escalated', 'withdraw', ['requester'], 'withdrawn', inTimeOrNot],
  ['requested', 'accept', ['answerer'], 'settled', unshipped],
  ['escalated', 'accept', ['answerer'], 'settled', unshipped],
  ['requested', 'decline', ['answerer'], 'declined', inTimeOrNot],
  // The platform.
  ['requested', 'escalate', ['requester'], 'escalated', late],
  ['requested', 'escalate', ['answerer'], 'escalated', inTimeOrNot],
  ['declined', 'escalate', ['requester'], 'escalated', unshipped],
  ['expired', 'escalate', ['requester'], 'escalated', unshipped],
  ['declined', 'dispute', ['buyer'], 'disputed', inTimeOrNot],
  ['expired', 'dispute', ['buyer'], 'disputed', inTimeOrNot],
  ['superseded', 'dispute', ['buyer'], 'disputed', inTimeOrNot],
  ['escalated', 'dispute', ['buyer'], 'disputed', inTimeOrNot],
  ['escalated', 'resolve', ['platform'], 'settled', unshipped, 'cancel'],
  ['disputed', 'resolve', ['platform'], 'settled', unshipped, 'cancel'],
  ['escalated', 'resolve', ['platform'], 'declined', inTimeOrNot, 'decline'],
  ['disputed', 'resolve', ['platform'], 'declined', inTimeOrNot, 'decline'],
  // What is settled.
  ['refunding', 'refund', ['seller', 'platform'], 'cancelled', inTimeOrNot],
  ['refunding', 'undo', ['seller', 'platform'], 'undone', inTimeOrNot],
  ['cancelled', 'undo', ['seller', 'platform'], 'undone', inTimeOrNot],
  ['cancelled', 'conflict', ['nobody'], 'unchanged', reopened],
  ['cancelled', 'reopen', ['seller', 'platform'], 'undone', reopened],
  ['cancelled', 'uphold', ['seller', 'platform'], 'unchanged', reopened],
  ['cancelled', 'remark', ['seller'], 'unchanged', ({ requestedBy }) => requestedBy === 'buyer'],
];

const agents: ActionContext['actor'][] = ['buyer', 'seller', 'platform', 'nobody'];
const tried = [...actions, 'lapse', 'supersede', 'remind', 'conflict'] as const;

function isWho(who: Who, actor: ActionContext['actor'], { requestedBy }: Situation): boolean {
  if (who === 'requester') return actor === requestedBy;
  if (who === 'answerer') return actor === (requestedBy === 'buyer' ? 'seller' : 'buyer');
  return actor === who;
}

const situations: Situation[] = (['accept', 'decline', 'escalate', 'nothing'] as const).flatMap((silence) =>
  (['at-once', 'when-refunded'] as const).flatMap((completes) =>
    (['buyer', 'seller'] as const).flatMap((requestedBy) =>
      [false, true].flatMap((late) =>
        [false, true].flatMap((shipped) =>
          [false, true].map((reopened) => ({ silence, completes, requestedBy, late, shipped, reopened })),
        ),
      ),
    ),
  ),
);

/** The order as it stands in that state and situation. */
function orderIn(state: CancellationState, { shipped, reopened }: Situation): Order {
  const asked = state === 'requested' || state === 'escalated';
  if (state === 'refunding') return aPaidOrder({ status: 'REFUNDING' });
  if (state === 'cancelled') {
    const status = reopened ? 'NEW' : 'CANCELLED';
    return aPaidOrder({ status, payment: { method: 'card', paid: eur(6000), refunded: eur(6000) } });
  }
  if (shipped) return aPaidOrder({ status: 'SENT', shippedAt: new Date(placed + hour).toISOString() });
  return aPaidOrder({ status: asked ? 'ASKED' : 'NEW' });
}

const policies = new Map<string, CancelPolicy>();
function policyIn({ silence, completes }: Situation): CancelPolicy {
  const key = `${silence} ${completes}`;
  const policy = policies.get(key) ?? frozen(parsePolicy(aLifecyclePolicy({ onSilence: silence, completes })));
  policies.set(key, policy);
  return policy;
}

describe('every state, action and role', () => {
  for (const state of cancellationStates) {
    it(`of what is ${state} leads where the requirements say, or is refused with nothing changed`, () => {
      for (const situation of situations) {
        if (situation.shipped && (state === 'refunding' || state === 'cancelled')) continue;
        const policy = policyIn(situation);
        const order = orderIn(state, situation);
        const { requestedBy } = situation;
        const cancellation = aRequest(policy, state, { requestedBy });
        const now = placed + (situation.late ? 3 * day : 2 * hour);
        for (const actor of agents) {
          const open = new Set<string>();
          for (const action of tried) {
            for (const outcome of action === 'resolve' ? (['cancel', 'decline'] as const) : [undefined]) {
              const told = `${JSON.stringify(situation)} ${actor} ${action} ${outcome ?? ''}`;
              const line = table.find(
                ([from, name, who, , when, wanted]) =>
                  from === state &&
                  name === action &&
                  wanted === outcome &&
                  who.some((one) => isWho(one, actor, situation)) &&
                  when?.(situation),
              );
              const input: ActionInput = { action, comment: 'said', ...(outcome && { outcome }) };
              const result = apply(policy, order, cancellation, input, actor, now);
              if (!line) {
                assert.deepEqual(result, { ok: false, code: 'illegal-transition', issues: [] }, told);
                continue;
              }
              open.add(action);
              assert.ok(result.ok, `${told}: ${JSON.stringify(result)}`);
              const settled = situation.completes === 'at-once' ? 'cancelled' : 'refunding';
              const expected = line[3] === 'settled' ? settled : line[3] === 'unchanged' ? state : line[3];
              assert.equal(result.cancellation.state, expected, told);
              parseCancellation(result.cancellation);
              parseOrder(result.order);
              const { id, requestedBy, requestedAt } = result.cancellation;
              assert.deepEqual(
                [id, requestedBy, requestedAt],
                ['c-1', cancellation.requestedBy, cancellation.requestedAt],
              );
            }
          }
          if (actor === 'nobody') continue;
          const offered = availableActions(policy, order, cancellation, { actor, now });
          const beyond = offered.filter((action) => action !== 'cancel' && action !== 'request');
          assert.deepEqual([...beyond].sort(), [...open].sort(), `${JSON.stringify(situation)} ${actor}`);
          for (const action of open) assert.ok(roleHasAction(cancellation, actor, action), `${actor} has ${action}`);
        }
      }
    });
  }

  it('is refused where there is no cancellation yet', () => {
    for (const actor of agents) {
      for (const action of tried) {
        const result = apply(aLifecyclePolicy(), aPaidOrder(), null, { action }, actor);
        assert.deepEqual(result, { ok: false, code: 'illegal-transition', issues: [] });
      }
    }
  });

  it('asks for the outcome where a complaint can end in two ways', () => {
    const policy = aLifecyclePolicy();
    const order = aPaidOrder({ status: 'ASKED' });
    assert.deepEqual(apply(policy, order, aRequest(policy, 'escalated'), { action: 'resolve' }, 'platform'), {
      ok: false,
      code: 'invalid-request',
      issues: [{ path: ['outcome'], code: 'required' }],
    });
  });

  it('BL-11 knows no way out of what is withdrawn, undone, or cancelled for good', () => {
    const policy = aLifecyclePolicy({ undo: { from: [], by: [], guards: [] }, sellerRemarks: false });
    for (const state of ['withdrawn', 'undone', 'cancelled'] as const) {
      const order = orderIn(state, situations[0] as Situation);
      for (const actor of agents) {
        for (const action of tried) {
          const outcomes = action === 'resolve' ? (['cancel', 'decline'] as const) : [undefined];
          for (const outcome of outcomes) {
            const input: ActionInput = { action, comment: 'said', ...(outcome && { outcome }) };
            const result = apply(policy, order, aRequest(policy, state), input, actor, placed + 9 * day);
            assert.equal(result.ok, false, `${actor} ${action} of what is ${state}`);
          }
        }
      }
    }
  });

  it('is reached from somewhere, and what is open has a way on', () => {
    const reached: Record<string, string[]> = {
      settled: ['refunding', 'cancelled'],
      refunded: ['cancelled'],
      same: [],
    };
    const states = ['requested', ...transitions.flatMap(({ to }) => reached[to] ?? [to])];
    const left = transitions.filter(({ to }) => to !== 'same').flatMap(({ from }) => from);
    assert.deepEqual(
      cancellationStates.filter((state) => !states.includes(state)),
      [],
      'states that nothing leads to',
    );
    assert.deepEqual(
      openStates.filter((state) => !left.some((from) => from === state)),
      [],
      'open states that nothing leads out of',
    );
    assert.deepEqual(
      actions.filter((action) => !transitions.some((row) => row.action === action)),
      [],
      'actions that nobody can take',
    );
  });

  it('gives nobody in a role what the role never has', () => {
    const request = aRequest(aLifecyclePolicy());
    const had = (actor: Actor) => actions.filter((action) => roleHasAction(request, actor, action)).join(' ');
    assert.equal(had('buyer'), 'withdraw escalate dispute mediate complain arbitrate abandon');
    assert.equal(had('seller'), 'accept decline refund undo reopen uphold escalate mediate arbitrate remark');
    assert.equal(had('platform'), 'refund undo reopen uphold resolve');
    assert.equal(roleHasAction(request, 'platform', 'lapse'), false);
  });
});
