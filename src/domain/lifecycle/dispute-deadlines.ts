import type { CancelPolicy, DisputeDeadline, RouteName } from '../policy.ts';
import type { Cancellation, Order } from '../records.ts';
import { parseDuration } from '../values/duration.ts';
import { parseInstant } from '../values/instant.ts';

/**
 * When a time to do something is over, epoch ms: what is done at that instant is late. `null`: what it is counted from has
 * not happened, or is not on record.
 */
export function disputeDeadline(
  { within, since }: DisputeDeadline,
  order: Order,
  cancellation: Cancellation | null,
): number | null {
  const ends = parseInstant(startOf(since, order, cancellation)) + parseDuration(within);
  return Number.isNaN(ends) ? null : ends;
}

/** Until when a way on can be taken, as above. `undefined`: the policy does not say, and nobody else invents it (DP-10). */
export function routeDeadline(
  policy: CancelPolicy,
  route: RouteName,
  order: Order,
  cancellation: Cancellation | null,
): number | null | undefined {
  const deadline = policy.disputes?.routes[route]?.deadline;
  return deadline && disputeDeadline(deadline, order, cancellation);
}

function startOf(
  since: DisputeDeadline['since'],
  order: Order,
  cancellation: Cancellation | null,
): string | null | undefined {
  if (since === 'requestedAt') return cancellation?.requestedAt;
  if (since === 'decided') return cancellation?.decision?.at;
  if (since === 'disputed') return cancellation?.routes?.findLast(({ route }) => route === 'dispute')?.at;
  return order[since];
}
