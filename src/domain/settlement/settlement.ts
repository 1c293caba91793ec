import type { Effect } from '../lifecycle/effects.ts';
import type { CancelPolicy, StockTerms } from '../policy.ts';
import type { Actor, Cancellation, FeeChange, LineQuantity, Money, Order, RefundEntry } from '../records.ts';
import { quantitiesOf } from '../units/part.ts';
import { monthOf } from '../values/calendar.ts';
import { parseDuration } from '../values/duration.ts';
import { formatInstant, parseInstant } from '../values/instant.ts';
import { sumOfQuantities } from '../values/quantity.ts';
import { shareAsked } from './asked-with.ts';
import { type Consequences, consequencesOf, consequentialOf, refundTermsOf } from './consequences.ts';
import { withReserved } from './in-flight.ts';
import { apartFrom, askedFor } from './ledger.ts';
import { isRemainder, remainingLines } from './partial.ts';
import { penaltyOf, sellerBearing } from './penalty.ts';
import { type InventoryChoice, type StockItem, stockItems } from './stock.ts';
import { readableSums } from './sums.ts';
import { releasesOf, type Tender, tendersOf } from './tenders.ts';

/** What the one who settles a cancellation may choose. */
export interface SettlingChoices {
  /** Among the policy's methods; default its own. */
  refundMethod?: string | null;
  /** Another amount than the terms give, minor units, where they let it be named. */
  refundAmount?: number | undefined;
  /** Default: back to stock. Counts where the policy lets choose. */
  restock?: boolean;
  restoreCoupons?: boolean;
  inventory?: readonly InventoryChoice[];
}

/** What is to be settled: which lines, under which rule, for whom. */
export interface Subject {
  lines: readonly LineQuantity[] | null;
  ruleId: string | null;
  requestedBy: Actor;
  /** All of the order's. */
  cancellations?: readonly Cancellation[];
  /** Given with the request. */
  reason?: string | null;
  /** Which it is, and of what was asked of several sellers in one go the first. */
  id?: string;
  askedWith?: string;
}

/** Everything that settling a cancellation brings about beyond status and refund. */
export interface SideEffects {
  /** How the policy treats stock here; `items`: what goes back. */
  stock: { terms: StockTerms; items: StockItem[] };
  marketplaceFee: FeeChange | null;
  /** Ids of the pending requests to remove items, which end. */
  removalRequests: string[];
  /** Counts on the buyer's record. */
  strike: boolean;
}

/** What settling at `now` (epoch ms) brings about beyond status and refund. Shown to the seller before confirming. */
export function sideEffectsOf(
  policy: CancelPolicy,
  order: Order,
  subject: Subject,
  now: number,
  { restock = true, inventory }: SettlingChoices = {},
): SideEffects {
  const { lines, requestedBy, cancellations = [] } = subject;
  const { stock: terms = 'keep', marketplaceFee = 'keep' } = consequentialOf(policy, subject);
  const returns = terms === 'return' || terms === 'lots' || (terms === 'choose' && restock);
  const whole = isRemainder(order, lines);
  const { fee } = order;
  const resets = marketplaceFee === 'reset' && whole && fee !== undefined && fee.amount.amount > 0;
  const month = monthOf(now, policy.timeZone);
  const sameMonth = month === monthOf(parseInstant(order.placedAt), policy.timeZone);
  return {
    stock: { terms, items: returns ? stockItems(order, lines ?? remainingLines(order), inventory) : [] },
    marketplaceFee: resets
      ? { change: sameMonth ? 'reset' : 'credit', amount: fee.amount, month: sameMonth ? fee.billedMonth : month }
      : null,
    removalRequests: whole
      ? (order.itemRemovalRequests ?? []).filter(({ status }) => status === 'pending').map(({ id }) => id)
      : [],
    // An order counts once, in however many parts it is cancelled.
    strike:
      requestedBy === 'buyer' &&
      policy.consequences?.recentCancellations !== undefined &&
      !cancellations.some(({ strike, state }) => strike && state !== 'undone'),
  };
}

/** A cancellation that is settled, as far as the records go, and what the shop has to do. */
type Settlement = SettledRecord & { effects: Effect[]; consequences: Consequences };

