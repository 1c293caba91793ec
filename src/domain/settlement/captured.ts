import type { CancelPolicy } from '../policy.ts';
import type { Cancellation, Order } from '../records.ts';
import { consequencesOf } from './consequences.ts';
import { asBefore } from './due-again.ts';
import { withReserved } from './in-flight.ts';
import { askedFor, entriesOf, withEntries } from './ledger.ts';
import { shareOf } from './partial.ts';
import { readableSums } from './sums.ts';

/** Whether more or less is captured than when what is due was last looked at. */
export function isPaidAnew({ payment }: Order, { state, refund, counted }: Cancellation): boolean {
  const settled = refund !== null && (state === 'cancelled' || state === 'refunding');
  return settled && counted !== undefined && readableSums(payment) && payment.paid.amount !== counted.paid;
}

/**
 * A settled cancellation with what is due by what is captured now. What was captured since is owed as far as it is for what
 * was cancelled; what the payer has got back by another way is owed no more. `null`: nothing moved. `cancellations`: all of
 * the order's, oldest first.
 */
export function withPaidNow(
  policy: CancelPolicy,
  order: Order,
  cancellation: Cancellation,
  cancellations: readonly Cancellation[],
): Cancellation | null {
  const { refund, counted, feeKept } = cancellation;
  if (!refund || !counted || !isPaidAnew(order, cancellation)) return null;
  const { payment } = order;
  const asked = askedFor(cancellation);
  const reserved = withReserved(order, cancellations).payment.refunded.amount;
  const others = Math.max(0, reserved - asked - (feeKept?.amount ?? 0));
  const comesTo = (paid: number) => moneyFor(policy, order, cancellation, cancellations, { paid, others });
  const [then, now] = [comesTo(counted.paid), comesTo(payment.paid.amount)];
  const rises = payment.paid.amount > counted.paid;
  const left = Math.max(0, payment.paid.amount - others);
  const amount = rises
    ? refund.due.amount + Math.max(0, now.due - then.due)
    : Math.max(asked, Math.min(refund.due.amount, left));
  const fee = (feeKept?.amount ?? 0) + (rises ? Math.max(0, now.fee - then.fee) : 0);
  const { currency } = payment.paid;
  const due = { amount, currency: amount === 0 ? refund.due.currency : currency };
  const method = refund.method ?? now.method;
  const money = withEntries({ ...refund, due, method: amount > 0 ? method : refund.method }, entriesOf(cancellation));
  return {
    ...cancellation,
    // That nothing of it was asked for is known.
    refund: { ...money, entries: money.entries ?? [] },
    counted: { ...counted, paid: payment.paid.amount },
    ...(fee > 0 && { feeKept: { amount: fee, currency } }),
  };
}

/** What a cancellation comes to where so much was paid, and so much of it is given to others, minor units. */
function moneyFor(
  policy: CancelPolicy,
  order: Order,
  cancellation: Cancellation,
  cancellations: readonly Cancellation[],
  { paid, others }: { paid: number; others: number },
): { due: number; fee: number; method: string | null } {
  const before = asBefore(order, cancellations.slice(cancellations.indexOf(cancellation)));
  const { parts, ...whole } = before.payment;
  const { currency } = whole.paid;
  const payment = {
    ...whole,
    // How it was split before nobody knows any more.
    ...(parts && paid === whole.paid.amount && { parts }),
    paid: { amount: paid, currency },
    refunded: { amount: others, currency },
  };
  const asPaid = { ...before, payment };
  const { lines, ruleId = null } = cancellation;
  const decision = { outcome: 'cancel', ruleId } as const;
  const share = shareOf(policy, asPaid, lines);
  // By now all of them are gone, and their money is no more there than they cost.
  const rest = shareOf(policy, { ...order, payment }, [])?.after ?? 0;
  const { refund } = consequencesOf(
    policy,
    asPaid,
    decision,
    share && { ...share, before: rest + share.paid, after: rest },
  );
  return { due: refund?.due.amount ?? 0, fee: refund?.fee.amount ?? 0, method: refund?.method ?? null };
}
