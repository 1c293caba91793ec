import type { Actor, CancellationState, Money, RouteName, Scalar } from './records.ts';
import type { Covers } from './units/units.ts';

export { type RouteName, routeNames, type Scalar } from './records.ts';

/** An ISO 8601 duration of exact length: `PT3H`, `P7D`, `P2W`, `P1DT12H30M`. A day is 24 hours; months and years are not exact and are refused. */
export type Duration = string;

/** An instant of a line item: by its parcels, or a fact of the shop's own. */
export type LineInstantName = `line.${'shippedAt' | 'deliveredAt' | 'expectedAt' | `facts.${string}`}`;

/** An instant that is known ahead: a fact of the shop's own (`facts.startsAt`), one that the policy derives (`instants.cutOff`), or a line's. */
export type PlannedInstant = `facts.${string}` | `instants.${string}` | LineInstantName;

/** Any instant: recorded with the order or with its open, else latest cancellation (`requestedAt`), or one that is known ahead. */
export type InstantName = 'placedAt' | 'paidAt' | 'shippedAt' | 'deliveredAt' | 'requestedAt' | PlannedInstant;

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
  /** `nobody`: the server's own clock, which is no person and has no role. */
  | { actor: OneOrMore<Actor | 'nobody'> }
  | { status: OneOrMore<string> }
  | ({ since: InstantName } & Window)
  | ({ before: PlannedInstant } & Window)
  | ({ notice: OneOrMore<string>; responded?: boolean; penaltyAccepted?: boolean } & Window)
  | { account: 'buyer' | 'seller'; is: 'active' | 'terminated' }
  | { fact: string; is?: OneOrMore<Scalar>; atLeast?: number; below?: number }
  | { amount: 'total' | 'paid' | 'refunded'; currency: string; atLeast?: number; below?: number }
  | { recentCancellations: 'buyer' | 'seller'; atLeast?: number; below?: number }
  | { lineFact: string; is?: OneOrMore<Scalar>; atLeast?: number; below?: number }
  /** Whether some line item of the order answers a condition. */
  | { someLine: Condition }
  | { request: OneOrMore<'open' | 'none' | CancellationState>; by?: OneOrMore<Actor> }
  | ({ scan: string | { not: string } } & Window)
  | { attempts: Actor; atLeast?: number; below?: number };

type MemberOf<T> = T extends unknown ? keyof T : never;

/** A word of the language: whatever a condition may hold that is not a detail of another word. */
export type ConditionWord = Exclude<
  MemberOf<Condition>,
  keyof Window | 'responded' | 'penaltyAccepted' | 'is' | 'atLeast' | 'below' | 'currency' | 'by'
>;

export type Outcome = 'cancel' | 'request' | 'return' | 'none' | 'ask-server';
export type Contact = 'none' | 'recommended' | 'required';
export type Demand = 'none' | 'optional' | 'required';

/**
 * What a cancellation costs. Parts add up; never more than is refundable. Amounts are of the payment's currency: of a list, the
 * one in it; where there is none, nobody can say what it costs, and the page asks the server.
 */
export interface Fee {
  /** Of what a share is taken: of everything that is refundable, or of the goods alone. Default `all`. */
  of?: 'goods' | 'all';
  /** Hundredths of a percent: 250 is 2.5 %. Rounded half up to a minor unit. */
  basisPoints?: number;
  /** A fixed part. */
  amount?: OneOrMore<Money>;
  /** Bounds of both together. */
  atLeast?: OneOrMore<Money>;
  atMost?: OneOrMore<Money>;
}

/** To which part of a payment in several money goes back first. */
export type TenderOrder = 'as-listed' | 'money-first' | 'credit-first' | 'proportional';

