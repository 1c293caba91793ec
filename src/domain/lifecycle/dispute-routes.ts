import type { CancelPolicy, RouteName } from '../policy.ts';
import type { Cancellation, Order, RouteTaken } from '../records.ts';
import type { Action, Agent, AutomaticAction } from './actions.ts';
import { routeDeadline } from './dispute-deadlines.ts';

/** The way on that an action takes; of a request that silence hands to the platform, support. `null`: none. */
export const routesOfActions: Record<Action | AutomaticAction, RouteName | null> = {
  withdraw: null,
  accept: null,
  decline: null,
  refund: null,
  undo: null,
  reopen: null,
  uphold: null,
  escalate: 'support',
  resolve: null,
  dispute: 'dispute',
  mediate: 'mediation',
  complain: 'complaint',
  arbitrate: 'arbitration',
  abandon: 'return',
  remark: null,
  lapse: 'support',
  supersede: null,
  follow: null,
  remind: null,
  conflict: null,
};

/** Who takes a way on. */
export const takersOf: Record<RouteName, readonly Agent[]> = {
  support: ['requester', 'answerer'],
  mediation: ['requester', 'answerer'],
  complaint: ['buyer'],
  dispute: ['buyer'],
  arbitration: ['requester', 'answerer'],
  return: ['requester'],
};

/** Open as the lifecycle says; the other ways are, where the policy names them. */
const ofLifecycle: readonly RouteName[] = ['support', 'dispute'];

/** May be taken once a cancellation. */
const onlyOnce: readonly RouteName[] = ['complaint', 'dispute', 'arbitration', 'return'];

/** More ways than these are not read of a cancellation. */
const maxRoutes = 100;

/** Whether the policy has the way on, its time is not over at `now` (epoch ms), and it was not taken before. */
export function isRouteOpen(
  policy: CancelPolicy,
  route: RouteName,
  order: Order,
  cancellation: Cancellation,
  now: number,
): boolean {
  if (!policy.disputes) return ofLifecycle.includes(route);
  if (!ofLifecycle.includes(route) && !policy.disputes.routes[route]) return false;
  const { routes = [] } = cancellation;
  if (routes.length >= maxRoutes) return false;
  const taken = routes.filter((one) => one.route === route);
  if (onlyOnce.includes(route) && taken.length > 0) return false;
  if (route === 'mediation' && taken.some(({ endedAt }) => endedAt === undefined)) return false;
  const deadline = routeDeadline(policy, route, order, cancellation);
  return deadline === undefined || deadline === null || now < deadline;
}

/** Whether the platform decided a dispute for the other side (DP-11). */
export function isDisputeLost({ routes }: Cancellation): boolean {
  return !!routes?.some(({ route, outcome }) => route === 'dispute' && outcome === 'decline');
}

/**
 * The ways that somebody was to decide, ended at `endedAt` (RFC 3339). `outcome`: how it was decided; absent: it was not. A
 * return goes on by itself.
 */
export function withRoutesEnded(
  routes: readonly RouteTaken[],
  endedAt: string,
  outcome?: RouteTaken['outcome'],
): RouteTaken[] {
  return routes.map((taken) =>
    taken.endedAt !== undefined || taken.route === 'return'
      ? taken
      : { ...taken, endedAt, ...(outcome && { outcome }) },
  );
}
