import type { QueueItem, QueuePage, QueueQuery } from '../backend/backend.ts';
import { isOrderView } from '../backend/view-guard.ts';
import type { CancelError } from '../domain/errors.ts';
import { openStates } from '../domain/records.ts';
import { parseInstant } from '../domain/values/instant.ts';
import type { OrderView } from '../domain/view.ts';
import { loadPart } from '../load-part.ts';
import type { Live } from './live.ts';
import type { OrderStore } from './order-store.ts';
import { schedule, unschedule } from './scheduler.ts';
import { warn, warnOfMissing } from './warn.ts';

/** What is asked for. `state`: `all`, `open`, or states separated by commas. */
export interface Question {
  state: string;
  q: string;
  sort: NonNullable<QueueQuery['sort']>;
  /** Rows a page. */
  limit: number;
}

/** How long changes are gathered before they are read, ms. */
const gathering = 300;
/** Ids in one request. */
const batchSize = 100;
/** More changes than this at once are not read one by one: the person is told that the list has changed. */
const maxChanges = 500;

/** The rows of a queue: read page by page, and kept as the server has them. */
export class QueueList {
  readonly store: OrderStore;
  readonly #changed: () => void;
  readonly #shown: () => string[];
  /** Places of rows by id; made when one is asked for that is not where it was last. */
  #at = new Map<string, number>();
  #hint = 0;
  #question: Question | undefined;
  #cursor: string | null = null;
  #turn = 0;
  #abort: AbortController | undefined;
  #live: Promise<Live> | undefined;
  #askedAt = 0;
  readonly #readable = new WeakMap<QueueItem, boolean>();
  readonly #heard = new Set<string>();
  #heardMany = false;
  #gathers = false;

  items: QueueItem[] = [];
  counts: QueuePage['counts'] = {};
  declare withdrawals: QueuePage['withdrawals'];
  /** `loading`: the rows that are asked for are not there yet; older ones may be. */
  phase: 'loading' | 'ready' = 'loading';
  /** Whether the next page is being read. */
  more: 'idle' | 'loading' | 'failed' = 'idle';
  /** Code of why there is nothing newer. */
  problem: string | null = null;
  /** Cancellations that came since and are not among the rows. */
  readonly news = new Set<string>();
  /** Rows may be missing, or stand elsewhere by now. */
  moved = false;
  /** Cancellations that changed elsewhere since they were read. */
  readonly touched = new Set<string>();

  /** `shown`: ids of the orders that a person sees just now. */
  constructor(store: OrderStore, changed: () => void, shown: () => string[]) {
    this.store = store;
    this.#changed = changed;
    this.#shown = shown;
  }

  get complete(): boolean {
    return this.#cursor === null;
  }