/** How the money goes back. */
export interface RefundTerms {
  /** `original`: the means of payment; `credits`: the platform's credits, never cash (PM-1); any other code is the shop's own. */
  method: string;
  /** The methods among which is chosen (SB-5). */
  choices?: string[];
  /** Who chooses: the seller on settling, or the buyer on asking. Default `seller`. */
  chosenBy?: 'seller' | 'buyer';
  fee?: Fee;
  /** What is never given back: `shipping`, and kinds of the order's surcharges. The rest of them comes with the last line. */
  keeps?: string[];
  /** Default `as-listed`. */
  tenders?: TenderOrder;
  /** Whether the one who settles may name another amount, up to what is left. Default `false`. */
  adjustable?: boolean;
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
  /** In place of the policy's `consequences`. */
  consequences?: Consequential;
  /** In place of the policy's `denied`. */
  denied?: 'hide' | 'explain';
  /**
   * Which units it reaches, where it permits something: those of which nothing has become yet, or those that have left too.
   * Default `open`.
   */
  covers?: Covers;
}

/** A rule: the first whose condition holds decides. */
export interface Rule {
  id: string;
  /** A list: all of it. */
  when: Condition | Condition[];
  then: Verdict;
  /** It is asked in every state: while a request is open too, and when that is settled. */
  always?: true;
  /** Where the rule comes from: a section of the shop's terms, a requirement's id. */
  source?: string;
}

/** What an order's status means, whatever the shop calls it. */
export type Phase = 'open' | 'requested' | 'cancelling' | 'cancelled' | 'shipped' | 'delivered';

/** A fact that the shop records on the order. An absent one takes the default; without a default it is unknown. */
export interface FactDeclaration {
  /** `date`: `YYYY-MM-DD`; as an instant, the beginning of that day in the policy's `timeZone`. */
  type: 'boolean' | 'number' | 'string' | 'instant' | 'date';
  default?: Scalar;
}

/** One reason in a role's list. */
export interface ReasonChoice {
  code: string;
  /** `false`: named, but not valid: explained and refused (BL-1). */
  valid?: false;
  /** What is otherwise where this is the reason; before what rule and policy say. */
  consequences?: Consequential;
}

/** The reasons a role may give. */
export interface ReasonList {
  demand: Demand;
  choices: ReasonChoice[];
}

/** What the other side's silence does when the time to respond is over. */
export type OnSilence = 'accept' | 'decline' | 'escalate' | 'nothing';

/**
 * What has to be asked before a cancellation is undone. `repayment`: refunded by bank deposit, so that the customer has to
 * pay again (SB-10); `recapture`: the provider may not take the payment again (SB-11); `coupons`: refused if a restored one
 * was used since (SB-12); `stock`: refused if what was restocked is sold by now.
 */
export type UndoGuard = 'repayment' | 'recapture' | 'coupons' | 'stock';

/**
 * Where the items go. `return`: back to stock; `lots`: back to the seller's lots, consolidated or new, as the seller edits
 * them (BL-15 to BL-19); `choose`: as the seller says, by default back (SB-12); `keep`: nowhere.
 */
export type StockTerms = 'return' | 'lots' | 'choose' | 'keep';

