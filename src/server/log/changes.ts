import { isObject } from '../../domain/decision/conditions.ts';
import type { Effect } from '../../domain/lifecycle/effects.ts';
import type { NoticeAction } from '../../domain/lifecycle/notices.ts';
import type { LogEntry, OrderDetails } from '../../domain/log-entry.ts';
import type { CarrierScan, Money, Notice, Order } from '../../domain/records.ts';
import { hasSeveralSellers, sellersOf } from '../../domain/units/sellers.ts';
import { parseInstant } from '../../domain/values/instant.ts';
import { sha256Hex } from '../../domain/values/sha256.ts';
import type { Committed } from '../shops/shop.ts';
import type { Observed } from '../stores/store.ts';

/** What a transition itself did to an order. */
export interface TransitionEffects {
  effects: readonly Effect[];
  refund: Committed['refund'];
}

/** An entry about the order that nobody here wrote, before it has an id and a time. */
type OrderChange = Omit<LogEntry, 'id' | 'at' | 'by'>;

/** Before anything was observed. */
export const nothing: Observed = {
  status: '',
  refunded: 0,
  uncounted: [],
  scans: [],
  notices: [],
  details: '',
};

/** How an order is. It may hold anything. */
export function observedOf(order: Order): Observed {
  const [shippedAt, deliveredAt] = [textOf(order.shippedAt), textOf(order.deliveredAt)];
  return {
    status: order.status,
    ...(shippedAt !== undefined && { shippedAt }),
    ...(deliveredAt !== undefined && { deliveredAt }),
    refunded: amountOf(order.payment?.refunded) ?? 0,
    uncounted: [],
    scans: [...new Set(listOf(order.scans).map(nameOfScan))],
    ...partiesOf(order),
    ...(hasSeveralSellers(order) && { sellerIds: sellersOf(order) }),
    notices: listOf(order.notices).flatMap(plainNotice),
    details: hashOfDetails(order),
  };
}

function partiesOf({ buyer, seller }: Partial<Order>): Pick<Observed, 'buyerId' | 'sellerId'> {
  const [buyerId, sellerId] = [textOf(buyer?.id), textOf(seller?.id)];
  return { ...(buyerId !== undefined && { buyerId }), ...(sellerId !== undefined && { sellerId }) };
}

/** What was observed, with what a transition did: that is no news afterwards, nor that the shop counts money that it sent. */
export function withTransitionEffects(
  observed: Observed,
  { effects, refund }: TransitionEffects = { effects: [], refund: 'none' },
): Observed {
  const { status, notices, uncounted } = observed;
  const given = givenBy(effects);
  return {
    ...observed,
    status: effects.findLast((effect) => effect.type === 'status')?.status ?? status,
    notices: effects.findLast((effect) => effect.type === 'notices')?.notices.flatMap(plainNotice) ?? notices,
    // What is pending is news once it has arrived.
    uncounted: refund === 'settled' && given > 0 ? [...uncounted, given] : uncounted,
  };
}

/** What is another thing by now than was observed, and what is observed now. `own`: what a transition did in between. */
export function changesOf(
  observed: Observed,
  order: Order,
  own?: TransitionEffects,
): { changes: OrderChange[]; observed: Observed } {
  const before = withTransitionEffects(observed, own);
  const now = observedOf(order);
  const money = refundsSince(before, order, own);
  // Alerts that a transition changed are as the shop keeps them.
  const alerts = own?.effects.some(({ type }) => type === 'notices') ? [] : noticesSince(before, now);
  const events: OrderChange[] = [
    ...timeSince('shipment', before.shippedAt, now.shippedAt),
    ...timeSince('delivery', before.deliveredAt, now.deliveredAt),
    ...scansSince(before, now, order),
    ...alerts,
  ];
  // Several at once are told in the order in which they happened; a text that is no instant comes last.
  const instant = (one: OrderChange): number => parseInstant(one.occurredAt) || Number.POSITIVE_INFINITY;
  events.sort((one, other) => instant(one) - instant(other) || 0);
  return {
    changes: [
      ...events,
      ...(now.status === before.status ? [] : [{ type: 'status', orderStatus: now.status } as const]),
      ...money.changes,
      ...(now.details === before.details ? [] : [orderAgain(order)]),
    ],
    observed: { ...now, refunded: money.refunded, uncounted: money.uncounted },
  };
}

function timeSince(type: 'shipment' | 'delivery', before: string | undefined, now: string | undefined): OrderChange[] {
  if (now === before) return [];
  return [now === undefined ? { type, retracted: true } : { type, ...when(now) }];
}

function scansSince(before: Observed, now: Observed, order: Order): OrderChange[] {
  const same = before.scans.length === now.scans.length && before.scans.every((name, at) => name === now.scans[at]);
  if (same) return [];
  const [known, there] = [new Set(before.scans), new Set(now.scans)];
  const added = listOf(order.scans).flatMap((scan): OrderChange[] => {
    const name = nameOfScan(scan);
    if (known.has(name)) return [];
    known.add(name);
    const { at, code, carrier, place } = scan;
    return [{ type: 'scan', ...when(at), code, ...(carrier && { carrier }), ...(place && { place }) }];
  });
  const gone = before.scans.flatMap((name): OrderChange[] => {
    if (there.has(name)) return [];
    const [at, code, carrier] = JSON.parse(name);
    return [{ type: 'scan', retracted: true, ...when(at), code, ...(carrier && { carrier }) }];
  });
  return [...added, ...gone];
}

