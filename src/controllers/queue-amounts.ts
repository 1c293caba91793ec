import type { QueueItem } from '../backend/backend.ts';
import type { Money } from '../domain/records.ts';

/** What a request is about: what is due, else what is asked for: the items' prices, as the server sorts by, or all of the order. */
export function amountOf({ order, cancellation: { lines, refund } }: QueueItem): Money {
  if (refund?.due) return refund.due;
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
