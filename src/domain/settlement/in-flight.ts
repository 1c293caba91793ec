import type { Cancellation, Order, RefundEntry } from '../records.ts';
import { readableSums } from './sums.ts';

/**
 * The order with everything counted as refunded that cannot be promised again: what was asked of the shop and not refused,
 * whether it has arrived or not, and the fees that settled cancellations keep. Only to compute what is still to be had.
 * `cancellations`: all of the order's, oldest first.
 */
export function withReserved(order: Order, cancellations: readonly Cancellation[]): Order {
  const { payment } = order;
  if (!readableSums(payment)) return order;
  const reserved = onItsWay(payment.refunded.amount, cancellations) + feesKept(cancellations);
  if (reserved === 0) return order;
  return {
    ...order,
    payment: { ...payment, refunded: { ...payment.refunded, amount: payment.refunded.amount + reserved } },
  };
}

/** What was asked of the shop for a cancellation and not refused, minor units. */
export function askedFor({ refund, refundEntries = [] }: Cancellation): number {
  return Math.max(askedOf(refundEntries), refund?.refunded.amount ?? 0);
}

/** The same of what is written down of it. */
export function askedOf(entries: readonly RefundEntry[]): number {
  return sumOf(entries.map(({ status, amount }) => (status === 'failed' ? 0 : amount.amount)));
}

function isSettled({ status }: RefundEntry): boolean {
  return status === 'settled';
}

/**
 * What was asked for and is not sure to be in what the shop counts, minor units. `counted`: what it counts by now. That it
 * counts more tells nothing of what is pending: the shop may have given the same amount back of its own accord. It is only
 * not on its way any more when whoever was asked says that it settled, or failed.
 */
export function onItsWay(counted: number, cancellations: readonly Cancellation[]): number {
  const entries = cancellations
    .flatMap(({ refundEntries = [] }) => refundEntries)
    .sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
  const pending = entries.filter(({ status }) => status === 'pending');
  let since = 0;
  let uncounted = 0;
  // What settled the shop counts; one that does so later has to count all that settled since, at the least.
  for (const { amount, before } of entries.filter(isSettled).reverse()) {
    since += amount.amount;
    uncounted = Math.max(uncounted, before + since - counted);
  }
  return sumOf(pending.map(({ amount }) => amount.amount)) + uncounted;
}

/** What is said of an amount that was asked for: the record, with what comes of it; `null`: nothing that it does not know. */
export function withRefundTold(
  cancellation: Cancellation,
  id: string,
  told: 'settled' | 'failed',
): Cancellation | null {
  const { refund, refundEntries = [] } = cancellation;
  // Of a payment in several parts one transition asked for several.
  const isTold = (one: RefundEntry): boolean => one.id === id && one.status !== 'failed' && one.status !== told;
  const amount = sumOf(refundEntries.filter(isTold).map((one) => one.amount.amount));
  if (!refund || !refundEntries.some(isTold)) return null;
  const entries = refundEntries.map((one) => (isTold(one) ? { ...one, status: told } : one));
  const settled = sumOf(entries.filter(isSettled).map(({ amount }) => amount.amount));
  // What is due at once is counted when it settled, what is given back afterwards when it is asked for.
  const given = told === 'failed' ? refund.refunded.amount - amount : Math.max(refund.refunded.amount, settled);
  const refunded = { ...refund.refunded, amount: Math.max(0, given) };
  const complete = refunded.amount >= refund.due.amount && !entries.some(({ status }) => status === 'pending');
  const status = told === 'failed' ? 'failed' : complete ? 'settled' : 'pending';
  return { ...cancellation, refundEntries: entries, refund: { ...refund, refunded, status } };
}

/** What settled cancellations keep as fees, minor units. Undone, they keep nothing. */
function feesKept(cancellations: readonly Cancellation[]): number {
  return sumOf(
    cancellations.map(({ state, feeKept }) =>
      feeKept && (state === 'refunding' || state === 'cancelled') ? feeKept.amount : 0,
    ),
  );
}

function sumOf(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}
