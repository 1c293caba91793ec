import type { Cancellation, LineQuantity, Money, Order, OrderLine } from '../records.ts';
import { onItsWay } from '../settlement/in-flight.ts';
import { type Tender, tendersOf } from '../settlement/tenders.ts';
import { chargesOf, partValueOf } from '../settlement/value.ts';
import { countsShipments } from '../units/part.ts';
import { unitsOf } from '../units/units.ts';
import { inThousandths, inUnits } from '../values/quantity.ts';
import { kindOf, standingOf } from './grounds.ts';
import { dayAt, endOfDay } from './period.ts';

/** What a trader owes for a withdrawal (Art. 13), in the currency of the payment. */
export interface Owed {
  /** What of the order it is about: without what is exempt. */
  lines: LineQuantity[];
  /** What is to be paid back for all that is withdrawn from or cancelled, with the delivery. */
  due: Money;
  /** Of `due`: the delivery, no more than the cheapest standard one costs. It comes back with the last of the order. */
  delivery: Money;
  /** What has gone back already, and what is on its way. */
  refunded: Money;
  pending: Money;
  /** What is still to be paid, and to which means: the ones that were used. */
  left: Money;
  means: Tender[];
  /** Lines that are services which had begun when the consumer withdrew: `left` is at most what is owed, the share that was not provided. */
  proportionate: string[];
  /** Lines of which has to be found out, when they are back, whether they are exempt. */
  judged: string[];
  /** Goods that have left and are not back: until they are, or proof of sending, the refund may be withheld. */
  toComeBack: LineQuantity[];
}

/** What of an order somebody withdraws from. */
export interface Withdrawn {
  /** `null`: all of it. */
  lines: readonly LineQuantity[] | null;
  /** What of it was cancelled before. What has been cancelled since is how the shop has booked the withdrawal. */
  cancelledBefore: readonly LineQuantity[];
  /** What had been paid back by then, minor units: it counts as far as it is worth what was cancelled before. Absent: nothing. */
  refundedBefore?: number;
}

/**
 * What is owed for a withdrawal, by an order whose shop may have booked it or not: everything that is cancelled or withdrawn
 * from, less what went back for it: of what had gone back before, no more than what was cancelled by then is worth. Where the law leaves a choice, or something is not known, it is what is better for the
 * consumer. `hasLeft`: of an order that does not count what it sends.
 */
export function owedForWithdrawal(
  order: Order,
  { lines: asked, cancelledBefore, refundedBefore = 0 }: Withdrawn,
  cancellations: readonly Cancellation[],
  hasLeft: boolean,
): Owed {
  const { payment } = order;
  const money = (amount: number): Money => ({ amount, currency: payment.paid.currency });
  const open = order.lines.filter((line) => standingOf(line).state !== 'exempt');
  const lines = open.flatMap((line): LineQuantity[] => {
    const quantity = asked ? sumOf(asked, line.id) : inThousandths(line.quantity);
    const most = Math.min(quantity, inThousandths(line.quantity));
    return most > 0 ? [{ id: line.id, quantity: inUnits(most) }] : [];
  });
  const withdrawn = new Map(lines.map(({ id, quantity }) => [id, inThousandths(quantity)]));
  const rest = lines.flatMap(({ id, quantity }): LineQuantity[] => {
    const line = order.lines.find((one) => one.id === id) as OrderLine;
    const both = Math.min(inThousandths(line.quantity), sumOf(cancelledBefore, id) + inThousandths(quantity));
    const more = both - inThousandths(line.cancelledQuantity ?? 0);
    return more > 0 ? [{ id, quantity: inUnits(more) }] : [];
  });
  const value = partValueOf(order, rest);
  const whole = payment.paid.currency === order.total.currency || order.total.amount <= 0 ? order.total : payment.paid;
  const gone = whole.amount - value.after;
  const shipping = chargesOf(order).find(({ kind }) => kind === 'shipping')?.amount ?? 0;
  const delivery = value.after <= 0 ? standardOf(order, shipping) : 0;
  const kept = value.after <= 0 ? shipping - delivery : 0;
  const provided = lines.reduce((sum, { id, quantity }) => sum + providedOf(order, id, quantity), 0);
  const due = Math.max(0, Math.min(gone - kept - provided, payment.paid.amount));
  const pending = Math.max(0, onItsWay(payment.refunded.amount, cancellations));
  const counted =
    payment.refunded.amount -
    refundedBefore +
    Math.max(0, Math.min(refundedBefore, whole.amount - keptBy(order, cancelledBefore)));
  const most = payment.paid.amount - payment.refunded.amount;
  const left = Math.max(0, Math.min(due - counted, most) - pending);
  const units = unitsOf(order);
  const counts = countsShipments(order);
  return {
    lines,
    due: money(due),
    delivery: money(Math.min(delivery, due)),
    refunded: money(payment.refunded.amount),
    pending: money(pending),
    left: money(left),
    means: named(order, tendersOf(order, cancellations, money(left), 'original')),
    proportionate: open
      .filter((line) => withdrawn.has(line.id) && isBegun(line, order) && shareOf(line) === null)
      .map(({ id }) => id),
    judged: open.filter((line) => withdrawn.has(line.id) && standingOf(line).state === 'judged').map(({ id }) => id),
    toComeBack: open.flatMap((line): LineQuantity[] => {
      if (kindOf(line) !== 'goods') return [];
      const { shipped = 0, returned = 0, cancelled = 0 } = units.get(line.id) ?? {};
      const away = counts ? shipped : hasLeft ? line.quantity - returned - cancelled : 0;
      const quantity = Math.min(inThousandths(away), withdrawn.get(line.id) ?? 0);
      return quantity > 0 ? [{ id: line.id, quantity: inUnits(quantity) }] : [];
    }),
  };
}

