import type { ReactiveControllerHost } from 'lit';
import type { ActionBody, SendResult } from '../backend/backend.ts';
import { keptAt, placeOf } from '../client/kept-intents.ts';
import type { OrderStore } from '../client/order-store.ts';
import { warnOfMissing } from '../client/warn.ts';
import type { Action } from '../domain/lifecycle/transitions.ts';
import type { Cancellation } from '../domain/records.ts';
import type { Result } from '../domain/view.ts';
import { OrderCancelRequestEvent } from '../events/order-cancel-request-event.ts';
import { OrderCancelSettledEvent } from '../events/order-cancel-settled-event.ts';
import { loadPart } from '../load-part.ts';
import { maxComment } from './limits.ts';
import type { OrderController } from './order-controller.ts';
import { Patience } from './patience.ts';

/** One action on a cancellation, from its question to the backend's answer. */
export class ActionFlow {
  readonly #host: ReactiveControllerHost;
  readonly #order: OrderController;
  readonly #opener: HTMLElement;
  readonly action: Action;
  readonly cancellation: Cancellation;

  phase: 'form' | 'sending' | 'checking' | 'done' = 'form';
  /** It was sent before, and is, or was, found out about. */
  resumed = false;
  /** Of the comment that was to be sent, in UTF-16 code units. */
  length = 0;
  readonly #patience = new Patience(() => this.#host.requestUpdate());
  /** Code of what went wrong. */
  problem: string | null = null;

  constructor(
    host: ReactiveControllerHost,
    order: OrderController,
    opener: HTMLElement,
    action: Action,
    cancellation = order.cancellation as Cancellation,
  ) {
    this.#host = host;
    this.#order = order;
    this.#opener = opener;
    this.action = action;
    this.cancellation = cancellation;
  }

  get sending(): boolean {
    return this.phase === 'sending' || this.phase === 'checking';
  }

  /** No answer for so long that the person may leave; it is still waited for. */
  get slow(): boolean {
    return this.#patience.isOver;
  }

  /** Whether the person has to stay: the outcome is to be seen, unless it takes too long. */
  get locked(): boolean {
    return this.sending && !this.slow;
  }

  /** It was sent, perhaps before the page was loaded, and nobody knows what became of it: nothing else is sent until then. */
  get unknown(): boolean {
    return this.phase === 'form' && keptAt(this.#place) !== null;
  }

  /** Whether it is about this cancellation still, and may be taken up again: what is unknown keeps its key. */
  goesOnFor(cancellation: Cancellation): boolean {
    return this.phase !== 'done' && this.cancellation.id === cancellation.id;
  }

  /** Sends the action, once, however often it is called meanwhile. Resolves with whether it is done. */
  async confirm(body: ActionBody): Promise<boolean> {
    if (this.phase !== 'form') return false;
    if (this.unknown) return this.resume();
    this.length = body.comment?.length ?? 0;
    if (this.length > maxComment) {
      this.problem = 'too-long';
      this.#enter('form');
      return false;
    }
    const { orderId } = this.cancellation;
    const event = new OrderCancelRequestEvent({
      orderId,
      action: this.action,
      reason: body.reason ?? null,
      comment: body.comment ?? null,
      lines: this.cancellation.lines,
    });
    this.problem = null;
    this.#enter('sending');
    this.#opener.dispatchEvent(event);
    if (event.defaultPrevented && !event.response) {
      this.#enter('form');
      return false;
    }
    event.response?.catch(() => {});
    return this.#settle(await this.#send(event.response, body));
  }

  /** Finds out what became of what was sent before; `byItself`: nobody asked. Resolves with whether it is done. */
  async resume(byItself = false): Promise<boolean> {
    if (!this.unknown) return false;
    const { actor } = this.#order;
    this.problem = null;
    this.resumed = true;
    this.#enter('checking');
    return this.#settle(
      await this.#ask(({ sendAgain }, store) =>
        sendAgain(store, this.#place, () => this.#enter('checking'), byItself ? actor : undefined),
      ),
    );
  }

  get #place(): string {
    const { store, actor } = this.#order;
    return placeOf(store?.name ?? '', actor, ['action', this.cancellation.id, this.action]);
  }

  #settle(answer: SendResult): boolean {
    const view = answer.ok ? answer.view : answer.problem.view;
    if (view) this.#order.accept(view);
    const result: Result =
      answer.ok && answer.view
        ? { ok: true, view: answer.view }
        : { ok: false, problem: answer.ok ? { code: 'unknown-outcome' } : answer.problem };
    if (!result.ok) this.problem = result.problem.code;
    this.#enter(result.ok ? 'done' : 'form');
    this.#opener.dispatchEvent(new OrderCancelSettledEvent(this.cancellation.orderId, result));
    return result.ok;
  }

  #send(response: OrderCancelRequestEvent['response'], body: ActionBody): Promise<SendResult> {
    const { id: cancellationId, orderId } = this.cancellation;
    const about = { type: 'action' as const, orderId, cancellationId, action: this.action };
    return this.#ask(async ({ resultOf, sendOnce }, store) => {
      if (response) return resultOf(response, { ...about, outcome: body.outcome }, (late) => store.accept(late));
      const { revision } = this.#order.view?.order ?? this.#order.order ?? {};
      if (revision === undefined) return { ok: false, problem: { code: 'unavailable' } };
      return sendOnce(store, this.#place, { ...about, revision, body }, () => this.#enter('checking'));
    });
  }

  async #ask(
    ask: (sending: typeof import('../client/sent-once.ts'), store: OrderStore) => Promise<SendResult>,
  ): Promise<SendResult> {
    const { store } = this.#order;
    try {
      // What sends comes when a person confirms; most only read.
      const sending = await loadPart(() => import('../client/sent-once.ts'), 'sendOnce');
      if (store) return await ask(sending, store);
    } catch (error) {
      warnOfMissing(error);
    }
    return { ok: false, problem: { code: 'unavailable' } };
  }

  #enter(phase: ActionFlow['phase']): void {
    this.phase = phase;
    this.#patience.follow(this.sending);
    this.#host.requestUpdate();
  }
}
