import type { Effect } from '../../domain/lifecycle/effects.ts';
import type { Attachment, EvidenceEntry, LogEntry, OrderDetails, PartyDetails } from '../../domain/log-entry.ts';
import type { CancelPolicy } from '../../domain/policy.ts';
import type {
  Actor,
  Cancellation,
  CancellationState,
  LineQuantity,
  Money,
  Notice,
  PolicyReference,
} from '../../domain/records.ts';
import type { SealedEntry } from '../../evidence/chain.ts';
import type { CommitMeta } from '../shops/shop.ts';

/** Something that one side wrote to another about an order. */
export interface Message {
  id: string;
  orderId: string;
  from: Actor;
  to: Actor;
  /** Which of several sellers it is from or to. Absent: all of them. */
  sellerIds?: string[];
  text: string;
  /** Number of the case, where support takes part (DP-6). */
  ticket: string | null;
  /** Who spoke for support (DP-6). */
  representative?: string;
  attachments?: Attachment[];
  /** What the attached files were called, in the same order. */
  names?: string[];
  /** RFC 3339. */
  at: string;
}

/** What was last observed of an order, so that the log tells once of what the shop changes. */
export interface Observed {
  status: string;
  shippedAt?: string;
  deliveredAt?: string;
  /** What went back so far, minor units. */
  refunded: number;
  /** What transitions gave back, as the shop said, and it has not counted yet, minor units each. */
  uncounted: number[];
  /** Names of the scans. */
  scans: string[];
  /** Whose order it is. */
  buyerId?: string;
  sellerId?: string;
  /** Where it holds several sellers' items: all of them. */
  sellerIds?: string[];
  notices: Notice[];
  /** SHA-256 of total and line items. */
  details: string;
}

/** Where an order's log stands. */
export interface LogHead {
  /** Number and hash of its last entry. */
  seq: number;
  hash: string;
  /** Hashes of the policies that it names, each once, in the order in which they last came to apply. */
  policies: string[];
  observed: Observed;
  /** What each side wrote. */
  written?: Partial<Record<Actor, Tally>>;
}

/** What one side wrote about an order: in the day since an instant (epoch ms), and of files ever. */
export interface Tally {
  since: number;
  entries: number;
  bytes: number;
  files: number;
  fileBytes: number;
  /** Transitions and alerts, in the same day. */
  changes?: number;
}

/** What is added to an order's log, together: right after the entry of which it was written, or not at all. */
export interface LogAppend extends Pick<LogHead, 'policies' | 'observed' | 'written'> {
  /** Number of the last entry known; 0: there is none. */
  after: number;
  /** Its hash, where that is known: it is not read again then. */
  afterHash?: string;
  /** Holds what was observed of the order: not kept (`moved`) while the order has a plan, which may be what was observed. */
  observes?: boolean;
  entries: SealedEntry[];
  /** What is to be sent since this is on record, put into the outbox with it. */
  sends?: Outgoing[];
  /** Ids of what was sent, as this puts on record: taken out of the outbox with it. One that is not there any more: `known`. */
  sent?: string[];
}

/** Something in the outbox: kept until whoever sends it says that it was sent. */
export interface Outgoing {
  /** Unique. */
  id: string;
  kind: 'receipt' | 'notice';
  /** The order that it is about, where it is found by that. */
  about: string | null;
  /** When it is to be sent, or tried again, epoch ms. */
  dueAt: number;
  /** How often it was tried. */
  attempts: number;
  /** JSON. */
  body: string;
}

/** `moved`: the log has other entries by now, nothing was kept; `known`: that was kept before. */
export type AppendResult = { code: 'appended'; head: LogHead } | { code: 'moved' } | { code: 'known' };

/** An order as it was when its log began. */
export interface LogOpening {
  order: OrderDetails;
  items: { id: string; title: string }[];
  buyer: PartyDetails;
  seller: PartyDetails;
  policy: PolicyReference;
  observed: Observed;
}

/** A file that somebody put, with all who did. */
export interface KeptAttachment extends Attachment {
  /** Names of people with their roles. */
  owners: string[];
}

/** A file, and under which name somebody put it. */
export interface OwnedFile {
  sha256: string;
  owner: string;
}

/** Who puts a file, when (epoch ms), and how much of theirs may lie there without an entry of theirs that refers to it. */
export interface Putting {
  owner: string;
  at: number;
  most: { files: number; bytes: number };
}

/** `known`: this one has put it before; `full`: nothing was kept. `since`: when the oldest of what lies there was put. */
export type Put = { code: 'new' } | { code: 'known' } | { code: 'full'; since: number };

