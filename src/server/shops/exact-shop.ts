import { withoutNulls } from '../../domain/values/without-nulls.ts';
import type { Committed, ShopConnector } from './shop.ts';

/**
 * The shop, which knows an order by its own id only. A database that folds names finds `o1` for `O1`: by two names one order
 * would have two records, and plans that the shop carries out under one and is asked about under the other. What it writes as
 * `null` is absent.
 */
export function exactShop(shop: ShopConnector): ShopConnector {
  const exact: ShopConnector = {
    async order(id) {
      // No order has such an id, and many a database fails at it.
      const order = id.includes('\0') ? null : await shop.order(id);
      return order?.id === id ? withoutNulls(order) : null;
    },
    orderByNumber: async (number) => (number.includes('\0') ? null : withoutNulls(await shop.orderByNumber(number))),
    async commit(orderId, revision, effects, meta) {
      const done = await shop.commit(orderId, revision, effects, meta);
      return done.ok ? read(done) : done;
    },
    async committed(orderId, id) {
      const done = await shop.committed(orderId, id);
      return done?.ok ? read(done) : done;
    },
  };
  if (shop.ordersOf) {
    exact.ordersOf = async (buyerId, limit) =>
      buyerId.includes('\0') ? [] : ((await shop.ordersOf?.(buyerId, limit)) ?? []);
  }
  if (shop.stuck) exact.stuck = (after, limit) => shop.stuck?.(after, limit) ?? Promise.resolve([]);
  if (shop.work) exact.work = () => shop.work?.() ?? Promise.resolve();
  if (shop.dropEnded) exact.dropEnded = (by, needed) => shop.dropEnded?.(by, needed) ?? Promise.resolve();
  if (shop.erase) exact.erase = (orderId) => shop.erase?.(orderId) ?? Promise.resolve();
  if (shop.goOn) exact.goOn = (id) => shop.goOn?.(id) ?? Promise.resolve(null);
  if (shop.lots) exact.lots = (orderId) => shop.lots?.(orderId) ?? Promise.resolve([]);
  return exact;
}

function read(done: Committed): Committed {
  return { ...done, order: withoutNulls(done.order) };
}
