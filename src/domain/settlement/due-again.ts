import type { CancelPolicy } from '../policy.ts';
import type { Cancellation, Order } from '../records.ts';
import { consequencesOf } from './consequences.ts';
import { askedFor, askedOf, withReserved } from './in-flight.ts';
import { quantityOf, shareOf } from './partial.ts';

/**
 * A settled cancellation with what is due for it by now, where that is more than was left to be had when it was settled: a
 * refund that was on its way then, for one that was undone, has failed since. `null`: it stays as it is. `cancellations`: all
 * of the order's, oldest first, as they are by now.
 */
export function withDueAgain(
  policy: CancelPolicy,
  order: Order,
  cancellation: Cancellation,
  cancellations: readonly Cancellation[],
): Cancellation | null {
  const { refund, refundEntries = [], lines, ruleId = null, feeKept } = cancellation;
  // An amount that somebody named stays as it was named.
  if (!refund || refund.value || !isSettled(cancellation)) return null;
  const before = asBefore(order, cancellations.slice(cancellations.indexOf(cancellation)));
  const { payment } = withReserved(order, cancellations);
  // What is still to be sent for another one is not there for this one.
  const owed = cancellations.filter((one) => one !== cancellation && isSettled(one)).map(owedFor);
  const others = owed.reduce((sum, amount) => sum + amount, payment.refunded.amount);
  const refunded = Math.max(0, others - askedOf(refundEntries) - (feeKept?.amount ?? 0));
  const share = shareOf(policy, before, lines);
  // By now all of them are gone, and their money is no more there than they cost.
  const rest = shareOf(policy, order, [])?.after ?? 0;
  const { refund: money } = consequencesOf(
    policy,
    { ...before, payment: { ...payment, refunded: { ...payment.refunded, amount: refunded } } },
    { outcome: 'cancel', ruleId },
    share && { ...share, before: rest + share.paid, after: rest },
  );
  if (!money || money.due.amount <= refund.due.amount) return null;
  const { due, fee, method } = money;
  const status = cancellation.state === 'cancelled' ? 'failed' : refund.status;
  // From now on it goes back in parts, which are counted when they are asked for.
  const asked = { ...due, amount: askedFor(cancellation) };
  return {
    ...cancellation,
    refund: { ...refund, due, refunded: asked, method: refund.method ?? method, status },
    ...(fee.amount > 0 && { feeKept: fee }),
  };
}

function isSettled({ state }: Cancellation): boolean {
  return state === 'cancelled' || state === 'refunding';
}

/** Due and not asked of the shop yet, minor units. */
function owedFor(cancellation: Cancellation): number {
  return Math.max(0, (cancellation.refund?.due.amount ?? 0) - askedFor(cancellation));
}

/** The order with the lines that it had before these were settled. */
function asBefore(order: Order, settled: readonly Cancellation[]): Order {
  const parts = settled.filter(isSettled).map(({ lines }) => lines);
  const cancelledIn = (id: string, quantity: number): number =>
    parts.reduce((sum, lines) => sum + (lines ? quantityOf(lines, id) : quantity), 0);
  const lines = order.lines.map((line) => {
    const { id, quantity, cancelledQuantity = 0 } = line;
    return { ...line, cancelledQuantity: Math.max(0, cancelledQuantity - cancelledIn(id, quantity)) };
  });
  return { ...order, lines };
}