/** A scan has no id: what it says, without the place, tells it from others, and can be read from it again. */
function nameOfScan({ at, code, carrier }: CarrierScan): string {
  return JSON.stringify([at, code, carrier ?? null]);
}

const steps = [
  ['filedAt', 'file'],
  ['respondedAt', 'respond'],
  ['penaltyAcceptedAt', 'accept-penalty'],
  ['liftedAt', 'lift'],
] as const satisfies [keyof Notice, NoticeAction][];

function noticesSince(before: Observed, now: Observed): OrderChange[] {
  const [known, there] = [byName(before.notices), byName(now.notices)];
  return [...new Set([...known.keys(), ...there.keys()])].flatMap((name) => {
    const [former, present] = [known.get(name), there.get(name)];
    const kind = (present ?? former)?.kind as string;
    return steps.flatMap(([member, action]): OrderChange[] => {
      const [from, to] = [former?.[member], present?.[member]];
      if (instantOf(from) === instantOf(to)) return [];
      const told = { type: 'notice', kind, action } as const;
      return [to === undefined ? { ...told, retracted: true, ...when(from) } : { ...told, ...when(to) }];
    });
  });
}

function byName(notices: readonly Notice[]): Map<string, Notice> {
  return new Map(notices.map((notice) => [JSON.stringify([notice.kind, instantOf(notice.filedAt)]), notice]));
}

function plainNotice(notice: Notice): Notice[] {
  const { kind } = notice;
  const filedAt = textOf(notice.filedAt);
  if (typeof kind !== 'string' || filedAt === undefined) return [];
  const times = steps.flatMap(([member]) => {
    const at = textOf(notice[member]);
    return at === undefined ? [] : [[member, at]];
  });
  return [{ kind, filedAt, ...Object.fromEntries(times) }];
}

/** What went back or was taken back since, but for what a transition told itself. */
function refundsSince({ refunded, uncounted }: Observed, order: Order, own?: TransitionEffects) {
  const { payment } = order;
  const now = amountOf(payment?.refunded) ?? refunded;
  const change = now - refunded;
  const told = (amount: number, more: { retracted?: true } = {}): OrderChange[] =>
    amount === 0 ? [] : [{ type: 'refund', ...more, amount: { amount, currency: payment.refunded.currency } }];
  if (change <= 0) return { changes: told(-change, { retracted: true }), refunded: now, uncounted };
  // Some shops count at once what is still on its way.
  const atOnce = own?.refund === 'pending' ? givenBy(own.effects) : 0;
  const expected = [...uncounted, ...(atOnce > 0 ? [atOnce] : [])];
  const sum = expected.reduce((one, other) => one + other, 0);
  // More than was expected came with it; anything else but one of the amounts is another refund.
  if (change >= sum) return { changes: told(change - sum), refunded: now, uncounted: [] };
  const found = expected.indexOf(change);
  return {
    changes: found < 0 ? told(change) : [],
    refunded: now,
    uncounted: uncounted.filter((_, index) => index !== found),
  };
}

function givenBy(effects: readonly Effect[]): number {
  return effects.reduce((sum, effect) => sum + (effect.type === 'refund' ? effect.amount.amount : 0), 0);
}

/** The order's details, after they changed. Who buys and who sells is told once. */
function orderAgain(order: Order): OrderChange {
  return { type: 'order', order: detailsOf(order), items: itemsOf(order) };
}

/** What the log keeps of an order. */
export function detailsOf(order: Order): OrderDetails {
  const { number, status, placedAt, paidAt, shippedAt, deliveredAt, total, payment } = order;
  return {
    ...(number !== undefined && { number }),
    status,
    placedAt,
    ...(paidAt !== undefined && { paidAt }),
    ...(shippedAt !== undefined && { shippedAt }),
    ...(deliveredAt !== undefined && { deliveredAt }),
    total,
    payment: { method: payment?.method, paid: payment?.paid, refunded: payment?.refunded },
    lines: listOf(order.lines).map(({ id, quantity, unitPrice }) => ({ id, quantity, unitPrice })),
  };
}

/** What its line items are called. */
export function itemsOf({ lines }: Order): { id: string; title: string }[] {
  return listOf(lines).map(({ id, title }) => ({ id, title }));
}

function hashOfDetails({ total, lines }: Order): string {
  const plain = (money: Money | undefined) => [money?.amount, money?.currency];
  const each = listOf(lines).map(({ id, quantity, unitPrice }) => [id, quantity, ...plain(unitPrice)]);
  return sha256Hex(JSON.stringify([plain(total), each]));
}

/** The same for every way to write it. */
function instantOf(text: string | undefined): number | string | undefined {
  return parseInstant(text) || text;
}

function when(instant: unknown): { occurredAt?: string } {
  return Number.isNaN(parseInstant(instant)) ? {} : { occurredAt: instant as string };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function listOf<T extends object>(list: readonly T[] | undefined): T[] {
  return Array.isArray(list) ? list.filter((one: unknown): one is T => isObject(one)) : [];
}

function amountOf(money: Money | undefined): number | undefined {
  const amount = money?.amount;
  return Number.isSafeInteger(amount) ? amount : undefined;
}
