import type { NoticeBody } from '../backend/backend.ts';
import { keptAt, placeOf } from '../client/kept-intents.ts';
import { type Sent, sendAgain, sendOnce } from '../client/sent-once.ts';
import type { OrderController } from './order-controller.ts';

/** Sends what a person does about an order's alerts: one intent, however often it is sent. */
export class NoticeFlow {
  readonly #order: OrderController;

  constructor(order: OrderController) {
    this.#order = order;
  }

  /** Resolves with whether it was done; the page learns the fresh view. */
  async send(body: NoticeBody): Promise<boolean> {
    const { store, order, view } = this.#order;
    const known = view?.order ?? order;
    if (!store || !known) return false;
    const { id: orderId, revision } = known;
    return this.#heard(
      await sendOnce(store, this.#placeOf(body), { type: 'notice', orderId, revision, body }, () => {}),
    );
  }

  /** Whether this was sent, perhaps before the page was loaded, and nobody knows what became of it. */
  isUnknown(body: NoticeBody): boolean {
    return keptAt(this.#placeOf(body)) !== null;
  }

  /** Finds out what became of it, without being asked. Resolves with whether it was done. */
  async resume(body: NoticeBody): Promise<boolean> {
    const { store, actor } = this.#order;
    return !!store && this.#heard(await sendAgain(store, this.#placeOf(body), () => {}, actor));
  }

  #placeOf({ kind, action }: NoticeBody): string {
    const { store, actor, id = '' } = this.#order;
    return placeOf(store?.name ?? '', actor, ['notice', id, kind, action]);
  }

  #heard(answer: Sent): boolean {
    const fresh = answer.ok ? answer.view : answer.problem.view;
    if (fresh) this.#order.accept(fresh);
    return answer.ok;
  }
}
