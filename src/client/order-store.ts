import type { CancellationBackend } from '../backend/backend.ts';
import { isOrderView } from '../backend/view-guard.ts';
import { parseInstant } from '../domain/instant.ts';
import type { CancelPolicy } from '../domain/policy.ts';
import type { PolicyReference } from '../domain/records.ts';
import type { OrderView, Problem } from '../domain/view.ts';
import { compiledOf } from './compiled.ts';
import { warnOnce } from './warn-once.ts';

/** What the page knows of one order. With neither view nor problem it is being loaded. */
export interface Knowledge {
  readonly view: OrderView | null;
  /** Why there is no newer view. */
  readonly problem: Problem | null;
}

interface Entry extends Knowledge {
  /** The load or answer that it stems from: an older one never replaces it. */
  turn: number;
  readonly listeners: Set<() => void>;
}

/** Most ids in one request. */
const batchSize = 100;
/** How long ids are gathered into a batch, ms: a page's elements connect within a few tasks. */
const gathering = 10;
/** A tab hidden for longer reads again when it is shown, ms. */
const stale = 30_000;
/** A shift of the server's clock that is no network jitter, ms. */
const shift = 1000;

const nothing: Knowledge = { view: null, problem: null };
const channelName = 'order-cancel-elements';

/** One backend's orders on this page: read in batches, each once, and shared by all elements. */
export class OrderStore {
  readonly backend: CancellationBackend;
  readonly #entries = new Map<string, Entry>();
  readonly #policies = new Map<string, CancelPolicy | null>();
  readonly #wanted = new Set<string>();
  readonly #settled: (() => void)[] = [];
  #turn = 0;
  #offset = 0;
  #hiddenAt = 0;
  #channel: BroadcastChannel | undefined;
  #unsubscribe: (() => void) | undefined;

  constructor(backend: CancellationBackend) {
    this.backend = backend;
  }

  /** The server's clock, epoch ms. Until its first answer, the page's own. */
  now(): number {
    return Date.now() + this.#offset;
  }

  /** Epoch ms of this machine's clock at which the server's shows `at`. */
  localTime(at: number): number {
    return at - this.#offset;
  }

  get(orderId: string): Knowledge {
    return this.#entries.get(orderId) ?? nothing;
  }

