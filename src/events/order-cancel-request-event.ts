import type { LineQuantity } from '../domain/records.ts';
import type { OrderView } from '../domain/view.ts';

/** What the person confirmed. */
export interface RequestDetails {
  orderId: string;
  action: 'cancel' | 'request';
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
  readonly orderId: string;
  readonly action: 'cancel' | 'request';
  readonly reason: string | null;
  readonly comment: string | null;
  readonly lines: LineQuantity[] | null;
  #response: Promise<OrderView> | null = null;

  constructor({ orderId, action, reason, comment, lines }: RequestDetails) {
    super('order-cancel-request', { bubbles: true, composed: true, cancelable: true });
    this.orderId = orderId;
    this.action = action;
    this.reason = reason;
    this.comment = comment;
    this.lines = lines;
  }

  /** What the page answers in the backend's place; `null`: nothing. */
  get response(): Promise<OrderView> | null {
    return this.#response;
  }

  /** Takes the sending over. Counts once, and only while the event is dispatched. */
  respondWith(response: Promise<OrderView>): void {
    if (this.#response) throw new DOMException('respondWith() was called already', 'InvalidStateError');
    this.#response = Promise.resolve(response);
  }
}
