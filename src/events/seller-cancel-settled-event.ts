import type { Result } from '../domain/view.ts';

/** The backend answered a seller's decision, or its outcome stays unknown. Bubbles and is composed. */
export class SellerCancelSettledEvent extends Event {
  readonly #cancellationId: string;
  readonly #result: Result;

  constructor(cancellationId: string, result: Result) {
    super('seller-cancel-settled', { bubbles: true, composed: true });
    this.#cancellationId = cancellationId;
    this.#result = result;
  }

  get cancellationId(): string {
    return this.#cancellationId;
  }

  get result(): Result {
    return this.#result;
  }
}
