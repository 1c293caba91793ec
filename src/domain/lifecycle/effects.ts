import type { Actor, CancellationState, Component, FeeChange, LineQuantity, Money, Order } from '../records.ts';
import type { StockItem } from '../settlement/stock.ts';
import { partName, readableSums } from '../settlement/sums.ts';

/** What people are told of: a state that a cancellation took, a part of its refund, what became of that, a deadline that nears, a way on, an alert. */
export type NotifyEvent =
  | Exclude<CancellationState, 'refunding'>
  | 'accepted'
  | 'refunded'
  | 'refund-due'
  | 'refund-overdue'
  | 'refund-settled'
  | 'refund-failed'
  | 'reopened'
  | 'reminder'
  | 'mediation'
  | 'complaint'
  | 'arbitration'
  | 'abandoned'
  | 'notice-filed'
  | 'notice-responded'
  | 'notice-penalty-accepted'
  | 'notice-lifted';

/** What the shop has to do when a transition is committed; all of them, or none. */
export type Effect =
  | { type: 'status'; status: string }
  /**
   * Money goes back. `part`: to which part of a payment in several, by its id, else its place (`'0'`). `lines`: for what, as
   * many providers ask.
   */
  | { type: 'refund'; amount: Money; method: string; part?: string; lines?: LineQuantity[] }
  /** So much of what is reserved and not captured is released. */
  | { type: 'void'; amount: Money; part?: string }
  /** How much of each line is cancelled from now on, in all. */
  | { type: 'lines'; lines: LineQuantity[] }
  /** Items go back to stock (BL-2), of a pack also what is in it. */
  | { type: 'stock'; items: StockItem[] }
  /** Items that had gone back are sold after all: the cancellation was undone. */
  | { type: 'unstock'; items: { lineId: string; sku: string; quantity: number; components?: Component[] }[] }
  /** Coupons may be used again (SB-12), or, undone, no more. */
  | { type: 'coupons'; codes: string[]; restored: boolean }
  /**
   * The marketplace's fee (BL-22, BL-23). Undone: `restore`, what was reset is on the bill of `month` again; `uncredit`, what
   * was credited on the invoice of `month` no longer is.
   */
  | { type: 'fee'; change: FeeChange['change'] | 'restore' | 'uncredit'; amount: Money; month: string }
  /** Pending requests to remove single items end with the order (BL-21); undone, they are pending again. */
  | { type: 'removal-requests'; ids: string[]; reopened?: true }
  /** Counts on the buyer's record (PM-5); undone, it does no more. */
  | { type: 'strike'; party: 'buyer'; retracted?: true }
  /**
   * What the seller bears: it `counts` on their record, the marketplace charges them a `fee`. `sellerId`: which, where an order
   * holds several sellers' items. Undone, it is taken back.
   */
  | { type: 'penalty'; sellerId: string; counts?: true; fee?: Money; retracted?: true }
  /** The seller's remark on the buyer's record (PM-5). `at`: RFC 3339. */
  | { type: 'remark'; party: 'buyer'; text: string; at: string }
  /** An alert changed: all of the order's, as they are from now on. */
  | { type: 'notices'; notices: NonNullable<Order['notices']> }
  | { type: 'hold-fulfilment' }
  | { type: 'release-fulfilment' }
  /** `amount`: of money that moved. */
  | { type: 'notify'; to: Actor; event: NotifyEvent; amount?: Money };

/** What effects give back, or release, in all: of whatever part of the payment. */
export function sumOf(effects: readonly Effect[], type: 'refund' | 'void'): Money | null {
  const amounts = effects.flatMap((effect) => (effect.type === type ? [effect.amount] : []));
  const [first] = amounts;
  return first ? { ...first, amount: amounts.reduce((sum, { amount }) => sum + amount, 0) } : null;
}

/**
 * The order after the effects that concern it; stock, coupons' own records and invoices are kept elsewhere.
 *
 * @throws {RangeError} Where a refund would give back more than was captured, or more would be released than is reserved.
 */
export function applyEffects(order: Order, effects: readonly Effect[]): Order {
  return effects.reduce(applyEffect, order);
}

