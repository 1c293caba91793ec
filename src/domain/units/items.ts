import type { LineQuantity, Order, OrderLine } from '../records.ts';

/** The lines that are items. What takes off of an order is none, and goes with the last of them. */
export function itemsOf({ lines }: Pick<Order, 'lines'>): OrderLine[] {
  const items = lines.filter((line) => !takesOff(line));
  return items.length > 0 ? items : lines;
}

/** Whether there is an item among them: what takes off does not go alone. */
export function holdsItems(order: Pick<Order, 'lines'>, lines: readonly LineQuantity[]): boolean {
  const items = new Set(itemsOf(order).map(({ id }) => id));
  return lines.some(({ id }) => items.has(id));
}

export function takesOff({ unitPrice, total }: OrderLine): boolean {
  return (total ?? unitPrice).amount < 0;
}
