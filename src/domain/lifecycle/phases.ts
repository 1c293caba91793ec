import type { CancelPolicy, Lifecycle, Phase } from '../policy.ts';
import type { Cancellation, Order } from '../records.ts';
import { remainingLines } from '../settlement/partial.ts';
import { parseInstant } from '../values/instant.ts';
import { own } from '../values/own-member.ts';

function phaseOf({ statuses }: Pick<CancelPolicy, 'statuses'>, status: string): Phase | undefined {
  return own(statuses, status)?.phase;
}

/** Whether an order has its status from a cancellation that awaits its end. */
export function isMark(lifecycle: Lifecycle | undefined, status: string): boolean {
  return status === lifecycle?.requested || status === lifecycle?.refunding;
}

/** Whether an order of this status is cancelled or about to be, whoever did it. */
export function isCancelled(policy: CancelPolicy, status: string): boolean {
  const phase = phaseOf(policy, status);
  return phase === 'cancelled' || phase === 'cancelling';
}

/** Whether an order lives again though all of it was cancelled: its status is one that it would not have. */
export function isReopened(policy: CancelPolicy, order: Order, { state, lines }: Cancellation): boolean {
  const whole = state === 'cancelled' && (lines === null || remainingLines(order).length === 0);
  const phase = phaseOf(policy, order.status);
  return whole && policy.lifecycle?.cancelled !== undefined && !!phase && !phase.startsWith('cancel');
}

/** Whether the order is on its way. */
export function isShipped(policy: CancelPolicy, { status, shippedAt, deliveredAt }: Order): boolean {
  return isGone(policy, status) || [shippedAt, deliveredAt].some((at) => !Number.isNaN(parseInstant(at)));
}

/** Whether it was when the request was made, which the policy then permitted knowingly. */
export function isShippedBefore(policy: CancelPolicy, { shippedAt }: Order, cancellation: Cancellation): boolean {
  const { previousStatus, requestedAt } = cancellation;
  return isGone(policy, previousStatus) || parseInstant(shippedAt) < parseInstant(requestedAt);
}

function isGone(policy: CancelPolicy, status: string): boolean {
  const phase = phaseOf(policy, status);
  return phase === 'shipped' || phase === 'delivered';
}
