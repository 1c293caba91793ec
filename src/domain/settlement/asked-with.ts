import type { CancelPolicy } from '../policy.ts';
import type { Cancellation, LineQuantity, Order } from '../records.ts';
import { hasSeveralSellers, linesOfSeller, ownerOf } from '../units/sellers.ts';
import { livingLines } from '../units/units.ts';
import { sumOfQuantities } from '../values/quantity.ts';
import { refundTermsOf, verdictOf } from './consequences.ts';
import { feeOf } from './fee.ts';
import { isSettled } from './ledger.ts';
import { quantityOf, remainingLines, type Share, shareOf } from './partial.ts';
import { partValueOf } from './value.ts';

/** What is cancelled, by the terms of which rule; of what is on record also which it is. */
interface Asked {
  lines: readonly LineQuantity[] | null;
  ruleId?: string | null;
  id?: string;
  askedWith?: string;
}

/**
 * The share of what is cancelled, with what its fee has been taken of already: what is asked of several sellers in one go
 * costs once. `cancellations`: all of the order's.
 */
export function shareAsked(
  policy: CancelPolicy,
  order: Order,
  asked: Asked,
  cancellations: readonly Cancellation[],
  settled = cancellations,
): Share | null {
  const share = shareOf(policy, order, asked.lines, cancellations);
  const terms = termsOf(policy, asked);
  const before = settled.filter(
    (one) => one.id !== asked.id && isSettled(one) && goOf(one) === goOf(asked) && termsOf(policy, one) === terms,
  );
  const others = share && othersCost(policy, order, asked);
  const known = others ? { ...share, othersCost: others } : share;
  if (!known || before.length === 0) return known;
  const refundable = before.reduce((sum, one) => sum + worthOf(one), 0);
  // The parts of it add up to all of it, however each is rounded.
  const all = [asked, ...before].flatMap(({ lines }) => lines ?? remainingLines(order));
  const goods = partValueOf(asBefore(order, before), all).goods - known.goods;
  const fee = feeOf(
    refundTermsOf(policy, order, asked.ruleId ?? null).fee,
    refundable,
    goods,
    order.payment.paid.currency,
  );
  return { ...known, feeTakenOf: { refundable, goods, fee } };
}

/** What was asked for in one go has the name of the first of it. */
function goOf({ id, askedWith = id }: Pick<Asked, 'id' | 'askedWith'>): string | undefined {
  return askedWith;
}

/** Where an amount may be named: what other sellers' items cost, which is theirs. */
function othersCost(policy: CancelPolicy, order: Order, { ruleId = null, lines }: Asked): number {
  if (!refundTermsOf(policy, order, ruleId).adjustable || !hasSeveralSellers(order)) return 0;
  const owner = ownerOf(order, { lines: lines && [...lines] });
  const living = livingLines(order);
  const own = new Set(owner === null ? living : linesOfSeller(order, living, owner));
  return partValueOf(
    order,
    living.filter((line) => !own.has(line)),
  ).value;
}

function termsOf(policy: CancelPolicy, { ruleId = null }: Pick<Asked, 'ruleId'>): string | undefined {
  return JSON.stringify(verdictOf(policy, ruleId).refund ?? policy.refund);
}

/** What could be refunded for it, whatever of that is kept, minor units. */
function worthOf({ refund, feeKept }: Cancellation): number {
  return refund?.value?.amount ?? (refund?.due.amount ?? 0) + (feeKept?.amount ?? 0);
}

/** The order with the lines that it had before these were settled. */
export function asBefore(order: Order, settled: readonly Cancellation[]): Order {
  const parts = settled.filter(isSettled).map(({ lines }) => lines);
  const cancelledIn = (id: string, quantity: number): number =>
    sumOfQuantities(...parts.map((lines) => (lines ? quantityOf(lines, id) : quantity)));
  const lines = order.lines.map((line) => {
    const { id, quantity, cancelledQuantity = 0 } = line;
    return { ...line, cancelledQuantity: Math.max(0, sumOfQuantities(cancelledQuantity, -cancelledIn(id, quantity))) };
  });
  return { ...order, lines };
}
