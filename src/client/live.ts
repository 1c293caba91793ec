import type { CancellationBackend } from '../backend/backend.ts';

const channelName = 'order-cancel-elements';
/** A tab hidden for longer reads again when it is shown, ms. */
const stale = 30_000;

/** Hears which orders changed; `null`: any may have. */
type ChangeListener = (orderIds: string[] | null) => void;

/** What is kept in step. */
interface Followed {
  readonly backend: CancellationBackend | undefined;
  /** Whether the page shows the order. */
  has(orderId: string): boolean;
  refresh(orderIds?: Iterable<string>): Promise<void>;
}

/** What keeps a store in step with the world outside the page. */
export interface Live {
  /** Tells the other tabs, and who else listens here, that an order changed. */
  tell(orderId: string): void;
  /** Hears of the backend's changes from now on. Only one that has answered is asked: an order page that cannot be read has said so already. */
  listen(): void;
  stop(): void;
}

/** One store's ear on the world, shared by all who listen. */
interface Subscription {
  listeners: Set<ChangeListener>;
  subscribe(): void;
  post(orderId: string): void;
  close(): void;
}

const subscriptions = new WeakMap<Followed, Subscription>();

/**
 * Has the store read again what changed elsewhere: in other tabs, at the backend, while hidden or offline. A `listener`
 * hears of every change instead, whether the page shows that order or not. One subscription and one channel serve all.
 */
export function keepLive(store: Followed, given?: ChangeListener): Live {
  const listener = given ?? refresherOf(store);
  const subscription = subscriptions.get(store) ?? open(store);
  subscriptions.set(store, subscription);
  subscription.listeners.add(listener);
  if (given) subscription.subscribe();
  return {
    tell(orderId) {
      subscription.post(orderId);
      for (const other of [...subscription.listeners]) if (other !== listener) other([orderId]);
    },
    listen: subscription.subscribe,
    stop() {
      subscription.listeners.delete(listener);
      if (subscription.listeners.size || subscriptions.get(store) !== subscription) return;
      subscriptions.delete(store);
      subscription.close();
    },
  };
}

function refresherOf(store: Followed): ChangeListener {
  return (orderIds) => {
    const known = orderIds?.filter((id) => store.has(id));
    // None are named: all of them.
    if (!known || known.length) store.refresh(known);
  };
}

function open(store: Followed): Subscription {
  let hiddenAt = document.hidden ? 0 : Number.POSITIVE_INFINITY;
  const listeners = new Set<ChangeListener>();
  const spread: ChangeListener = (orderIds) => {
    for (const listener of [...listeners]) listener(orderIds);
  };
  let unsubscribe: (() => void) | undefined;
  const channel = openChannel();
  if (channel) {
    channel.onmessage = ({ data }) => {
      if (Array.isArray(data)) spread(data);
    };
  }
  const handleVisibility = (): void => {
    if (document.hidden) hiddenAt = Date.now();
    else if (Date.now() - hiddenAt > stale) spread(null);
  };
  const handleOnline = (): void => spread(null);
  // A page that was put by and brought back shows what was true then.
  const handlePageShow = ({ persisted }: PageTransitionEvent): void => {
    if (persisted) spread(null);
  };
  document.addEventListener('visibilitychange', handleVisibility);
  addEventListener('online', handleOnline);
  addEventListener('pageshow', handlePageShow);
  // A tab in the background loads slowly, and the backend tells it nothing: what other tabs did until now it has not heard.
  if (!hiddenAt) queueMicrotask(() => spread(null));
  return {
    listeners,
    subscribe() {
      unsubscribe ??= store.backend?.subscribe?.(({ orderIds }) => spread(orderIds.length ? orderIds : null));
    },
    post(orderId) {
      channel?.postMessage([orderId]);
    },
    close() {
      unsubscribe?.();
      channel?.close();
      document.removeEventListener('visibilitychange', handleVisibility);
      removeEventListener('online', handleOnline);
      removeEventListener('pageshow', handlePageShow);
    },
  };
}

/** `null` where site data is blocked: other tabs are not heard then, all else is. */
function openChannel(): BroadcastChannel | null {
  try {
    return new BroadcastChannel(channelName);
  } catch {
    return null;
  }
}
