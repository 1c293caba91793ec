import type { Effect } from '../../domain/lifecycle.ts';
import type { CancelPolicy } from '../../domain/policy.ts';
import type { Actor, Cancellation } from '../../domain/records.ts';
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
  message: Message | null;
  /** `null`: nobody asked; the server itself makes the transition. */
  claim: Claim | null;
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
  finish(plan: Plan, result: { cancellations: Cancellation[]; answer: Answer | null }): Promise<boolean>;
  /** Forgets a plan that the shop did not carry out; its key is free again. */
  abandon(plan: Plan): Promise<void>;
  /** What was answered to a claim, `null` where nothing was; `answer: null` while it is being carried out. */
  answered(principalId: string, key: string): Promise<{ fingerprint: string; answer: Answer | null } | null>;
  /** Keeps a message and its answer. `false`: the key is taken. */
  keepMessage(message: Message, claim: Claim, answer: Answer): Promise<boolean>;
  message(id: string): Promise<Message | null>;
  /** Which order a cancellation is of. */
  orderOf(cancellationId: string): Promise<string | null>;
  /** The orders that have a plan. */
  unfinished(): Promise<string[]>;
  policy(hash: string): Promise<CancelPolicy | null>;
  /** Keeps policies by their hash, for as long as anything may refer to them. */
  keepPolicies(policies: ReadonlyMap<string, CancelPolicy>): Promise<void>;
}
