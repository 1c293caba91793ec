import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { QueueItem } from '../backend/backend.ts';
import { namedPolicy } from '../client/named-policy.ts';
import { watchPage } from '../client/page-changes.ts';
import { type Question, QueueList } from '../client/queue-list.ts';
import { schedule, unschedule } from '../client/scheduler.ts';
import { storeOf } from '../client/stores.ts';
import { warnOfMissing } from '../client/warn.ts';
import type { CancelPolicy } from '../domain/policy.ts';
import type { PolicyReference } from '../domain/records.ts';
import type { TextTable } from '../i18n/part.ts';
import { loadQueueTexts } from '../i18n/queue-texts.ts';
import { textsKey } from '../i18n/texts.ts';
import { Selection } from './selection.ts';
import { type Settings, settingOf, surroundingsOf } from './surroundings.ts';

/** An element that shows a queue. */
export interface QueueHost extends ReactiveControllerHost, HTMLElement, Settings {
  state?: string | undefined;
  pageSize?: number | undefined;
}

export type Sort = Question['sort'];

/** How long a person may pause while typing a search, ms. */
const typing = 250;
/** Rows a page, and the server's most. */
const usual = 100;

/** Binds a queue to an element: settings, language, the rows and what is chosen of them. */
export class QueueController implements ReactiveController {
  readonly host: QueueHost;
  readonly #shown: () => string[];
  #providers: HTMLElement[] = [];
  #leave: (() => void) | undefined;
  #asked = '';
  #textsOf = '';
  #connected = false;
  /** When the next of the texts changes, epoch ms of this machine's clock. */
  #due = Number.POSITIVE_INFINITY;

  list: QueueList | undefined;
  language = 'en';
  /** `undefined` while they are loaded. */
  texts: TextTable | undefined;
  /** What is searched for, as it is typed. */
  typed = '';
  sort: Sort = 'cost-of-delay';
  readonly selection = new Selection();
  #q = '';

  constructor(host: QueueHost, shown: () => string[]) {
    this.host = host;
    this.#shown = shown;
    host.addController(this);
  }

  get state(): string {
    return this.host.state || 'open';
  }

  /** Where people sign in; for this element, or around it. */
  get signInUrl(): string | undefined {
    return this.#setting('signInUrl');
  }

  /** The server's clock as far as it is known, epoch ms. */
  get now(): number {
    return this.list?.store.now() ?? Date.now();
  }

  hostConnected(): void {
    this.#connected = true;
    this.#relocate();
    this.#leave = watchPage(this.#relocate);
    this.list?.start();
  }

  hostDisconnected(): void {
    this.#connected = false;
    this.#leave?.();
    this.list?.stop();
    this.#asked = '';
    unschedule(this.update);
    unschedule(this.#search);
  }

  hostUpdate(): void {
    this.#due = Number.POSITIVE_INFINITY;
    if (!this.#connected) return;
    const store = storeOf(this.#setting('backend'));
    if (this.list?.store !== store) {
      this.list?.stop();
      this.list = new QueueList(store, this.update, this.#shown);
      this.list.start();
      this.selection.clear();
      this.#asked = '';
    }
    const { pageSize } = this.host;
    const limit = pageSize && pageSize > 0 ? Math.floor(pageSize) : usual;
    const question: Question = { state: this.state, q: this.#q, sort: this.sort, limit };
    const asked = JSON.stringify(question);
    if (asked === this.#asked) return;
    this.#asked = asked;
    // Not within the update that asks: what it changes is shown by the next one.
    const { list } = this;
    queueMicrotask(() => list.ask(question));
  }

  /** Reads the rows again; resolves when that was answered and shown. */
  async refresh(): Promise<void> {
    this.#relocate();
    await this.host.updateComplete;
    await this.list?.reload();
    await this.host.updateComplete;
  }

  /** The policy that governs a cancellation: its own, until it is there the page's. */
  policyOf({ policy: reference }: { policy: PolicyReference }): CancelPolicy | null {
    const { store } = this.list ?? {};
    const fetched = store?.backend && reference?.hash ? store.policy(reference) : null;
    if (fetched) return fetched;
    const given = this.#setting('policy');
    return (typeof given === 'string' ? namedPolicy(given) : given) ?? null;
  }

  /** What the one who looks may do to a row. */
  actionsOf({ actions, cancellation }: QueueItem): readonly string[] {
    if (actions) return actions;
    // A backend that does not say so leaves it to the server to refuse.
    return cancellation.state === 'requested' && cancellation.requestedBy !== 'seller' ? ['accept', 'decline'] : [];
  }

  /** Takes what is typed into the search; asks when the person pauses. */
  search(text: string, now = false): void {
    this.typed = text;
    if (now) this.#search();
    else schedule(this.#search, Date.now() + typing);
    this.update();
  }

  sortBy(sort: Sort): void {
    this.sort = sort;
    this.update();
  }

  /** Has the element rendered again in `delay` ms: a countdown's text changes then. */
  updateIn(delay: number): void {
    const at = Math.ceil(Date.now() + delay);
    if (!this.#connected || !(at < this.#due)) return;
    this.#due = at;
    schedule(this.update, at);
  }

  readonly update = (): void => {
    this.host.requestUpdate();
  };

  readonly #search = (): void => {
    unschedule(this.#search);
    this.#q = this.typed.trim();
    this.update();
  };

  #setting<K extends keyof Settings>(name: K): Settings[K] {
    return settingOf(this.host, this.#providers, name);
  }

  readonly #relocate = (): void => {
    const { providers, language } = surroundingsOf(this.host);
    this.#providers = providers;
    this.language = language;
    if (this.#textsOf !== textsKey(language)) this.#loadTexts(language);
    this.update();
  };

  async #loadTexts(language: string): Promise<void> {
    const key = textsKey(language);
    this.#textsOf = key;
    try {
      const texts = await loadQueueTexts(language);
      if (this.#textsOf === key) this.texts = texts;
    } catch (error) {
      this.#textsOf = '';
      warnOfMissing(error);
    }
    this.update();
  }
}
