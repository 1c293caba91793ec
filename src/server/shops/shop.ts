import type { Effect } from '../../domain/lifecycle/lifecycle.ts';
import type { Actor, CancellationState, Order } from '../../domain/records.ts';
import type { Lot } from '../../domain/settlement/stock.ts';
import type { ShopLack } from '../../policy/demands.ts';

export type { ShopLack } from '../../policy/demands.ts';

/** What the shop itself carries out; telling people is the handler's. */
export type ShopEffect = Exclude<Effect, { type: 'notify' }> & {
  /** Its own name, the same however often it is tried: what a payment provider takes as the key of a request. */
  key: string;
  /** Where a transition opens several cancellations, of several sellers: of which it is. */
  cancellationId?: string;
};

/** What the shop may want to know of a transition. */
export interface CommitMeta {
  /** Unique for the transition: the shop applies it at most once. */
  id: string;
  /** `null`: of an alert. */
  cancellationId: string | null;
  /** The state that the cancellation takes. `null`: none, of an alert, and of what the shop said of a refund. */
  state: CancellationState | null;
  /** `cancel`, `accept`, `lapse`, … */
  action?: string;
  /** Something of the order is left, which goes on. */
  partly?: boolean;
  actor: Actor;
  /** RFC 3339. */
  at: string;
  /** The policy was asked about a shipped order and permits it (PM-4, BL-10); else a shipped one is refused. */
  afterShipment: boolean;
  /** The seller's choices, where given. */
  restock?: boolean;
  restoreCoupons?: boolean;
}

export type Committed = {
  ok: true;
  /** As it is now, with a new revision. */
  order: Order;
  /**
   * How far the refund is that the transition asked for. `settled`: it went back, and `order` counts it. `pending`: `order`
   * does not count it yet; it stays reserved, however much `order` counts by then, until `committed` says of the same
   * transition that it settled or failed. A shop that counts at once what is on its way says `settled`.
   * `failed`: no money went back; of the action `refund`, nothing else was done either.
   */
  refund: 'none' | 'pending' | 'settled' | 'failed';
  /** Of several refunds, those of which something else is to be said, by the keys of their effects. */
  refunds?: Record<string, Committed['refund']>;
};

/**
 * Nothing was done. `refused`: `stock`, where what was restocked is sold by now (SB-12); `given-up`, where `committed` said
 * that it never would be.
 */
export interface NotCommitted {
  ok: false;
  refused?: 'stock' | 'given-up';
}

/**
 * It is being carried out, or nobody knows yet what became of it. The transition stays written down; people are told that it is
 * under way, and it is asked about again.
 */
export interface UnderWay {
  ok: false;
  underWay: true;
}

export function isUnderWay(answer: { ok: boolean } | null): answer is UnderWay {
  return answer !== null && 'underWay' in answer;
}

/** The commerce server: it owns orders, stock and money. */
export interface ShopConnector {
  /** What it cannot do: a policy that asks for it is refused when the server starts (`invalid-shop`). Default: it can do everything. */
  lacks?: readonly ShopLack[];
  order(id: string): Promise<Order | null>;
  orderByNumber(number: string): Promise<Order | null>;
  /**
   * Ids of the latest orders of a buyer (`order.buyer.id`), the latest first, at most so many: from these they choose where they
   * withdraw from a contract. Without it they type a number.
   */
  ordersOf?(buyerId: string, limit: number): Promise<string[]>;
  /**
   * Applies all effects or none, if the order still has `revision`, and gives the order a new revision even where there is
   * no effect. A transition that was applied before (`meta.id`) answers as it did. `ok: false`: nothing was done, since the
   * order has another revision or was shipped. Rejects where it is unknown whether anything was done. It must not wait for
   * the handler's own webhook (`orderChanged`): that waits for it.
   */
  commit(
    orderId: string,
    revision: string,
    effects: ShopEffect[],
    meta: CommitMeta,
  ): Promise<Committed | NotCommitted | UnderWay>;
  /**
   * What became of a transition, and of its refund by now: `null` if it was not applied and never will be. A shop that says so refuses the transition
   * from then on (`given-up`), however late its commit arrives: it has to remember the id.
   */
  committed(orderId: string, id: string): Promise<Committed | null | UnderWay>;
  /** Goes on with what is under way, of a shop that carries transitions out step by step. Called by `runDue`. */
  work?(): Promise<void>;
  /**
   * The same with one transition (`meta.id`), as a queue asks for it. Resolves with when it is to be asked for again, epoch ms;
   * `null`: it is done, or waits for a person. Any number of times, at once too, does no harm.
   */
  goOn?(id: string): Promise<number | null>;
  /** Of such a shop, the transitions of which a step waits for a person; `after`: the last one of the page before. */
  stuck?(after: string | null, limit: number): Promise<{ id: string }[]>;
  /**
   * Of such a shop: drops the transitions that have ended by an instant (epoch ms), but those of which `needed` says that they may be
   * asked about again; never one that has not ended, or whose refund is on its way. Called by `runDue`.
   */
  dropEnded?(
    by: number,
    needed: (ended: readonly { id: string; orderId: string }[]) => Promise<ReadonlySet<string>>,
  ): Promise<void>;
  /**
   * Of such a shop: removes what people wrote, and what the shop's errors say, from what it keeps of an order's transitions. Called by
   * `erase`.
   *
   * @throws {CancelError} `order-busy` where one of them is being carried out just now.
   */
  erase?(orderId: string): Promise<void>;
  /** The lots of the order's items, as they are in the seller's inventory (BL-15). */
  lots?(orderId: string): Promise<Lot[]>;
}
