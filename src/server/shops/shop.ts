import type { Effect } from '../../domain/lifecycle.ts';
import type { Actor, CancellationState, Order } from '../../domain/records.ts';

/** What the shop itself carries out; telling people is the handler's. */
export type ShopEffect = Exclude<Effect, { type: 'notify' }>;

/** What the shop may want to know of a transition. */
export interface CommitMeta {
  /** Unique for the transition: the shop applies it at most once. */
  id: string;
  cancellationId: string;
  /** The state that the cancellation takes. */
  state: CancellationState;
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
  /** How far the refund is that the transition asked for. */
  refund: 'none' | 'pending' | 'settled' | 'failed';
};

/** The commerce server: it owns orders, stock and money. */
export interface ShopConnector {
  order(id: string): Promise<Order | null>;
  orderByNumber(number: string): Promise<Order | null>;
  /**
   * Applies all effects or none, if the order still has `revision`, and gives the order a new revision even where there is
   * no effect. A transition that was applied before (`meta.id`) answers as it did. `ok: false`: nothing was done, since the
   * order has another revision or was shipped. Rejects where it is unknown whether anything was done.
   */
  commit(
    orderId: string,
    revision: string,
    effects: ShopEffect[],
    meta: CommitMeta,
  ): Promise<Committed | { ok: false }>;
  /** What became of a transition: `null` if it was not applied and never will be. */
  committed(orderId: string, id: string): Promise<Committed | null>;
}
