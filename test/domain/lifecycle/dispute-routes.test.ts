import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { actions } from '../../../src/domain/lifecycle/actions.ts';
import { routesOfActions, takersOf } from '../../../src/domain/lifecycle/dispute-routes.ts';
import { type ActionInput, actionsOn } from '../../../src/domain/lifecycle/lifecycle.ts';
import { replacedBy } from '../../../src/domain/lifecycle/opening.ts';
import { transitions } from '../../../src/domain/lifecycle/transitions.ts';
import { type CancelPolicy, type RouteName, routeNames } from '../../../src/domain/policy.ts';
import {
  type Actor,
  type CancellationState,
  cancellationStates,
  type RouteTaken,
} from '../../../src/domain/records.ts';
import { parseCancellation, parsePolicy } from '../../../src/policy/parse.ts';
import b2bSupplier from '../../../src/policy/presets/b2b-supplier.ts';
import bricklink from '../../../src/policy/presets/bricklink.ts';
import shopBuilder from '../../../src/policy/presets/shop-builder.ts';
import {
  aDisputePolicy,
  aLifecyclePolicy,
  aPaidOrder,
  applied,
  apply,
  aRequest,
  day,
  frozen,
  hour,
  placed,
} from '../lifecycle-fixtures.ts';

const instant = (at: number) => new Date(at).toISOString();
const taken = (route: RouteName, ended?: 'cancel' | 'decline' | 'given-up'): RouteTaken => ({
  route,
  by: 'buyer',
  at: instant(placed),
  ...(ended && { endedAt: instant(placed + 60_000) }),
  ...(ended && ended !== 'given-up' && { outcome: ended }),
});

interface Situation {
  requestedBy: Actor;
  shipped: boolean;
  /** Somebody has decided on it before. */
  decided: boolean;
  /** The policy names every way on. */
  named: boolean;
  /** The time of every way is over. */
  over: boolean;
  history: RouteTaken[];
}

type Who = 'requester' | 'answerer' | Actor;
type Line = [
  states: CancellationState[],
  action: ActionInput['action'],
  who: Who[],
  expected: CancellationState | 'unchanged',
  when: (situation: Situation) => boolean,
];

const has = ({ history }: Situation, route: RouteName, outcome?: string) =>
  history.some((one) => one.route === route && (outcome === undefined || one.outcome === outcome));
const intoMediation = ({ history }: Situation) => history.some((one) => one.route === 'mediation' && !one.endedAt);

describe('who takes a way on', () => {
  it('is who has its action in some state', () => {
    for (const [route, takers] of Object.entries(takersOf)) {
      const rows = transitions.filter(({ action }) => action !== 'lapse' && routesOfActions[action] === route);
      assert.deepEqual(new Set(rows.flatMap(({ by }) => by)), new Set(takers), route);
    }
  });
});

// Written from the requirements and not from the code.
const table: Line[] = [
  [
    ['escalated', 'disputed'],
    'mediate',
    ['requester', 'answerer'],
    'unchanged',
    (at) => at.named && !intoMediation(at),
  ],
  [
    ['declined', 'expired', 'superseded', 'escalated', 'disputed'],
    'complain',
    ['buyer'],
    'unchanged',
    (at) => at.named && !has(at, 'complaint'),
  ],
  [['declined', 'expired', 'superseded', 'escalated'], 'dispute', ['buyer'], 'disputed', (at) => !has(at, 'dispute')],
  [
    ['declined'],
    'arbitrate',
    ['requester', 'answerer'],
    'disputed',
    (at) => at.named && has(at, 'dispute', 'decline') && !has(at, 'arbitration'),
  ],
  [['escalated', 'disputed'], 'abandon', ['requester'], 'withdrawn', (at) => at.named && !has(at, 'return')],
  [
    ['declined', 'expired', 'superseded'],
    'abandon',
    ['requester'],
    'unchanged',
    (at) => at.named && !has(at, 'return'),
  ],
  [['requested'], 'escalate', ['answerer'], 'escalated', () => true],
  [['declined', 'expired'], 'escalate', ['requester'], 'escalated', (at) => !at.shipped],
];

/** What is no way on is under no deadline of one. */
const answers: Line[] = [
  [['requested'], 'decline', ['answerer'], 'declined', () => true],
  [['superseded'], 'decline', ['answerer'], 'declined', (at) => !at.decided],
];

const histories: RouteTaken[][] = [
  [],
  [taken('support', 'decline'), taken('mediation')],
  [taken('mediation', 'decline'), taken('complaint')],
  [taken('dispute')],
  [taken('dispute', 'decline')],
  [taken('dispute', 'cancel')],
  [taken('dispute', 'given-up'), taken('return')],
  [taken('dispute', 'decline'), taken('arbitration')],
  [taken('dispute', 'decline'), taken('arbitration', 'decline'), taken('complaint', 'decline')],
];
const either = [false, true];
const situations: Situation[] = (['buyer', 'seller', 'platform'] as const).flatMap((requestedBy) =>
  either.flatMap((shipped) =>
    either.flatMap((decided) =>
      either.flatMap((named) =>
        either.flatMap((over) => histories.map((history) => ({ requestedBy, shipped, decided, named, over, history }))),
      ),
    ),
  ),
);

