import type { Result } from '../domain/view.ts';

/** The backend answered a seller's decision, or its outcome stays unknown. Bubbles and is composed. */
export class SellerCancelSettledEvent extends Event {
  readonly #fields: [cancellationId: string, result: Result];

  constructor(cancellationId: string, result: Result) {
    super('seller-cancel-settled', { bubbles: true, composed: true });
    this.#fields = [cancellationId, result];
  }

  get cancellationId(): string {
    return this.#fields[0];
  }

  get result(): Result {
    return this.#fields[1];
  }
}
