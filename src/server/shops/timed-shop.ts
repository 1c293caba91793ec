import type { ShopConnector } from './shop.ts';

/** A shop, or a store, that did not answer in time. */
export class LateAnswer extends Error {}

/** Rejects where it takes longer than so many ms; what was asked for goes on, and nobody hears how it ends. */
export async function within<T>(duration: number, asked: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new LateAnswer(`no answer within ${duration} ms`)), duration);
  });
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** The shop, of which every call ends: one that hangs is as one that cannot be reached. */
export function timedShop(shop: ShopConnector, timeout: number): ShopConnector {
  const timed: ShopConnector = {
    order: (id) => within(timeout, shop.order(id)),
    orderByNumber: (number) => within(timeout, shop.orderByNumber(number)),
    commit: (...transition) => within(timeout, shop.commit(...transition)),
    committed: (orderId, id) => within(timeout, shop.committed(orderId, id)),
  };
  if (shop.lots) timed.lots = (orderId) => within(timeout, shop.lots?.(orderId) ?? Promise.resolve([]));
  if (shop.work) timed.work = () => shop.work?.() ?? Promise.resolve();
  return timed;
}