const tried = ['mediate', 'complain', 'dispute', 'arbitrate', 'abandon', 'decline', 'escalate'] as const;
const policies = {
  named: frozen(parsePolicy(aDisputePolicy('P1D'))),
  unnamed: frozen(
    parsePolicy(
      aLifecyclePolicy(
        {},
        {
          disputes: {
            routes: {
              support: { deadline: { within: 'P1D', since: 'requestedAt' } },
              dispute: { deadline: { within: 'P1D', since: 'requestedAt' } },
            },
          },
        },
      ),
    ),
  ),
};

describe('ways on, in every state, for every role and after every other way', () => {
  for (const state of cancellationStates) {
    it(`are open of what is ${state} as the requirements say, or refused with nothing changed`, () => {
      for (const situation of situations) {
        const { requestedBy, shipped, decided, named, over, history } = situation;
        const policy = named ? policies.named : policies.unnamed;
        const order = frozen(aPaidOrder(shipped ? { status: 'SENT', shippedAt: instant(placed + hour) } : {}));
        const decision = decided ? { by: 'seller' as const, at: instant(placed + hour), reason: null } : null;
        const cancellation = frozen(aRequest(policy, state, { requestedBy, decision, routes: history }));
        const now = placed + (over ? day : day - 1);
        const isWho = (who: Who, actor: Actor) => {
          if (who === 'requester') return actor === requestedBy;
          if (who === 'answerer') return actor === (requestedBy === 'seller' ? 'buyer' : 'seller');
          return actor === who;
        };
        for (const actor of ['buyer', 'seller', 'platform'] as const) {
          const offered: string[] = actionsOn(policy, order, cancellation, { actor, now });
          for (const action of tried) {
            const told = `${JSON.stringify(situation)} ${actor} ${action}`;
            const line = [...(over ? [] : table), ...answers].find(
              ([from, name, who, , when]) =>
                from.includes(state) && name === action && who.some((one) => isWho(one, actor)) && when(situation),
            );
            assert.equal(offered.includes(action), line !== undefined, told);
            // The order of the same steps is tested elsewhere; here it is enough to see where they lead.
            const result = apply(policy, order, cancellation, { action }, actor, now);
            if (!line) {
              assert.deepEqual(result, { ok: false, code: 'illegal-transition', issues: [] }, told);
              continue;
            }
            assert.ok(result.ok, told);
            assert.equal(result.cancellation.state, line[3] === 'unchanged' ? state : line[3], told);
            parseCancellation(result.cancellation);
          }
        }
      }
    });
  }

  it('to support and to a dispute are open by the lifecycle, though nothing is said of them', () => {
    const policy = aLifecyclePolicy({}, { disputes: { routes: {} } });
    const offered = actionsOn(policy, aPaidOrder(), aRequest(policy, 'declined'), {
      actor: 'buyer',
      now: placed + hour,
    });
    assert.deepEqual(offered, ['escalate', 'dispute']);
  });

  it('are none that a policy without disputes did not have before', () => {
    for (const policy of [bricklink, b2bSupplier, shopBuilder, aLifecyclePolicy()] as CancelPolicy[]) {
      for (const state of cancellationStates) {
        for (const requestedBy of ['buyer', 'seller'] as const) {
          const request = aRequest(policy, state, { requestedBy, routes: [taken('dispute', 'decline')] });
          for (const actor of ['buyer', 'seller', 'platform'] as const) {
            const offered = actionsOn(policy, aPaidOrder({ status: 'SENT' }), request, { actor, now: placed + hour });
            const late = state === 'superseded' && offered.includes('decline');
            const fresh = offered.filter((one) => ['mediate', 'complain', 'arbitrate', 'abandon'].includes(one));
            assert.deepEqual([fresh, late], [[], false], `${policy.id} ${state} ${actor}`);
          }
        }
      }
    }
    const policy = aLifecyclePolicy();
    const { cancellation } = applied(
      policy,
      aPaidOrder(),
      aRequest(policy, 'declined'),
      { action: 'dispute' },
      'buyer',
    );
    assert.equal('routes' in cancellation, false, 'nothing is put on record that nobody asked for');
  });
});

