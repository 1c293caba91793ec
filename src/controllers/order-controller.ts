import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { compiledOf } from '../client/compiled.ts';
import { givenOrder, isReadable } from '../client/given-order.ts';
import { forget, isTold, type KeptIntent, keptAt, placeOf } from '../client/kept-intents.ts';
import { namedPolicy } from '../client/named-policy.ts';
import type { OrderStore } from '../client/order-store.ts';
import { watchPage } from '../client/page-changes.ts';
import { schedule, unschedule } from '../client/scheduler.ts';
import { storeOf } from '../client/stores.ts';
import { warn } from '../client/warn.ts';
import { askServer } from '../domain/ask-server.ts';
import type { Decision } from '../domain/decision/decision.ts';
import type { CancelPolicy } from '../domain/policy.ts';
import type { Actor, Cancellation, Order } from '../domain/records.ts';
import { parseInstant } from '../domain/values/instant.ts';
import type { OrderView, Problem } from '../domain/view.ts';
import type { Drift } from '../events/order-cancel-decision-event.ts';
import { type TextTable, textsOf } from '../i18n/texts.ts';
import { type Settings, settingOf, surroundingsOf } from './surroundings.ts';

/** An element that shows one order. */
export interface OrderHost extends ReactiveControllerHost, HTMLElement, Settings {
  orderId?: string | undefined;
  order?: Order | undefined;
  view?: OrderView | undefined;
}

/** How long a first answer may take before a person is shown another way, ms. */
const lateAfter = 2500;

/** Binds one order to an element: settings, language, knowledge and decision, kept up to date while it is connected. */
export class OrderController implements ReactiveController {
  readonly #host: OrderHost;
  #providers: HTMLElement[] = [];
  #leave: (() => void) | undefined;
  #unwatch: (() => void) | undefined;
  #given: OrderView | undefined;
  #decision: Decision | null | undefined;
  /** The view after whose end the server was asked. */
  #turned: OrderView | null = null;

  /** The order that it is bound to, whether or not there is one. */
  id: string | undefined;
  /** What the page knows of the order's backend. */
  store: OrderStore | undefined;
  language = 'en';
  /** `undefined` while they are loaded. */
  texts: TextTable | undefined;
  view: OrderView | null = null;
  order: Order | null = null;
  /** The policy that is applied: the view's own, until it is there the page's. */
  policy: CancelPolicy | null = null;
  drift: Drift | null = null;
  /** Why there is no newer view. */
  problem: Problem | null = null;
  /** The first answer is waited for, longer than a person thinks that all is well. */
  late = false;

  constructor(host: OrderHost) {
    this.#host = host;
    host.addController(this);
  }

  /** Where a cancellation of this order is kept until its outcome is known. */
  get place(): string {
    return placeOf(this.store?.name ?? '', this.actor, this.id ?? '');
  }

  /** The cancellation that was sent and of which nobody knows yet what became. */
  get unresolved(): KeptIntent | null {
    return this.id !== undefined && this.store?.backend ? keptAt(this.place) : null;
  }

  get actor(): Actor {
    return this.#setting('actor') ?? 'buyer';
  }

  /** Where people sign in. */
  get signInUrl(): string | undefined {
    return this.#setting('signInUrl');
  }

  get cancellation(): Cancellation | null {
    return this.view?.cancellation ?? null;
  }

  /** The server's clock as far as it is known, epoch ms. */
  get now(): number {
    // What the view tells of has happened, however roughly the clock is known.
    return Math.max(this.store?.now() ?? Date.now(), parseInstant(this.view?.now) || 0);
  }

