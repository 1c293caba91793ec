import type { Cancellation, Order, RefundEntry } from '../records.ts';
import { parseInstant } from '../values/instant.ts';
import { apartFrom, entriesOf, isSettled, owedFor, pendingOf, type Refund, settledOf, withEntries } from './ledger.ts';
import { remainingLines } from './partial.ts';
import { readableSums } from './sums.ts';

/** How an order's money is looked at. */
export interface Looking {
  /** RFC 3339. */
  at: string;
  /** Keys of refunds of which the shop says that they are on their way and not counted yet. */
  underWay?: ReadonlySet<string>;
}

/**
 * The cancellations of an order with everything that the shop counts as refunded and that was not known of them: what had been
 * asked of it first, of which it says nothing itself; then what is owed, the same amount before others, and of others what is
 * open longest. What fits none is kept apart, so that nobody is given it later; of an order that is cancelled as a whole it
 * belongs to its last cancellation. As long as something is under way, as much may be just that, and is given to none.
 * Those that stay as they are, are the same objects.
 */
export function balanced(
  { payment, ...order }: Order,
  cancellations: readonly Cancellation[],
  { at, underWay = new Set() }: Looking,
): readonly Cancellation[] {
  // Where all were undone, the last of them keeps what is apart.
  const last = cancellations.findLast(isRefunded) ?? cancellations.findLast(({ counted }) => counted);
  if (!readableSums(payment) || !last || !cancellations.some(({ counted }) => counted)) return cancellations;
  const counted = payment.refunded.amount;
  let left = counted - apartFrom(cancellations) - sum(cancellations.map(settledOf));
  left -= sum(
    cancellations.flatMap(entriesOf).flatMap((entry) => (isUnderWay(entry, underWay) ? entry.amount.amount : 0)),
  );
  if (left <= 0) return cancellations;
  const books = new Map(cancellations.map((one) => [one.id, one]));
  const change = (id: string, entriesFor: (entries: readonly RefundEntry[], refund: Refund) => RefundEntry[]): void => {
    const one = books.get(id);
    if (one?.refund) books.set(id, { ...one, refund: withEntries(one.refund, entriesFor(entriesOf(one), one.refund)) });
  };

  const asked = cancellations
    .flatMap((one) => entriesOf(one).map((entry) => ({ of: one.id, entry, amount: entry.amount.amount })))
    .filter(({ entry }) => entry.status === 'pending' && !isUnderWay(entry, underWay))
    .sort((one, other) => compare(one.entry.at, other.entry.at));
  for (const { of, entry, amount } of fitting(asked, left)) {
    if (amount > left) continue;
    left -= amount;
    change(of, (entries) => entries.map((one) => (one === entry ? { ...one, status: 'settled' } : one)));
  }

  const give = (id: string, amount: number): void => {
    left -= amount;
    change(id, (entries, { method, due }) => [
      ...entries,
      { amount: { ...due, amount }, method: method ?? 'original', at, by: 'shop', status: 'settled', counted },
    ]);
  };
  const owing = [...books.values()]
    .map((one) => ({ of: one.id, since: one.requestedAt, amount: owedFor(one) }))
    .filter(({ amount }) => amount > 0)
    .sort((one, other) => compare(one.since, other.since));
  for (const { of, amount } of fitting(owing, left)) if (left > 0) give(of, Math.min(amount, left));

  const isWhole = isRefunded(last) && (last.lines === null || remainingLines({ ...order, payment }).length === 0);
  if (left > 0 && isWhole) give(last.id, left);
  const apart = apartFrom(cancellations) + left;
  const { id } = last;
  const keeper = books.get(id);
  if (left > 0 && keeper)
    books.set(id, { ...keeper, counted: { paid: payment.paid.amount, ...keeper.counted, apart, refunded: counted } });
  return cancellations.map((one) => books.get(one.id) ?? one);
}

/** What the shop should count as refunded, but for what a person has recorded, minor units. */
function shouldHave(cancellations: readonly Cancellation[]): number {
  const counted = cancellations
    .flatMap(entriesOf)
    .filter(({ status, elsewhere }) => status === 'settled' && !elsewhere);
  return apartFrom(cancellations) + sum(counted.map(({ amount }) => amount.amount));
}

/**
 * The cancellations without what the shop had given back of its own accord, and counts no more: the latest of it has failed, then what
 * was kept apart is there again. Only where what it was asked for is known to have settled.
 */
export function withoutTakenBack(order: Order, cancellations: readonly Cancellation[]): readonly Cancellation[] {
  const { amount: now } = order.payment.refunded;
  const found = cancellations.flatMap(entriesOf).map((one) => (isFound(one) ? one.counted : 0));
  const most = Math.max(0, ...found, ...cancellations.map(({ counted }) => counted?.refunded ?? 0));
  let gone = Math.min(shouldHave(cancellations), most) - now;
  if (gone <= 0) return cancellations;
  const after = cancellations
    .toReversed()
    .map((one) => {
      if (!one.refund) return one;
      const entries = entriesOf(one)
        .toReversed()
        .flatMap((entry): RefundEntry[] => {
          if (!isFound(entry)) return [entry];
          const { amount } = entry;
          const counted = Math.min(entry.counted, now);
          if (gone <= 0) return [{ ...entry, counted }];
          const less = Math.min(gone, amount.amount);
          gone -= less;
          const failed: RefundEntry = { ...entry, amount: { ...amount, amount: less }, status: 'failed' };
          const rest = { ...amount, amount: amount.amount - less };
          return rest.amount > 0 ? [failed, { ...entry, amount: rest, counted }] : [failed];
        });
      const failed = entries.some(({ status }, at, all) => status !== entriesOf(one).at(all.length - 1 - at)?.status);
      return entries.length > 0 ? { ...one, refund: withEntries(one.refund, entries.toReversed(), failed) } : one;
    })
    .toReversed();
  const apart = Math.max(0, apartFrom(cancellations) - gone);
  return after.map((one) => {
    const { counted } = one;
    return counted ? { ...one, counted: { ...counted, apart: Math.min(counted.apart, apart), refunded: now } } : one;
  });
}

function isFound(entry: RefundEntry): entry is RefundEntry & { counted: number } {
  return entry.by === 'shop' && entry.status === 'settled' && entry.counted !== undefined;
}

/** What the shop counts as refunded and what may be something that is under way: given to none, minor units. */
export function undetermined({ payment }: Order, cancellations: readonly Cancellation[]): number {
  if (!readableSums(payment) || !cancellations.some(({ counted }) => counted)) return 0;
  const given = apartFrom(cancellations) + sum(cancellations.map(settledOf));
  return Math.max(0, Math.min(sum(cancellations.map(pendingOf)), payment.refunded.amount - given));
}

function isRefunded(cancellation: Cancellation): boolean {
  return cancellation.refund !== null && isSettled(cancellation);
}

function isUnderWay({ id, status }: RefundEntry, underWay: ReadonlySet<string>): boolean {
  return status === 'pending' && id !== undefined && underWay.has(id);
}

/** The one that is just this amount; else all, in their order. */
function fitting<T extends { amount: number }>(all: readonly T[], amount: number): readonly T[] {
  const exact = all.find((one) => one.amount === amount);
  return exact ? [exact] : all;
}

function compare(one: string, other: string): number {
  return parseInstant(one) - parseInstant(other);
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((one, other) => one + other, 0);
}
