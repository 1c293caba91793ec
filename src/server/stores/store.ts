import type { LogEntry } from '../../backend/backend.ts';
import type { Effect } from '../../domain/effects.ts';
import type { CancelPolicy } from '../../domain/policy.ts';
import type { Actor, Cancellation, CancellationState, Money } from '../../domain/records.ts';
import type { CommitMeta } from '../shops/shop.ts';

/** Something that one side wrote to another about an order. */
export interface Message {
  id: string;
  orderId: string;
  from: Actor;
  to: Actor;
  text: string;
  /** Number or representative that the contact was given (DP-6). */
  ticket: string | null;
  /** RFC 3339. */
  at: string;
}

/** An intent's name and content: `key` is unique for the principal, `fingerprint` names the request that it stands for. */
export interface Claim {
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

/** A transition that was decided on: written down before the shop acts, so that no crash leaves half of it. */
export interface Plan {
  /** Names the transition to the shop, which applies it at most once. */
  id: string;
  orderId: string;
  /** The order's revision that was decided on. */
  revision: string;
  actor: Actor;
  effects: Effect[];
  meta: CommitMeta;
  /** As they will be; `revision` and what was refunded are filled in when the shop has acted. The last one is the order's. */
  cancellations: Cancellation[];
  /** Of a refund, what it is made for, as it was before: a refund that fails leaves it so. */
  before?: Cancellation | null;
  /** What the log will say; the first has the plan's id. */
  log?: LogEntry[];
  message: Message | null;
  /** `null`: nobody asked; the server itself makes the transition. */
  claim: Claim | null;
  /** Of the answer. Default 201. */
  status?: number;
}

/** What replaces a plan, all in one transaction. */
export interface Result {
  cancellations: Cancellation[];
  answer: Answer | null;
  /** Of the cancellations. */
  listings: Listing[];
  /** Has an entry of the plan's id, by which it is known that the plan is finished. */
  log: LogEntry[];
  /** What live listeners are told. */
  changes: Change[];
}

/** What is kept of one order. */
export interface OrderRecords {
  /** Oldest first. */
  cancellations: Cancellation[];
  /** The transition that is under way, or that a crash cut off. */
  plan: Plan | null;
  /** Changes with every write. */
  version: number;
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
  /** When something happens by itself, epoch ms; `null`: never. */
  dueAt: number | null;
  /** Of what is to be cancelled. */
  amount: Money;
  /** What a search looks in: order number, names, reason and comment, in lower case. */
  text: string;
}

/** Whose rows somebody sees: of the orders in which they are buyer or seller, or all. */
export interface Scope {
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
  scope: Scope;
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
  /** `current`: the order's open, else its latest cancellation. */
  rows: { cancellation: Cancellation; current: boolean; key: SortKey }[];
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
 * Where cancellations, messages, policies and answers are kept. Each method but `exclusively` is one transaction.
 * Unique: the id of everything, `(principalId, key)` over plans and answers, one plan an order, one open cancellation an order.
 */
export interface CancellationStore {
  /** Runs `work` while nobody else, in any process, runs work for this order. Not reentrant. */
  exclusively<T>(orderId: string, work: () => Promise<T>): Promise<T>;
  records(orderId: string): Promise<OrderRecords>;
  /** Writes a plan down. `false`: its claim's key is taken, or the order has a plan. */
  begin(plan: Plan): Promise<boolean>;
  /**
   * Replaces the plan by its result. The shop has acted: the result is kept even where somebody, thinking this process
   * dead, has abandoned the plan meanwhile. `false`: it was kept before.
   */
  finish(plan: Plan, result: Result): Promise<boolean>;
  /** Forgets a plan that the shop did not carry out; its key is free again. */
  abandon(plan: Plan): Promise<void>;
  /** What was answered to a claim, `null` where nothing was; `answer: null` while it is being carried out. */
  answered(principalId: string, key: string): Promise<{ fingerprint: string; answer: Answer | null } | null>;
  /** Keeps a message, its answer and its entry in the log. `false`: the key is taken. */
  keepMessage(message: Message, claim: Claim, answer: Answer, entry: LogEntry): Promise<boolean>;
  message(id: string): Promise<Message | null>;
  /** Which order a cancellation is of. */
  orderOf(cancellationId: string): Promise<string | null>;
  /** The orders that have a plan. */
  unfinished(): Promise<string[]>;
  /** The orders of which something is due by `now` (epoch ms), the longest overdue first. */
  due(now: number): Promise<string[]>;
  /** A page of the queue. Finds only what has a listing. */
  list(query: ListQuery): Promise<ListPage>;
  /** Cancellations without a listing, by id; `after`: the last one of the chunk before. */
  unlisted(after: string | null, limit: number): Promise<Cancellation[]>;
  /** Keeps listings, in place of those of the same cancellations. */
  keepListings(listings: Listing[]): Promise<void>;
  /** Counts by reason (`''`: none) in the intervals between the edges (epoch ms, ascending). */
  countReasons(scope: Scope, sellerId: string | null, edges: number[]): Promise<Record<string, number>[]>;
  /** What happened about an order, oldest first; `after`: the number of the last one of the page before. */
  log(orderId: string, after: number, limit: number): Promise<{ entries: LogEntry[]; more: boolean }>;
  /** The changes after one, oldest first. */
  changes(after: number, limit: number): Promise<Changes>;
  keepChange(change: Change): Promise<void>;
  policy(hash: string): Promise<CancelPolicy | null>;
  /** Keeps policies by their hash, for as long as anything may refer to them. */
  keepPolicies(policies: ReadonlyMap<string, CancelPolicy>): Promise<void>;
}
