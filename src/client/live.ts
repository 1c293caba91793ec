import type { OrderStore } from './order-store.ts';

const channelName = 'order-cancel-elements';
/** A tab hidden for longer reads again when it is shown, ms. */
const stale = 30_000;

/** What keeps a store in step with the world outside the page. */
export interface Live {
  /** Tells the other tabs that an order changed. */
  tell(orderId: string): void;
  stop(): void;
}

/** Has the store read again what changed elsewhere: in other tabs, at the backend, while hidden or offline. */
export function keepLive(store: OrderStore): Live {
  let hiddenAt = Number.POSITIVE_INFINITY;
  const refreshKnown = (orderIds: string[]): void => {
    const known = orderIds.filter((id) => store.has(id));
    if (known.length) store.refresh(known);
  };
  const unsubscribe = store.backend?.subscribe?.(({ orderIds }) => refreshKnown(orderIds));
  const channel = new BroadcastChannel(channelName);
  channel.onmessage = ({ data }) => {
    if (Array.isArray(data)) refreshKnown(data);
  };
  const handleVisibility = (): void => {
    if (document.hidden) hiddenAt = Date.now();
    else if (Date.now() - hiddenAt > stale) store.refresh();
  };
  const handleOnline = (): void => {
    store.refresh();
  };
  document.addEventListener('visibilitychange', handleVisibility);
  addEventListener('online', handleOnline);
  return {
    tell(orderId) {
      channel.postMessage([orderId]);
    },
    stop() {
      unsubscribe?.();
      channel.close();
      document.removeEventListener('visibilitychange', handleVisibility);
      removeEventListener('online', handleOnline);
    },
  };
}
