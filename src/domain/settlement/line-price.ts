import type { Money, OrderLine } from '../records.ts';

/** What was charged for a line as it was ordered, to the minor unit, where it is measured too. */
export function priceOf({ total, unitPrice, quantity }: OrderLine): Money {
  return total ?? { ...unitPrice, amount: Math.round(unitPrice.amount * quantity) };
}
