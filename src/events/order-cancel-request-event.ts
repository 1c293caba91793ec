import type { Action } from '../domain/lifecycle/transitions.ts';
import type { LineQuantity } from '../domain/records.ts';
import type { OrderView } from '../domain/view.ts';

/** What the person confirmed. */
export interface RequestDetails {
  orderId: string;
  action: 'cancel' | 'request' | Action;
  reason: string | null;
  comment: string | null;
  /** `null`: the whole order. */
  lines: LineQuantity[] | null;
}

/**
 * Something is about to be sent. Bubbles, is composed and cancelable: `preventDefault()` alone sends nothing and keeps
 * the dialog; `respondWith(promise)` lets the page send it its own way and give the resulting view.
 */
export class OrderCancelRequestEvent extends Event {
  readonly #details: RequestDetails;
  #response: Promise<OrderView> | null = null;

  constructor(details: RequestDetails) {
    super('order-cancel-request', { bubbles: true, composed: true, cancelable: true });
    this.#details = details;
  }

  get orderId(): string {
    return this.#details.orderId;
  }

  get action(): RequestDetails['action'] {
    return this.#details.action;
  }

  get reason(): string | null {
    return this.#details.reason;
  }

  get comment(): string | null {
    return this.#details.comment;
  }

  get lines(): LineQuantity[] | null {
    return this.#details.lines;
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
