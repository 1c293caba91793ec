import type { Cancellation, Order } from '../records.ts';
import { readableSums } from './sums.ts';

/** More amounts than these are not tried in every combination when it is asked which of them arrived. */
const maxCombined = 12;

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
  const asked = refundEntries.reduce((sum, { status, amount }) => (status === 'failed' ? sum : sum + amount.amount), 0);
  return Math.max(asked, refund?.refunded.amount ?? 0);
}

/** What was asked for and the shop does not count yet, minor units. `counted`: what it counts by now. */
export function onItsWay(counted: number, cancellations: readonly Cancellation[]): number {
  const entries = cancellations
    .flatMap(({ refundEntries = [] }) => refundEntries)
    .filter(({ status }) => status !== 'failed')
    .sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
  let before = entries[0]?.before ?? counted;
  let open: number[] = [];
  for (const entry of entries) {
    open = withoutArrived(open, entry.before - before);
    open.push(entry.amount.amount);
    before = entry.before;
  }
  return sumOf(withoutArrived(open, counted - before));
}

/**
 * The amounts that have not arrived after the shop counts `more`. Where no combination of them comes to that, the shop gave
 * it back of its own accord, and all of them are still on their way.
 */
export function withoutArrived(amounts: readonly number[], more: number): number[] {
  if (more <= 0) return [...amounts];
  if (more >= sumOf(amounts)) return [];
  return without(amounts, more, amounts.length <= maxCombined) ?? [...amounts];
}

/** The amounts less those that come to `sum`, the oldest first; `null`: none do. */
function without([first, ...rest]: readonly number[], sum: number, combined: boolean): number[] | null {
  if (first === undefined) return null;
  if (first === sum) return rest;
  const less = combined && first < sum ? without(rest, sum - first, combined) : null;
  if (less) return less;
  const kept = without(rest, sum, combined);
  return kept && [first, ...kept];
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
