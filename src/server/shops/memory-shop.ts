import { applyEffects } from '../../domain/lifecycle/effects.ts';
import type { Money, Order } from '../../domain/records.ts';
import { type Lot, withReturned, withTaken } from '../../domain/settlement/stock.ts';
import { formatInstant, parseInstant } from '../../domain/values/instant.ts';
import { sumOfQuantities } from '../../domain/values/quantity.ts';
import { copy } from '../copy.ts';
import type { CommitMeta, Committed, NotCommitted, ShopConnector, ShopEffect } from './shop.ts';

/** One transition that the shop applied. */
export interface LedgerEntry {
  orderId: string;
  /** The order's revision afterwards. */
  revision: string;
  effects: ShopEffect[];
  meta: CommitMeta;
}

/** A fee that was paid and is credited to a later invoice (BL-23). */
export interface FeeCredit {
  orderId: string;
  amount: Money;
}

/** What happened to a coupon: restored, or taken back. */
export interface CouponEntry {
  orderId: string;
  code: string;
  restored: boolean;
}

/** Everything that a memory shop holds, as plain JSON. */
export interface ShopSnapshot {
  orders: Order[];
  ledger: LedgerEntry[];
  /** Number of the last revision given. */
  revisions: number;
  /** The sellers' inventory. */
  lots?: Lot[];
  /** Ids of orders whose fulfilment is held. */
  held?: string[];
  /** By month of the invoice, `YYYY-MM`. */
  credits?: Record<string, FeeCredit[]>;
  coupons?: CouponEntry[];
  /** How many units of each line are back in stock, by order and line. */
  restocked?: Record<string, Record<string, number>>;
  /** Ids of transitions that were asked about and had not been applied: they never will be. */
  givenUp?: string[];
}

/** A shop in memory, for tests, demos and mocks. Refunds settle at once. */
export interface MemoryShop extends ShopConnector {
  commit(...transition: Parameters<ShopConnector['commit']>): Promise<Committed | NotCommitted>;
  committed(orderId: string, id: string): Promise<Committed | null>;
  /** A copy of every order. */
  orders(): Order[];
  /** Every transition applied, oldest first. */
  ledger(): LedgerEntry[];
  /** A copy of the inventory; with an order's id, the lots of its items. */
  lots(): Lot[];
  lots(orderId: string): Promise<Lot[]>;
  /** Takes units of an item out of stock, as a sale does. Throws where there are not as many. */
  sell(sku: string, quantity: number): void;
  isHeld(orderId: string): boolean;
  /** What was credited to the seller, by month of the invoice (`YYYY-MM`). */
  credits(): Record<string, FeeCredit[]>;
  /** What happened to coupons, oldest first. */
  coupons(): CouponEntry[];
  /**
   * Marks an order as shipped at `at` (RFC 3339, or epoch ms). Throws where it was cancelled: never both. And where its
   * fulfilment is held, unless `evenIfHeld`.
   */
  ship(orderId: string, at: string | number, status?: string, options?: { evenIfHeld?: boolean }): Order;
  /** Changes an order as the shop's own staff would; it gets a new revision. */
  change(orderId: string, changes: Partial<Order>): Order;
  /** Number of changes so far. */
  version(): number;
  snapshot(): ShopSnapshot;
  restore(snapshot: ShopSnapshot): void;
}

/** What a shop holds, its orders by id. */
type Holding = Required<Omit<ShopSnapshot, 'orders' | 'givenUp'>> & {
  orders: Map<string, Order>;
  ids: Map<string, LedgerEntry>;
  givenUp: Set<string>;
};

function holdingOf(snapshot: ShopSnapshot): Holding {
  const { orders, ledger, revisions, lots = [], held = [], credits = {}, coupons = [], restocked = {} } = snapshot;
  return {
    orders: new Map(orders.map((order) => [order.id, order])),
    ids: new Map(ledger.map((entry) => [entry.meta.id, entry])),
    ledger,
    revisions,
    lots,
    held,
    credits,
    coupons,
    restocked,
    givenUp: new Set(snapshot.givenUp),
  };
}

