import type { CancelPolicy } from '../policy.ts';
import type { Cancellation, Money, Order } from '../records.ts';
import { shareAsked } from './asked-with.ts';
import { consequencesOf } from './consequences.ts';
import { withReserved } from './in-flight.ts';

/**
 * What a cancellation is about: what is due for it, refunded or released; of one that is not settled, what would be. Of an
 * order of which nothing was paid, what is asked for costs. `cancellations`: all of the order's.
 */
export function amountAbout(
  policy: CancelPolicy,
  order: Order,
  cancellation: Cancellation,
  cancellations: readonly Cancellation[] = [cancellation],
): Money {
  const { refund, voided, ruleId = null } = cancellation;
  if (refund) return refund.due.amount === 0 && voided ? voided : refund.due;
  const share = shareAsked(policy, order, cancellation, cancellations);
  const would = consequencesOf(policy, withReserved(order, cancellations), { outcome: 'cancel', ruleId }, share);
  const due = would.refund?.due ?? would.void;
  if (due) return due;
  return share && Number.isSafeInteger(share.paid) ? { ...order.total, amount: share.paid } : order.total;
}
