import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { compiledOf } from '../client/compiled.ts';
import type { Knowledge, OrderStore } from '../client/order-store.ts';
import { namedPolicy, watchPolicies } from '../client/policies.ts';
import { schedule, unschedule } from '../client/scheduler.ts';
import { storeOf } from '../client/stores.ts';
import { warnOnce } from '../client/warn-once.ts';
import type { Decision } from '../domain/decision.ts';
import { parseInstant } from '../domain/instant.ts';
import type { CancelPolicy } from '../domain/policy.ts';
import type { Actor, Cancellation, Order } from '../domain/records.ts';
import type { OrderView, Problem } from '../domain/view.ts';
import type { Drift } from '../events/order-cancel-decision-event.ts';
import { type TextTable, textOf, textsOf } from '../i18n/texts.ts';
import { providerChange, type Settings, settingOf, surroundingsOf, watchLanguage } from './surroundings.ts';

/** An element that shows one order. */
export interface OrderHost extends ReactiveControllerHost, HTMLElement, Settings {
  orderId?: string | undefined;
  order?: Order | undefined;
  view?: OrderView | undefined;
}

/** `ready`: there is something to show. `idle`: no order was named. */
export type Situation = 'idle' | 'loading' | 'ready' | 'offline' | 'sign-in' | 'missing';

const askServer: Decision = {
  outcome: 'ask-server',
  reason: 'unknown-policy',
  ruleId: null,
  contact: 'none',
  validUntil: null,
  next: null,
  alternatives: [],
  withdrawal: null,
  trace: [],
};

/** Binds one order to an element: settings, language, knowledge and decision, kept up to date while it is connected. */
export class OrderController implements ReactiveController {
  readonly #host: OrderHost;
  readonly #decides: boolean;
  #providers: HTMLElement[] = [];
  #stops: (() => void)[] = [];
  #store: OrderStore | undefined;
  #watched: string | undefined;
  #unwatch: (() => void) | undefined;
  #given: Order | undefined;
  #givenView: OrderView | undefined;
  #answer: OrderView | undefined;
  #checked: [OrderView, CancelPolicy, Drift | null] | undefined;

  language = 'en';
  /** `undefined` while they are loaded. */
  texts: TextTable | undefined;
  situation: Situation = 'idle';
  view: OrderView | null = null;
  order: Order | null = null;
  policy: CancelPolicy | null = null;
  decision: Decision | null = null;
  drift: Drift | null = null;
  /** Why there is no newer view. */
  problem: Problem | null = null;

  constructor(host: OrderHost, { decides = false } = {}) {
    this.#host = host;
    this.#decides = decides;
    host.addController(this);
  }