/** Until when it is to be paid, epoch ms: so many days after the trader was told, in the trader's zone. No holiday delays it. */
export function refundBy(receivedAt: number, timeZone: string): number {
  return endOfDay(dayAt(receivedAt, timeZone) + refundDays, timeZone);
}

const refundDays = 14;

function sumOf(lines: readonly LineQuantity[], id: string): number {
  return lines.reduce((sum, line) => sum + (line.id === id ? inThousandths(line.quantity) : 0), 0);
}

/**
 * Of what was paid for delivery, no more than the cheapest standard one would have cost (Art. 13(2)): the order's fact
 * `standardDelivery`, minor units of its currency. Unknown: all of it.
 */
function standardOf(order: Order, shipping: number): number {
  const standard = order.facts?.['standardDelivery'];
  const paid = order.shipping?.amount ?? 0;
  if (typeof standard !== 'number' || !(standard >= 0) || paid <= 0 || standard >= paid) return shipping;
  return Math.ceil((shipping * standard) / paid);
}

/** Whether a service had begun at the consumer's express request, of one who was rightly informed (Art. 14(3), (4)). */
function isBegun(line: OrderLine, { facts }: Order): boolean {
  return kindOf(line) === 'services' && line.facts?.['begun'] === true && facts?.['informed'] !== false;
}

/** Which share of a service was provided; `null`: nobody says. */
function shareOf({ facts }: OrderLine): number | null {
  const share = facts?.['provided'];
  return typeof share === 'number' && share >= 0 && share <= 1 ? share : null;
}

/** What is owed by the consumer for a service that had begun, minor units, rounded down. */
function providedOf(order: Order, id: string, quantity: number): number {
  const line = order.lines.find((one) => one.id === id) as OrderLine;
  const share = isBegun(line, order) ? (shareOf(line) ?? 0) : 0;
  if (share === 0) return 0;
  const alone = { ...order, lines: order.lines.map((one) => ({ ...one, cancelledQuantity: 0 })) };
  return Math.floor(partValueOf(alone, [{ id, quantity }]).goods * share);
}

/** What an order is worth of which these alone are cancelled, minor units. */
function keptBy(order: Order, cancelled: readonly LineQuantity[]): number {
  const lines = order.lines.map((line) => ({ ...line, cancelledQuantity: 0 }));
  const known = lines.flatMap(({ id, quantity }): LineQuantity[] => {
    const most = Math.min(sumOf(cancelled, id), inThousandths(quantity));
    return most > 0 ? [{ id, quantity: inUnits(most) }] : [];
  });
  return partValueOf({ ...order, lines }, known).after;
}

/** With the names of the means that were used. */
function named({ payment }: Order, tenders: readonly Tender[]): Tender[] {
  return tenders.map((tender) => {
    const part = payment.parts?.find(({ id }, at) => (id ?? `${at}`) === tender.part);
    return { ...tender, method: part?.method ?? payment.method };
  });
}