/** What takes the place of what people wrote, when their data is erased. */
export interface Erasure {
  /** With the same numbers and hashes. */
  entries: EvidenceEntry[];
  messages: Message[];
  cancellations: Cancellation[];
  listings: Listing[];
  answers: KeptAnswer[];
  /** The files that these are no owners of any more; those without an owner go. */
  attachments: OwnedFile[];
}

/** An intent's name and content: `key` is unique for the principal, `fingerprint` names the request that it stands for. */
export interface KeyClaim {
  /** With the role in which they act. */
  principalId: string;
  key: string;
  fingerprint: string;
}

/** The answer to an intent, kept to be given again. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** An answer with the intent that it was given to. Where that was erased, `fingerprint` and `body` are empty. */
export type KeptAnswer = KeyClaim & {
  orderId: string;
  answer: Answer;
  /** Epoch ms. */
  at: number;
};

/** `cancellationId`: of which it is, where a transition opens several. */
export type PlannedEffect = Effect & { cancellationId?: string };

/** A transition that was decided on: written down before the shop acts, so that no crash leaves half of it. */
export interface Plan {
  /** Names the transition to the shop, which applies it at most once. */
  id: string;
  orderId: string;
  /** The order's revision that was decided on. */
  revision: string;
  actor: Actor;
  /** Of an order that holds several sellers' items: which of them acts. */
  sellerId?: string;
  effects: PlannedEffect[];
  meta: CommitMeta;
  /** As they will be; `revision` and what was refunded are filled in when the shop has acted. The last one is the order's. */
  cancellations: Cancellation[];
  /** Of a refund, what it is made for, as it was before: a refund that fails leaves it so. */
  before?: Cancellation | null;
  /** What the log will say; one has the plan's id. */
  log: LogEntry[];
  /** How the order was before: what a log begins with. */
  opening?: LogOpening;
  message: Message | null;
  /**
   * How many units of each line its cancellations and those of other plans may hold open together: as many as the order has.
   * Of a line that is not named, nobody counts.
   */
  room?: LineQuantity[];
  /** `null`: nobody asked; the server itself makes the transition. */
  claim: KeyClaim | null;
  /** Of the answer. Default 201. */
  status?: number;
}

/**
 * `taken`: its claim's key is; `planned`: the order has another plan; `held`: units that it asks for are held by another open
 * cancellation. Then nothing was written.
 */
export type Begun = { code: 'begun' | 'taken' | 'planned' | 'held' };

/** What was answered to a claim; `answer: null`: it is being carried out. */
export interface Answered {
  fingerprint: string;
  answer: Answer | null;
}

/** That somebody holds an order for the time being. */
export interface Lease {
  orderId: string;
  /** A greater one for each who comes to hold the order: what is written under an older one is refused. */
  token: number;
}

/** What replaces a plan, all in one transaction. */
export interface TransitionResult {
  cancellations: Cancellation[];
  answer: Answer | null;
  /** Of the cancellations. */
  listings: Listing[];
  /** Has an entry of the plan's id, by which it is known that the plan is finished. */
  append: LogAppend;
  /** What live listeners are told. */
  changes: Change[];
}

/** What is kept of one order. */
export interface OrderRecords {
  /** Oldest first. */
  cancellations: Cancellation[];
  /** The transition that is under way, or that a crash cut off. */
  plan: Plan | null;
  /** Where its log stands; `null`: it has none. */
  head: LogHead | null;
  /** Changes with every write about the order. */
  version: number;
  /** When the order is looked at again though none of these is due, epoch ms. */
  watchedAt?: number;
}

/** A cancellation as the queue and the reports find it, kept beside it so that no order has to be read to search and sort. */
export interface Listing {
  cancellationId: string;
  orderId: string;
  buyerId: string;
  sellerId: string;
  state: CancellationState;
  reason: string | null;
  /** Whose answer it awaits; `null`: nobody's. */
  awaits: Actor | null;
  /** What silence does, from what costs most: 0 accepts, 1 escalates, 2 declines, 3 nothing. */
  silence: number;
  /** Epoch ms. */
  requestedAt: number;
  /** Epoch ms; `null`: no deadline. */
  respondBy: number | null;
  /** When something happens by itself, or the shop is asked about money that moves, epoch ms; `null`: never. */
  dueAt: number | null;
  /** What is due, or would be. */
  amount: Money;
  /** What a search looks in: order number, names, reason and comment, in lower case. */
  text: string;
}

/** Whose rows somebody sees: of the orders in which they are buyer or seller, or all. */
export interface ListScope {
  buyerId: string | null;
  sellerId: string | null;
  all: boolean;
}

