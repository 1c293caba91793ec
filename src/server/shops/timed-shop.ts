import { within } from '../within.ts';
import type { ShopConnector } from './shop.ts';

/** The shop, of which every call ends: one that hangs is as one that cannot be reached. */
export function timedShop(shop: ShopConnector, timeout: number): ShopConnector {
  const timed: ShopConnector = {
    order: (id) => within(timeout, shop.order(id)),
    orderByNumber: (number) => within(timeout, shop.orderByNumber(number)),
    commit: (...transition) => within(timeout, shop.commit(...transition)),
    committed: (orderId, id) => within(timeout, shop.committed(orderId, id)),
  };
  if (shop.ordersOf) {
    timed.ordersOf = (buyerId, limit) => within(timeout, shop.ordersOf?.(buyerId, limit) ?? Promise.resolve([]));
  }
  if (shop.lots) timed.lots = (orderId) => within(timeout, shop.lots?.(orderId) ?? Promise.resolve([]));
  if (shop.stuck) timed.stuck = (after, limit) => within(timeout, shop.stuck?.(after, limit) ?? Promise.resolve([]));
  if (shop.work) timed.work = () => shop.work?.() ?? Promise.resolve();
  if (shop.dropEnded) timed.dropEnded = (by, needed) => shop.dropEnded?.(by, needed) ?? Promise.resolve();
  if (shop.erase) timed.erase = (orderId) => shop.erase?.(orderId) ?? Promise.resolve();
  if (shop.goOn) timed.goOn = (id) => shop.goOn?.(id) ?? Promise.resolve(null);
  return timed;
}
