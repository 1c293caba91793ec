import { instantOf } from '../decision/calendar-words.ts';
import type { CancelPolicy } from '../policy.ts';
import type { Cancellation, Order } from '../records.ts';
import { parseDuration } from '../values/duration.ts';
import { formatInstant, parseInstant } from '../values/instant.ts';

/**
 * Until when the other side has to answer a request; `null`: whenever it does. Where holidays are not known that far, or it
 * would have passed already, the length of time counts, if there is one: nobody is silent too long by a guess.
 */
export function respondByOf(policy: CancelPolicy, order: Order, request: Cancellation): string | null {
  const { respondBy, respondWithin } = policy.lifecycle ?? {};
  const asked = parseInstant(request.requestedAt);
  const at = respondBy ? instantOf(respondBy, policy, order, request) : Number.NaN;
  if (Number.isFinite(at) && at > asked) return formatInstant(at);
  return respondWithin ? formatInstant(asked + parseDuration(respondWithin)) : null;
}
