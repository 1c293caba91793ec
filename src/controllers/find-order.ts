import { storeOf } from '../client/stores.ts';
import type { OrderView } from '../domain/view.ts';
import type { Settings } from './surroundings.ts';

/**
 * The order that a person names, by its number or by its id: a person may well enter what the shop itself calls it by.
 * `null`: none of theirs. Rejects where the backend cannot tell.
 */
export async function findOrder(given: Settings['backend'], named: string): Promise<OrderView | null> {
  const { backend } = storeOf(given);
  if (!backend) throw new Error('there is no backend to find an order with');
  const byNumber = await backend.findOrder?.(named, {});
  return byNumber?.views[0] ?? (await backend.loadOrders([named], {})).views[0] ?? null;
}
