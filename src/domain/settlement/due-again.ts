import type { CancelPolicy } from '../policy.ts';
import type { Cancellation, Order } from '../records.ts';
import { consequencesOf } from './consequences.ts';
import { withReserved } from './in-flight.ts';
import { askedFor, entriesOf, owedFor, withEntries } from './ledger.ts';
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
  const { refund, lines, ruleId = null, feeKept } = cancellation;
  // An amount that somebody named stays as it was named.
  if (!refund || refund.value || !isSettled(cancellation)) return null;
  const before = asBefore(order, cancellations.slice(cancellations.indexOf(cancellation)));
  const { payment } = withReserved(order, cancellations);
  // What is still to be sent for another one is not there for this one.
  const owed = cancellations.filter((one) => one !== cancellation && isSettled(one)).map(owedFor);
  const others = owed.reduce((sum, amount) => sum + amount, payment.refunded.amount);
  const refunded = Math.max(0, others - askedFor(cancellation) - (feeKept?.amount ?? 0));
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
  const raised = { ...refund, due, refunded: { ...due, amount: 0 }, method: refund.method ?? method };
  return {
    ...cancellation,
    refund: withEntries(raised, entriesOf(cancellation), cancellation.state === 'cancelled'),
    ...(fee.amount > 0 && { feeKept: fee }),
  };
}

function isSettled({ state }: Cancellation): boolean {
  return state === 'cancelled' || state === 'refunding';
}

/** The order with the lines that it had before these were settled. */
export function asBefore(order: Order, settled: readonly Cancellation[]): Order {
  const parts = settled.filter(isSettled).map(({ lines }) => lines);
  const cancelledIn = (id: string, quantity: number): number =>
    parts.reduce((sum, lines) => sum + (lines ? quantityOf(lines, id) : quantity), 0);
  const lines = order.lines.map((line) => {
    const { id, quantity, cancelledQuantity = 0 } = line;
    return { ...line, cancelledQuantity: Math.max(0, cancelledQuantity - cancelledIn(id, quantity)) };
  });
  return { ...order, lines };
}
