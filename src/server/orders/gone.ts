import type { Order } from '../../domain/records.ts';
import type { ShopConnector } from '../shops/shop.ts';

/** For so long an order that the shop lacks is not asked for again by lists, ms. */
const goneFor = 10 * 60_000;
/** So many are remembered, the latest. */
const most = 10_000;

/**
 * The orders that the shop lacked when a list last asked for them. A queue that holds the cancellations of a thousand deleted
 * orders does not ask for each of them every time. Who asks for one order by its id is always answered by the shop.
 */
export interface GoneOrders {
  has(orderId: string): boolean;
  note(orderId: string, isGone: boolean): void;
}

/** `now`: epoch ms. */
export function goneOrders(now: () => number): GoneOrders {
  const since = new Map<string, number>();
  return {
    has(orderId) {
      const at = since.get(orderId);
      return at !== undefined && now() - at < goneFor;
    },
    note(orderId, isGone) {
      since.delete(orderId);
      if (!isGone) return;
      since.set(orderId, now());
      for (const oldest of since.keys()) {
        if (since.size <= most) break;
        since.delete(oldest);
      }
    },
  };
}

/** The order, for a list. */
export async function listedOrder(
  { shop, gone }: { shop: ShopConnector; gone: GoneOrders },
  orderId: string,
): Promise<Order | null> {
  if (gone.has(orderId)) return null;
  const order = await shop.order(orderId);
  gone.note(orderId, !order);
  return order;
}
