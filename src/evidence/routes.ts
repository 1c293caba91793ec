import { type Action, type Agent, actions as everyAction } from '../domain/lifecycle/actions.ts';
import { routeDeadline } from '../domain/lifecycle/dispute-deadlines.ts';
import { isDisputeLost, routesOfActions, takersOf } from '../domain/lifecycle/dispute-routes.ts';
import { type RouteName, routeNames } from '../domain/policy.ts';
import type { Actor } from '../domain/records.ts';
import { asTaken, type CaseFacts, type CaseInput, factsOf, isSettled, lastTaken, seqsOf } from './case.ts';

/** One way on, as the policy describes it (DP-15). */
export interface RouteChoice {
  route: RouteName;
  /** What takes it; `null`: this person cannot now, or never. */
  action: Action | null;
  /** `open`: may be taken now; `taken`: runs; `not-yet`: something has to come first; `over`: ended, or its time is over. */
  state: 'open' | 'taken' | 'not-yet' | 'over';
  risk?: string;
  time?: string;
  cost?: string;
  provider?: string;
  /** Epoch ms; `null`: it cannot be counted yet; `undefined`: the policy names none, so that it is unknown (DP-10). */
  deadline: number | null | undefined;
  outcome?: 'cancel' | 'decline';
  /** Numbers of the entries by which it was taken. */
  seqs: number[];
}

/** The ways on that the policy names, for comparison (DP-15). `actions`: what the server lets this person do. */
export function compareRoutes(input: CaseInput, actions: readonly string[]): RouteChoice[] {
  const { policy, cancellation, now } = input;
  const facts = factsOf(input);
  return routeNames.flatMap((route): RouteChoice[] => {
    const named = policy.disputes?.routes[route];
    if (!named) return [];
    const { risk, time, cost, provider } = named;
    const taken = lastTaken(cancellation, route);
    const action = actionOf(route);
    const deadline = deadlineFor(route, input, facts);
    const isOver =
      taken?.endedAt !== undefined || (typeof deadline === 'number' && now >= deadline) || isSettled(cancellation);
    const isOpen = action !== null && actions.includes(action);
    let state: RouteChoice['state'] = isOver ? 'over' : 'not-yet';
    if (taken && taken.endedAt === undefined) state = 'taken';
    // What the server offers can be done, whatever was before.
    else if (isOpen) state = 'open';
    return [
      {
        route,
        action: state === 'open' && mayTake(route, input.actor, facts) ? action : null,
        state,
        ...(risk !== undefined && { risk }),
        ...(time !== undefined && { time }),
        ...(cost !== undefined && { cost }),
        ...(provider !== undefined && { provider }),
        deadline,
        ...(taken?.outcome && { outcome: taken.outcome }),
        seqs: takenBy(action, facts),
      },
    ];
  });
}

/** Arbitration is counted from the decision that lost the dispute: until then, whatever was decided, it cannot be counted. */
function deadlineFor(
  route: RouteName,
  { policy, order, cancellation }: CaseInput,
  facts: CaseFacts,
): number | null | undefined {
  const taken = lastTaken(cancellation, route);
  const deadline = routeDeadline(policy, route, order, cancellation && asTaken(cancellation, taken, facts));
  const isEarly = route === 'arbitration' && !taken && !(cancellation && isDisputeLost(cancellation));
  return isEarly && deadline !== undefined ? null : deadline;
}

function actionOf(route: RouteName): Action | null {
  return everyAction.find((action) => routesOfActions[action] === route) ?? null;
}

/** Whether the way is for somebody in this role at all. */
function mayTake(route: RouteName, actor: Actor, facts: CaseFacts): boolean {
  return takersOf[route].some((agent) => actor === (facts as Partial<Record<Agent, Actor>>)[agent] || actor === agent);
}

/** Silence hands a request to support by itself. */
function takenBy(action: Action | null, { entries }: CaseFacts): number[] {
  return seqsOf(
    entries.filter(
      (entry) =>
        entry.type === 'cancellation' &&
        (entry.action === action || (action === 'escalate' && entry.action === 'lapse' && entry.state === 'escalated')),
    ),
  );
}

export { type Guidance, guidanceOf } from './guidance.ts';
