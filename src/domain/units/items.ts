import type { Order, OrderLine } from '../records.ts';

/** The lines that are items. What takes off of an order is none, and goes with the last of them. */
export function itemsOf({ lines }: Pick<Order, 'lines'>): OrderLine[] {
  const items = lines.filter((line) => !takesOff(line));
  return items.length > 0 ? items : lines;
}

/** Whether a line, which may lack its price, lessens what the order comes to. */
export function takesOff({ total, unitPrice }: Partial<OrderLine>): boolean {
  return ((total ?? unitPrice)?.amount ?? 0) < 0;
}
