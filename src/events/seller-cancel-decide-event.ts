import type { ActionBody } from '../backend/backend.ts';
import type { Action } from '../domain/lifecycle/transitions.ts';
import type { OrderView } from '../domain/view.ts';

/** What is about to be done to a cancellation. */
export interface DecideDetails {
  cancellationId: string;
  action: Action;
  input: ActionBody;
}

/**
 * The seller's decision is about to be sent, in bulk one event a row. Bubbles, is composed and cancelable:
 * `preventDefault()` alone sends nothing; `respondWith(promise)` lets the page send it its own way and give the view.
 */
export class SellerCancelDecideEvent extends Event {
  readonly #details: DecideDetails;
  #response: Promise<OrderView> | null = null;

  constructor(details: DecideDetails) {
    super('seller-cancel-decide', { bubbles: true, composed: true, cancelable: true });
    this.#details = details;
  }

  get cancellationId(): string {
    return this.#details.cancellationId;
  }

  get action(): Action {
    return this.#details.action;
  }

  get input(): ActionBody {
    return this.#details.input;
  }

  /** What the page answers in the backend's place; `null`: nothing. */
  get response(): Promise<OrderView> | null {
    return this.#response;
  }

  /** Takes the sending over. Counts once, and only while the event is dispatched. */
  respondWith(response: Promise<OrderView>): void {
    if (this.#response || this.eventPhase === Event.NONE) {
      throw new DOMException('respondWith() counts once, while the event is dispatched', 'InvalidStateError');
    }
    this.#response = Promise.resolve(response);
  }
}
