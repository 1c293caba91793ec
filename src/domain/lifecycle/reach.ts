import type { CancelPolicy } from '../policy.ts';
import type { Cancellation, LineQuantity, Order } from '../records.ts';
import { verdictOf } from '../settlement/consequences.ts';
import { isSettled } from '../settlement/ledger.ts';
import { quantityOf } from '../settlement/partial.ts';
import { countsShipments, reachedLines, without } from '../units/part.ts';
import { type Covers, livingLines, unitsOf } from '../units/units.ts';
import { sumOfQuantities } from '../values/quantity.ts';
import { isCancelled, isShipped, isShippedBefore } from './phases.ts';

/** What a request stands against: the policy that governs it, its order, and all of the order's cancellations, oldest first. */
export interface Standing {
  policy: CancelPolicy;
  order: Order;
  cancellation: Cancellation;
  cancellations: readonly Cancellation[];
}

/** Which units the terms of a rule reach. */
export function coversOf(policy: CancelPolicy, ruleId: string | null | undefined): Covers {
  return verdictOf(policy, ruleId ?? null).covers ?? 'open';
}

/** What of a request can be settled still. */
export function reachOf({ policy, order, cancellation, cancellations }: Standing): LineQuantity[] {
  return reachedLines(order, cancellation, cancellations, coversOf(policy, cancellation.ruleId));
}

/** Whether what was asked for is there to be cancelled, but for what has left: the shop has taken nothing of it off. */
export function isThere(standing: Standing): boolean {
  const { order, cancellation } = standing;
  const { lines } = cancellation;
  const reach = reachOf(standing);
  // Of an order whose items the shop has all taken off, what was paid may still be there.
  if (!lines) return reach.length > 0 || livingLines(order).length === 0;
  const units = unitsOf(order);
  return (
    reach.length > 0 &&
    without(lines, reach).every(({ id, quantity }) => {
      const { shipped = 0, returned = 0, committed = 0 } = units.get(id) ?? {};
      return quantity <= sumOfQuantities(shipped, returned, committed);
    })
  );
}

/** Whether all that was asked for has left since. By the units where the shop counts them, else by the order's instants. */
export function isCarriedOff(standing: Standing): boolean {
  const { policy, order, cancellation } = standing;
  if (!countsShipments(order)) return isShipped(policy, order) && !isShippedBefore(policy, order, cancellation);
  return reachOf(standing).length === 0 && hasLeft(standing);
}

/** Whether some of it has left since, and the rest is there. */
export function isPartlyCarriedOff(standing: Standing): boolean {
  const { order, cancellation, policy } = standing;
  const { lines, ruleId } = cancellation;
  if (!countsShipments(order) || coversOf(policy, ruleId) === 'shipped') return false;
  const reach = reachOf(standing);
  if (reach.length === 0 || !hasLeft(standing)) return false;
  if (!lines) return true;
  const units = unitsOf(order);
  return lines.some(({ id, quantity }) => {
    const { shipped = 0, returned = 0 } = units.get(id) ?? {};
    return shipped + returned > 0 && (reach.find((line) => line.id === id)?.quantity ?? 0) < quantity;
  });
}

/** Whether units of what was asked for are on their way, or back from it. */
function hasLeft({ order, cancellation: { lines } }: Standing): boolean {
  const units = unitsOf(order);
  const ids = lines ? lines.map(({ id }) => id) : [...units.keys()];
  return ids.some((id) => {
    const { shipped = 0, returned = 0 } = units.get(id) ?? {};
    return shipped > 0 || returned > 0;
  });
}

/**
 * Whether the shop has cancelled by itself what was asked for: the whole order, or of each line as much, beside what the order's other
 * cancellations have. What it has sent or holds for good is not cancelled.
 */
export function isCancelledThere({ policy, order, cancellation, cancellations }: Standing): boolean {
  const { id: own, lines, previousStatus } = cancellation;
  if (isCancelled(policy, order.status) && !isCancelled(policy, previousStatus)) return true;
  if (!lines || lines.length === 0) return false;
  const units = unitsOf(order);
  const others = cancellations.filter((one) => one.id !== own && isSettled(one));
  return lines.every(({ id, quantity }) => {
    const { cancelled = 0, ordered = 0 } = units.get(id) ?? {};
    const elsewhere = others.map((one) => (one.lines ? quantityOf(one.lines, id) : ordered));
    return sumOfQuantities(cancelled, ...elsewhere.map((count) => -count)) >= quantity;
  });
}
