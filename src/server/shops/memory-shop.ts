import { applyEffects } from '../../domain/effects.ts';
import { formatInstant } from '../../domain/instant.ts';
import type { Order } from '../../domain/records.ts';
import type { CommitMeta, Committed, ShopConnector, ShopEffect } from './shop.ts';

/** One transition that the shop applied. */
export interface LedgerEntry {
  orderId: string;
  /** The order's revision afterwards. */
  revision: string;
  effects: ShopEffect[];
  meta: CommitMeta;
}

/** Everything that a memory shop holds, as plain JSON. */
export interface ShopSnapshot {
  orders: Order[];
  ledger: LedgerEntry[];
  /** Number of the last revision given. */
  revisions: number;
}

/** A shop in memory, for tests, demos and mocks. Refunds settle at once. */
export interface MemoryShop extends ShopConnector {
  /** A copy of every order. */
  orders(): Order[];
  /** Every transition applied, oldest first. */
  ledger(): LedgerEntry[];
  /** Marks an order as shipped at `at` (RFC 3339, or epoch ms). Throws where it was cancelled: never both. */
  ship(orderId: string, at: string | number, status?: string): Order;
  /** Changes an order as the shop's own staff would; it gets a new revision. */
  change(orderId: string, changes: Partial<Order>): Order;
  /** Number of changes so far. */
  version(): number;
  snapshot(): ShopSnapshot;
  restore(snapshot: ShopSnapshot): void;
}

/** Copies the orders; what the caller does to its own later changes nothing. */
export function memoryShop(orders: readonly Order[] = []): MemoryShop {
  let state: ShopSnapshot = structuredClone({ orders: [...orders], ledger: [], revisions: 0 });
  const find = (id: string): Order | undefined => state.orders.find((order) => order.id === id);
  const copyOf = (order: Order | undefined): Order | null => (order ? structuredClone(order) : null);

  const change = (orderId: string, changes: Partial<Order>): Order => {
    const order = find(orderId);
    if (!order) throw new Error(`the shop has no order ${JSON.stringify(orderId)}`);
    Object.assign(order, structuredClone(changes), { revision: `m${++state.revisions}` });
    return structuredClone(order);
  };

  const committed = (orderId: string, id: string): Committed | null => {
    const entry = state.ledger.find(({ meta }) => meta.id === id);
    const order = entry && copyOf(find(orderId));
    if (!order) return null;
    return { ok: true, order, refund: entry.effects.some(({ type }) => type === 'refund') ? 'settled' : 'none' };
  };

  return {
    order: async (id) => copyOf(find(id)),
    orderByNumber: async (number) => copyOf(state.orders.find((order) => order.number === number)),
    committed: async (orderId, id) => committed(orderId, id),
    async commit(orderId, revision, effects, meta) {
      const before = committed(orderId, meta.id);
      if (before) return before;
      const order = find(orderId);
      if (order?.revision !== revision) return { ok: false };
      if (order.shippedAt !== undefined && ends(meta) && !meta.afterShipment) return { ok: false };
      const { revision: next } = change(orderId, applyEffects(order, effects));
      state.ledger.push(structuredClone({ orderId, revision: next, effects, meta }));
      return committed(orderId, meta.id) ?? { ok: false };
    },
    orders: () => structuredClone(state.orders),
    ledger: () => structuredClone(state.ledger),
    ship(orderId, at, status = 'SHIPPED') {
      const last = state.ledger.findLast((entry) => entry.orderId === orderId);
      if (last && ends(last.meta))
        throw new Error(`order ${JSON.stringify(orderId)} is cancelled and cannot be shipped`);
      return change(orderId, { status, shippedAt: typeof at === 'number' ? formatInstant(at) : at });
    },
    change,
    version: () => state.revisions,
    snapshot: () => structuredClone(state),
    restore(snapshot) {
      state = structuredClone(snapshot);
    },
  };
}

/** Whether the order is not to be fulfilled any more. */
function ends({ state }: CommitMeta): boolean {
  return state === 'cancelled' || state === 'refunding';
}