function applyEffect(order: Order, effect: Effect): Order {
  switch (effect.type) {
    case 'status':
      return { ...order, status: effect.status };
    case 'refund':
      return { ...order, payment: refunded(order.payment, effect.amount, effect.part) };
    case 'void':
      return { ...order, payment: released(order.payment, effect) };
    case 'lines':
      return { ...order, lines: order.lines.map((line) => withCancelled(line, effect.lines)) };
    case 'fee':
      return withFee(order, effect);
    case 'removal-requests': {
      const { ids, reopened } = effect;
      const [from, to] = reopened ? ['cancelled', 'pending'] : ['pending', 'cancelled'];
      return {
        ...order,
        itemRemovalRequests: (order.itemRemovalRequests ?? []).map((request) =>
          ids.includes(request.id) && request.status === from ? { ...request, status: to } : request,
        ),
      };
    }
    case 'strike': {
      const strikes = Math.max(0, (order.buyer.recentCancellations ?? 0) + (effect.retracted ? -1 : 1));
      return { ...order, buyer: { ...order.buyer, recentCancellations: strikes } };
    }
    case 'penalty': {
      const { seller } = order;
      if (!effect.counts || effect.sellerId !== seller.id) return order;
      const count = Math.max(0, (seller.recentCancellations ?? 0) + (effect.retracted ? -1 : 1));
      return { ...order, seller: { ...seller, recentCancellations: count } };
    }
    case 'remark': {
      const { text, at } = effect;
      const remarks = [...(order.buyer.remarks ?? []), { orderId: order.id, text, at }];
      return { ...order, buyer: { ...order.buyer, remarks } };
    }
    case 'notices':
      return { ...order, notices: effect.notices };
    // Kept elsewhere: inventory, coupons, fulfilment, and what people are told.
    case 'stock':
    case 'unstock':
    case 'coupons':
    case 'hold-fulfilment':
    case 'release-fulfilment':
    case 'notify':
      return order;
    default:
      return effect satisfies never;
  }
}

/** A credit is on an invoice, not on the order. What is restored adds to whatever was charged since. */
function withFee(order: Order, { change, amount }: Extract<Effect, { type: 'fee' }>): Order {
  const { fee } = order;
  if (!fee || change === 'credit' || change === 'uncredit') return order;
  const charged = change === 'reset' ? 0 : fee.amount.amount + amount.amount;
  return { ...order, fee: { ...fee, amount: { ...fee.amount, amount: charged } } };
}

function withCancelled(line: Order['lines'][number], lines: readonly LineQuantity[]): Order['lines'][number] {
  const changed = lines.find(({ id }) => id === line.id);
  return changed ? { ...line, cancelledQuantity: changed.quantity } : line;
}

/** The payment after a refund: of the part that is named, else of the parts as they are listed. */
function refunded(payment: Order['payment'], amount: Money, named?: string): Order['payment'] {
  const { paid, refunded: before } = payment;
  const sum = before.amount + amount.amount;
  const fits = readableSums(payment) && amount.currency === paid.currency && amount.amount >= 0;
  // Beyond the safe integers a sum may look smaller than it is.
  if (!fits || !Number.isSafeInteger(sum) || sum > paid.amount) {
    throw new RangeError(
      `a refund of ${amount.amount} ${amount.currency} is more than was captured and not refunded yet`,
    );
  }
  let rest = amount.amount;
  const parts = payment.parts?.map((part, at) => {
    if (named !== undefined && partName(part, at) !== named) return part;
    const share = Math.max(0, Math.min(rest, part.paid.amount - part.refunded.amount));
    rest -= share;
    return { ...part, refunded: { ...part.refunded, amount: part.refunded.amount + share } };
  });
  if (named !== undefined && rest > 0)
    throw new RangeError(`part ${JSON.stringify(named)} has not so much to give back`);
  return { ...payment, refunded: { ...before, amount: sum }, ...(parts && { parts }) };
}

/** The payment after reserved money was released. */
function released(payment: Order['payment'], { amount, part }: Extract<Effect, { type: 'void' }>): Order['payment'] {
  const less = <T extends { authorized?: Money }>(holder: T): T => {
    const { authorized } = holder;
    if (!authorized || authorized.currency !== amount.currency || !(amount.amount <= authorized.amount)) {
      throw new RangeError(`${amount.amount} ${amount.currency} is more than is reserved`);
    }
    return { ...holder, authorized: { ...authorized, amount: authorized.amount - amount.amount } };
  };
  const { authorized, parts } = payment;
  if (part === undefined) return less(payment);
  if (!parts?.some((one, at) => partName(one, at) === part)) throw new RangeError(`there is no part ${part}`);
  const after = parts.map((one, at) => (partName(one, at) === part ? less(one) : one));
  // Where the sum of the parts is given beside them, it goes with them.
  return { ...payment, ...(authorized && { authorized: less({ authorized }).authorized }), parts: after };
}
