import type { CancelPolicy } from '../policy.ts';
import type { LineQuantity, Order, OrderLine } from '../records.ts';
import { leavesRest } from '../units/part.ts';

/** What a part of an order comes to. */
export interface Share {
  /** What was paid for it, minor units; `NaN` where the order's lines cannot be read. */
  paid: number;
  /** Whether something of the order is left. */
  leavesRest: boolean;
}

/**
 * The share of some lines (`null`: all that is left). `null`: the order as a whole, where the policy lets nothing less be
 * cancelled: then whatever was paid comes back, not what its lines say.
 */
export function shareOf(
  { lifecycle }: CancelPolicy,
  order: Order,
  lines: readonly LineQuantity[] | null,
): Share | null {
  if (!lines && lifecycle?.scope !== 'lines') return null;
  // An order that a page gave is not checked before: what cannot be read comes to nothing that is known.
  try {
    return { paid: paidFor(order, lines ?? remainingLines(order)), leavesRest: leavesRest(order, lines) };
  } catch {
    return { paid: Number.NaN, leavesRest: lines !== null };
  }
}

/** What is left of each line item: the whole of a whole order. */
export function remainingLines({ lines }: Order): LineQuantity[] {
  return lines
    .map(({ id, quantity, cancelledQuantity = 0 }) => ({ id, quantity: quantity - cancelledQuantity }))
    .filter(({ quantity }) => quantity > 0);
}

/** Whether `lines` are all that is left of the order; `null` always is. */
export function isRemainder(order: Order, lines: readonly LineQuantity[] | null): boolean {
  if (!lines) return true;
  const left = remainingLines(order);
  return left.length === lines.length && left.every(({ id, quantity }) => quantityOf(lines, id) === quantity);
}

/** The lines as they are meant: who names all that is left means all that is left, which is `null`. */
export function meantLines(
  order: Order,
  lines: readonly LineQuantity[] | null | undefined,
): readonly LineQuantity[] | null {
  return lines && !isRemainder(order, lines) ? lines : null;
}

export function quantityOf(lines: readonly LineQuantity[], id: string): number {
  return lines.find((line) => line.id === id)?.quantity ?? 0;
}

/**
 * What was paid for some of an order's lines, minor units: their share of everything captured but the shipping, which comes
 * back with the last of them. Computed on running totals, so that the parts of an order add up to the whole, whatever the
 * currency and the order in which they are cancelled.
 */
export function paidFor(order: Order, lines: readonly LineQuantity[]): number {
  const before = order.lines.map(({ cancelledQuantity = 0 }) => cancelledQuantity);
  const after = order.lines.map(({ id }, at) => (before[at] as number) + quantityOf(lines, id));
  return paidUpTo(order, after) - paidUpTo(order, before);
}

/** What was paid for the first `units` of each line, minor units. */
function paidUpTo(order: Order, units: readonly number[]): number {
  const { paid } = order.payment;
  if (order.lines.every(({ quantity }, at) => units[at] === quantity)) return paid.amount;
  const shipping = order.shipping?.currency === paid.currency ? order.shipping.amount : 0;
  const goods = BigInt(Math.max(0, paid.amount - shipping));
  let all = 0n;
  let part = 0n;
  order.lines.forEach((line, at) => {
    all += netPrice(line, line.quantity);
    part += netPrice(line, units[at] as number);
  });
  return all === 0n ? 0 : Number((goods * part) / all);
}

/** Price of the first `units` of a line, its discount shared evenly. */
function netPrice({ quantity, unitPrice, discount }: OrderLine, units: number): bigint {
  const price = BigInt(Math.max(0, unitPrice.amount * quantity - (discount?.amount ?? 0)));
  return (price * BigInt(units)) / BigInt(quantity);
}