/** What the record of a settled cancellation holds: also all that an undo has to take back. */
type SettledRecord = { state: 'cancelled' | 'refunding' } & Pick<
  Cancellation,
  | 'lines'
  | 'refund'
  | 'counted'
  | 'feeKept'
  | 'voided'
  | 'restocked'
  | 'restoredCoupons'
  | 'marketplaceFee'
  | 'removalRequests'
  | 'strike'
  | 'refundBy'
  | 'remindAt'
  | 'penalty'
>;

/**
 * Settles a cancellation at `now` (epoch ms). `previousStatus`: what a partly cancelled order goes back to. `cancellations`:
 * all of the order's, as what they were promised is not there any more.
 */
export function settle(
  policy: CancelPolicy,
  order: Order,
  subject: Subject & { previousStatus: string },
  now: number,
  choices: SettlingChoices = {},
): Settlement {
  const { lines, ruleId, previousStatus, cancellations = [] } = subject;
  const consequences = consequencesOf(
    policy,
    withReserved(order, cancellations),
    { outcome: 'cancel', ruleId },
    shareAsked(policy, order, subject, cancellations),
  );
  const { stock, marketplaceFee, removalRequests, strike } = sideEffectsOf(policy, order, subject, now, choices);
  const { refund, completes } = consequences;
  const { requested, scope } = policy.lifecycle ?? {};
  // What is left of an order goes back, unless the shop gave it another status meanwhile.
  const rest = requested !== undefined && order.status === requested ? previousStatus : order.status;
  const status = consequences.status ?? rest;
  const method = choices.refundMethod ?? refund?.method ?? null;
  const { due, kept, value } = sharesOut(consequences, choices);
  const coupons = couponsBack(policy, order, subject, choices);
  const nothing: Money = { amount: 0, currency: (due ?? refund?.due ?? order.total).currency };
  const { tenders } = refundTermsOf(policy, order, ruleId);
  const asked = completes === 'at-once' && due && method ? tendersOf(order, cancellations, due, method, tenders) : [];

  const effects: Effect[] = [];
  if (status !== order.status) effects.push({ type: 'status', status });
  if (consequences.void) {
    effects.push(...releasesOf(order, consequences.void).map((one): Effect => ({ type: 'void', ...one })));
  }
  effects.push(...refundEffects(asked, order, lines));
  // Of an order that goes on, what does not has to be known, whatever may be chosen.
  if (scope === 'lines' || lines) effects.push({ type: 'lines', lines: cancelledAfter(order, lines) });
  if (stock.items.length > 0) effects.push({ type: 'stock', items: stock.items });
  if (coupons.length > 0) effects.push({ type: 'coupons', codes: coupons, restored: true });
  if (marketplaceFee) effects.push({ type: 'fee', ...marketplaceFee });
  if (removalRequests.length > 0) effects.push({ type: 'removal-requests', ids: removalRequests });
  if (strike) effects.push({ type: 'strike', party: 'buyer' });
  const penalty = penaltyOf(policy, order, subject);
  if (penalty) effects.push({ type: 'penalty', sellerId: sellerBearing(order, lines), ...penalty });
  const awaited = completes === 'when-refunded' && policy.lifecycle?.refundWithin;
  const refundBy = awaited ? formatInstant(now + parseDuration(awaited)) : null;
  const record: SettledRecord = {
    state: completes === 'at-once' ? 'cancelled' : 'refunding',
    // Of an order that is not whole any more, which units it was: to be undone, they must be known.
    lines: lines ? [...lines] : remainsOfParts(order) ? remainingLines(order) : null,
    refund: due
      ? {
          due,
          refunded: nothing,
          ...waysOf(asked, method),
          ...(value && { value }),
          // Whether it arrived the shop says when it is committed.
          status: 'pending',
          ...(asked.length > 0 && { entries: refundEntries(asked, now) }),
        }
      : { due: nothing, refunded: nothing, method: null, ...(value && { value }), status: 'none' },
    ...countedNow(order, cancellations),
    ...(kept && { feeKept: kept }),
    ...(consequences.void && { voided: consequences.void }),
    ...(stock.items.length > 0 && { restocked: stock.items.map(({ lineId: id, quantity }) => ({ id, quantity })) }),
    ...(coupons.length > 0 && { restoredCoupons: coupons }),
    ...(marketplaceFee && { marketplaceFee }),
    ...(removalRequests.length > 0 && { removalRequests }),
    ...(strike && { strike }),
    ...(penalty && { penalty }),
    ...(refundBy !== null && { refundBy, remindAt: refundBy }),
  };
  return { ...record, effects, consequences };
}

