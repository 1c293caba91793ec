import type { ShopConnector } from './shop.ts';

/**
 * The shop, which knows an order by its own id only. A database that folds names finds `o1` for `O1`: by two names one order
 * would have two records, and plans that the shop carries out under one and is asked about under the other.
 */
export function exactShop(shop: ShopConnector): ShopConnector {
  const exact: ShopConnector = {
    async order(id) {
      // No order has such an id, and many a database fails at it.
      const order = id.includes('\0') ? null : await shop.order(id);
      return order?.id === id ? order : null;
    },
    orderByNumber: async (number) => (number.includes('\0') ? null : shop.orderByNumber(number)),
    commit: (orderId, revision, effects, meta) => shop.commit(orderId, revision, effects, meta),
    committed: (orderId, id) => shop.committed(orderId, id),
  };
  if (shop.lots) exact.lots = (orderId) => shop.lots?.(orderId) ?? Promise.resolve([]);
  return exact;
}
