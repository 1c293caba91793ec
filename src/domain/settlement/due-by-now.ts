import type { CancelPolicy } from '../policy.ts';
import type { Cancellation, Order } from '../records.ts';
import { parseInstant } from '../values/instant.ts';
import { asBefore, shareAsked } from './asked-with.ts';
import { consequencesOf } from './consequences.ts';
import { withReserved } from './in-flight.ts';
import { askedFor, entriesOf, isSettled, owedFor, withEntries } from './ledger.ts';
import { shareOf } from './partial.ts';
import { readableSums } from './sums.ts';

/** Whether more or less is captured than when what is due was last looked at. */
export function isPaidAnew({ payment }: Order, cancellation: Cancellation): boolean {
  const { refund, counted } = cancellation;
  const settled = refund !== null && isSettled(cancellation);
  return settled && counted !== undefined && readableSums(payment) && payment.paid.amount !== counted.paid;
}

/**
 * A settled cancellation with what is due for it by now. It rises by as much as what it comes to has risen: more was captured,
 * or what kept money from it does so no more, a refund that failed, or of which it is known by now that it was counted twice. What
 * the payer has got back by another way is owed no more. `null`: it stays as it is. `before`, `now`: all of the order's,
 * oldest first, as they were when the money was last looked at, and as they are.
 */
export function withDueNow(
  policy: CancelPolicy,
  order: Order,
  cancellation: Cancellation,
  before: readonly Cancellation[],
  now: readonly Cancellation[],
): Cancellation | null {
  const { refund, counted, feeKept } = cancellation;
  if (!refund || !isSettled(cancellation)) return null;
  const paidAnew = isPaidAnew(order, cancellation);
  const { paid } = order.payment;
  const former = before.find(({ id }) => id === cancellation.id) ?? cancellation;
  const was = comesTo(policy, order, former, { paid: counted?.paid ?? paid.amount, cancellations: before, now });
  const is = comesTo(policy, order, cancellation, { paid: paid.amount, cancellations: now, now });
  const asked = askedFor(cancellation);
  const falls = paidAnew && paid.amount < (counted?.paid ?? 0);
  // An amount that somebody named was there, and stays as it was named.
  const stays = refund.value && !paidAnew;
  const kept = feeKept?.amount ?? 0;
  const worth = refund.due.amount + kept;
  const rise = raised(worth, was.due + was.fee, is.due + is.fee) - worth;
  const fee = falls || stays ? kept : kept + Math.min(rise, Math.max(0, is.fee - was.fee));
  const due = falls
    ? Math.max(asked, Math.min(refund.due.amount, is.there))
    : stays
      ? refund.due.amount
      : worth + rise - fee;
  if (due === refund.due.amount && fee === kept && !paidAnew) return null;
  const { currency } = due === 0 ? refund.due : paid;
  const money = { ...refund, due: { amount: due, currency }, refunded: { amount: 0, currency } };
  const method = due > 0 ? (refund.method ?? is.method) : refund.method;
  const failed = !paidAnew && cancellation.state === 'cancelled';
  const after = withEntries({ ...money, method }, entriesOf(cancellation), failed);
  return {
    ...cancellation,
    // That nothing of it was asked for is known.
    refund: { ...after, entries: after.entries ?? [] },
    ...(counted && { counted: { ...counted, paid: paid.amount } }),
    ...(fee > 0 && { feeKept: { amount: fee, currency: paid.currency } }),
  };
}

/** By as much as it has risen, but to no more than it is: the shop may have changed the order since. */
function raised(amount: number, was: number, is: number): number {
  return Math.max(amount, Math.min(is, amount + Math.max(0, is - was)));
}

/**
 * What a cancellation comes to where so much is captured, and what there is for it, minor units. `cancellations`: all of the order's;
 * `now`: as they are, as a fee is of all that was asked for with it.
 */
function comesTo(
  policy: CancelPolicy,
  order: Order,
  cancellation: Cancellation,
  { paid, cancellations, now }: { paid: number; cancellations: readonly Cancellation[]; now: readonly Cancellation[] },
): { due: number; fee: number; there: number; method: string | null } {
  const { ruleId = null, feeKept } = cancellation;
  const reserved = withReserved(order, cancellations).payment.refunded.amount;
  const own = askedFor(cancellation) + owedFor(cancellation) + (feeKept?.amount ?? 0);
  const refunded = Math.max(0, reserved - own);
  const { currency } = order.payment.paid;
  const payment = { ...order.payment, paid: { amount: paid, currency }, refunded: { amount: refunded, currency } };
  const before = { ...asBefore(order, settledSince(cancellation, cancellations)), payment };
  const share = shareAsked(policy, before, cancellation, [], now);
  // By now all of them are gone, and their money is no more there than they cost.
  const rest = shareOf(policy, { ...order, payment }, [])?.after ?? 0;
  const { refund } = consequencesOf(
    policy,
    before,
    { outcome: 'cancel', ruleId },
    share && { ...share, before: rest + share.paid, after: rest },
  );
  return {
    due: refund?.due.amount ?? 0,
    // With what the terms keep beside it.
    fee: (refund?.fee.amount ?? 0) + (refund?.kept?.amount ?? 0),
    there: Math.max(0, paid - refunded),
    method: refund?.method ?? null,
  };
}

/** It and those that were settled after it, whichever were asked for first: the last to be settled has what comes with the last. */
function settledSince(cancellation: Cancellation, cancellations: readonly Cancellation[]): Cancellation[] {
  const settledAt = ({ decision }: Cancellation): number => parseInstant(decision?.at);
  const [own, at] = [cancellations.indexOf(cancellation), settledAt(cancellation)];
  return cancellations.filter((one, place) => {
    const later = settledAt(one) - at;
    return later > 0 || (!(later < 0) && place >= own);
  });
}
