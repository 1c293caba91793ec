import type { ReactiveController } from 'lit';
import type { LogPage } from '../backend/backend.ts';
import { keepLive, type Live } from '../client/live.ts';
import type { OrderStore } from '../client/order-store.ts';
import type { Checkpoint, EvidenceEntry, LogEntry, WithheldEntry } from '../domain/log-entry.ts';
import type { Problem } from '../domain/view.ts';
import { type ChainReport, isWithheld, verifyChain } from '../evidence/chain.ts';
import { type CheckpointFit, fitOf, type SignatureState, verifySignature } from '../evidence/checkpoint.ts';
import { OrderController, type OrderHost } from './order-controller.ts';

export type Entry = LogEntry | EvidenceEntry | WithheldEntry;

/** How far the record was found whole. `null` of a part: there is nothing to check. */
interface Proof {
  chain: ChainReport;
  checkpoint: Checkpoint | null;
  fit: CheckpointFit | null;
  signature: SignatureState | null;
  /** Whether the backend names the key among its own. `null`: it names none. */
  published: boolean | null;
}

/** Binds an order's evidence log to an element, read again whenever something happens about the order. */
export class CaseController implements ReactiveController {
  readonly host: OrderHost;
  readonly order: OrderController;
  #store: OrderStore | undefined;
  #live: Live | undefined;
  #connected = false;
  /** What was read last: an order in one revision. */
  #read = '';
  #turn = 0;
  #reading: Promise<void> = Promise.resolve();

  /** `undefined` while it is read, `null` where it cannot be. */
  log: Entry[] | null | undefined;
  /** Why it cannot be read. */
  problem: Problem | null = null;
  /** `null`: the backend keeps no chain. */
  proof: Proof | null = null;

  constructor(host: OrderHost) {
    this.host = host;
    this.order = new OrderController(host);
    host.addController(this);
  }

  /** The entries that this person may read. */
  get readable(): LogEntry[] {
    return (this.log ?? []).filter((entry): entry is LogEntry => !('withheld' in entry));
  }

  hostConnected(): void {
    this.#connected = true;
  }

  hostDisconnected(): void {
    this.#connected = false;
    this.#read = '';
    this.#turn++;
    this.#listen(undefined);
  }

  hostUpdate(): void {
    if (!this.#connected) return;
    const { store, id, view, problem } = this.order;
    if (store !== this.#store) this.#listen(store);
    if (id === undefined || !store?.backend?.events) {
      this.log = undefined;
      return;
    }
    // What the order's view cannot tell, its log cannot either; a view of the page's own says nothing of it.
    if (!view && problem) {
      this.log = null;
      this.problem = problem;
      return;
    }
    const wanted = `${id} ${view?.order.revision ?? ''}`;
    if (!view || wanted === this.#read) return;
    if (!this.#read.startsWith(`${id} `)) this.log = undefined;
    this.#read = wanted;
    this.#reading = this.#load(store, id);
  }

  /** Reads order and log again. Resolves when both were answered. */
  async refresh(): Promise<void> {
    const { store, id } = this.order;
    if (store && id !== undefined) this.#reading = this.#load(store, id);
    await this.order.refresh();
    await this.#reading;
    await this.host.updateComplete;
  }

  /** Something was added to the log: it is read again, here and in the other tabs. */
  async added(): Promise<void> {
    const { store, id } = this.order;
    if (!store || id === undefined) return;
    this.#live?.tell(id);
    this.#reading = this.#load(store, id);
    await this.#reading;
  }

  #listen(store: OrderStore | undefined): void {
    this.#live?.stop();
    this.#live = undefined;
    this.#store = store;
  }

  async #load(store: OrderStore, id: string): Promise<void> {
    const turn = ++this.#turn;
    let page: LogPage | undefined;
    let problem: Problem | null = null;
    try {
      page = await store.backend?.events?.(id, {});
      if (!Array.isArray(page?.events)) throw new TypeError('no list of events');
    } catch (error) {
      const { code } = (error ?? {}) as { code?: unknown };
      problem = { code: typeof code === 'string' ? code : 'unavailable' };
    }
    if (turn !== this.#turn) return;
    this.problem = problem;
    if (page && !problem) {
      this.log = page.events.filter((entry: unknown) => typeof entry === 'object' && entry !== null);
      this.proof = proofOf(id, page);
      this.#check(turn);
    } else if (!this.log) this.log = null;
    // A message changes no order: who listens hears of it all the same. Only once the backend has answered.
    if (!problem && this.#connected && this.#store === store) {
      this.#live ??= keepLive(store, (orderIds) => {
        const { id: current } = this.order;
        if (current !== undefined && (!orderIds || orderIds.includes(current)))
          this.#reading = this.#load(store, current);
      });
    }
    this.host.requestUpdate();
  }

  /** The signature takes a moment longer. */
  async #check(turn: number): Promise<void> {
    const { proof } = this;
    if (!proof?.checkpoint) return;
    const { checkpoint } = proof;
    const [signature, keys] = await Promise.all([
      verifySignature(checkpoint).catch((): SignatureState => 'unchecked'),
      this.#store?.backend?.keys?.({}).catch((): null => null),
    ]);
    if (turn !== this.#turn) return;
    proof.published = Array.isArray(keys) ? keys.some((key) => key?.x === checkpoint.key.x) : null;
    proof.signature = signature;
    this.host.requestUpdate();
  }
}

function proofOf(id: string, { events, checkpoint = null }: LogPage): Proof | null {
  const chained = events.filter((entry): entry is EvidenceEntry | WithheldEntry => isChained(entry));
  if (chained.length < events.length || events.length === 0) return null;
  const chain = verifyChain(id, chained);
  return { chain, checkpoint, fit: checkpoint && fitOf(id, chained, checkpoint), signature: null, published: null };
}

function isChained(entry: Entry): entry is EvidenceEntry | WithheldEntry {
  if (typeof entry !== 'object' || entry === null || !('hash' in entry)) return false;
  return isWithheld(entry as EvidenceEntry) || typeof (entry as EvidenceEntry).seq === 'number';
}