  /** How many rows there are in all, as far as it is known. */
  get total(): number {
    if (this.complete) return this.items.length;
    return Math.max(this.items.length, this.countOf(this.#question?.state ?? 'all'));
  }

  /** How many cancellations the search finds in some states. */
  countOf(state: string): number {
    const names = state === 'all' ? Object.keys(this.counts) : state === 'open' ? openStates : state.split(',');
    return names.reduce((sum, name) => sum + (this.counts[name as keyof QueuePage['counts']] ?? 0), 0);
  }

  indexOf(cancellationId: string | null): number {
    if (cancellationId === null) return -1;
    if (this.items[this.#hint]?.cancellation.id === cancellationId) return this.#hint;
    for (let at = this.#at.size; at < this.items.length; at++) {
      this.#at.set((this.items[at] as QueueItem).cancellation.id, at);
    }
    const at = this.#at.get(cancellationId) ?? -1;
    if (at >= 0) this.#hint = at;
    return at;
  }

  get(cancellationId: string): QueueItem | undefined {
    return this.items[this.indexOf(cancellationId)];
  }

  /** Whether a row holds what is shown of it; looked at when it is. */
  isReadable(item: QueueItem): boolean {
    let readable = this.#readable.get(item);
    if (readable === undefined) {
      readable = isOrderView(this.viewOf(item));
      this.#readable.set(item, readable);
      if (!readable) warn('view', item.order?.id, item);
    }
    return readable;
  }

  /** What the order store knows an item as. */
  viewOf({ order, cancellation, actions }: QueueItem): OrderView {
    const now = new Date(this.store.now()).toISOString();
    return { order, cancellation, policy: cancellation.policy, now, ...(actions && { actions }) };
  }

  start(): void {
    // The first rows do not wait for what keeps them in step.
    this.#live ??= loadPart(() => import('./live.ts'), 'keepLive').then(({ keepLive }) =>
      keepLive(this.store, this.#hear),
    );
    this.#live.catch(warnOfMissing);
  }

  stop(): void {
    this.#live?.then((live) => live.stop()).catch(() => {});
    this.#live = undefined;
    this.#abort?.abort();
    unschedule(this.#readChanges);
    this.#gathers = false;
  }

  /** Asks for rows from the beginning; those that are there stay until the answer. */
  async ask(question: Question): Promise<void> {
    this.#question = question;
    this.#abort?.abort();
    this.#abort = new AbortController();
    this.phase = 'loading';
    this.more = 'idle';
    this.#changed();
    const turn = ++this.#turn;
    const askedAt = this.store.now();
    const page = await this.#read(undefined);
    if (turn !== this.#turn) return;
    this.phase = 'ready';
    if (page) {
      this.#askedAt = page.now === undefined ? askedAt : parseInstant(page.now);
      this.items = [];
      this.#at = new Map();
      this.#hint = 0;
      this.news.clear();
      this.touched.clear();
      this.moved = false;
      this.#take(page);
    }
    this.#changed();
  }

  /** Asks the same again. */
  async reload(): Promise<void> {
    if (this.#question) await this.ask(this.#question);
  }

  /** Reads the next page, once. */
  async next(): Promise<void> {
    const cursor = this.#cursor;
    if (cursor === null || this.more === 'loading' || this.phase === 'loading') return;
    const turn = this.#turn;
    this.more = 'loading';
    const page = await this.#read(cursor);
    if (turn !== this.#turn) return;
    this.more = page ? 'idle' : 'failed';
    if (page) this.#take(page);
    this.#changed();
  }

  /** Takes a fresh view; `touched`: it was changed elsewhere. Says whether there was such a row. */
  take(view: OrderView, touched = false): boolean {
    const { cancellation, order, actions } = view;
    const at = this.indexOf(cancellation?.id ?? null);
    const before = this.items[at];
    if (!before || !cancellation) return false;
    const { state } = before.cancellation;
    if (touched && before.cancellation.revision + before.order.revision === cancellation.revision + order.revision) {
      return true;
    }
    // Of one that is settled, its record says what is due.
    const due = before.due && !cancellation.refund && { due: before.due };
    this.items[at] = { cancellation, order, ...(actions && { actions }), ...due };
    if (touched) this.touched.add(cancellation.id);
    else this.touched.delete(cancellation.id);
    if (state !== cancellation.state) {
      const { [state]: from = 0, [cancellation.state]: to = 0 } = this.counts;
      this.counts = { ...this.counts, [state]: Math.max(0, from - 1), [cancellation.state]: to + 1 };
    }
    this.#changed();
    return true;
  }

  /** Takes a view that came in answer to something sent; tells who else shows the order. */
  accept(view: OrderView): void {
    this.take(view);
    if (this.store.has(view.order.id)) this.store.accept(view);
    this.#live?.then((live) => live.tell(view.order.id)).catch(() => {});
  }

  async #read(cursor: string | undefined, limit?: number): Promise<QueuePage | null> {
    const { backend } = this.store;
    const { state, q, sort, limit: most } = this.#question as Question;
    const query: QueueQuery = {
      sort,
      limit: limit ?? most,
      ...(state !== 'all' && { state }),
      ...(q && { q }),
      ...(cursor && { cursor }),
    };
    const signal = this.#abort?.signal;
    try {
      if (!backend?.list) throw Object.assign(new Error('the backend has no list'), { code: 'unavailable' });
      const page = await backend.list(query, signal ? { signal } : {});
      if (!Array.isArray(page?.items)) throw Object.assign(new Error('no list of items'), { code: 'invalid-view' });
      this.problem = null;
      return page;
    } catch (error) {
      if (signal?.aborted) return null;
      this.problem = (error as CancelError | null)?.code ?? 'unavailable';
      warn('orders', String((error as Error | null)?.message), this.problem);
      return null;
    }
  }

  #take({ items, nextCursor, counts, withdrawals, now }: QueuePage): void {
    this.withdrawals = withdrawals;
    const sound = items.filter((item) => typeof item?.cancellation?.id === 'string' && item.order);
    // Rows that a page repeats, since others moved meanwhile, are those that are there.
    if (this.items.length === 0) this.items = sound;
    else for (const item of sound) if (this.indexOf(item.cancellation.id) < 0) this.items.push(item);
    this.#cursor = nextCursor ?? null;
    this.counts = counts ?? {};
    const [first] = items;
    // The order store keeps the server's clock; it learns it from any view.
    if (now !== undefined && first) this.store.seed({ ...this.viewOf(first), now });
  }

  readonly #hear = (orderIds: string[] | null): void => {
    if (orderIds) for (const id of orderIds) this.#heard.add(id);
    else this.#heardMany = true;
    // Counted from the first: changes that never cease are not to put it off for ever.
    if (!this.#gathers) schedule(this.#readChanges, Date.now() + gathering);
    this.#gathers = true;
  };

  readonly #readChanges = async (): Promise<void> => {
    this.#gathers = false;
    const { backend } = this.store;
    const all = this.#heardMany || this.#heard.size > maxChanges;
    const ids = all ? this.#shown() : [...this.#heard];
    this.#heard.clear();
    this.#heardMany = false;
    if (!backend || !this.#question) return;
    const turn = this.#turn;
    const before = this.countOf(this.#question.state);
    const batches: Promise<void>[] = [];
    while (ids.length) batches.push(this.#readOrders(ids.splice(0, batchSize)));
    await Promise.all(batches);
    const page = await this.#read(undefined, 1);
    if (turn !== this.#turn || !page) return;
    this.counts = page.counts ?? {};
    if (all && this.countOf(this.#question.state) !== before) this.moved = true;
    this.#changed();
  };

  async #readOrders(ids: string[]): Promise<void> {
    const { backend } = this.store;
    try {
      const { views } = (await backend?.loadOrders(ids, {})) ?? { views: [] };
      for (const view of views) if (!this.take(view, true)) this.#note(view);
    } catch {
      // The next change, or the person, has it read again.
      this.moved = true;
    }
  }

  /** A cancellation that is not among the rows is new if it was requested since they were read. */
  #note({ cancellation }: OrderView): void {
    if (!cancellation || !(parseInstant(cancellation.requestedAt) >= this.#askedAt)) return;
    const { state = 'all', q } = this.#question ?? {};
    const names = state === 'open' ? openStates : state.split(',');
    // What a search would find, only the server knows.
    if (q) this.moved = true;
    else if (state === 'all' || names.includes(cancellation.state)) this.news.add(cancellation.id);
  }
}
