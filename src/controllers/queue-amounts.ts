import type { QueueItem } from '../backend/backend.ts';
import type { Money } from '../domain/records.ts';

/** What is due, or would be, as the server says and sorts by; where it says nothing, the items' prices, or all of the order. */
export function amountOf({ order, cancellation: { lines, refund }, due }: QueueItem): Money {
  if (refund?.due) return refund.due;
  if (due) return due;
  if (!lines) return order.total;
  const priceOf = (wanted: string): number => order.lines.find(({ id }) => id === wanted)?.unitPrice.amount ?? 0;
  return { ...order.total, amount: lines.reduce((sum, { id, quantity }) => sum + priceOf(id) * quantity, 0) };
}

/** What many come to: one sum for each currency, as nothing here exchanges them. */
export function totalsOf(items: readonly QueueItem[]): Money[] {
  const sums = new Map<string, number>();
  for (const { currency, amount } of items.map(amountOf)) sums.set(currency, (sums.get(currency) ?? 0) + amount);
  return [...sums].map(([currency, amount]) => ({ currency, amount }));
}
