import type { ReactiveControllerHost } from 'lit';
import type { ActionBody, Intent, SendResult } from '../backend/backend.ts';
import type { Action } from '../domain/lifecycle/transitions.ts';
import type { Cancellation } from '../domain/records.ts';
import type { Result } from '../domain/view.ts';
import { OrderCancelRequestEvent } from '../events/order-cancel-request-event.ts';
import { OrderCancelSettledEvent } from '../events/order-cancel-settled-event.ts';
import { loadPart } from '../load-part.ts';
import type { OrderController } from './order-controller.ts';
import { warnOfMissing } from './warn.ts';

/** One action on a cancellation, from its question to the backend's answer. */
export class ActionFlow {
  readonly #host: ReactiveControllerHost;
  readonly #order: OrderController;
  readonly #opener: HTMLElement;
  readonly action: Action;
  readonly #cancellation: Cancellation;
  #intent: Intent | undefined;

  phase: 'form' | 'sending' | 'checking' | 'done' = 'form';
  /** Code of what went wrong. */
  problem: string | null = null;

  constructor(host: ReactiveControllerHost, order: OrderController, opener: HTMLElement, action: Action) {
    this.#host = host;
    this.#order = order;
    this.#opener = opener;
    this.action = action;
    this.#cancellation = order.cancellation as Cancellation;
  }

  get sending(): boolean {
    return this.phase === 'sending' || this.phase === 'checking';
  }

  /** Sends the action, once, however often it is called meanwhile. Resolves with whether it is done. */
  async confirm(body: ActionBody): Promise<boolean> {
    if (this.phase !== 'form') return false;
    const { orderId } = this.#cancellation;
    const event = new OrderCancelRequestEvent({
      orderId,
      action: this.action,
      reason: body.reason ?? null,
      comment: body.comment ?? null,
      lines: this.#cancellation.lines,
    });
    this.problem = null;
    this.#enter('sending');
    this.#opener.dispatchEvent(event);
    if (event.defaultPrevented && !event.response) {
      this.#enter('form');
      return false;
    }
    const answer = await this.#send(event.response, body);
    const view = answer.ok ? answer.view : answer.problem.view;
    if (view) this.#order.accept(view);
    const result: Result =
      answer.ok && answer.view
        ? { ok: true, view: answer.view }
        : { ok: false, problem: answer.ok ? { code: 'unknown-outcome' } : answer.problem };
    if (!result.ok) {
      this.problem = result.problem.code;
      // What was refused is decided anew; what is unknown keeps its key.
      if (this.problem !== 'unknown-outcome') this.#intent = undefined;
    }
    this.#enter(result.ok ? 'done' : 'form');
    this.#opener.dispatchEvent(new OrderCancelSettledEvent(orderId, result));
    return result.ok;
  }

  async #send(response: OrderCancelRequestEvent['response'], body: ActionBody): Promise<SendResult> {
    const { store, order, view } = this.#order;
    response?.catch(() => {});
    try {
      const { intentOf, submit, resultOf: taken } = await loadPart(() => import('../client/submit.ts'));
      if (response) return await taken(response);
      const known = view?.order ?? order;
      if (!store || !known) return { ok: false, problem: { code: 'unavailable' } };
      const { id: cancellationId, orderId } = this.#cancellation;
      this.#intent = intentOf(
        { type: 'action', orderId, cancellationId, action: this.action, revision: known.revision, body },
        this.#intent,
      );
      return await submit(store, this.#intent, () => this.#enter('checking'));
    } catch (error) {
      warnOfMissing(error);
      return { ok: false, problem: { code: 'unavailable' } };
    }
  }

  #enter(phase: ActionFlow['phase']): void {
    this.phase = phase;
    this.#host.requestUpdate();
  }
}
