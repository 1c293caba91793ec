import type { QueueItem } from '../../backend/backend.ts';
import { currentOf } from '../../domain/lifecycle/lifecycle.ts';
import { type CancellationState, cancellationStates, openStates } from '../../domain/records.ts';
import { formatInstant } from '../../domain/values/instant.ts';
import { jsonResponse } from '../http/answers.ts';
import type { Call } from '../http/call.ts';
import { badCursor, fromCursor, toCursor } from '../http/cursor.ts';
import { invalid } from '../http/problem.ts';
import type { Principal } from '../options.ts';
import { listedOrder } from '../orders/gone.ts';
import { dueOf, fillListings, scopeOf, wordsOf } from '../orders/listing.ts';
import { actionsAbout, actionsFor, placeOf, seenFrom, stateOf } from '../orders/order-state.ts';
import { unreadableIn } from '../orders/readable.ts';
import { type ListPage, type ListQuery, type Sort, type SortKey, sorts } from '../stores/store.ts';
import { countWithdrawals, pageOfWithdrawals, type WithdrawalsInput } from '../withdrawals/queue.ts';

const usualLimit = 100;
const maxItems = 500;
const longestSearch = 400;

/** What the queue is asked for, as far as it does not depend on who asks. */
type QueueInput = (Omit<ListQuery, 'scope'> & { kind: 'cancellation' }) | WithdrawalsInput;

/** `?kind=&state=&q=&sort=&cursor=&limit=` (400). */
export function readQueueQuery(query: URLSearchParams): QueueInput {
  const kind = query.get('kind') || 'cancellation';
  if (kind === 'withdrawal') return readWithdrawalsQuery(query);
  if (kind !== 'cancellation') throw invalid({ path: ['kind'], code: 'value' });
  const sort = sorts.find((one) => one === (query.get('sort') || 'cost-of-delay'));
  if (!sort) throw invalid({ path: ['sort'], code: 'value' });
  const cursor = query.get('cursor');
  const { q, limit } = readPage(query);
  return {
    kind,
    states: readStates(query.get('state') ?? ''),
    words: wordsOf(q),
    sort,
    after: cursor ? readCursor(cursor, sort) : null,
    limit,
  };
}

function readPage(query: URLSearchParams): { q: string; limit: number } {
  const limit = Number(query.get('limit') || usualLimit);
  if (!Number.isInteger(limit) || limit < 1 || limit > maxItems) throw invalid({ path: ['limit'], code: 'value' });
  const q = query.get('q') ?? '';
  if (q.length > longestSearch) throw invalid({ path: ['q'], code: 'too-large' });
  return { q, limit };
}

const withdrawalStates = ['open', 'unmatched', 'settled', 'all'] as const;

function readWithdrawalsQuery(query: URLSearchParams): WithdrawalsInput {
  const state = withdrawalStates.find((one) => one === (query.get('state') || 'open'));
  if (!state) throw invalid({ path: ['state'], code: 'value' });
  const cursor = query.get('cursor');
  const after = cursor ? fromCursor(cursor) : null;
  const [of, robot, at, reference] = Array.isArray(after) ? after : [];
  const fits = of === state && [robot, at].every(Number.isFinite) && typeof reference === 'string';
  if (after !== null && !fits) throw badCursor();
  return { kind: 'withdrawal', state, ...readPage(query), after: after === null ? null : [robot, at, reference] };
}

function readStates(text: string): CancellationState[] | null {
  if (text === '') return null;
  return text.split(',').flatMap((name): CancellationState[] => {
    if (name === 'open') return openStates as CancellationState[];
    const state = cancellationStates.find((one) => one === name);
    if (!state) throw invalid({ path: ['state'], code: 'value' });
    return [state];
  });
}

/** The row that a cursor stands for: a cursor of one order means nothing in another. */
function readCursor(cursor: string, sort: Sort): SortKey {
  const value = fromCursor(cursor);
  const [of, ...key] = Array.isArray(value) ? value : [];
  const numbers = key.slice(0, -1);
  const fits = numbers.every((part) => typeof part === 'number' && Number.isFinite(part));
  if (of !== sort || !fits || numbers.length !== (sort === 'cost-of-delay' ? 3 : 1) || typeof key.at(-1) !== 'string') {
    throw badCursor();
  }
  return key;
}

/** `GET cancellations`: the asker's own, or those of their orders; of the platform, all. */
export async function getQueue(call: Call<QueueInput>): Promise<Response> {
  const { context, input, principal } = call;
  if (input.kind === 'withdrawal') return getWithdrawalQueue(call as Call<WithdrawalsInput>);
  await fillListings(context);
  const page = await context.store.list({ ...input, scope: scopeOf(principal) });
  const now = context.now();
  const items = await Promise.all(page.rows.map((row) => itemOf(call, row, now)));
  const last = page.rows.at(-1);
  const withdrawals = isSeller(principal) ? await countWithdrawals(context, principal) : null;
  return jsonResponse({
    items: items.filter((item) => item !== null),
    nextCursor: page.more && last ? toCursor([input.sort, ...last.key]) : null,
    counts: page.counts,
    ...(withdrawals && { withdrawals }),
    now: formatInstant(now),
  });
}

/** The same of statements of withdrawal, which nobody accepts or declines: what is owed for each, and by when. */
async function getWithdrawalQueue({ context, input, principal }: Call<WithdrawalsInput>): Promise<Response> {
  const { last, ...page } = await pageOfWithdrawals(context, input, principal);
  return jsonResponse({ ...page, nextCursor: last && toCursor([input.state, ...last]) });
}

function isSeller({ roles }: Principal): boolean {
  return roles.includes('platform') || roles.includes('seller');
}

/** `null`: the order is gone, or not the asker's any more. */
async function itemOf(
  { context, principal }: Call<unknown>,
  { cancellation, cancellations }: ListPage['rows'][number],
  now: number,
): Promise<QueueItem | null> {
  try {
    const order = await listedOrder(context, cancellation.orderId);
    const place = order && placeOf(order, principal);
    if (!place) return null;
    const { actor } = place;
    const whole = await stateOf(context, order, cancellations, cancellation);
    const state = await seenFrom(context, whole, place);
    if (state.cancellation?.id !== cancellation.id) return null;
    const current = currentOf(state.cancellations);
    // What an order lets somebody open is said once of it.
    const isCurrent = current?.id === cancellation.id;
    const actions = isCurrent ? actionsFor(state, actor, now) : actionsAbout(state, actor, now);
    const { policy } = state.binding ?? state.governing;
    const issues = unreadableIn(order);
    const shown = { cancellation: state.cancellation, order: state.order, actions };
    if (issues.length > 0) return { ...shown, issues: [...issues] };
    return { ...shown, due: dueOf({ policy, order, cancellation, cancellations }) };
  } catch (error) {
    // One order that cannot be read keeps no other back.
    context.emit({ type: 'error', during: 'GET cancellations', error });
    return null;
  }
}
