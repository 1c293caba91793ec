import type { Actor, CancellationState, Money } from './records.ts';

/** An ISO 8601 duration of exact length: `PT3H`, `P7D`, `P2W`, `P1DT12H30M`. A day is 24 hours; months and years are not exact and are refused. */
export type Duration = string;

/** A recorded instant: of the order, of the open or latest cancellation (`requestedAt`), or a fact of the shop's own (`facts.promisedAt`). */
export type InstantName = 'placedAt' | 'paidAt' | 'shippedAt' | 'deliveredAt' | 'requestedAt' | `facts.${string}`;

export type Scalar = string | number | boolean | null;

/** One word, or a list of which any counts. */
export type OneOrMore<T> = T | T[];

/** A half-open window `[instant + from, instant + until)`; a bound that is absent does not bound. */
export interface Window {
  from?: Duration;
  until?: Duration;
}

/** A condition is true, false or unknown (Kleene logic). Each object holds exactly one word of the language, plus that word's own details. */
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { actor: OneOrMore<Actor> }
  | { status: OneOrMore<string> }
  | ({ since: InstantName } & Window)
  | ({ notice: OneOrMore<string>; responded?: boolean; penaltyAccepted?: boolean } & Window)
  | { account: 'buyer' | 'seller'; is: 'active' | 'terminated' }
  | { fact: string; is?: OneOrMore<Scalar>; atLeast?: number; below?: number }
  | { amount: 'total' | 'paid' | 'refunded'; currency: string; atLeast?: number; below?: number }
  | { recentCancellations: 'buyer' | 'seller'; atLeast?: number; below?: number }
  | { request: OneOrMore<'open' | 'none' | CancellationState>; by?: OneOrMore<Actor> };

export type Outcome = 'cancel' | 'request' | 'return' | 'none' | 'ask-server';
export type Contact = 'none' | 'recommended' | 'required';
export type Demand = 'none' | 'optional' | 'required';

/** What a cancellation costs. Parts add up; never more than is refundable. */
export interface Fee {
  /** Hundredths of a percent of the amount refundable: 250 is 2.5 %. Rounded half up to a minor unit. */
  basisPoints?: number;
  /** A fixed part. In another currency than the order's it cannot be charged and counts as none. */
  amount?: Money;
}

/** How the money goes back. */
export interface RefundTerms {
  /** `original`: the means of payment; `credits`: the platform's credits, never cash (PM-1); any other code is the shop's own. */
  method: string;
  /** The methods among which the seller chooses on accepting (SB-5). */
  choices?: string[];
  fee?: Fee;
}

/** What a rule, or the policy's `otherwise`, says. */
export interface Verdict {
  outcome: Outcome;
  /** A stable code; worded in the shared list of texts, or in the policy's `messages`. */
  reason: string;
  /** Whether the other side is to be contacted before confirming. Default `none`. */
  contact?: Contact;
  /** What else can be done: `return`, `contact-seller`, `propose-change`, `reorder`, `escalate`, `dispute`, or the shop's own codes. */
  alternatives?: string[];
  /** Codes of advice that the dialog shows, in order. */
  advice?: string[];
  /** In place of the policy's `refund`. */
  refund?: RefundTerms;
  /** In place of the policy's `denied`. */
  denied?: 'hide' | 'explain';
}

/** A rule: the first whose condition holds decides. */
export interface Rule {
  id: string;
  when: Condition;
  then: Verdict;
  /** Where the rule comes from: a section of the shop's terms, a requirement's id. */
  source?: string;
}

/** What an order's status means, whatever the shop calls it. */
export type Phase = 'open' | 'requested' | 'cancelling' | 'cancelled' | 'shipped' | 'delivered';

/** A fact that the shop records on the order. An absent one takes the default; without a default it is unknown. */
export interface FactDeclaration {
  type: 'boolean' | 'number' | 'string' | 'instant';
  default?: Scalar;
}

/** One reason in a role's list. */
export interface ReasonChoice {
  code: string;
  /** `false`: named, but not valid: explained and refused (BL-1). */
  valid?: false;
}

/** The reasons a role may give. */
export interface ReasonList {
  demand: Demand;
  choices: ReasonChoice[];
}

/** What happens to the order's status, and when a cancellation is complete. */
export interface Lifecycle {
  /** Status while a request is open. Absent: the status stays. */
  requested?: string;
  /** Status while the refund runs. Absent: as `cancelled`. */
  refunding?: string;
  cancelled: string;
  /** `when-refunded`: only when the amount due is refunded to the last minor unit (SB-7). */
  completes: 'at-once' | 'when-refunded';
  /** How long the other side has to answer a request. Absent: no limit. */
  respondWithin?: Duration;
  /** Who is told, beside the one who acts. */
  notifies: Actor[];
}

/** An alert that a party may file about the other. */
export interface NoticeKind {
  filedBy: Actor;
  /** Earliest filing, counted from `placedAt`. */
  notBefore?: Duration;
}

/** The shop's rules of cancellation: plain data, no code, no regular expressions. */
export interface CancelPolicy {
  id: string;
  version: string;
  /** IANA name; months and days of the policy are read in it. */
  timeZone?: string;
  /** Every status an order may have. Another one gives `ask-server`. */
  statuses: Record<string, { phase: Phase }>;
  facts?: Record<string, FactDeclaration>;
  notices?: Record<string, NoticeKind>;
  rules: Rule[];
  otherwise: Verdict;
  reasons: Partial<Record<Actor, ReasonList>>;
  /** Whether a comment is demanded, by role. Default `optional`. */
  comments?: Partial<Record<Actor, Demand>>;
  refund?: RefundTerms;
  /** From how many cancellations in how many days the buyer is warned before confirming (PM-5). */
  consequences?: { recentCancellations?: { atLeast: number; withinDays: number } };
  /** Where the action is denied: nothing there, or why. Default `explain`. */
  denied?: Partial<Record<Actor, 'hide' | 'explain'>>;
  /** Where an alternative leads; `{orderId}` is replaced. https, mailto, tel or same origin. */
  links?: Record<string, string>;
  lifecycle?: Lifecycle;
  /** Plain text for the shop's own codes, by language; part of the hash. */
  messages?: Record<string, Record<string, string>>;
}