export const sorts = ['cost-of-delay', 'requestedAt', '-requestedAt', 'respondBy', 'amount', '-amount'] as const;

/** By cost of delay: see `sortKey`. The others by the member that they name, `-`: descending, and then by id. */
export type Sort = (typeof sorts)[number];

/** Where a row stands in its order: compared member by member. The last one is the cancellation's id. */
export type SortKey = (number | string)[];

export interface ListQuery {
  scope: ListScope;
  /** `null`: all. */
  states: CancellationState[] | null;
  /** All have to be in a listing's text. */
  words: string[];
  sort: Sort;
  /** The row before the first one; `null`: from the start. */
  after: SortKey | null;
  limit: number;
}

export interface ListPage {
  /** `cancellations`: all of the order's, oldest first. */
  rows: { cancellation: Cancellation; cancellations: Cancellation[]; key: SortKey }[];
  /** Whether there are rows after these. */
  more: boolean;
  /** By state, of all that the search finds. */
  counts: Partial<Record<CancellationState, number>>;
}

/** Something that live listeners are told. */
export interface Change {
  orderId: string;
  buyerId: string;
  sellerId: string;
  /** The order's. */
  revision: string;
  cancellation: { id: string; state: CancellationState } | null;
}

/** The feed of changes, of which only the latest are kept. */
export interface Changes {
  changes: (Change & { id: number })[];
  /** The last change that was ever made; 0: none. */
  latest: number;
  /** Whether some after the one asked for are not kept any more, or it was never made. */
  gap: boolean;
}

/**
 * Where cancellations, messages, policies and answers are kept. Each method but `exclusively` is one transaction, and compares
 * and sets: none writes what it has read before.
 * Entries of the log are given their place in it (`linkEntry`), after the last one that is there.
 * Unique: the id of everything, `(principalId, key)` over plans and answers, one plan an order, one open cancellation a unit:
 * its units are held from the moment at which the plan is written down, until it is settled or the plan abandoned.
 *
 * Methods that take a lease reject with the code `lease-lost`, and write nothing, where the work of the lease has ended or
 * somebody else holds the order by now. Without one nobody asks who holds it.
 */
