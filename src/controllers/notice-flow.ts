import type { Intent, NoticeBody } from '../backend/backend.ts';
import { intentOf, submit } from '../client/submit.ts';
import type { OrderController } from './order-controller.ts';

/** Sends what a person does about an order's alerts: one intent, however often it is sent. */
export class NoticeFlow {
  readonly #order: OrderController;
  #intent: Intent | undefined;

  constructor(order: OrderController) {
    this.#order = order;
  }

  /** Resolves with whether it was done; the page learns the fresh view. */
  async send(body: NoticeBody): Promise<boolean> {
    const { store, order, view } = this.#order;
    const known = view?.order ?? order;
    if (!store || !known) return false;
    const { id: orderId, revision } = known;
    this.#intent = intentOf({ type: 'notice', orderId, revision, body }, this.#intent);
    const answer = await submit(store, this.#intent, () => {});
    const fresh = answer.ok ? answer.view : answer.problem.view;
    if (answer.ok || !['unknown-outcome', 'offline'].includes(answer.problem.code)) this.#intent = undefined;
    if (fresh) this.#order.accept(fresh);
    return answer.ok;
  }
}
