import { type Bus, createBus } from './bus.ts';
import { createSharedFeed, type SharedFeed } from './feed.ts';
import { memoryCounter, type RateLimit } from './http/counter.ts';
import { usualLimits } from './log/limits.ts';
import { once } from './once.ts';
import type {
  EvidenceOptions,
  Limits,
  LiveOptions,
  Retention,
  ServerEvent,
  ServerOptions,
  WithdrawalOptions,
} from './options.ts';
import { type GoneOrders, goneOrders } from './orders/gone.ts';
import { createPolicyRegistry, type PolicyRegistry } from './policy-registry.ts';
import { exactShop } from './shops/exact-shop.ts';
import type { ShopConnector } from './shops/shop.ts';
import { timedShop } from './shops/timed-shop.ts';
import type { CancellationStore, Lease, Outgoing } from './stores/store.ts';
import { createPaces, type Paces } from './withdrawals/paces.ts';

/** What every handler works with. */
export interface Context {
  store: CancellationStore;
  /** Of the order that is held; `null`: none is. What is written about it is written under this. */
  lease: Lease | null;
  shop: ShopConnector;
  policies: PolicyRegistry;
  /** Epoch ms. */
  now(): number;
  bus: Bus;
  gone: GoneOrders;
  feed: SharedFeed;
  /** Ids of the transitions that this process has the shop carry out just now. */
  carrying: Set<string>;
  /** Orders on which the shop hung when this process last looked: how often, and until when it does not again, epoch ms. */
  slow: Map<string, { tries: number; until: number }>;
  /** How long a reader waits for what is left to be done, ms. */
  patience: number;
  live: Required<LiveOptions>;
  evidence: EvidenceOptions & { maxBytes: number };
  limits: Required<Limits>;
  withdrawals: Required<Pick<WithdrawalOptions, 'trader' | 'timeZone'>>;
  sendReceipt: WithdrawalOptions['sendReceipt'];
  printReceipt: WithdrawalOptions['printReceipt'];
  /** Of receipts to addresses that nobody has proven to be the sender's. */
  paces: Paces;
  deliver: ServerOptions['deliver'];
  /** What of the outbox this process sends just now; `again`: there is more since. */
  sending: Record<Outgoing['kind'], { running: Promise<void> | null; again: boolean }>;
  retention: Required<Retention>;
  /** Of the database: the same for every process, and in nothing that is sent. */
  secret(): Promise<string>;
  rate: Required<RateLimit> | null;
  /** Path of an endpoint as a page addresses it. */
  path(...segments: string[]): string;
  emit(event: ServerEvent): void;
  /** Whether anybody hears what is emitted. */
  isHeard: boolean;
}

/** Of an attachment: a photograph, or a few pages. */
const maxBytes = 5 * 1024 * 1024;
const day = 86_400_000;
/** Four years, ms: claims have lapsed in most member states by then. */
export const untilLapsed = 1461 * day;
/** No page tries again for longer than answers are kept, and none that was away for more changes is told of each. */
const usualRetention: Required<Retention> = {
  answersFor: 7 * day,
  unusedFilesFor: day,
  statementsFor: untilLapsed,
  stepsFor: 30 * day,
  changes: 10_000,
};

/** ms: longer than a commerce server takes for a refund, shorter than a page waits. */
const shopTimeout = 10_000;
/** ms: what is left to be done is mostly done by then; a page that reads shows meanwhile what it was before. */
const patience = 1000;

export function createContext(options: ServerOptions): Context {
  const { store, shop, onEvent, now = Date.now, basePath = '' } = options;
  const base = basePath.replace(/\/+$/, '');
  const emit = (event: ServerEvent): void => {
    try {
      // One that is asynchronous fails later.
      Promise.resolve(onEvent?.(event)).catch(() => {});
    } catch {
      // A listener's mistake must not undo what was done.
    }
  };
  const feed = createSharedFeed(store);
  return {
    store,
    lease: null,
    shop: exactShop(timedShop(shop, options.shopTimeout ?? shopTimeout)),
    policies: createPolicyRegistry({ ...options, emit }),
    now,
    bus: createBus(feed.changed),
    gone: goneOrders(now),
    feed,
    carrying: new Set(),
    slow: new Map(),
    patience,
    live: { pollEvery: 2000, heartbeatEvery: 20_000, wait: sleep, ...options.live },
    evidence: { maxBytes, ...options.evidence },
    limits: { ...usualLimits, ...options.limits },
    withdrawals: { trader: { name: '' }, timeZone: 'UTC', ...options.withdrawals },
    sendReceipt: options.withdrawals?.sendReceipt,
    printReceipt: options.withdrawals?.printReceipt,
    paces: createPaces(options.withdrawals?.toUnproven ?? { atOnce: 5, every: 3_600_000 }),
    deliver: options.deliver,
    sending: { receipt: { running: null, again: false }, notice: { running: null, again: false } },
    retention: { ...usualRetention, ...options.retention },
    secret: once(() => store.secret()),
    rate: options.rateLimit ? { counter: memoryCounter(), ...options.rateLimit } : null,
    path: (...segments) => `${base}/${segments.map(encodeURIComponent).join('/')}`,
    emit,
    isHeard: onEvent !== undefined || options.deliver !== undefined,
  };
}

/** Runs `work` for an order that nobody else holds, with what it has to write under. */
export function exclusively<T>(context: Context, orderId: string, work: (context: Context) => Promise<T>): Promise<T> {
  return context.store.exclusively(orderId, (lease) => work({ ...context, lease }));
}

/** Resolves after so many ms, or when the signal gives up. */
function sleep(duration: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, duration);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}
