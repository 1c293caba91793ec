import type { Decision } from '../domain/decision/decision.ts';

/** The page's decision and the server's, where they differ. */
export interface Drift {
  page: Decision;
  server: Decision;
}

/** The decision about an order appeared or changed. Bubbles and is composed. */
export class OrderCancelDecisionEvent extends Event {
  readonly #orderId: string;
  readonly #decision: Decision;
  readonly #drift: Drift | null;

  constructor(orderId: string, decision: Decision, drift: Drift | null) {
    super('order-cancel-decision', { bubbles: true, composed: true });
    this.#orderId = orderId;
    this.#decision = decision;
    this.#drift = drift;
  }

  get orderId(): string {
    return this.#orderId;
  }

  get decision(): Decision {
    return this.#decision;
  }

  /** Not `null`: the server decided otherwise, and its decision is the one shown. */
  get drift(): Drift | null {
    return this.#drift;
  }
}
