import type { QueueItem } from '../backend/backend.ts';
import type { Money } from '../domain/records.ts';

/** What a request is about: what is due for it, or would be, as the server says and sorts by. */
export function amountOf({ order, cancellation: { refund }, due }: QueueItem): Money {
  return due ?? refund?.due ?? order.total;
}

/** What many come to: one sum for each currency, as nothing here exchanges them. */
export function totalsOf(items: readonly QueueItem[]): Money[] {
  const sums = new Map<string, number>();
  for (const { currency, amount } of items.map(amountOf)) sums.set(currency, (sums.get(currency) ?? 0) + amount);
  return [...sums].map(([currency, amount]) => ({ currency, amount }));
}