  get actor(): Actor {
    return settingOf(this.#host, this.#providers, 'actor') ?? 'buyer';
  }

  get cancellation(): Cancellation | null {
    return this.view?.cancellation ?? null;
  }

  get store(): OrderStore | undefined {
    return this.#store;
  }

  /** The server's clock as far as it is known, epoch ms. */
  get now(): number {
    return this.#store?.now() ?? Date.now();
  }

  hostConnected(): void {
    const { providers, language } = surroundingsOf(this.#host);
    this.#providers = providers;
    this.language = language;
    for (const provider of providers) {
      provider.addEventListener(providerChange, this.#update);
      this.#stops.push(() => provider.removeEventListener(providerChange, this.#update));
    }
    this.#stops.push(watchLanguage(this.#relocate), watchPolicies(this.#update));
    this.#host.requestUpdate();
  }

  hostDisconnected(): void {
    for (const stop of this.#stops.splice(0)) stop();
    this.#watch(undefined, undefined);
    unschedule(this.#turn);
    unschedule(this.#update);
  }

  hostUpdate(): void {
    if (!this.#host.isConnected) return;
    this.texts = textsOf(this.language, this.#update);
    const { order, view, orderId } = this.#host;
    const backend = settingOf(this.#host, this.#providers, 'backend');
    const id = orderId ?? view?.order?.id ?? order?.id;
    this.#watch(backend ? storeOf(backend) : undefined, id);
    if (view !== this.#givenView) this.#take(view);
    if (order !== this.#given) {
      if (this.#given && this.#store?.get(id as string).view) this.#store.refresh([id as string]);
      this.#given = order;
    }
    const known: Knowledge = this.#store && id !== undefined ? this.#store.get(id) : { view: null, problem: null };
    this.view = known.view ?? this.#answer ?? null;
    this.problem = known.problem;
    this.order = this.view?.order ?? order ?? null;
    if (this.#decides) this.#decide();
    this.situation = this.#situationOf(id);
  }

  hostUpdated(): void {
    for (const element of this.#joined) element.requestUpdate();
  }

  /** The text of a key; of a code in a group, the policy's own wording first. */
  term(group: string, code?: string): string {
    const { texts, policy, language } = this;
    if (!texts) return '';
    return code === undefined ? (texts[group] ?? '') : textOf(texts, language, group, code, policy);
  }

  /** Reads the order again. */
  async refresh(): Promise<void> {
    this.#relocate();
    await this.#host.updateComplete;
    if (this.#watched !== undefined) await this.#store?.refresh([this.#watched]);
    await this.#host.updateComplete;
  }

  /** Has another element rendered again after each update of this one's. */
  join(element: ReactiveControllerHost): void {
    this.#joined.add(element);
  }

  leave(element: ReactiveControllerHost): void {
    this.#joined.delete(element);
  }

  /** Has the element rendered again in `delay` ms: a countdown's text changes then. */
  updateIn(delay: number): void {
    schedule(this.#update, Date.now() + delay);
  }

  /** Takes the view that came in answer to something sent. */
  accept(view: OrderView): void {
    if (this.#store) this.#store.accept(view);
    else this.#answer = view;
    this.#update();
  }

  #watch(store: OrderStore | undefined, id: string | undefined): void {
    if (store === this.#store && id === this.#watched) return;
    this.#unwatch?.();
    this.#store = store;
    this.#watched = id;
    this.#answer = undefined;
    this.#givenView = undefined;
    this.#unwatch = store && id !== undefined ? store.watch(id, this.#update, this.#host.view) : undefined;
  }

  /** A view that the page gives counts like the server's, until a newer one comes. */
  #take(view: OrderView | undefined): void {
    this.#givenView = view;
    if (!view) return;
    if (this.#store) this.#store.seed(view);
    else this.#answer = view;
  }

  #decide(): void {
    unschedule(this.#turn);
    this.drift = null;
    this.decision = null;
    const { view, order, actor } = this;
    const fetched = view && this.#store?.policy(view.policy);
    this.policy = fetched ?? this.#pagePolicy() ?? null;
    if (!order) return;
    const server = view?.decision ?? null;
    const compiled = this.policy && compiledOf(this.policy);
    if (compiled) {
      const context = { actor, cancellation: this.cancellation };
      const page = compiled.decide(order, { ...context, now: this.now });
      if (view && server) this.drift = this.#driftOf(view, server);
      const trusts = server && (this.drift || page.outcome === 'ask-server');
      this.decision = trusts ? server : page;
    } else {
      const pending = view ? fetched === undefined && this.#store : this.#pagePolicy() === undefined;
      this.decision = server ?? (pending ? null : askServer);
    }
    this.#awaitTurn(this.decision === server);
  }

  /** At the decision's end the page decides anew; of the server's own decision it asks the server. */
  #awaitTurn(isServers: boolean): void {
    const until = this.decision?.validUntil;
    if (typeof until !== 'number') return;
    const passed = until <= this.now;
    if (passed && !isServers) return;
    this.#asks = isServers;
    schedule(this.#turn, passed ? Date.now() + 5000 : Math.ceil(this.#store?.localTime(until) ?? until));
  }
  #asks = false;

  readonly #turn = (): void => {
    if (this.#asks && this.#watched !== undefined) this.#store?.refresh([this.#watched]);
    this.#update();
  };

  #driftOf(view: OrderView, server: Decision): Drift | null {
    const policy = this.policy as CancelPolicy;
    if (this.#checked?.[0] === view && this.#checked[1] === policy) return this.#checked[2];
    const { order, actor, cancellation } = this;
    const page = (compiledOf(policy) as NonNullable<ReturnType<typeof compiledOf>>).decide(order as Order, {
      actor,
      cancellation,
      now: parseInstant(view.now),
    });
    const differs =
      page.outcome !== 'ask-server' &&
      (page.outcome !== server.outcome || page.reason !== server.reason || page.contact !== server.contact);
    if (differs) {
      const [here, there] = [page, server].map(({ outcome, reason }) => `"${outcome}" (${reason})`);
      warnOnce(`order "${view.order.id}": the page decided ${here}, the server ${there}; the server's counts`);
    }
    const drift = differs ? { page, server } : null;
    this.#checked = [view, policy, drift];
    return drift;
  }

  #pagePolicy(): CancelPolicy | null | undefined {
    const policy = settingOf(this.#host, this.#providers, 'policy');
    return typeof policy === 'string' ? namedPolicy(policy) : policy;
  }

  #situationOf(id: string | undefined): Situation {
    if (this.#decides ? this.decision : this.view) return 'ready';
    if (id === undefined) return 'idle';
    if (!this.problem) return this.#store || this.order ? 'loading' : 'offline';
    const { code } = this.problem;
    return code === 'not-found' ? 'missing' : code === 'sign-in-required' ? 'sign-in' : 'offline';
  }

  readonly #update = (): void => {
    this.#host.requestUpdate();
  };

  readonly #joined = new Set<ReactiveControllerHost>();

  readonly #relocate = (): void => {
    const { language } = surroundingsOf(this.#host);
    this.language = language;
    this.#update();
  };
}
