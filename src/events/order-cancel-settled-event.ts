import type { Result } from '../domain/view.ts';

/** The backend answered, or the outcome stays unknown (`problem.code === 'unknown-outcome'`). Bubbles and is composed. */
export class OrderCancelSettledEvent extends Event {
  readonly #fields: [orderId: string, result: Result];

  constructor(orderId: string, result: Result) {
    super('order-cancel-settled', { bubbles: true, composed: true });
    this.#fields = [orderId, result];
  }

  get orderId(): string {
    return this.#fields[0];
  }

  get result(): Result {
    return this.#fields[1];
  }
}