/** Copies the orders; what the caller does to its own later changes nothing. `lots`: the inventory that it starts with. */
export function memoryShop(orders: readonly Order[] = [], { lots = [] }: { lots?: readonly Lot[] } = {}): MemoryShop {
  let state = holdingOf(copy({ orders: [...orders], ledger: [], revisions: 0, lots: [...lots] }));
  const copyOf = (order: Order | undefined): Order | null => (order ? copy(order) : null);

  const change = (orderId: string, changes: Partial<Order>): Order => {
    const order = state.orders.get(orderId);
    if (!order) throw new Error(`the shop has no order ${JSON.stringify(orderId)}`);
    // What is undefined is taken away.
    const changed = copy({ ...order, ...changes, revision: `m${++state.revisions}` });
    state.orders.set(orderId, changed);
    return copy(changed);
  };

  const committed = (orderId: string, id: string): Committed | null => {
    const entry = state.ids.get(id);
    const order = entry && copyOf(state.orders.get(orderId));
    if (!order) return null;
    return { ok: true, order, refund: entry.effects.some(({ type }) => type === 'refund') ? 'settled' : 'none' };
  };

  /** The lots after the effects, and what is back in stock of the order; `null`: sold by now. All or nothing. */
  const stockAfter = (order: Order, effects: readonly ShopEffect[]) => {
    let after: Lot[] | null = state.lots;
    const back = { ...state.restocked[order.id] };
    for (const effect of effects) {
      if (effect.type === 'stock') {
        after = withReturned(after, effect.items, (lineId) => `lot-${state.revisions + 1}-${lineId}`);
        for (const { lineId, quantity } of effect.items) {
          back[lineId] = sumOfQuantities(back[lineId] ?? 0, quantity);
          const line = order.lines.find(({ id }) => id === lineId);
          if (!line || (back[lineId] ?? 0) > line.quantity) {
            throw new RangeError(`line ${JSON.stringify(lineId)} would be restocked with more than was ordered`);
          }
        }
      }
      if (effect.type === 'unstock') {
        after = withTaken(after, effect.items);
        if (!after) return null;
        for (const { lineId, quantity } of effect.items) {
          back[lineId] = Math.max(0, sumOfQuantities(back[lineId] ?? 0, -quantity));
        }
      }
    }
    return { lots: after, back };
  };

  /** What is kept beside order and stock. */
  const note = (orderId: string, effect: ShopEffect): void => {
    switch (effect.type) {
      case 'hold-fulfilment':
        state.held = [...new Set([...state.held, orderId])];
        return;
      case 'release-fulfilment':
        state.held = state.held.filter((id) => id !== orderId);
        return;
      case 'coupons': {
        const { codes, restored } = effect;
        state.coupons.push(...codes.map((code) => ({ orderId, code, restored })));
        return;
      }
      case 'fee': {
        const { change: kind, month, amount } = effect;
        const credited = state.credits[month] ?? [];
        if (kind === 'credit') state.credits[month] = [...credited, { orderId, amount: { ...amount } }];
        if (kind !== 'uncredit') return;
        const taken = credited.findLast((one) => one.orderId === orderId && one.amount.amount === amount.amount);
        state.credits[month] = credited.filter((one) => one !== taken);
        return;
      }
      // Of the order itself, and of its stock.
      case 'status':
      case 'refund':
      case 'void':
      case 'lines':
      case 'stock':
      case 'unstock':
      case 'removal-requests':
      case 'strike':
      case 'penalty':
      case 'remark':
      case 'notices':
        return;
      default:
        effect satisfies never;
    }
  };

  const lotsOf = async (orderId: string): Promise<Lot[]> => {
    const lines = state.orders.get(orderId)?.lines ?? [];
    const skus = new Set(lines.flatMap(({ sku, components = [] }) => [sku, ...components.map((one) => one.sku)]));
    return copy(state.lots.filter(({ sku }) => skus.has(sku)));
  };
  function inventory(): Lot[];
  function inventory(orderId: string): Promise<Lot[]>;
  function inventory(orderId?: string): Lot[] | Promise<Lot[]> {
    return orderId === undefined ? copy(state.lots) : lotsOf(orderId);
  }

  return {
    order: async (id) => copyOf(state.orders.get(id)),
    async orderByNumber(number) {
      for (const order of state.orders.values()) if (order.number === number) return copyOf(order);
      return null;
    },
    async ordersOf(buyerId, limit) {
      const theirs = [...state.orders.values()].filter(({ buyer }) => buyer?.id === buyerId);
      // Whatever of an order cannot be read, it is theirs.
      const placed = ({ placedAt }: Order): number => parseInstant(placedAt) || 0;
      return theirs
        .sort((one, other) => placed(other) - placed(one))
        .slice(0, limit)
        .map(({ id }) => id);
    },
    async committed(orderId, id) {
      const found = committed(orderId, id);
      if (!found) state.givenUp.add(id);
      return found;
    },
    async commit(orderId, revision, effects, meta): Promise<Committed | NotCommitted> {
      const before = committed(orderId, meta.id);
      if (before) return before;
      if (state.givenUp.has(meta.id)) return { ok: false, refused: 'given-up' };
      const order = state.orders.get(orderId);
      if (order?.revision !== revision) return { ok: false };
      if (order.shippedAt && ends(meta) && !meta.afterShipment) return { ok: false };
      const after = applyEffects(order, effects);
      const stock = stockAfter(order, effects);
      if (!stock) return { ok: false, refused: 'stock' };
      const { revision: next } = change(orderId, after);
      state.lots = copy(stock.lots);
      state.restocked[orderId] = stock.back;
      for (const effect of effects) note(orderId, effect);
      const entry = copy({ orderId, revision: next, effects, meta });
      state.ledger.push(entry);
      state.ids.set(meta.id, entry);
      return committed(orderId, meta.id) ?? { ok: false };
    },
    orders: () => copy([...state.orders.values()]),
    ledger: () => copy(state.ledger),
    lots: inventory,
    sell(sku, quantity) {
      const after = withTaken(state.lots, [{ sku, quantity }]);
      if (!after) throw new Error(`the shop has not so many of ${JSON.stringify(sku)}`);
      state.lots = after;
      state.revisions++;
    },
    isHeld: (orderId) => state.held.includes(orderId),
    credits: () => copy(state.credits),
    coupons: () => copy(state.coupons),
    ship(orderId, at, status = 'SHIPPED', { evenIfHeld = false } = {}) {
      const last = state.ledger.findLast(({ meta, ...entry }) => entry.orderId === orderId && meta.state !== null);
      if (last && ends(last.meta))
        throw new Error(`order ${JSON.stringify(orderId)} is cancelled and cannot be shipped`);
      if (state.held.includes(orderId) && !evenIfHeld)
        throw new Error(`order ${JSON.stringify(orderId)} is held until its request is answered`);
      return change(orderId, { status, shippedAt: typeof at === 'number' ? formatInstant(at) : at });
    },
    change,
    version: () => state.revisions,
    snapshot() {
      const { orders: kept, ids, givenUp, ...rest } = state;
      return copy({ ...rest, orders: [...kept.values()], ...(givenUp.size > 0 && { givenUp: [...givenUp] }) });
    },
    restore(snapshot) {
      state = holdingOf(copy(snapshot));
    },
  };
}

/** Whether the order is not to be fulfilled any more. */
export function ends({ state, partly }: CommitMeta): boolean {
  return (state === 'cancelled' || state === 'refunding') && !partly;
}
