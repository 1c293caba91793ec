import type { Contact, Outcome } from '../policy.ts';
import type { Actor, Cancellation } from '../records.ts';

export interface DecisionContext {
  actor: Actor;
  /** Epoch milliseconds. */
  now: number;
  /** The order's open, else its latest cancellation. */
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

/** The statutory lane. */
export interface Withdrawal {
  /** Epoch ms, exclusive. */
  until: number;
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
  trace: RuleTrace[];
}
