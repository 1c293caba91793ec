import type { ReactiveControllerHost } from 'lit';
import type { ActionBody, Intent, SendResult } from '../backend/backend.ts';
import { warnOfMissing } from '../client/warn.ts';
import type { Action } from '../domain/lifecycle/transitions.ts';
import type { Cancellation } from '../domain/records.ts';
import type { Result } from '../domain/view.ts';
import { OrderCancelRequestEvent } from '../events/order-cancel-request-event.ts';
import { OrderCancelSettledEvent } from '../events/order-cancel-settled-event.ts';
import { loadPart } from '../load-part.ts';
import { maxComment } from './limits.ts';
import type { OrderController } from './order-controller.ts';

/** How long a person waits for an answer before being told that it takes longer, and may go on, ms. */
const waiting = 10_000;

/** One action on a cancellation, from its question to the backend's answer. */
export class ActionFlow {
  readonly #host: ReactiveControllerHost;
  readonly #order: OrderController;
  readonly #opener: HTMLElement;
  readonly action: Action;
  readonly cancellation: Cancellation;
  #intent: Intent | undefined;

  phase: 'form' | 'sending' | 'checking' | 'done' = 'form';
  /** No answer for so long that the person may leave; it is still waited for. */
  slow = false;
  /** Of the comment that was to be sent, in UTF-16 code units. */
  length = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
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

  /** Whether the person has to stay: the outcome is to be seen, unless it takes too long. */
  get locked(): boolean {
    return this.sending && !this.slow;
  }

  /** Whether it is about this cancellation still, and may be taken up again: what is unknown keeps its key. */
  goesOnFor(cancellation: Cancellation): boolean {
    return this.phase !== 'done' && this.cancellation.id === cancellation.id;
  }

  /** Sends the action, once, however often it is called meanwhile. Resolves with whether it is done. */
  async confirm(body: ActionBody): Promise<boolean> {
    if (this.phase !== 'form') return false;
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
      if (this.problem !== 'unknown-outcome' && this.problem !== 'offline') this.#intent = undefined;
    }
    this.#enter(result.ok ? 'done' : 'form');
    this.#opener.dispatchEvent(new OrderCancelSettledEvent(orderId, result));
    return result.ok;
  }

  async #send(response: OrderCancelRequestEvent['response'], body: ActionBody): Promise<SendResult> {
    const { store, order, view } = this.#order;
    response?.catch(() => {});
    try {
      // What sends comes when a person confirms; most only read.
      const { intentOf, submit, resultOf } = await loadPart(() => import('../client/submit.ts'), 'submit');
      const { id: cancellationId, orderId } = this.cancellation;
      const { action } = this;
      if (response) {
        const asked = { type: 'action' as const, orderId, cancellationId, action, outcome: body.outcome };
        return await resultOf(response, asked, (late) => store?.accept(late));
      }
      const known = view?.order ?? order;
      if (!store || !known) return { ok: false, problem: { code: 'unavailable' } };
      const { revision } = known;
      this.#intent = intentOf({ type: 'action', orderId, cancellationId, action, revision, body }, this.#intent);
      return await submit(store, this.#intent, () => this.#enter('checking'));
    } catch (error) {
      warnOfMissing(error);
      return { ok: false, problem: { code: 'unavailable' } };
    }
  }

  #enter(phase: ActionFlow['phase']): void {
    if (!this.sending) this.slow = false;
    this.phase = phase;
    if (!this.sending) {
      clearTimeout(this.#timer);
      this.#timer = undefined;
    } else {
      this.#timer ??= setTimeout(() => {
        this.slow = true;
        this.#host.requestUpdate();
      }, waiting);
    }
    this.#host.requestUpdate();
  }
}