/** How a cancellation lives: what happens to the order's status, what silence and a shipment do, when it is complete, and whether it can be undone. */
export interface Lifecycle {
  /** Status while a request is open. Absent: the status stays. */
  requested?: string;
  /** Status while the refund runs. Absent: as `cancelled`. */
  refunding?: string;
  cancelled: string;
  /** Status in the end where nothing had been captured. Absent: as `cancelled`. */
  unpaid?: string;
  /** `when-refunded`: only when the amount due is refunded to the last minor unit (SB-7). */
  completes: 'at-once' | 'when-refunded';
  /**
   * How long the refund may take from when it was agreed to, where it is awaited. Who sees to it is told once, where it is still
   * due then. Absent: no limit.
   */
  refundWithin?: Duration;
  /** Whether single lines and quantities may be cancelled (SB-12) or only the whole order (B2B-15). Default `order`. */
  scope?: 'order' | 'lines';
  /** How long the other side has to answer a request. Absent: no limit. */
  respondWithin?: Duration;
  /**
   * The same as an instant that the policy derives of `requestedAt`, as in working days. Where that cannot be told,
   * `respondWithin` counts.
   */
  respondBy?: `instants.${string}`;
  /** Default `nothing`. */
  onSilence?: OnSilence;
  /** The other side is reminded once, so long after the request (BL-5). */
  remindAfter?: Duration;
  /** Whether the shop is told to hold fulfilment while a request is open. Default `false`. */
  holdsFulfilment?: boolean;
  /** What a shipment does to an open request: ends it, or leaves it to be withdrawn or declined. Default `supersede`. */
  onShipment?: 'supersede' | 'keep';
  /** Whether a reason is demanded of who accepts. Default `optional`. */
  acceptReason?: Demand;
  /** Why a request may be declined; the customer sees it (SB-5). */
  declineReasons?: ReasonList;
  /** After what who asked may turn to the platform (PM-14). Absent: never. Who has to answer then may at any time. */
  escalation?: ('declined' | 'silence')[];
  /** From which states the buyer may dispute. Absent: never. */
  disputes?: ('declined' | 'expired' | 'superseded' | 'escalated')[];
  /** Absent: a cancellation is final (BL-11). */
  undo?: { from: ('refunding' | 'cancelled')[]; by: Actor[]; guards: UndoGuard[] };
  /** Whether the seller of a cancelled order may leave a remark on the buyer's record (PM-5). Default `false`. */
  sellerRemarks?: boolean;
  /** Who is told, beside the one who acts. */
  notifies: Actor[];
}

/** What the seller bears of a cancellation, as where they had nothing to send. */
export interface SellerPenalty {
  /** It counts on the seller's record (`seller.recentCancellations`). */
  counts?: true;
  /**
   * What the marketplace charges, of what the cancelled items come to. In a currency that its amounts are not given in, nothing:
   * nobody is charged by a guess.
   */
  fee?: Fee;
}

/** What a cancellation brings about beyond the refund; a rule may say otherwise for what it permits. */
export interface Consequential {
  /** Default `keep`. */
  stock?: StockTerms;
  /**
   * The marketplace's fee: `reset`, to zero within the month of the order, else credited to the next invoice (BL-22, BL-23).
   * Default `keep`.
   */
  marketplaceFee?: 'reset' | 'keep';
  /**
   * Whether the order's coupons may be used again: `restore`, always; `choose`, as the one who settles says (SB-12); `keep`, never.
   * At most once, and only with the last of what they were used for. Default `choose`.
   */
  coupons?: 'restore' | 'choose' | 'keep';
  /** Default: none. */
  penalty?: SellerPenalty;
}

/** A policy's own, beside which it may warn of many. */
export interface PolicyConsequences extends Consequential {
  /** From how many in how many days the buyer is warned before confirming; each counts as one more (PM-5). */
  recentCancellations?: { atLeast: number; withinDays: number };
}

/** An alert that a party may file about the other. */
export interface NoticeKind {
  filedBy: Actor;
  /** Earliest filing, counted from `placedAt`. */
  notBefore?: Duration;
  /** What has to hold for filing it. */
  when?: Condition;
  /** The order's status while it stands. Absent: stays. */
  status?: string;
  /** The order's status when the other side has accepted the penalty (BL-8). Absent: nobody may. */
  penaltyStatus?: string;
  /** The order's status when it is lifted (BL-10). Absent: stays. */
  liftedStatus?: string;
}

/** A time to do something, counted from what the log says of the cancellation or the order. Half-open, as every window. */
export interface DisputeDeadline {
  within: Duration;
  /** `disputed`: when the last dispute was filed; `decided`: when the cancellation was last decided on. */
  since: 'placedAt' | 'requestedAt' | 'decided' | 'disputed' | 'shippedAt' | 'deliveredAt';
}

