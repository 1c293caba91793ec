import type { Cancellation, Order } from '../records.ts';
import { apartFrom, entriesOf, isSettled, owedFor, pendingOf, settledOf, withEntries } from './ledger.ts';
import { readableSums } from './sums.ts';

/**
 * The order with everything counted as refunded that cannot be promised again: what was asked of the shop and not refused,
 * whether it has arrived or not, what settled cancellations are owed, and the fees that they keep. Only to compute what is still to be
 * had. `cancellations`: all of the order's, oldest first.
 */
export function withReserved(order: Order, cancellations: readonly Cancellation[]): Order {
  const { payment } = order;
  if (!readableSums(payment)) return order;
  const reserved = reservedOf(order, cancellations) + sumOf(cancellations.map(owedFor));
  if (reserved === 0) return order;
  return {
    ...order,
    payment: { ...payment, refunded: { ...payment.refunded, amount: payment.refunded.amount + reserved } },
  };
}

/** What cannot be sent again beyond what the shop counts: what is on its way, and the fees that are kept, minor units. */
export function reservedOf({ payment }: Order, cancellations: readonly Cancellation[]): number {
  return onItsWay(payment.refunded.amount, cancellations) + feesKept(cancellations);
}

/**
 * What was asked for and is not sure to be in what the shop counts, minor units. `counted`: what it counts by now. What is
 * pending is on its way until it is said to have settled or failed, and what settled is until the shop counts it.
 */
export function onItsWay(counted: number, cancellations: readonly Cancellation[]): number {
  return sumOf(cancellations.map(pendingOf)) + uncounted(counted, cancellations);
}

/** What went back by the ledger, and what the shop counts less than that, minor units. */
export function uncounted(counted: number, cancellations: readonly Cancellation[]): number {
  return Math.max(0, apartFrom(cancellations) + sumOf(cancellations.map(settledOf)) - counted);
}

/** What is said of an amount that was asked for: the record, with what comes of it; `null`: nothing that it does not know. */
export function withRefundTold(
  cancellation: Cancellation,
  id: string,
  told: 'settled' | 'failed',
): Cancellation | null {
  const { refund } = cancellation;
  const entries = entriesOf(cancellation);
  const entry = entries.find((one) => one.id === id);
  if (!refund || !entry || entry.status === 'failed' || entry.status === told) return null;
  const after = entries.map((one) => (one === entry ? { ...one, status: told } : one));
  return { ...cancellation, refund: withEntries(refund, after, told === 'failed') };
}

/** What settled cancellations keep as fees, minor units. Undone, they keep nothing. */
function feesKept(cancellations: readonly Cancellation[]): number {
  return sumOf(cancellations.filter(isSettled).map(({ feeKept }) => feeKept?.amount ?? 0));
}

export function sumOf(amounts: readonly number[]): number {
  return amounts.reduce((sum, amount) => sum + amount, 0);
}
