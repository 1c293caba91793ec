import type { CancellationBackend } from '../backend/backend.ts';
import { isOrderView } from '../backend/view-guard.ts';
import type { CancelError } from '../domain/errors.ts';
import type { CancelPolicy } from '../domain/policy.ts';
import type { PolicyReference } from '../domain/records.ts';
import { parseInstant } from '../domain/values/instant.ts';
import { withoutNulls } from '../domain/values/without-nulls.ts';
import type { OrderView, Problem } from '../domain/view.ts';
import { loadPart } from '../load-part.ts';
import type { Live } from './live.ts';
import { tellPage } from './page-changes.ts';
import { warn, warnOfMissing } from './warn.ts';

/** What the page knows of one order. With neither view nor problem it is being loaded. */
interface Knowledge {
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
/** How long ids are gathered into a batch once the first was asked for, ms: elements connect within a few tasks. */
const gathering = 10;
/** A shift of the server's clock that is no network jitter, ms. */
const shift = 500;

/** Calls back in the next task. That of a timer would be later: a frame is painted first, which is long on a slow phone. */
function callNext(callback: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    callback();
  };
  port2.postMessage(null);
}

/** Whether a view is one; else the console is told. */
function isRight(view: OrderView): boolean {
  const right = isOrderView(view);
  if (!right) warn('view', (view as OrderView | null)?.order?.id, view);
  return right;
}

/** One backend's orders on this page: read in batches, each once, and shared by all elements. */
export class OrderStore {
  /** None: the page gives the views itself. */
  readonly backend: CancellationBackend | undefined;
  /** What it is called across reloads of the page: its URL, where it has one. */
  readonly name: string;
  readonly #entries = new Map<string, Entry>();
  readonly #policies = new Map<string, CancelPolicy | null | undefined>();
  readonly #wanted = new Set<string>();
  #flushed: Promise<void> | undefined;
  /** Asks for what is wanted, unless that was done. */
  #due: (() => void) | undefined;
  #turn = 0;
  #offset = Number.NaN;
  #live: Promise<Live> | undefined;

  constructor(backend?: CancellationBackend, name = '') {
    this.backend = backend;
    this.name = name;
  }

