import type { Decision, WithdrawalLine } from './decision/decision.ts';
import type { Issue } from './errors.ts';
import type { Cancellation, Order, PolicyReference } from './records.ts';

/** What a backend says of one order, for the person who asks. */
export interface OrderView {
  order: Order;
  /** The open one, else the latest, else `null`. */
  cancellation: Cancellation | null;
  /** Every open one, oldest first, then the latest that has ended. */
  cancellations?: Cancellation[];
  policy: PolicyReference;
  /** The server's clock, RFC 3339. */
  now: string;
  /** The server's decision for this principal; it wins over the page's. */
  decision?: Decision;
  /** What this principal may do now. */
  actions?: string[];
  /** The same by each of `cancellations`, where there are several. */
  actionsOn?: Record<string, string[]>;
  /**
   * Of an order of which every item is exempt from the right of withdrawal, as far as the shop says: why, by item. A statement is
   * taken all the same, for as long as the period would run (EU-9).
   */
  exempt?: WithdrawalLine[];
  /** What is being carried out. `since`: RFC 3339. */
  pending?: { action: string; since: string };
}

/** Why something was refused: RFC 9457 with a stable `code`. */
export interface Problem {
  code: string;
  status?: number;
  title?: string;
  detail?: string;
  issues?: Issue[];
  /** The fresh view, where the state moved on. */
  view?: OrderView;
  decision?: Decision;
  /** Milliseconds to wait before trying again. */
  retryAfter?: number;
}

/** The outcome of something sent. */
export type Result = { ok: true; view: OrderView } | { ok: false; problem: Problem };
