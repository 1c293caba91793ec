import { isObject } from '../domain/conditions.ts';
import type { Effect } from '../domain/effects.ts';
import { parseInstant } from '../domain/instant.ts';
import type { LogEntry, OrderDetails } from '../domain/log-entry.ts';
import type { Money, Order, PolicyReference } from '../domain/records.ts';
import { type SealedEntry, sealEntry } from '../evidence/chain.ts';
import { newId } from './ids.ts';
import type { Committed } from './shops/shop.ts';
import type { Beginning, LogHead, Notes, Observed } from './stores/store.ts';

/** No entry needs more; what a shop nests deeper is left out. */
const deepest = 16;

/** What there is to be noted about an order. */
export interface Occasion {
  orderId: string;
  /** Where the log stands; `null`: it begins. */
  head: LogHead | null;
  /** How the order was before all of it: what a log begins with. Absent: it has begun. */
  beginning?(): Beginning;
  /** When it is recorded, RFC 3339. */
  at: string;
  /** What happened. */
  entries?: LogEntry[];
  /** What a transition itself did to the order. */
  own?: { effects: readonly Effect[]; refund: Committed['refund'] };
  /** The order as it is now, and what governs it, where that is looked at; `null`: what it is is not sure. */
  now: { order: Order; policy?: PolicyReference } | null;
}

/**
 * The notes of an occasion: how the log begins, what happened, what else the shop changed, and the policy if that is
 * another one now.
 */
export function notesOf({ orderId, head, beginning, at, entries = [], own, now }: Occasion): Notes {
  const first = head ? null : beginning?.();
  const before = withOwn(head?.observed ?? first?.observed ?? nothing, own);
  const news = now ? changesOf(before, now.order, at) : { entries: [], observed: before };
  const policies = head?.policies ?? (first ? [first.policy.hash] : []);
  const next = now?.policy && policies.at(-1) !== now.policy.hash ? now.policy : null;
  const all = [
    ...(first ? openingOf(orderId, first, at) : []),
    ...entries,
    ...news.entries,
    ...(next ? [policyEntry(orderId, next, policies, at)] : []),
  ];
  return {
    after: head?.seq ?? 0,
    entries: all.map(seal),
    policies: next ? [...policies.filter((hash) => hash !== next.hash), next.hash] : policies,
    observed: news.observed,
  };
}

/** Whether the notes hold anything that the log lacks. */
export function isNews({ entries, observed }: Notes, head: LogHead | null): boolean {
  return entries.length > 0 || JSON.stringify(observed) !== JSON.stringify(head?.observed);
}

/** How an order is when its log begins. */
export function beginningOf(order: Order, policy: PolicyReference): Beginning {
  const { buyer, seller } = order;
  return {
    order: detailsOf(order),
    items: listOf(order.lines).map(({ id, title }) => ({ id, title })),
    buyer: { id: buyer.id, name: buyer.name },
    seller: { id: seller.id, name: seller.name },
    policy,
    observed: changesOf(nothing, order, '').observed,
  };
}

/** What was observed, with what a transition did: that is no news afterwards, nor is the arrival of money that it sent. */
export function withOwn(observed: Observed, own: Occasion['own']): Observed {
  const { effects = [], refund = 'none' } = own ?? {};
  const status = effects.findLast((effect) => effect.type === 'status')?.status ?? observed.status;
  const given = effects.reduce((sum, effect) => sum + (effect.type === 'refund' ? effect.amount.amount : 0), 0);
  const counts = refund === 'settled' || refund === 'pending';
  return { ...observed, status, pending: observed.pending + (counts ? given : 0) };
}

function openingOf(orderId: string, { order, items, buyer, seller, policy }: Beginning, at: string): LogEntry[] {
  return [
    { id: `${orderId}:order`, at, by: 'platform', type: 'order', order, items, buyer, seller },
    policyEntry(orderId, policy, [], at),
  ];
}