  /**
   * Calls `listener` whenever what is known of the order changes; returns how to stop.
   * Reads the order unless that was done or the page has its `view` at hand.
   */
  watch(orderId: string, listener: () => void, view?: OrderView): () => void {
    if (this.#entries.size === 0) this.#connect();
    let entry = this.#entries.get(orderId);
    if (!entry) {
      entry = { ...nothing, turn: 0, listeners: new Set() };
      this.#entries.set(orderId, entry);
      if (view?.order.id === orderId) this.seed(view);
      else this.#want([orderId]);
    }
    const { listeners } = entry;
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      if (listeners.size > 0 || this.#entries.get(orderId)?.listeners !== listeners) return;
      this.#entries.delete(orderId);
      if (this.#entries.size === 0) this.#disconnect();
    };
  }

  /** Reads orders again; resolves when all that was wanted has been answered. */
  refresh(orderIds: Iterable<string> = this.#entries.keys()): Promise<void> {
    return new Promise((resolve) => {
      this.#settled.push(resolve);
      this.#want(orderIds);
    });
  }

  /** Takes a view that the page was given. */
  seed(view: OrderView): void {
    if (isOrderView(view)) this.#learn(view, ++this.#turn, 0);
    else warnOnce('the view that was given to an element is not as the contract says; it is not shown');
  }

  /** Takes a view that the server gave in answer to something sent; tells the other tabs. */
  accept(view: OrderView): void {
    this.#learn(view, ++this.#turn, 0);
    this.#channel?.postMessage([view.order.id]);
  }

  /** The policy of a view: `undefined` while it is fetched (once per hash), `null` where that failed. */
  policy({ id, hash }: PolicyReference): CancelPolicy | null | undefined {
    if (!this.#policies.has(hash)) {
      this.#policies.set(hash, undefined as never);
      this.#fetchPolicy(id, hash);
    }
    return this.#policies.get(hash);
  }

  async #fetchPolicy(id: string, hash: string): Promise<void> {
    let policy: CancelPolicy | null = null;
    try {
      policy = await this.backend.loadPolicy(id, hash, {});
      if (!compiledOf(policy)) {
        const { explainPolicy } = await import('./explain-policy.ts');
        warnOnce(explainPolicy(policy));
        policy = null;
      }
    } catch (error) {
      warnOnce(`policy "${id}" could not be read: ${messageOf(error)}; the server's own decision is shown`);
    }
    this.#policies.set(hash, policy);
    this.#tellAll();
  }

  #want(orderIds: Iterable<string>): void {
    if (this.#wanted.size === 0) setTimeout(() => this.#flush(), gathering);
    for (const id of orderIds) this.#wanted.add(id);
  }

  async #flush(): Promise<void> {
    const ids = [...this.#wanted];
    const settled = this.#settled.splice(0);
    this.#wanted.clear();
    const batches: Promise<void>[] = [];
    for (let at = 0; at < ids.length; at += batchSize) batches.push(this.#load(ids.slice(at, at + batchSize)));
    await Promise.all(batches);
    for (const resolve of settled) resolve();
  }

  async #load(ids: string[]): Promise<void> {
    const turn = ++this.#turn;
    const asked = Date.now();
    const left = new Set(ids);
    let problem: Problem = { code: 'not-found' };
    try {
      const { views } = await this.backend.loadOrders(ids, {});
      const latency = (Date.now() - asked) / 2;
      for (const view of views as unknown[]) {
        if (isOrderView(view)) {
          if (left.delete(view.order.id)) this.#learn(view, turn, latency);
        } else {
          const id = (view as OrderView | null)?.order?.id;
          warnOnce(`the view of order ${JSON.stringify(id)} is not as the contract says; it is not shown`);
          if (left.delete(id as string)) this.#set(id as string, turn, { problem: { code: 'invalid-view' } });
        }
      }
    } catch (error) {
      problem = { code: (error as { code?: string } | null)?.code ?? 'unavailable' };
      warnOnce(`orders could not be read: ${messageOf(error)}`);
    }
    for (const id of left) this.#set(id, turn, problem.code === 'not-found' ? { view: null, problem } : { problem });
  }

  #learn(view: OrderView, turn: number, latency: number): void {
    const offset = parseInstant(view.now) + latency - Date.now();
    const shifted = Math.abs(offset - this.#offset) > shift;
    if (shifted || latency === 0) this.#offset = offset;
    this.#set(view.order.id, turn, { view, problem: null });
    if (shifted) this.#tellAll();
  }

  #set(orderId: string, turn: number, knowledge: Partial<Knowledge>): void {
    const entry = this.#entries.get(orderId);
    if (!entry || turn < entry.turn) return;
    Object.assign(entry, knowledge, { turn });
    for (const listener of [...entry.listeners]) listener();
  }

  #tellAll(): void {
    for (const { listeners } of [...this.#entries.values()]) for (const listener of [...listeners]) listener();
  }

  #connect(): void {
    this.#unsubscribe = this.backend.subscribe?.(({ orderIds }) => this.#refreshKnown(orderIds));
    globalThis.document?.addEventListener('visibilitychange', this.#onVisibility);
    globalThis.addEventListener?.('online', this.#onOnline);
    if (globalThis.document && globalThis.BroadcastChannel) {
      this.#channel = new BroadcastChannel(channelName);
      this.#channel.onmessage = ({ data }) => this.#refreshKnown(data);
    }
  }

  #disconnect(): void {
    this.#unsubscribe?.();
    globalThis.document?.removeEventListener('visibilitychange', this.#onVisibility);
    globalThis.removeEventListener?.('online', this.#onOnline);
    this.#channel?.close();
  }

  #refreshKnown(orderIds: unknown): void {
    if (!Array.isArray(orderIds)) return;
    const known = orderIds.filter((id) => this.#entries.has(id));
    if (known.length > 0) this.refresh(known);
  }

  readonly #onVisibility = (): void => {
    if (document.visibilityState === 'hidden') this.#hiddenAt = Date.now();
    else if (this.#hiddenAt && Date.now() - this.#hiddenAt > stale) this.refresh();
  };

  readonly #onOnline = (): void => {
    this.refresh();
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
