import type { CancelPolicy } from '../policy.ts';
import type { Cancellation, LineQuantity, Order } from '../records.ts';
import { itemsOf } from '../units/items.ts';
import { quantitiesOf } from '../units/part.ts';
import { sumOfQuantities } from '../values/quantity.ts';
import { asksOfParts } from './asks-of-parts.ts';
import { type Charge, chargesOf, partValueOf } from './value.ts';

/** What a part of an order comes to, minor units of its payment's currency; `NaN` where the order's lines cannot be read. */
export interface Share {
  /** All of it. */
  paid: number;
  /** Of it, for the lines themselves: without shipping and surcharges, which come with the last. */
  goods: number;
  /** What was left before it, and is left after it, costs. */
  before: number;
  after: number;
  /** What comes with the last. */
  charges: Charge[];
  /** Whether something of the order is left. */
  leavesRest: boolean;
  /** What a fee has been taken of already, as it was asked for in one go with it, and what that came to. */
  feeTakenOf?: { refundable: number; goods: number; fee: number };
  /** What other sellers' items of the order, which go on, cost. */
  othersCost?: number;
  /** Only whole orders are cancelled: whatever was paid comes back, not what its lines say. */
  whole?: true;
}

/**
 * The share of some lines (`null`: all that is left). `null`: the order as a whole, where the policy lets nothing less be
 * cancelled and does not ask what its lines cost. `cancellations`: all of the order's, as what was given
 * beyond the value of some need not be paid for the rest.
 */
export function shareOf(
  policy: CancelPolicy,
  order: Order,
  lines: readonly LineQuantity[] | null,
  cancellations: readonly Cancellation[] = [],
): Share | null {
  if (!lines && !asksOfParts(policy)) return null;
  const whole = !lines && policy.lifecycle?.scope !== 'lines' ? ({ whole: true } as const) : {};
  // An order that a page gave is not checked before: what cannot be read comes to nothing that is known.
  try {
    const { value, goods, before, after, last } = partValueOf(order, lines ?? remainingLines(order));
    const beyond = givenBeyond(cancellations);
    const less = (cost: number): number => Math.max(0, cost - beyond);
    const charges = last ? chargesOf(order) : [];
    return { paid: value, goods, before: less(before), after: less(after), charges, leavesRest: !last, ...whole };
  } catch {
    const unknown = Number.NaN;
    const none = { paid: unknown, goods: unknown, before: unknown, after: unknown, charges: [] };
    return { ...none, leavesRest: lines !== null, ...whole };
  }
}

/** What those who settled gave back beyond what it was worth. */
function givenBeyond(cancellations: readonly Cancellation[]): number {
  return cancellations.reduce((sum, { state, refund }) => {
    const settled = state === 'cancelled' || state === 'refunding';
    return sum + (settled && refund?.value ? Math.max(0, refund.due.amount - refund.value.amount) : 0);
  }, 0);
}

/** What is left of each line item: the whole of a whole order. */
export function remainingLines({ lines }: Order): LineQuantity[] {
  return lines
    .map(({ id, quantity, cancelledQuantity = 0 }) => ({ id, quantity: sumOfQuantities(quantity, -cancelledQuantity) }))
    .filter(({ quantity }) => quantity > 0);
}

/** Whether `lines` are all that is left of the order; `null` always is. */
export function isRemainder(order: Order, lines: readonly LineQuantity[] | null): boolean {
  if (!lines) return true;
  const left = quantitiesOf(remainingLines(order));
  const named = quantitiesOf(lines);
  // What takes off goes with the last of the items, named or not.
  const items = new Set(itemsOf(order).map(({ id }) => id));
  return (
    lines.every(({ id, quantity }) => (left.get(id) ?? 0) === quantity) &&
    [...left].every(([id, quantity]) => named.get(id) === quantity || !items.has(id))
  );
}

/** The lines as they are meant: who names all that is left means all that is left, which is `null`. */
export function meantLines(
  order: Order,
  lines: readonly LineQuantity[] | null | undefined,
): readonly LineQuantity[] | null {
  return lines && !isRemainder(order, lines) ? lines : null;
}

/**
 * The lines as they are meant: `null`, the whole, where nothing of the order is left out; absent or `null`: all that are
 * `available`. What takes off is no item of its own.
 */
export function meantPart(
  order: Order,
  lines: readonly LineQuantity[] | null | undefined,
  available: readonly LineQuantity[],
): readonly LineQuantity[] | null {
  if (!order.lines) return lines ?? null;
  const meant = lines ?? available;
  if (isRemainder(order, meant)) return null;
  const items = new Set(itemsOf(order).map(({ id }) => id));
  return lines ?? meant.filter(({ id }) => items.has(id));
}

export function quantityOf(lines: readonly LineQuantity[], id: string): number {
  return lines.find((line) => line.id === id)?.quantity ?? 0;
}