/** What is known of a way on, as codes that the package or the policy's `messages` word (DP-15). Absent: not known. */
export interface DisputeRoute {
  risk?: string;
  time?: string;
  cost?: string;
  /** Until when it can be taken. Absent: unknown, never invented (DP-10). */
  deadline?: DisputeDeadline;
  /** Until when what it rests on has to be submitted. Absent: unknown (DP-10). */
  evidence?: DisputeDeadline;
  /** Who conducts it (DP-11). */
  provider?: string;
}

/** A section of the agreement: its number, and as much of it as the shop quotes, word for word. */
export interface DisputeSection {
  number: string;
  title?: string;
  text?: string;
  /** Where it can be read. */
  url?: string;
}

/** Disputes about cancellations: the setting that opens them (DP). */
export interface Disputes {
  routes: Partial<Record<RouteName, DisputeRoute>>;
  /** Sections of the agreement by topic (`cancellation`, `dispute`, …), as they are cited (DP-11, DP-12); a text: the number. */
  sections?: Record<string, string | DisputeSection>;
}

/** Which days count where days are counted as `working`. */
export interface PolicyCalendar {
  /** 1 is Monday, 7 is Sunday. Default: Monday to Friday. */
  workingDays?: number[];
  /** `YYYY-MM-DD`. */
  holidays?: string[];
  /** The last day, `YYYY-MM-DD`, of which the holidays are known; what is counted past it is unknown. Absent: all are known. */
  holidaysUntil?: string;
}

/**
 * An instant that follows from another: the date of `of` in the policy's `timeZone`, moved by `days`, at a time of day.
 * Where the clocks show that time twice it is the later instant, where they skip it the end of the gap.
 */
export interface DerivedInstant {
  of: InstantName;
  /** Forward, or with a minus back. Absent, with `at`: the next such time after `of`. */
  days?: number;
  /** `HH:MM`; `24:00` is the end of the day. Absent: the same time of day. */
  at?: string;
  /** Default `calendar`. */
  count?: 'calendar' | 'working';
}

/** The statutory right of withdrawal: a lane of its own, which none of the policy's rules can narrow. */
export interface WithdrawalTerms {
  /** Consumers of which countries have it: ISO 3166 alpha-2. A country that is not known counts as one of them. */
  countries: string[];
  /** Calendar days, 14 by Directive 2011/83/EU; never fewer. */
  days: number;
  /** How many months later it ends where the consumer was not informed of it, 12 by the directive. */
  uninformedMonths: number;
}

/** The shop's rules of cancellation: plain data, no code, no regular expressions. */
export interface CancelPolicy {
  id: string;
  version: string;
  /** The version of the language. Default: this one. */
  language?: 1;
  /** What it is for, for people. */
  description?: string;
  /** IANA name; months and days of the policy are read in it. */
  timeZone?: string;
  calendar?: PolicyCalendar;
  /** Instants that follow from others, by the name that conditions have for them: `instants.<name>`. */
  instants?: Record<string, DerivedInstant>;
  /** Every status an order may have. Another one gives `ask-server`. */
  statuses: Record<string, { phase: Phase }>;
  facts?: Record<string, FactDeclaration>;
  /** Facts that the shop records on a line item. */
  lineFacts?: Record<string, FactDeclaration>;
  notices?: Record<string, NoticeKind>;
  rules: Rule[];
  otherwise: Verdict;
  reasons: Partial<Record<Actor, ReasonList>>;
  /** Whether a comment is demanded, by role. Default `optional`. */
  comments?: Partial<Record<Actor, Demand>>;
  refund?: RefundTerms;
  consequences?: PolicyConsequences;
  /** Where the action is denied: nothing there, or why. Default `explain`. */
  denied?: Partial<Record<Actor, 'hide' | 'explain'>>;
  /** Where an alternative leads; `{orderId}` is replaced. https, mailto, tel or same origin. */
  links?: Record<string, string>;
  lifecycle?: Lifecycle;
  disputes?: Disputes;
  withdrawal?: WithdrawalTerms;
  /** Plain text for the shop's own codes, by language; part of the hash. */
  messages?: Record<string, Record<string, string>>;
}