  /** The server's clock, epoch ms. Until its first answer, the page's own. */
  now(): number {
    return Date.now() + (this.#offset || 0);
  }

  get(orderId: string | undefined): Knowledge {
    return this.#entries.get(orderId as string) ?? { view: null, problem: null };
  }

  /**
   * Calls `listener` whenever what is known of the order changes; returns how to stop.
   * Reads the order unless that was done or the page has its `view` at hand.
   */
  watch(orderId: string, listener: () => void, view?: OrderView): () => void {
    let entry = this.#entries.get(orderId);
    if (!entry) {
      entry = { view: null, problem: null, turn: 0, listeners: new Set() };
      this.#entries.set(orderId, entry);
      if (view?.order?.id === orderId) this.seed(view);
      else if (this.backend) this.refresh([orderId]);
    }
    const { listeners } = entry;
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      if (listeners.size || this.#entries.get(orderId)?.listeners !== listeners) return;
      this.#entries.delete(orderId);
      if (this.#entries.size) return;
      this.#live?.then((live) => live.stop(), warnOfMissing);
      this.#live = undefined;
    };
  }

  /** Reads orders again; resolves when they have been answered. */
  refresh(orderIds: Iterable<string> = this.#entries.keys()): Promise<void> {
    for (const id of orderIds) this.#wanted.add(id);
    this.#flushed ??= new Promise((resolve) => {
      const flush = (): void => {
        if (this.#due === flush) resolve(this.#flush());
      };
      this.#due = flush;
      // What a page begins with is there at once: the first button waits for nobody.
      if (this.#turn) setTimeout(flush, gathering);
      else callNext(flush);
    });
    return this.#flushed;
  }

  /** Has what is wanted asked for as soon as what runs is done, before the elements are rendered. */
  hasten(): void {
    queueMicrotask(() => this.#due?.());
  }

  /** Whether the page shows the order. */
  has(orderId: string): boolean {
    return this.#entries.has(orderId);
  }

  /** Takes a view that the page was given. */
  seed(view: OrderView): void {
    if (isRight(view)) this.#learn(view, ++this.#turn, 0);
  }

  /**
   * Takes a view that the server gave in answer to something sent; tells the other tabs. One about an earlier cancellation
   * does not stand for the order: it is read anew.
   */
  accept(view: OrderView): void {
    const { order, cancellation } = view;
    const known = this.get(order.id).view?.cancellation;
    const isEarlier =
      known?.id !== cancellation?.id && parseInstant(cancellation?.requestedAt) < parseInstant(known?.requestedAt);
    if (isEarlier) this.refresh([order.id]);
    else this.#learn(view, ++this.#turn, 0);
    this.#live?.then((live) => live.tell(view.order.id), warnOfMissing);
  }

  /** The policy of a view: `undefined` while it is fetched (once per hash), `null` where that failed. */
  policy(reference: PolicyReference): CancelPolicy | null | undefined {
    const { hash } = reference;
    if (!this.#policies.has(hash)) {
      this.#policies.set(hash, undefined);
      this.#loadPolicy(reference);
    }
    return this.#policies.get(hash);
  }

  async #loadPolicy({ id, hash }: PolicyReference): Promise<void> {
    let policy: CancelPolicy | null = null;
    try {
      // Whatever came is an object from here on, so that one that is none counts as malformed.
      const loaded: CancelPolicy = Object(await this.backend?.loadPolicy(id, hash, {}));
      if (loaded.id && loaded.id !== id) throw new Error(`policy ${loaded.id} came instead`);
      policy = loaded;
    } catch (error) {
      warn('policy', id, error);
    }
    this.#policies.set(hash, policy);
    this.#tellAll();
    // Who shows orders without watching them hears of it too.
    tellPage();
  }

  async #flush(): Promise<void> {
    const { backend } = this;
    const ids = [...this.#wanted];
    this.#wanted.clear();
    this.#flushed = undefined;
    this.#due = undefined;
    if (!backend) return;
    // A policy that could not be read is tried again.
    for (const [hash, policy] of this.#policies) if (policy === null) this.#policies.delete(hash);
    const batches: Promise<void>[] = [];
    while (ids.length) batches.push(this.#load(backend, ids.splice(0, batchSize)));
    await Promise.all(batches);
    // Only while a page shows something does it pay for what keeps it in step.
    if (!this.#entries.size) return;
    this.#live ??= loadPart(() => import('./live.ts'), 'keepLive').then(({ keepLive }) => keepLive(this));
    // Once it has answered.
    this.#live.then(
      (live) => this.#offset < Number.POSITIVE_INFINITY && live.listen(),
      (problem) => {
        warnOfMissing(problem);
        // Offline it cannot be had: read then is what brings it.
        this.#live = undefined;
        addEventListener('online', () => this.#entries.size && this.refresh(), { once: true });
      },
    );
  }

  async #load(backend: CancellationBackend, ids: string[]): Promise<void> {
    const turn = ++this.#turn;
    const asked = Date.now();
    const left = new Set(ids);
    let code: string = 'unavailable';
    try {
      const { views, missing = [] } = await backend.loadOrders(ids, {});
      const latency = (Date.now() - asked) / 2;
      for (const view of views) {
        if (!isRight(view)) code = 'invalid-view';
        else if (left.delete(view.order.id)) this.#learn(view, turn, latency);
      }
      for (const id of missing)
        if (left.delete(id)) this.#set(id, turn, { view: null, problem: { code: 'not-found' } });
    } catch (error) {
      code = (error as CancelError | null)?.code ?? 'unavailable';
      warn('orders', String((error as Error | null)?.message), code);
    }
    for (const id of left) this.#set(id, turn, { problem: { code } });
  }

  #learn(view: OrderView, turn: number, latency: number): void {
    const offset = parseInstant(view.now) + latency - Date.now();
    const shifted = !(Math.abs(offset - this.#offset) < shift);
    if (shifted) this.#offset = offset;
    // What an order lacks may be written as `null`.
    this.#set(view.order.id, turn, { view: { ...view, order: withoutNulls(view.order) }, problem: null });
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
}