  /** Decided when first asked for after an update: an element that does not ask pays nothing. */
  get decision(): Decision | null {
    if (this.#decision === undefined) this.#decision = this.#decide();
    return this.#decision;
  }

  /** What keeps it from a decision: the code of a text, or `idle` where no order was named. */
  get situation(): string {
    const { problem, texts, store } = this;
    if (this.id === undefined) return 'idle';
    if (problem) return texts?.[problem.code] ? problem.code : 'offline';
    return store?.backend || this.#setting('policy') ? 'loading' : 'offline';
  }

  /** Asks for the order before anything is rendered, which on a slow phone takes as long as the answer. */
  ask(): void {
    this.#relocate();
    this.#bind().hasten();
  }

  hostConnected(): void {
    this.#relocate();
    this.#leave = watchPage(this.#relocate);
  }

  hostDisconnected(): void {
    this.#leave?.();
    unschedule(this.#turn);
    unschedule(this.#update);
    // Who is only moved is there again by then, and knows what it knew.
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#watch();
    });
  }

  hostUpdate(): void {
    const host = this.#host;
    if (!host.isConnected) return;
    // While others are loaded, what is shown stays, a dialog not the least.
    this.texts = textsOf(this.language, this.#update) ?? this.texts;
    const { order, view } = host;
    const store = this.#bind();
    if (view !== this.#given) {
      this.#given = view;
      if (view) store.seed(view);
    }
    const known = store.get(this.id);
    this.view = known.view;
    this.problem = known.problem;
    if (known.view || known.problem) unschedule(this.#beLate);
    this.order = known.view?.order ?? givenOrder(order ?? null);
    const { unresolved } = this;
    if (unresolved && known.view && isTold(unresolved, known.view)) forget(this.place);
    this.#decision = undefined;
    unschedule(this.#turn);
  }

  /** Reads the order again. */
  async refresh(): Promise<void> {
    this.#relocate();
    await this.#host.updateComplete;
    if (this.id !== undefined) await this.store?.refresh([this.id]);
    await this.#host.updateComplete;
  }

  /** Has the element rendered again in `delay` ms: a countdown's text changes then. One that is gone by then stays so. */
  updateIn(delay: number, callback = this.#update): void {
    if (this.#host.isConnected) schedule(callback, Math.ceil(Date.now() + delay));
  }

  /** Takes the view that came in answer to something sent. */
  accept(view: OrderView): void {
    this.store?.accept(view);
  }

  #bind(): OrderStore {
    const { orderId, order, view } = this.#host;
    const store = storeOf(this.#setting('backend'));
    const id: unknown = orderId ?? (view ? view.order?.id : order?.id);
    // Frameworks hand numbers on as they are.
    this.#watch(store, id === undefined || id === null ? undefined : String(id));
    return store;
  }

  #watch(store?: OrderStore, id?: string): void {
    if (store === this.store && id === this.id) return;
    this.#unwatch?.();
    this.store = store;
    this.id = id;
    this.#given = undefined;
    this.late = false;
    unschedule(this.#beLate);
    this.#unwatch = id === undefined ? undefined : store?.watch(id, this.#update, this.#host.view);
    if (id !== undefined && store?.backend && !store.get(id).view) schedule(this.#beLate, Date.now() + lateAfter);
  }

  #decide(): Decision | null {
    const { view, order, actor, cancellation, now, store } = this;
    const server = view?.decision ?? null;
    const fetched = view && store?.backend && store.policy(view.policy);
    const given = fetched ? undefined : this.#setting('policy');
    const policy = fetched ?? (typeof given === 'string' ? namedPolicy(given) : given);
    let compiled: ReturnType<typeof compiledOf> = null;
    let page: Decision | undefined;
    try {
      const cancellations = view?.cancellations ?? (cancellation ? [cancellation] : []);
      compiled = order && policy && compiledOf(policy, order, cancellations);
      if (order) page = compiled?.decide(order, { actor, now, cancellation, cancellations });
    } catch {
      // It was not parsed: what it lacks shows when it is used.
      compiled = null;
      warn('invalid-policy', policy);
    }
    this.policy = (page && policy) ?? null;
    this.drift = null;
    if (!order) return null;
    // For what nobody can read nothing is offered.
    if (!view && !isReadable(order)) return { ...askServer, reason: 'order-unreadable' };
    // While the shop works on something the order is as it was, and nothing can be asked for.
    if (view?.pending && server) {
      const since = now - parseInstant(view.pending.since);
      this.updateIn(Math.min(Math.max(since / 2 || 0, 2000), 60_000), this.#turn);
      return server;
    }
    let decision = server;
    if (page) {
      // What the server said holds until its own next turn.
      const holds = server && (server.validUntil ?? Number.POSITIVE_INFINITY) > now;
      if (holds && page.outcome !== 'ask-server' && !sameRuling(page, server)) {
        this.drift = { page, server };
        warn('drift', this.id, page, server);
      }
      // The server knows the holidays.
      if (server?.withdrawal !== undefined) page.withdrawal = server.withdrawal;
      if (!server || (!this.drift && page.outcome !== 'ask-server')) decision = page;
    } else if (!server) {
      const pending = policy
        ? compiled === undefined
        : view
          ? store?.backend && fetched === undefined
          : policy === undefined;
      decision = pending ? null : askServer;
    }
    const until = decision?.validUntil;
    // The server's answer may be older by its own clock than by this page's: asked too early, it is asked once more.
    const early = decision === server && view !== this.#turned ? parseInstant(view?.now) : now;
    if (typeof until === 'number' && until > early) this.updateIn(until - now, this.#turn);
    return decision;
  }

  /** At a decision's end the page decides anew; where the decision was the server's, it asks the server. */
  readonly #turn = (): void => {
    if (this.#decision === this.view?.decision && this.id !== undefined) {
      this.#turned = this.view;
      this.store?.refresh([this.id]);
    }
    this.#update();
  };

  readonly #beLate = (): void => {
    if (this.view || this.problem) return;
    this.late = true;
    this.#update();
  };

  #setting<K extends keyof Settings>(name: K): Settings[K] {
    return settingOf(this.#host, this.#providers, name);
  }

  readonly #update = (): void => {
    this.#host.requestUpdate();
  };

  readonly #relocate = (): void => {
    const { providers, language } = surroundingsOf(this.#host);
    this.#providers = providers;
    this.language = language;
    this.#update();
  };
}

function sameRuling(one: Decision, other: Decision): boolean {
  return one.outcome === other.outcome && one.reason === other.reason && one.contact === other.contact;
}