describe('what is on record of ways on', () => {
  const policy = aDisputePolicy();
  const at = instant(placed + hour);
  const routesAfter = (
    state: CancellationState,
    routes: RouteTaken[],
    input: ActionInput,
    actor: Actor | 'nobody',
    order = aPaidOrder(),
  ) => applied(policy, order, aRequest(policy, state, { routes }), input, actor).cancellation.routes;

  it('is each way with who took it and when, oldest first', () => {
    const before = [taken('support', 'decline')];
    for (const [state, action, actor, route] of [
      ['declined', 'escalate', 'buyer', 'support'],
      ['requested', 'escalate', 'seller', 'support'],
      ['escalated', 'mediate', 'seller', 'mediation'],
      ['declined', 'complain', 'buyer', 'complaint'],
      ['declined', 'dispute', 'buyer', 'dispute'],
      ['declined', 'abandon', 'buyer', 'return'],
    ] as const) {
      assert.deepEqual(routesAfter(state, before, { action }, actor), [...before, { route, by: actor, at }], action);
    }
    const lost = [...before, taken('dispute', 'decline')];
    const arbitration = { route: 'arbitration', by: 'seller', at };
    assert.deepEqual(routesAfter('declined', lost, { action: 'arbitrate' }, 'seller'), [...lost, arbitration]);
  });

  it('counts what silence hands to the platform as support, by nobody but the platform', () => {
    const silent = aDisputePolicy(undefined, { onSilence: 'escalate' });
    const { routes } = applied(
      silent,
      aPaidOrder(),
      aRequest(silent),
      { action: 'lapse' },
      'nobody',
      placed + 2 * day,
    ).cancellation;
    assert.deepEqual(routes, [{ route: 'support', by: 'platform', at: instant(placed + 2 * day) }]);
  });

  const open = routeNames.map((route) => taken(route));
  const ended = (outcome?: 'cancel' | 'decline') =>
    open.map((one) => (one.route === 'return' ? one : { ...one, endedAt: at, ...(outcome && { outcome }) }));

  it('DP-7 is how the platform decided, of every way that was open but the return', () => {
    for (const outcome of ['cancel', 'decline'] as const) {
      for (const state of ['escalated', 'disputed'] as const) {
        assert.deepEqual(
          routesAfter(state, open, { action: 'resolve', outcome }, 'platform'),
          ended(outcome),
          `${state} ${outcome}`,
        );
      }
    }
  });

  it('is an end without an outcome, where it was not decided', () => {
    const sent = aPaidOrder({ status: 'SENT', shippedAt: at });
    assert.deepEqual(routesAfter('escalated', open, { action: 'withdraw' }, 'buyer'), ended());
    assert.deepEqual(routesAfter('escalated', open, { action: 'accept' }, 'seller'), ended());
    assert.deepEqual(routesAfter('escalated', open, { action: 'supersede' }, 'nobody', sent), ended());
    const [support, dispute] = [taken('support'), taken('dispute')];
    const gone = [
      { ...support, endedAt: at },
      { ...dispute, endedAt: at },
      { route: 'return', by: 'buyer', at },
    ];
    for (const state of ['declined', 'disputed'] as const) {
      assert.deepEqual(routesAfter(state, [support, dispute], { action: 'abandon' }, 'buyer'), gone, state);
    }
    const replaced = replacedBy(
      { request: aRequest(policy, 'escalated', { routes: open }), rest: [] },
      'buyer',
      placed + hour,
    );
    assert.deepEqual([replaced.state, replaced.routes], ['withdrawn', ended()]);
  });

  it('stays as it was of what has ended before', () => {
    const before = [taken('support', 'decline'), taken('mediation', 'given-up')];
    const input: ActionInput = { action: 'resolve', outcome: 'cancel' };
    assert.deepEqual(routesAfter('disputed', before, input, 'platform'), before);
  });

  it('leaves the decision as it was, where nothing was decided', () => {
    const decision = { by: 'seller' as const, at: instant(placed + 60_000), reason: null, comment: 'Packed.' };
    for (const action of ['complain', 'abandon'] as const) {
      const request = aRequest(policy, 'declined', { decision });
      const input: ActionInput = { action, comment: 'Nobody read it.' };
      const { cancellation } = applied(policy, aPaidOrder(), request, input, 'buyer');
      assert.deepEqual(cancellation.decision, decision, action);
    }
    const { decision: abandoned } = applied(
      policy,
      aPaidOrder(),
      aRequest(policy, 'disputed', { decision }),
      { action: 'abandon', comment: 'Too long.' },
      'buyer',
    ).cancellation;
    assert.deepEqual(abandoned, { by: 'buyer', at, reason: null, comment: 'Too long.' });
  });

  it('never holds more ways than can be read', () => {
    const routes = Array.from({ length: 99 }, () => taken('support', 'decline'));
    const hundred = routesAfter('declined', routes, { action: 'escalate' }, 'buyer');
    assert.equal(hundred?.length, 100);
    const request = aRequest(policy, 'declined', { routes: [...routes, taken('support', 'decline')] });
    const offered = actionsOn(policy, aPaidOrder(), request, { actor: 'buyer', now: placed + hour });
    assert.deepEqual(offered, []);
  });
});

describe('the actions', () => {
  it('of which every one has a row', () => {
    const policy = aDisputePolicy();
    const seen = new Set(
      cancellationStates.flatMap((state) =>
        (['buyer', 'seller', 'platform'] as const).flatMap((actor) =>
          [[], [taken('dispute', 'decline')]].flatMap((routes) =>
            actionsOn(policy, aPaidOrder(), aRequest(policy, state, { routes }), { actor, now: placed + 3 * day }),
          ),
        ),
      ),
    );
    assert.deepEqual(
      [...actions].filter((one) => !seen.has(one)),
      [],
    );
  });
});
