import type { WithdrawalItem, WithdrawalsPage } from '../../backend/backend.ts';
import type { Json } from '../../domain/decision/conditions.ts';
import { formatInstant, parseInstant } from '../../domain/values/instant.ts';
import { returnBy } from '../../domain/withdrawal/lane.ts';
import { owedForWithdrawal, refundBy } from '../../domain/withdrawal/owed.ts';
import { isPublicHoliday } from '../../domain/withdrawal/public-holidays.ts';
import type { Context } from '../context.ts';
import type { Principal } from '../options.ts';
import { listedOrder } from '../orders/gone.ts';
import { wordsOf } from '../orders/listing.ts';
import { type OrderState, stateOf } from '../orders/order-state.ts';
import { unreadableIn } from '../orders/readable.ts';
import type { CancellationStore } from '../stores/store.ts';
import { reckoningOf } from './known-order.ts';
import { type KeptStatement, logOf, noteSettled, sentOf, statementsIn } from './statement-log.ts';

/** What the queue of withdrawals is asked for. `after`: the row before the first one. */
export interface WithdrawalsInput {
  kind: 'withdrawal';
  state: 'open' | 'unmatched' | 'settled' | 'all';
  q: string;
  after: RowKey | null;
  limit: number;
}

/** Where a row stands in its order: whether a robot is suspected, epoch ms, reference. */
export type RowKey = [number, number, string];

/** So many months are looked through, for what is open and for what is too old: each is found in time, and after an outage. */
export const monthsBack = 168;

/** A page of the statements that somebody may see: of the platform all, of a seller those about an order that is theirs alone. */
export async function pageOfWithdrawals(
  context: Context,
  { state, q, after, limit }: WithdrawalsInput,
  principal: Principal,
): Promise<Omit<WithdrawalsPage, 'nextCursor'> & { last: RowKey | null }> {
  const now = context.now();
  const words = wordsOf(q);
  const seen = (await statementsOfYears(context)).filter((one) => isFor(one, principal));
  const found = words.length > 0 ? seen.filter((one) => words.every((word) => searchable(one).includes(word))) : seen;
  const open = found.filter(isOpenStatement);
  const wanted = {
    open,
    unmatched: open.filter(({ matches }) => matches === null),
    settled: found.filter(({ settledAt }) => settledAt !== null),
    all: found,
  }[state];
  const falling = state === 'settled' || state === 'all' ? -1 : 1;
  const rows = wanted
    .map((statement) => ({ statement, key: keyOf(statement, falling) }))
    .filter(({ key }) => after === null || compare(key, after) > 0)
    .sort((one, other) => compare(one.key, other.key));
  const page = rows.slice(0, limit);
  const items = await Promise.all(page.map(({ statement }) => itemOf(context, statement, seen)));
  return {
    items: items.filter(({ settledAt }) => state === 'all' || (settledAt === null) === (state !== 'settled')),
    last: rows.length > limit ? (page.at(-1)?.key ?? null) : null,
    counts: countsOf(context, seen, now),
    now: formatInstant(now),
  };
}

/** How many there are of each, whatever is searched for. */
function countsOf(context: Context, seen: readonly KeptStatement[], now: number): WithdrawalsPage['counts'] {
  const open = seen.filter(isOpenStatement);
  return {
    open: open.length,
    unmatched: open.filter(({ matches }) => matches === null).length,
    overdue: open.filter((one) => dueAt(context, one) <= now).length,
    settled: seen.length - open.length,
  };
}

function isOpenStatement({ settledAt }: KeptStatement): boolean {
  return settledAt === null;
}

/**
 * How many are open and overdue, for who sees the other queue; `null` where no policy gives the right and nobody has ever made
 * use of it.
 */
export async function countWithdrawals(
  context: Context,
  principal: Principal,
): Promise<Pick<WithdrawalsPage['counts'], 'open' | 'overdue'> | null> {
  const seen = (await statementsOfYears(context)).filter((one) => isFor(one, principal));
  if (seen.length === 0 && !context.policies.givesWithdrawal) return null;
  const { open, overdue } = countsOf(context, seen, context.now());
  return { open, overdue };
}

/** Whether somebody may see a statement. What is about several sellers' items none of them can answer for. */
export function isFor({ sellerIds }: Pick<KeptStatement, 'sellerIds'>, { id, roles, only }: Principal): boolean {
  if (only) return false;
  return roles.includes('platform') || (roles.includes('seller') && sellerIds.length === 1 && sellerIds[0] === id);
}

/** A statement with what is owed for it. What the order says was paid back is noted as settled. */
export async function itemOf(
  context: Context,
  kept: KeptStatement,
  others: readonly KeptStatement[],
): Promise<WithdrawalItem> {
  const { reference, receivedAt, said, lines, channel, matches, receiptSentAt, settledAt } = kept;
  const received = parseInstant(receivedAt);
  const sent = sentOf(kept, received);
  const item: WithdrawalItem = {
    ...{ reference, receivedAt, sentAt: formatInstant(sent), channel, statement: said, lines },
    ...{ flags: [...kept.flags], orderId: matches, receiptSentAt, settledAt },
    ...{ refundBy: formatInstant(dueAt(context, kept)), inTime: null, order: null },
    ...{ standing: [], owed: null, returnBy: null },
  };
  if (matches === null) return item;
  if (others.some((one) => one.matches === matches && one.receivedAt < receivedAt)) item.flags.push('repeated');
  try {
    const order = await listedOrder(context, matches);
    if (!order) return item;
    const { cancellations } = await context.store.records(matches);
    const state = await stateOf(context, order, cancellations);
    const { flags, inTime } = reckoningOf(state, kept, received);
    item.flags = [...new Set([...item.flags, ...flags])];
    item.inTime = inTime;
    if (unreadableIn(order).length > 0) return item;
    item.order = order;
    const json = order as unknown as Json;
    const right = state.governing.right(json);
    if (right && !right.right) return item;
    item.standing = right?.lines ?? [];
    item.returnBy = formatInstant(returnBy(json, state.governing.policy, sent, isPublicHoliday));
    item.owed = owedOf(state, kept, others);
    const { due, left, pending } = item.owed;
    if (settledAt === null && inTime !== false && due.amount > 0 && left.amount === 0 && pending.amount === 0) {
      await noteSettled(context, reference, 'platform', null);
      item.settledAt = formatInstant(context.now());
    }
  } catch (error) {
    // One order that cannot be read keeps no other back.
    context.emit({ type: 'error', during: 'GET cancellations', error });
  }
  return item;
}

