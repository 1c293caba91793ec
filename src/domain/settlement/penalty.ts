import type { CancelPolicy } from '../policy.ts';
import type { Actor, Cancellation, LineQuantity, Order } from '../records.ts';
import { ownerOf } from '../units/sellers.ts';
import { consequentialOf } from './consequences.ts';
import { feeOf, isUnpriced } from './fee.ts';
import { remainingLines, shareOf } from './partial.ts';
import { readableSums } from './sums.ts';

/** What is cancelled, by which rule, and for which reason of whom. */
export interface Subject {
  lines: readonly LineQuantity[] | null;
  ruleId: string | null;
  requestedBy: Actor;
  reason?: string | null;
}

/** What the seller bears of a cancellation; `null`: nothing. A fee that nobody can say is not charged. */
export function penaltyOf(
  policy: CancelPolicy,
  order: Order,
  subject: Subject,
): NonNullable<Cancellation['penalty']> | null {
  const { penalty = {} } = consequentialOf(policy, subject);
  const { counts } = penalty;
  const fee = penalty.fee ? chargeOf(policy, order, subject, penalty.fee) : null;
  return counts || fee ? { ...(counts && { counts }), ...(fee && { fee }) } : null;
}

/** Whose items they are: of an order's several sellers, the one of these. */
export function sellerBearing(order: Order, lines: readonly LineQuantity[] | null): string {
  return ownerOf(order, { lines: lines ? [...lines] : null }) ?? order.seller.id;
}

/** Of what the items come to, whether it was captured or not: an order that was not paid is no less let down. */
function chargeOf(
  policy: CancelPolicy,
  order: Order,
  { lines }: Subject,
  fee: NonNullable<NonNullable<ReturnType<typeof consequentialOf>['penalty']>['fee']>,
) {
  const { payment } = order;
  const share = shareOf(policy, order, lines ?? remainingLines(order));
  if (!share || Number.isNaN(share.paid) || !readableSums(payment) || isUnpriced({ fee }, order)) return null;
  const { currency } = payment.paid;
  const amount = feeOf(fee, Math.max(0, share.paid), Math.max(0, share.goods), currency);
  return amount > 0 ? { amount, currency } : null;
}
