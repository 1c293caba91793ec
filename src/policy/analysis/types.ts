import type { DecisionContext } from '../../domain/decision/decision.ts';
import type { Contact, Outcome, RefundTerms } from '../../domain/policy.ts';
import type { Actor, Order } from '../../domain/records.ts';
import type { ShopLack } from '../demands.ts';

/** An order, and what is asked of it: `decide(policy, order, context)` shows what is said of it. */
export interface Witness {
  order: Order;
  context: DecisionContext;
}

/** `error`: it is not what anybody meant; `warning`: it hardly is; `note`: to be known. */
export type Severity = 'error' | 'warning' | 'note';

/** Every kind of finding. */
export type FindingCode =
  /** A condition that is true of no order at all. */
  | 'contradiction'
  /** The same, of windows alone: they have no instant in common, or end before they begin. */
  | 'window-never-opens'
  /** Earlier rules answer each order of which it is true. */
  | 'shadowed'
  /** It is true of orders, and never asked of these: of what is open, or of what happens by itself. */
  | 'never-asked'
  /** It decides only orders whose instants are out of order, or that record what is still to come. */
  | 'only-out-of-order'
  /** A part of an `any` without which the rule decides the same. */
  | 'part-never-decides'
  /** A part of an `all` without which the rule decides the same. */
  | 'part-always-holds'
  /** An open order that only `otherwise` answers. */
  | 'gap'
  /** A status that nobody can do anything about. */
  | 'status-stuck'
  /** A request may stay unanswered for ever. */
  | 'request-without-timer'
  /** The time to answer ends, and nothing follows. */
  | 'request-without-answer'
  /** What is said of requests, where no rule permits one. */
  | 'timer-without-request'
  /** A role that is permitted nothing, whatever the order. */
  | 'role-without-action'
  /** A fee that is hardly meant, or that nobody is ever charged. */
  | 'fee-implausible'
  /** Time alone takes a permission away and gives it back. */
  | 'flip-flop'
  | 'unknown-zone'
  /** A code that nothing words in a language. */
  | 'code-without-wording'
  /** A way on that leads nowhere. */
  | 'alternative-without-link'
  /** The shop cannot do what the policy asks for. */
  | 'capability-lacking'
  /** The shop's rules stand against the consumer's right of withdrawal. */
  | 'statutory-conflict'
  /** `parsePolicy` refuses it. */
  | 'invalid-policy'
  /** More would have to be looked at than the bounds allow; nothing is said of it. */
  | 'not-decided';

export interface Finding {
  code: FindingCode;
  severity: Severity;
  /** `null`: it is not of one rule. */
  ruleId: string | null;
  /** Where it stands in the policy. */
  path: (string | number)[];
  /** A sentence, in English. */
  message: string;
  /** `null`: no order shows it, as nothing of the kind ever happens or no order is needed to see it. */
  witness: Witness | null;
  /** Other rules that have to do with it, by id. */
  related?: string[];
}

export interface AnalysisOptions {
  /** In which languages every code is to be worded, as BCP 47 tags. Default: English, and those of the policy's `messages`. */
  languages?: readonly string[];
  /** What the shop cannot do, as connectors say it. */
  capabilities?: { lacks: readonly ShopLack[] };
  /** Epoch ms about which orders are looked for; matters to calendars and recorded instants alone. Default: 17 June 2026. */
  around?: number;
  /** How many steps a search may take in all. Default {@link defaultSteps}. */
  steps?: number;
}

/** What a policy says of an order. */
export interface Answer {
  outcome: Outcome;
  reason: string;
  /** `null`: no rule decided. */
  ruleId: string | null;
  contact: Contact;
  alternatives: string[];
  advice: string[];
  /** The terms that it goes by, where something is permitted. */
  refund: RefundTerms | null;
  /** What follows beside, where something is permitted. */
  consequences: Record<string, unknown> | null;
}

/** Orders to which two policies give different answers. */
export interface PolicyChange {
  /** In English. */
  sentence: string;
  roles: (Actor | 'nobody')[];
  statuses: string[];
  from: Answer;
  to: Answer;
  /** Of which orders, each a clause of its own; empty: of all in these statuses. */
  when: string[];
  /** `false`: only of orders as no shop has them every day, out of order or without what is always recorded. */
  usual: boolean;
  witness: Witness;
}

/** A member of the policies, outside of their rules, that differs. */
export interface SettingChange {
  path: (string | number)[];
  from: unknown;
  to: unknown;
  /** In English. */
  sentence: string;
}

/** One line of the table. */
export interface DiffRow {
  role: Actor | 'nobody';
  status: string;
  /** A clause, in English; empty: at any time, of any order. */
  time: string;
  from: Answer;
  to: Answer;
  /** Which of `changes` it belongs to. */
  change: number;
}

export interface PolicyDiff {
  /** Neither answers nor settings differ. `null`: what was looked at does not differ, and something was not decided. */
  same: boolean | null;
  changes: PolicyChange[];
  settings: SettingChange[];
  table: DiffRow[];
  /** What was not decided, and why; each a sentence. */
  undecided: string[];
}

export const defaultSteps = 1_000_000;
