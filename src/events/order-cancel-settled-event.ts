import type { Result } from '../domain/view.ts';

/** The backend answered, or the outcome stays unknown (`problem.code === 'unknown-outcome'`). Bubbles and is composed. */
export class OrderCancelSettledEvent extends Event {
  readonly #orderId: string;
  readonly #result: Result;

  constructor(orderId: string, result: Result) {
    super('order-cancel-settled', { bubbles: true, composed: true });
    this.#orderId = orderId;
    this.#result = result;
  }

  get orderId(): string {
    return this.#orderId;
  }

  get result(): Result {
    return this.#result;
  }
}