/** What is due of a refund, what is kept, and what it was worth where another amount was named. */
function sharesOut(
  { refund }: Consequences,
  { refundAmount }: SettlingChoices,
): Record<'due' | 'kept' | 'value', Money | null> {
  if (!refund) return { due: null, kept: null, value: null };
  const named = refund.adjustable && refundAmount !== undefined && refundAmount !== refund.due.amount;
  const amount = named ? refundAmount : refund.due.amount;
  const worth = refund.refundable.amount + (refund.kept?.amount ?? 0);
  const money = (of: number): Money | null => (of > 0 ? { ...refund.due, amount: of } : null);
  return { due: money(amount), kept: money(worth - amount), value: named ? money(worth) : null };
}

/** The coupons that may be used again: each once, and when nothing is left that it was used for. */
function couponsBack(
  policy: CancelPolicy,
  order: Order,
  subject: Subject & { cancellations?: readonly Cancellation[] },
  { restoreCoupons = false }: SettlingChoices,
): string[] {
  const { coupons: terms = 'choose' } = consequentialOf(policy, subject);
  const restores = terms === 'restore' || (terms === 'choose' && restoreCoupons);
  if (!restores || !isRemainder(order, subject.lines)) return [];
  const settled = (subject.cancellations ?? []).filter(({ state }) => state !== 'undone');
  const before = settled.flatMap(({ restoredCoupons = [] }) => restoredCoupons);
  return [...new Set((order.coupons ?? []).map(({ code }) => code))].filter((code) => !before.includes(code));
}

/** The shop's part of refunds. `lines`: for what; `null`: for all that the order is. */
export function refundEffects(
  tenders: readonly Tender[],
  order: Order,
  lines: readonly LineQuantity[] | null,
): Effect[] {
  const items = [...(lines ?? remainingLines(order))];
  return tenders.map((tender) => ({ type: 'refund', ...tender, ...(items.length > 0 && { lines: items }) }));
}

/**
 * What the shop is asked to give back at `now` (epoch ms), one by one: settled, as the order that comes of it counts it. How
 * far it is in truth the shop says when it is committed.
 */
export function refundEntries(tenders: readonly Tender[], now: number): RefundEntry[] {
  const at = formatInstant(now);
  return tenders.map((tender) => ({ ...tender, at, by: 'us', status: 'settled' }));
}

/** What the shop counts when a cancellation is settled: what moves later is seen by it. */
function countedNow({ payment }: Order, cancellations: readonly Cancellation[]): Pick<Cancellation, 'counted'> {
  if (!readableSums(payment)) return {};
  // Of what is pending it is not known whether it is counted.
  const given = cancellations.reduce((sum, one) => sum + askedFor(one), 0);
  const apart = Math.max(apartFrom(cancellations), payment.refunded.amount - given);
  return { counted: { paid: payment.paid.amount, apart, refunded: payment.refunded.amount } };
}

/** How the parts of a refund go back: the last way, and where there are several, all. */
export function waysOf(tenders: readonly Tender[], method: string | null, before: readonly string[] = []) {
  const methods = [...new Set([...before, ...tenders.map((tender) => tender.method)])];
  const own = tenders.length === 1 ? (tenders[0] as Tender).method : method;
  return { method: own, ...(methods.length > 1 && { methods }) };
}

function remainsOfParts(order: Order): boolean {
  return order.lines.some(({ cancelledQuantity = 0 }) => cancelledQuantity > 0);
}

/** How much of each line is cancelled after `lines` are (`null`: all). */
export function cancelledAfter(order: Order, lines: readonly LineQuantity[] | null): LineQuantity[] {
  const more = quantitiesOf(lines ?? remainingLines(order));
  return order.lines.flatMap(({ id, cancelledQuantity = 0 }) => {
    const quantity = more.get(id) ?? 0;
    return quantity > 0 ? [{ id, quantity: sumOfQuantities(cancelledQuantity, quantity) }] : [];
  });
}