function policyEntry(orderId: string, policy: PolicyReference, before: string[], at: string): LogEntry {
  const { id, version, hash } = policy;
  // One that comes to apply again has another entry.
  const again = before.includes(hash) ? `:${newId()}` : '';
  return { id: `${orderId}:policy:${hash}${again}`, at, by: 'platform', type: 'policy', policy: { id, version, hash } };
}

const nothing: Observed = { status: '', refunded: 0, pending: 0, scans: [] };

/** What is another thing by now than was observed, and what is observed now. The order may hold anything. */
function changesOf(before: Observed, order: Order, at: string): { entries: LogEntry[]; observed: Observed } {
  const { id: orderId, status, payment, revision } = order;
  const [shippedAt, deliveredAt] = [textOf(order.shippedAt), textOf(order.deliveredAt)];
  const told = { at, by: 'platform' } as const;
  const when = (instant: string): Partial<LogEntry> =>
    Number.isNaN(parseInstant(instant)) ? {} : { occurredAt: instant };
  const entry = (type: LogEntry['type'], name: string, more: Partial<LogEntry>): LogEntry =>
    ({ id: `${orderId}:${type}:${name}`, ...told, type, ...more }) as LogEntry;

  const events: LogEntry[] = [];
  if (shippedAt !== undefined && shippedAt !== before.shippedAt) {
    events.push(entry('shipment', shippedAt, when(shippedAt)));
  }
  if (deliveredAt !== undefined && deliveredAt !== before.deliveredAt) {
    events.push(entry('delivery', deliveredAt, when(deliveredAt)));
  }
  const scans = [...before.scans];
  for (const { at: scannedAt, code, carrier, place } of listOf(order.scans)) {
    const name = JSON.stringify([scannedAt, code, carrier ?? null]);
    if (scans.includes(name)) continue;
    scans.push(name);
    events.push(
      entry('scan', name, { ...when(scannedAt), code, ...(carrier && { carrier }), ...(place && { place }) }),
    );
  }
  // Several at once are told in the order in which they happened; a text that is no instant comes last.
  const instant = (one: LogEntry): number => parseInstant(one.occurredAt) || Number.POSITIVE_INFINITY;
  events.sort((one, other) => instant(one) - instant(other) || 0);

  if (status !== before.status) events.push(entry('status', revision, { orderStatus: status }));
  const refunded = amountOf(payment?.refunded);
  const rise = Math.max(0, refunded - before.refunded);
  const expected = Math.min(rise, before.pending);
  if (rise > expected) {
    const amount = { amount: rise - expected, currency: payment.refunded.currency };
    events.push(entry('refund', revision, { amount }));
  }
  return {
    entries: events,
    observed: {
      status,
      ...(shippedAt !== undefined && { shippedAt }),
      ...(deliveredAt !== undefined && { deliveredAt }),
      refunded,
      pending: before.pending - expected,
      scans,
    },
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function listOf<T extends object>(list: readonly T[] | undefined): T[] {
  return Array.isArray(list) ? list.filter((one: unknown): one is T => isObject(one)) : [];
}

function amountOf(money: Money | undefined): number {
  const amount = money?.amount;
  return Number.isSafeInteger(amount) ? (amount as number) : 0;
}

function detailsOf({ lines, ...order }: Order): OrderDetails {
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
    lines: listOf(lines).map(({ id, quantity, unitPrice }) => ({ id, quantity, unitPrice })),
  };
}

function seal(entry: LogEntry): SealedEntry {
  return sealEntry(hashable(entry) as LogEntry, newId);
}

/** As JSON that has a canonical form: half a character, which a text may hold, has none. */
function hashable(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return value.replace(/[\ud800-\udfff]/gu, '\ufffd');
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'object' || value === null) return value;
  if (depth > deepest) return null;
  if (Array.isArray(value)) return value.map((member) => hashable(member, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [hashable(name), hashable(member, depth + 1)]),
  );
}
