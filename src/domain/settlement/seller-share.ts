import { isOpen } from '../decision/conditions.ts';
import { isMark } from '../lifecycle/phases.ts';
import type { CancelPolicy } from '../policy.ts';
import type { Cancellation, Money, Order, OrderLine } from '../records.ts';
import { linesOfSeller, ownerOf, partyOf, sellerOf } from '../units/sellers.ts';
import { linesOf, livingLines, unitsOf } from '../units/units.ts';
import { parseInstant } from '../values/instant.ts';
import { sha256Hex } from '../values/sha256.ts';
import { settledOf } from './ledger.ts';
import { isCredit } from './sums.ts';
import { partValueOf } from './value.ts';

/** What of an order is one seller's. */
export interface SellerShare {
  order: Order;
  /** Those of their items alone, oldest first. */
  cancellations: Cancellation[];
}

/**
 * An order that holds several sellers' items, as one of them may see it: their lines, parcels and cancellations, and what these
 * come to. What is of the order as a whole and tells of the others is left out: shipping, discounts, coupons, fees, what the
 * buyer paid to others, and alerts, unless it is the order's seller. Its revision changes with anything in it. Only of an
 * order that can be read.
 */
export function shareOfSeller(
  policy: CancelPolicy,
  order: Order,
  cancellations: readonly Cancellation[],
  sellerId: string,
): SellerShare {
  const own = cancellations.filter((one) => ownerOf(order, one) === sellerId).map(withoutOthers);
  const lines = linesOf(order).filter((line) => sellerOf(order, line) === sellerId);
  const {
    shipping,
    shippingTax,
    surcharges,
    tax,
    discount,
    coupons,
    fee,
    itemRemovalRequests,
    notices,
    sellers,
    ...rest
  } = order;
  const isOrders = order.seller.id === sellerId;
  const { payment, total } = moneyOf(order, lines, own);
  const share: Order = {
    ...withoutOthersParcels(rest, lines),
    status: statusFor(policy, order, lines, cancellations, own),
    total,
    payment,
    lines,
    seller: partyOf(order, sellerId),
    ...(isOrders && notices && { notices }),
  };
  const { revision: _, ...seen } = share;
  // What cancelling the rest of it comes to changes where the others' items go, too.
  const left = partValueOf(order, linesOfSeller(order, livingLines(order), sellerId)).value;
  return {
    order: { ...share, revision: sha256Hex(JSON.stringify([seen, own, left])).slice(0, 32) },
    cancellations: own,
  };
}

/**
 * The record without what the shop counts of the whole order, without what else was asked for with it, and without what came of
 * its being the last of the order.
 */
function withoutOthers({
  counted,
  askedWith,
  restoredCoupons,
  marketplaceFee,
  removalRequests,
  ...cancellation
}: Cancellation): Cancellation {
  const { refund } = cancellation;
  if (!refund?.entries) return cancellation;
  const entries = refund.entries.map(({ counted: _, ...entry }) => entry);
  return { ...cancellation, refund: { ...refund, entries } };
}

/** What some lines come to, and what was paid and given back for them. */
function moneyOf(order: Order, lines: readonly OrderLine[], own: readonly Cancellation[]) {
  const { payment, total } = order;
  const amount = goodsOf({ ...order, payment: { ...payment, paid: total } }, lines);
  const shareOf = (money: Money): Money => ({
    ...money,
    amount: total.amount > 0 ? Number((BigInt(money.amount) * BigInt(amount)) / BigInt(total.amount)) : 0,
  });
  const { parts = [], authorized } = payment;
  const paid =
    payment.paid.currency === total.currency && payment.paid.amount >= total.amount
      ? { ...payment.paid, amount }
      : shareOf(payment.paid);
  const given = own.reduce((sum, one) => sum + settledOf(one), 0);
  const reserved = authorized ?? sumOfAuthorized(parts);
  const credit = parts.length > 0 && parts.every(isCredit);
  return {
    total: { ...total, amount },
    payment: {
      method: (credit && parts[0]?.method) || payment.method,
      paid,
      refunded: { ...payment.refunded, amount: Math.min(given, paid.amount) },
      ...(reserved && { authorized: shareOf(reserved) }),
    },
  };
}

function sumOfAuthorized(parts: NonNullable<Order['payment']['parts']>): Money | undefined {
  const [first, ...others] = parts.flatMap(({ authorized }) => authorized ?? []);
  return first && { ...first, amount: others.reduce((sum, { amount }) => sum + amount, first.amount) };
}

/** What lines cost as they were ordered, without shipping and the like. */
function goodsOf(order: Order, lines: readonly OrderLine[]): number {
  const fresh = { ...order, lines: order.lines.map((line) => ({ ...line, cancelledQuantity: 0 })) };
  return partValueOf(
    fresh,
    lines.map(({ id, quantity }) => ({ id, quantity })),
  ).goods;
}

/** A status that the order has from another's cancellation is not told. Where only others' items go on, the share is cancelled. */
function statusFor(
  { lifecycle }: CancelPolicy,
  order: Order,
  lines: readonly OrderLine[],
  cancellations: readonly Cancellation[],
  own: readonly Cancellation[],
): string {
  const { status } = order;
  const left = livingLines(order);
  const isOver = left.length > 0 && !left.some(({ id }) => lines.some((line) => line.id === id));
  if (isOver && lifecycle?.cancelled && own.some(({ state }) => state === 'cancelled')) return lifecycle.cancelled;
  if (!isMark(lifecycle, status) || own.some(isOpen)) return status;
  return cancellations.findLast(isOpen)?.previousStatus ?? status;
}

/** The parcels that hold these lines, with the instants and scans that are of them. */
function withoutOthersParcels(order: Order, lines: readonly OrderLine[]): Order {
  const { fulfilments = [], shippedAt, deliveredAt, scans, ...rest } = order;
  const ids = new Set(lines.map(({ id }) => id));
  const own = fulfilments
    .map((parcel) => ({ ...parcel, lines: parcel.lines.filter(({ id }) => ids.has(id)) }))
    .filter((parcel) => parcel.lines.length > 0);
  const theirs = new Set(own.map(({ id }) => id));
  const others = fulfilments.filter(({ id }) => !theirs.has(id));
  const units = unitsOf(order);
  const hasLeft = (id: string): boolean => {
    const { shipped, returned } = units.get(id) ?? { shipped: 0, returned: 0 };
    return shipped + returned > 0;
  };
  // Where the shop counts units, these say whose have left; else only the order's instants do.
  const counts = [...units.keys()].some(hasLeft);
  const left = !counts || [...ids].some(hasLeft);
  const shipped = own.flatMap((parcel) => parcel.shippedAt ?? []).sort(byInstant)[0] ?? shippedAt;
  const delivered =
    own.length > 0 && others.length > 0
      ? own
          .flatMap((parcel) => parcel.deliveredAt ?? [])
          .sort(byInstant)
          .at(-1)
      : deliveredAt;
  const carriers = others.map(({ carrier }) => carrier);
  const told = scans?.filter(
    ({ carrier }) => left && (others.length === 0 || (carrier !== undefined && !carriers.includes(carrier))),
  );
  return {
    ...rest,
    ...(left && shipped !== undefined && { shippedAt: shipped }),
    ...(left && delivered !== undefined && { deliveredAt: delivered }),
    ...(own.length > 0 && { fulfilments: own }),
    ...(told && told.length > 0 && { scans: told }),
  };
}

function byInstant(one: string, other: string): number {
  return parseInstant(one) - parseInstant(other);
}
