import type { Decision } from '../decision/decision.ts';
import type { Issue } from '../errors.ts';
import type { Actor, Cancellation, LineQuantity, Order, PolicyReference } from '../records.ts';
import type { InventoryChoice } from '../settlement/stock.ts';
import type { Effect } from './effects.ts';
import type { Action, AutomaticAction, OpeningAction } from './transitions.ts';

/** What somebody wants done to a cancellation, with what they chose and said. Amounts in minor units. */
export interface ActionInput {
  action: Action | AutomaticAction | OpeningAction;
  reason?: string;
  comment?: string;
  /**
   * Of `cancel` and `request`: absent or `null`: all that is left of the order. Of `accept`: what is agreed to, where that is
   * fewer than was asked for; the rest is declined with `reason`.
   */
  lines?: readonly LineQuantity[] | null;
  /** Of `cancel` and `request`: what is written to the other side with it. */
  message?: string;
  /** Of `cancel` and `request`: how the other side was contacted before: a message, or when it was (RFC 3339), as stated. */
  contacted?: { messageId: string } | { statedAt: string };
  /** On settling, the method; of `refund`, how much (default: all that is due) and how; `elsewhere`: it went back already, and is only recorded. */
  refund?: { method?: string; amount?: number; elsewhere?: true };
  restock?: boolean;
  restoreCoupons?: boolean;
  inventory?: readonly InventoryChoice[];
  /** Of `undo`: the guards that were acknowledged. */
  acknowledged?: readonly string[];
  /** Of `resolve`. */
  outcome?: 'cancel' | 'decline';
  /** Of the policy that the person was shown. Absent: not asked. */
  policyHash?: string;
}

export interface ActionContext {
  /** `nobody`: the clock or the shop. */
  actor: Actor | 'nobody';
  /** Epoch ms. */
  now: number;
  /** Of a cancellation that `cancel` or `request` opens, which also needs the policy's reference. */
  id?: string;
  policy?: PolicyReference;
  /** Of `cancel` and `request`, where an order holds several sellers' items: only of this one's. */
  sellerId?: string;
  /** Of `cancel` and `request`: what is asked for in one go with it, by the first that was opened. */
  askedWith?: string;
  /** Of `cancel` and `request`: what is decided, where that is known. Default: it is decided now. */
  decision?: Decision;
  /**
   * All cancellations of the order, oldest first: what the shop was asked to give back for them is not there any more.
   * Default: the one that is acted on.
   */
  cancellations?: readonly Cancellation[];
  /** Their money was held against the order already. Default: that is done first. */
  balanced?: true;
  /** The message that `contacted.messageId` names. Absent: there is none. */
  contactMessage?: { orderId: string; from: Actor; to: Actor } | null;
}

export type RefusalCode =
  /** The decision does not permit it (`cancel`, `request`), or the person was shown another policy. */
  | 'decision-changed'
  | 'illegal-transition'
  | 'reason-invalid'
  | 'comment-required'
  | 'contact-required'
  /** What was paid and what was refunded cannot be held against each other: nobody can say what is to be given back. */
  | 'payment-unreadable'
  | 'undo-unsafe'
  | 'invalid-request';

/** New records and what the shop has to do; or why not, with nothing changed. The order's revision is the shop's to change. */
export type Applied =
  | {
      ok: true;
      order: Order;
      cancellation: Cancellation;
      effects: Effect[];
      /** The open requests whose place a new cancellation takes: ended, or with what it leaves of them. */
      replaced?: Cancellation[];
      /** Settled ones of which an undo takes something back, or to which it hands something on. */
      others?: Cancellation[];
      /** What is written to the other side with it. */
      message?: { to: Actor; text: string };
    }
  | Refused;

export interface Refused {
  ok: false;
  code: RefusalCode;
  issues: Issue[];
  /** Of a settling that a rule forbids: what it says. */
  decision?: Decision;
}

export function refuse(code: RefusalCode, path?: Issue['path'], what = 'value'): Refused {
  return { ok: false, code, issues: path ? [{ path, code: what }] : [] };
}
