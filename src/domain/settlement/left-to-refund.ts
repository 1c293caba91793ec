import type { Cancellation, Order } from '../records.ts';
import { undetermined } from './balance.ts';
import { reservedOf } from './in-flight.ts';
import { owedFor } from './ledger.ts';
import { readableSums } from './sums.ts';

/** Minor units that are due and not asked for yet, as far as the shop has not given them back itself, or may have. */
export function leftToRefund(order: Order, cancellation: Cancellation, cancellations: readonly Cancellation[]): number {
  const { payment } = order;
  const owed = owedFor(cancellation) - undetermined(order, cancellations);
  if (!readableSums(payment)) return owed;
  const { paid, refunded } = payment;
  return Math.max(0, Math.min(owed, paid.amount - refunded.amount - reservedOf(order, cancellations)));
}

/**
 * Whether nothing of a cancellation's money is left to be given back but this much. What the shop counts and may be something
 * that is under way is for nobody yet: until that is known, it may be owed.
 */
export function isLastOf(
  amount: number,
  order: Order,
  cancellation: Cancellation,
  cancellations: readonly Cancellation[],
  left = leftToRefund(order, cancellation, cancellations),
): boolean {
  return amount >= owedFor(cancellation) || (amount === left && undetermined(order, cancellations) === 0);
}

/** Whether something can be given back now, or that nothing is left can be said. */
export function isRefundable(...standing: [Order, Cancellation, readonly Cancellation[]]): boolean {
  const left = leftToRefund(...standing);
  return left > 0 || isLastOf(0, ...standing, left);
}