/**
 * Whether something may still be owed for a statement: not where it is about no order that the shop has, was late, or the law gives
 * no right. What cannot be read may be owed.
 */
export async function mayBeOwed(context: Context, kept: KeptStatement): Promise<boolean> {
  if (kept.matches === null) return false;
  try {
    const order = await listedOrder(context, kept.matches);
    if (!order) return false;
    if (unreadableIn(order).length > 0) return true;
    const { cancellations } = await context.store.records(order.id);
    const state = await stateOf(context, order, cancellations);
    const right = state.governing.right(order as unknown as Json);
    if (right && !right.right) return false;
    if (reckoningOf(state, kept, parseInstant(kept.receivedAt)).inTime === false) return false;
    const { left, pending } = owedOf(state, kept, await statementsOfYears(context));
    return left.amount > 0 || pending.amount > 0;
  } catch (error) {
    context.emit({ type: 'error', during: 'runDue', error });
    return true;
  }
}

/** Whether the period of its order is over, and no more is declared of it. What cannot be read is not. */
export async function isOver(context: Context, { matches }: KeptStatement): Promise<boolean> {
  if (matches === null) return true;
  try {
    const order = await listedOrder(context, matches);
    if (!order) return true;
    const { cancellations } = await context.store.records(order.id);
    const { governing } = await stateOf(context, order, cancellations);
    return unreadableIn(order).length === 0 && governing.lane(order as unknown as Json, context.now()) === null;
  } catch (error) {
    context.emit({ type: 'error', during: 'runDue', error });
    return false;
  }
}

/** What is owed for a statement, and for those before it about the same order. */
function owedOf(
  { order, cancellations, governing }: OrderState,
  kept: KeptStatement,
  others: readonly KeptStatement[],
) {
  const before = others.filter(
    ({ matches, reference, receivedAt, flags }) =>
      matches === order.id && reference !== kept.reference && receivedAt <= kept.receivedAt && !flags.includes('late'),
  );
  const all = [...before, kept];
  const lines = all.some((one) => one.lines === null) ? null : all.flatMap((one) => one.lines ?? []);
  const { phase } = governing.policy.statuses[order.status] ?? {};
  const hasLeft = phase === 'shipped' || phase === 'delivered' || !!order.shippedAt || !!order.deliveredAt;
  const [first] = all.sort((one, other) => (one.receivedAt < other.receivedAt ? -1 : 1));
  const { cancelledBefore, refundedBefore } = first ?? kept;
  return owedForWithdrawal(order, { lines, cancelledBefore, refundedBefore }, cancellations, hasLeft);
}

function dueAt({ withdrawals }: Context, { receivedAt }: KeptStatement): number {
  return refundBy(parseInstant(receivedAt), withdrawals.timeZone);
}

function keyOf({ flags, receivedAt, settledAt, reference }: KeptStatement, sign: 1 | -1): RowKey {
  const robot = sign === 1 && flags.includes('suspected-robot') ? 1 : 0;
  return [robot, sign * parseInstant(sign === 1 ? receivedAt : (settledAt ?? receivedAt)), reference];
}

function compare(one: RowKey, other: RowKey): number {
  return one[0] - other[0] || one[1] - other[1] || (one[2] < other[2] ? -1 : one[2] > other[2] ? 1 : 0);
}

function searchable({ reference, matches, said }: KeptStatement): string {
  const { name, address, orderNumber, text } = said;
  return [reference, matches, name, address, orderNumber, text].join('\n').normalize('NFKC').toLowerCase();
}

/** What was read of each month, by store, and which version its log had. */
const known = new WeakMap<CancellationStore, Map<string, { version: number; statements: KeptStatement[] }>>();

/** The statements of all these months. Each month is read again only when something was written in it. */
async function statementsOfYears(context: Context): Promise<KeptStatement[]> {
  const { store } = context;
  const read = known.get(store) ?? new Map();
  known.set(store, read);
  const present = formatInstant(context.now());
  const [year, month] = [Number(present.slice(0, 4)), Number(present.slice(5, 7))];
  const names = Array.from({ length: monthsBack }, (_, at) =>
    // The first of the month; a clock that is put back may have been in the next.
    formatInstant(Date.UTC(year, month - at, 1)).slice(0, 7),
  );
  const versions = await store.versionsOf(names.map(logOf));
  const found = await Promise.all(
    names.map(async (name, at) => {
      const version = versions[at] as number;
      const before = read.get(name);
      if (before?.version === version) return before.statements;
      const statements: KeptStatement[] = version === 0 ? [] : await statementsIn(context, name);
      read.set(name, { version, statements });
      return statements;
    }),
  );
  return found.flat();
}
