import type { Cancellation, LineQuantity, Order } from '../records.ts';
import { inThousandths, inUnits } from '../values/quantity.ts';
import { availableLines, type Covers, holdsItems, linesOf, livingLines, unitsOf } from './units.ts';

/** Whether something of the order goes on without these (`null`: the whole), wherever it is. */
export function leavesRest(order: Order, lines: readonly LineQuantity[] | null): boolean {
  return lines !== null && without(livingLines(order), lines).length > 0;
}

/** Whether the shop counts units that have left: then these say what is gone, and not the instants of the order. */
export function countsShipments(order: Order): boolean {
  return [...unitsOf(order).values()].some(({ shipped, returned }) => shipped > 0 || returned > 0);
}

/**
 * What of a cancellation can be settled still, by units of which nothing else has become. Where several have asked for more
 * than is left, who asked first has it. `cancellations`: all of the order's, oldest first.
 */
export function reachedLines(
  order: Order,
  { id, lines }: Pick<Cancellation, 'id' | 'lines'>,
  cancellations: readonly Cancellation[],
  covers?: Covers,
): LineQuantity[] {
  const at = cancellations.findIndex((one) => one.id === id);
  const available = availableLines(order, at < 0 ? [] : cancellations.slice(0, at), covers);
  if (!lines) return available;
  const reached = common(lines, available);
  return holdsItems(order, reached) ? reached : [];
}

/** What is in both, unit by unit. */
export function common(lines: readonly LineQuantity[], others: readonly LineQuantity[]): LineQuantity[] {
  const among = quantitiesOf(others);
  return lines.flatMap(({ id, quantity }) => {
    const both = Math.min(quantity, among.get(id) ?? 0);
    return both > 0 ? [{ id, quantity: both }] : [];
  });
}

/** What is in the first and not in the second, unit by unit. */
export function without(lines: readonly LineQuantity[], others: readonly LineQuantity[]): LineQuantity[] {
  const among = quantitiesOf(others);
  return lines.flatMap(({ id, quantity }) => {
    const rest = inThousandths(quantity) - inThousandths(among.get(id) ?? 0);
    return rest > 0 ? [{ id, quantity: inUnits(rest) }] : [];
  });
}

/** Whether two cancellations are about the same line items, of which either may have asked for all. */
export function sharesLines(one: Pick<Cancellation, 'lines'>, other: Pick<Cancellation, 'lines'>): boolean {
  if (!one.lines || !other.lines) return true;
  const among = quantitiesOf(other.lines);
  return one.lines.some(({ id }) => (among.get(id) ?? 0) > 0);
}

/** How much there is of each line; of one that is named twice, what is named first. */
export function quantitiesOf(lines: readonly LineQuantity[]): Map<string, number> {
  return new Map(lines.map(({ id, quantity }) => [id, quantity] as const).reverse());
}