export interface CancellationStore {
  /**
   * Runs `work` while nobody else, in any process, runs work for this order. Not reentrant. Nothing is locked meanwhile: of who
   * does not come back it is taken away, so that work may overlap all the same. What it writes, it writes under its lease.
   * `null`: this store takes no order away.
   */
  exclusively<T>(orderId: string, work: (lease: Lease | null) => Promise<T>): Promise<T>;
  records(orderId: string): Promise<OrderRecords>;
  /** The same with what was answered to a claim (`null`: nothing), of one moment. */
  recordsFor(
    orderId: string,
    claim: Pick<KeyClaim, 'principalId' | 'key'>,
  ): Promise<OrderRecords & { answered: Answered | null }>;
  /** The records of several orders, in their order. */
  recordsOf(orderIds: readonly string[]): Promise<OrderRecords[]>;
  /** `version` of the records, by itself: as much work for an order that has none. */
  recordsVersion(orderId: string): Promise<number>;
  /** The same of several orders, in their order. */
  versionsOf(orderIds: readonly string[]): Promise<number[]>;
  /** Writes a plan down, with its claim, and holds the units of its open cancellations. */
  begin(plan: Plan, lease?: Lease | null): Promise<Begun>;
  /**
   * `exclusively` and `begin` in one, for who has read the records without holding the order: writes the plan down if nobody
   * holds the order, nothing is under way, and its records are as they were `seen`; then runs `work`. The lease ends with the
   * first `finish` or `abandon` that is written under it. Where the plan is not written, `work` is not run: `moved`, or as
   * `begin` says.
   */
  beginHeld<T>(
    plan: Plan,
    seen: Pick<OrderRecords, 'version' | 'cancellations'>,
    work: (lease: Lease | null) => Promise<T>,
  ): Promise<{ code: 'begun'; result: T } | { code: 'taken' | 'held' | 'moved' }>;
  /**
   * Replaces the plan by its result. The shop has acted: the result is kept even where the plan is not on record any more.
   */
  finish(plan: Plan, result: TransitionResult, lease?: Lease | null): Promise<AppendResult>;
  /** Forgets a plan that the shop did not carry out; its key and its units are free again. */
  abandon(plan: Plan, lease?: Lease | null): Promise<void>;
  /** What was answered to a claim, `null` where nothing was; `answer: null` while it is being carried out. */
  answered(principalId: string, key: string): Promise<Answered | null>;
  /**
   * Keeps what was written beside the order, its answer and its entry in the log, which uses the files it refers to. `known`:
   * the key is taken.
   */
  keep(
    answer: KeptAnswer,
    message: Message | null,
    append: LogAppend,
    uses?: readonly OwnedFile[],
    lease?: Lease | null,
  ): Promise<AppendResult>;
  /** Drops the answers that were given by then (epoch ms). */
  dropAnswers(by: number): Promise<void>;
  /** Adds to the log what was observed. */
  append(orderId: string, append: LogAppend, lease?: Lease | null): Promise<AppendResult>;
  /** What of the outbox is due by `now` (epoch ms), the longest due first; `only`: of what has all of these. */
  outgoing(
    now: number,
    limit: number,
    only?: Partial<Pick<Outgoing, 'id' | 'kind'> & { about: string }>,
  ): Promise<Outgoing[]>;
  /** Has something in the outbox tried again at `dueAt`, as the so-manieth attempt. `false`: it is not as it was seen. */
  postpone(seen: Outgoing, next: Pick<Outgoing, 'dueAt' | 'attempts'>): Promise<boolean>;
  /** Takes something out of the outbox. `false`: it is not there. */
  takeOut(id: string): Promise<boolean>;
  message(id: string): Promise<Message | null>;
  /** Which order a cancellation is of. */
  orderOf(cancellationId: string): Promise<string | null>;
  /** The orders that have a plan, by its instant (`meta.at`): what is under way for longest comes first. */
  unfinished(): Promise<string[]>;
  /**
   * Has an order looked at again at an instant (epoch ms), whatever is recorded of it; `null`: not any more. What a rule does
   * by itself may be due of an order without a record. It changes nothing that is recorded, nor the version.
   */
  watch(orderId: string, at: number | null, lease?: Lease | null): Promise<void>;
  /** The orders of which something is due, or that are watched, by `now` (epoch ms), the longest overdue first. */
  due(now: number): Promise<string[]>;
  /** A page of the queue. Finds only what has a listing. */
  list(query: ListQuery): Promise<ListPage>;
  /** Cancellations without a listing, by id; `after`: the last one of the chunk before. */
  unlisted(after: string | null, limit: number): Promise<Cancellation[]>;
  /** Keeps listings, in place of those of the same cancellations. */
  keepListings(listings: Listing[], lease?: Lease | null): Promise<void>;
  /** Counts by reason (`''`: none) in the intervals between the edges (epoch ms, ascending). */
  countReasons(scope: ListScope, sellerId: string | null, edges: number[]): Promise<Record<string, number>[]>;
  /** What happened about an order, oldest first; `after`: the number of the last one of the page before. */
  log(orderId: string, after: number, limit: number): Promise<{ entries: EvidenceEntry[]; more: boolean }>;
  /** Messages and answers about an order, and its listings. */
  written(orderId: string): Promise<{ messages: Message[]; answers: KeptAnswer[]; listings: Listing[] }>;
  /**
   * Erases what people wrote, and notes it; `null`: there is no log. Nothing else changes what was kept in one. `false`: the
   * log has other entries by now, nothing was done.
   */
  erase(orderId: string, erasure: Erasure, append: LogAppend | null, lease?: Lease | null): Promise<boolean>;
  /** Keeps a file, or one more owner of it. */
  keepAttachment(file: Attachment, bytes: Uint8Array, putting: Putting): Promise<Put>;
  /**
   * Drops the files that were put by then (epoch ms) and to which no entry of who put them refers; where somebody else has
   * put the same, only their part in it.
   */
  dropUnused(by: number): Promise<void>;
  /** What a file is and whose; for its bytes ask when it is sure that they are to be had. */
  attachment(sha256: string): Promise<KeptAttachment | null>;
  attachmentBytes(sha256: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** The entries that refer to a file; with a scope, those about orders that were within it when last observed. */
  references(sha256: string, scope?: ListScope): Promise<{ orderId: string; entry: EvidenceEntry }[]>;
  /**
   * The changes after one, oldest first. They are numbered without a gap and in the order in which they were committed: who has
   * read up to one never finds an older one later.
   */
  changes(after: number, limit: number): Promise<Changes>;
  keepChange(change: Change): Promise<void>;
  /** Drops all changes but the latest, of which one at least is kept. */
  dropChanges(most: number): Promise<void>;
  /** 128 random bits or more, made once: the same for all servers that share the store, and known to nobody else. */
  secret(): Promise<string>;
  policy(hash: string): Promise<CancelPolicy | null>;
  /** Keeps policies by their hash, for as long as anything may refer to them. */
  keepPolicies(policies: ReadonlyMap<string, CancelPolicy>): Promise<void>;
}
