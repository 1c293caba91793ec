import type { Contact, Outcome } from '../policy.ts';
import type { Actor, Cancellation } from '../records.ts';
import type { Standing } from '../withdrawal/grounds.ts';

export interface DecisionContext {
  /** `nobody`: what happens by itself. Only rules that name it permit it anything, and they permit nobody else. */
  actor: Actor | 'nobody';
  /** Epoch milliseconds. */
  now: number;
  /** The order's newest open, else its latest cancellation. Absent: the one of `cancellations`. */
  cancellation?: Cancellation | null;
  /** All of the order's, oldest first. Absent: that one alone. */
  cancellations?: readonly Cancellation[];
}

/** Who or what would make a failed condition hold. */
export type Unblocker = Actor | 'shop' | 'time' | 'nobody';

/** One condition that kept a rule from matching. */
export interface FailedCondition {
  /** Where it stands in the rule: `['when', 'all', 1]`. */
  path: readonly (string | number)[];
  /** The word of the language: `status`, `since`, `notice`, … */
  word: string;
  /** The value that it reads is malformed or missing: neither true nor false. */
  unknown: boolean;
  by: Unblocker;
  /** Epoch ms at which time alone lifts it; `null`: time alone never does. */
  at: number | null;
}

/** How one rule fared. */
export interface RuleTrace {
  ruleId: string;
  matched: boolean;
  /** Could not be evaluated: the decision is `ask-server` unless an earlier rule matched. */
  unknown: boolean;
  failed: readonly FailedCondition[];
}

/** The change that time alone brings. */
export interface Turn {
  /** Epoch ms; the first instant at which it holds. */
  at: number;
  outcome: Outcome;
  reason: string;
  ruleId: string | null;
}

/** What of a withdrawal is not known, and taken as is best for the consumer; and what makes its period longer. */
export type WithdrawalNote =
  | 'not-delivered'
  | 'delivery-unknown'
  | 'conclusion-unknown'
  | 'country-unknown'
  | 'holidays-unknown'
  | 'not-informed';

/** A line item in the statutory lane. */
export interface WithdrawalLine extends Standing {
  id: string;
}

/** The statutory lane: the consumer may withdraw from the contract, whatever the shop's rules say. */
export interface Withdrawal {
  /** Epoch ms, exclusive; `null`: it is open, and nobody knows until when. */
  until: number | null;
  /** What the period runs from, epoch ms: the delivery, or the conclusion; `null`: it does not run yet, or nobody knows. */
  from: number | null;
  notes: WithdrawalNote[];
  /** In the order's order. */
  lines: WithdrawalLine[];
}

/** Line items of which the same is true. */
export interface LineGroup {
  /** In the order's order. */
  ids: string[];
  outcome: Outcome;
  reason: string;
  ruleId: string | null;
  contact: Contact;
  next: Turn | null;
}

/** What an actor may do with an order now, and why. */
export interface Decision {
  outcome: Outcome;
  /** A stable code, never a sentence. */
  reason: string;
  /** The rule that decided; `null`: none did. */
  ruleId: string | null;
  contact: Contact;
  /** Epoch ms; `=== next?.at ?? null`. */
  validUntil: number | null;
  next: Turn | null;
  alternatives: string[];
  withdrawal: Withdrawal | null;
  /**
   * Where line items differ: groups in the order's order. The decision itself is the best of them (`cancel`, `request`,
   * `ask-server`, `return`, `none`; of equal ones the first), its `next` the earliest. `null`: all alike.
   */
  lines: LineGroup[] | null;
  trace: RuleTrace[];
}
