import { type Cancellation, type CancellationState, cancellationStates } from '../../domain/records.ts';
import { ownDue } from '../stores/own-due.ts';
import { sortKey } from '../stores/ranking.ts';
import type { CancellationStore, Listing, ListPage, ListQuery, ListScope, Sort } from '../stores/store.ts';
import {
  type ColumnType,
  type Database,
  fromJson,
  fromText,
  listOf,
  type Run,
  searchText,
  toJson,
  toText,
  valuesOf,
} from './database.ts';
import { demandLease } from './orders.ts';
import { byIndex, countsBy, haveWords, type Index, rowOf } from './search.ts';
import { type Statement, sql } from './statement.ts';

/** Counts are kept in so many parts. */
const parts = 16;

/** Of the counts of all sellers together: no seller is called so. */
export const everybody = '\u{10ffff}*';

/** Keeps cancellations of an order, whose row is this transaction's, in place of those of the same ids. */
export async function keepCancellations(
  run: Run,
  orderId: string,
  cancellations: readonly Cancellation[],
): Promise<void> {
  const order = toText(orderId);
  for (const cancellation of cancellations) {
    const { id, state } = cancellation;
    const dueAt = ownDue(cancellation);
    const kept = await run.changed(
      sql`update oc_cancellations set body = ${toJson(cancellation)},
          state = case when listing is null then ${state} else state end,
          due_at = case when listing is null then cast(${dueAt} as bigint) else due_at end
        where id = ${toText(id)}`,
    );
    if (kept > 0) continue;
    await run.rows(
      sql`insert into oc_cancellations (id, order_id, place, body, state, due_at) values (
        ${toText(id)}, ${order}, (select coalesce(max(place), 0) + 1 from oc_cancellations where order_id = ${order}),
        ${toJson(cancellation)}, ${state}, ${dueAt})`,
    );
  }
}

/** Keeps listings of cancellations of orders whose rows are this transaction's. */
export async function keepListings(run: Run, listings: readonly Listing[]): Promise<void> {
  if (listings.length === 0) return;
  const counts = new Map<string, { row: [seller: string, state: string, part: number]; change: number }>();
  const count = (seller: string, state: string, orderId: string, change: number): void => {
    for (const whose of [seller, everybody]) {
      const row: [string, string, number] = [whose, state, partOf(orderId)];
      const name = JSON.stringify(row);
      counts.set(name, { row, change: (counts.get(name)?.change ?? 0) + change });
    }
  };
  const known = await run.rows<{ id: string; seller_id: string; state: string }>(
    sql`select id, seller_id, state from oc_cancellations
      where listing is not null and id in ${listOf(listings.map((one) => toText(one.cancellationId)))}`,
  );
  const before = new Map(known.map((row) => [row.id, row]));
  for (const listing of listings) {
    const id = toText(listing.cancellationId);
    const isKept = (await run.changed(sql`update oc_cancellations set ${settingOf(listing)} where id = ${id}`)) > 0;
    // What has no record has no row in the queue.
    if (!isKept) continue;
    const former = before.get(id);
    if (former) count(former.seller_id, former.state, listing.orderId, -1);
    count(toText(listing.sellerId), listing.state, listing.orderId, 1);
  }
  // In one order, so that two transactions never wait for each other.
  const changed = [...counts]
    .filter(([, { change }]) => change !== 0)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, { row, change }]) => [...row, change]);
  if (changed.length === 0) return;
  await run.rows(
    sql`insert into oc_counts (seller_id, state, part, count) values ${valuesOf(changed)}
      on conflict (seller_id, state, part) do update set count = oc_counts.count + excluded.count`,
  );
}

/** The same for an order always, and spread over the orders. */
export function partOf(orderId: string): number {
  let sum = 0;
  for (let at = 0; at < orderId.length; at++) sum = (sum * 31 + orderId.charCodeAt(at)) % 65_521;
  return sum % parts;
}

const never = Number.MAX_SAFE_INTEGER;

export function settingOf(listing: Listing): Statement {
  return sql.join(columnsOf(listing).map(([name, value]) => sql`${sql.ref(name)} = ${value}`));
}

/** The columns of a listing: name, value and type of each. */
export function columnsOf(listing: Listing): [name: string, value: unknown, type: ColumnType][] {
  const { buyerId, sellerId, state, reason, requestedAt, respondBy, amount, dueAt, text } = listing;
  // As each of the three sees it who may ask: what an asker's scope is, is said by whose row it is.
  const rankFor = (scope: Partial<ListScope>): number =>
    sortKey(listing, 'cost-of-delay', { buyerId: null, sellerId: null, all: true, ...scope })[0] as number;
  const [, urgency, cost] = sortKey(listing, 'cost-of-delay', { buyerId: null, sellerId: null, all: true });
  return [
    ['listing', toJson(listing), 'text'],
    ['buyer_id', toText(buyerId), 'text'],
    ['seller_id', toText(sellerId), 'text'],
    ['state', state, 'text'],
    ['reason', reason === null ? null : toText(reason), 'text'],
    ['rank_buyer', rankFor({ buyerId }), 'bigint'],
    ['rank_seller', rankFor({ sellerId }), 'bigint'],
    ['rank_other', rankFor({}), 'bigint'],
    ['urgency', urgency, 'bigint'],
    ['cost', cost, 'bigint'],
    ['requested_at', requestedAt, 'bigint'],
    ['respond_by', respondBy ?? never, 'bigint'],
    ['amount', amount.amount, 'bigint'],
    ['words', searchText(text), 'text'],
    ['due_at', dueAt, 'bigint'],
  ];
}

/** The rows that somebody sees, in parts that do not overlap; in each they are in one role. */
interface View {
  where: Statement;
  rank: 'rank_buyer' | 'rank_seller' | 'rank_other';
}

function viewsOf({ buyerId, sellerId, all }: ListScope): View[] {
  const [buyer, seller] = [buyerId === null ? null : toText(buyerId), sellerId === null ? null : toText(sellerId)];
  const ofBuyer = sql`buyer_id = ${buyer}`;
  const notOfBuyer = buyer === null ? sql`1 = 1` : sql`buyer_id <> ${buyer}`;
  const notOfSeller = seller === null ? sql`1 = 1` : sql`seller_id <> ${seller}`;
  return [
    ...(buyer === null ? [] : [{ where: ofBuyer, rank: 'rank_buyer' } as const]),
    ...(seller === null ? [] : [{ where: sql`seller_id = ${seller} and ${notOfBuyer}`, rank: 'rank_seller' } as const]),
    ...(all ? [{ where: sql`${notOfBuyer} and ${notOfSeller}`, rank: 'rank_other' } as const] : []),
  ];
}

function anyOf(views: readonly View[]): Statement {
  const each = views.map(({ where }) => sql`(${where})`);
  return sql`(${sql.join(each, ' or ')})`;
}

/** The columns of a sort, as its keys have them; `desc`: the key has the opposite sign. */
const columns: Record<Sort, { names: (rank: string) => string[]; desc?: true }> = {
  'cost-of-delay': { names: (rank) => [rank, 'urgency', 'cost'] },
  requestedAt: { names: () => ['requested_at'] },
  '-requestedAt': { names: () => ['requested_at'], desc: true },
  respondBy: { names: () => ['respond_by'] },
  amount: { names: () => ['amount'] },
  '-amount': { names: () => ['amount'], desc: true },
};

interface FoundRow {
  id: string;
  order_id: string;
  one: number | string;
  two: number | string;
  three: number | string;
}

interface CountRow {
  state: CancellationState;
  count: number | string;
}

interface Page {
  rows: FoundRow[];
  counts: ListPage['counts'];
}

function countsOf(rows: readonly CountRow[]): ListPage['counts'] {
  const counts: ListPage['counts'] = {};
  for (const { state, count } of rows) if (Number(count) > 0) counts[state] = (counts[state] ?? 0) + Number(count);
  return counts;
}

/** All rows. */
const every = sql`1 = 1`;

/** So many that are read are sorted faster than they are met one after the other. */
const few = 5000;

/**
 * One row after another by an index: of each view and state no more than a page, then the first of all of them. `atOnce`: all
 * states in one, of which few are found by what they hold.
 */
function pageOf({ scope, states, sort, after, limit }: ListQuery, found: Statement, atOnce = false): Statement | null {
  const { names, desc } = columns[sort];
  const direction = desc ? sql`desc` : sql`asc`;
  const each = [...new Set(states ?? cancellationStates)];
  const selects =
    each.length === 0
      ? []
      : viewsOf(scope).flatMap(({ where, rank }) =>
          (atOnce ? [each] : each.map((state) => [state])).map((some) => {
            const own = names(rank).map((name) => sql.ref(name));
            const [one, two = sql`0`, three = sql`0`] = own;
            return sql`select * from (select id, order_id, ${one} as one, ${two} as two, ${three} as three from oc_cancellations
        where listing is not null and ${where} and state in ${listOf(some)} and ${found} and ${past(own, desc, after)}
        order by ${sql.join(own.map((column) => sql`${column} ${direction}`))}, id limit ${limit + 1}) as v`;
          }),
        );
  if (selects.length === 0) return null;
  return sql`select * from (${sql.join(selects, ' union all ')}) as p
    order by one ${direction}, two ${direction}, three ${direction}, id limit ${limit + 1}`;
}

/** The first of the rows that an index has found, by their numbers, and of those that `beside` them are read. */
function firstOf(
  { scope, states, sort, after, limit }: ListQuery,
  numbers: Statement,
  beside: readonly View[],
  have: Statement,
): Statement {
  const { names, desc } = columns[sort];
  const direction = desc ? sql`desc` : sql`asc`;
  const keys = ['one', 'two', 'three'].slice(0, names('').length).map((name) => sql.ref(name));
  const views = viewsOf(scope).filter(({ rank }) => beside.every((view) => view.rank !== rank));
  const rank = sql`case ${sql.join(
    views.map((view) => sql`when ${view.where} then ${sql.ref(view.rank)}`),
    ' ',
  )} end`;
  const keysBy = (by: Statement): Statement => {
    const [one, two = sql`0`, three = sql`0`] = names('').map((name) => (name === '' ? by : sql.ref(name)));
    return sql`id, order_id, state, ${one} as one, ${two} as two, ${three} as three`;
  };
  return sql`select null as state, id, order_id, one, two, three from (
      select ${keysBy(rank)} from (${numbers}) cross join oc_cancellations on ${rowOf(sql.ref('number'))}
        where ${anyOf(views)}
      ${sql.join(
        beside.map(
          (view) => sql`union all select ${keysBy(sql.ref(view.rank))} from oc_cancellations
          where listing is not null and ${view.where} and ${have}`,
        ),
        ' ',
      )})
    where state in ${listOf(states ?? cancellationStates)} and ${past(keys, desc, after)}
    order by ${sql.join(keys.map((key) => sql`${key} ${direction}`))}, id limit ${limit + 1}`;
}

/** What comes after a key. */
function past(own: Statement[], desc: true | undefined, after: ListQuery['after']): Statement {
  if (!after) return sql`1 = 1`;
  const id = toText(String(after.at(-1)));
  const values = after.slice(0, -1).map((value) => sql`cast(${desc ? -Number(value) : Number(value)} as bigint)`);
  const [first] = own;
  const [value] = values;
  // Ids go up even where the rest goes down.
  if (desc) return sql`(${first} <= ${value} and (${first} < ${value} or id > ${id}))`;
  return sql`(${sql.join([...own, sql.ref('id')])}) > (${sql.join([...values, sql`${id}`])})`;
}

export function createListings(
  database: Database,
): Pick<CancellationStore, 'list' | 'unlisted' | 'keepListings' | 'countReasons' | 'due' | 'orderOf'> {
  /** By state, of the rows that are in sight. */
  const counted = async (views: readonly View[], found: Statement): Promise<CountRow[]> =>
    views.length === 0
      ? []
      : database.rows(
          sql`select state, count(*) as count from oc_cancellations
            where listing is not null and ${anyOf(views)} and ${found} group by state`,
        );
  /** The same as transitions have kept it: of a seller, or of everybody. */
  const kept = ({ all, sellerId }: ListScope): Promise<CountRow[]> =>
    database.rows(
      sql`select state, sum(count) as count from oc_counts
        where seller_id = ${all ? everybody : sellerId === null ? null : toText(sellerId)} group by state`,
    );

  const pageAndCounts = async (query: ListQuery): Promise<Page> => {
    const { scope } = query;
    const page = pageOf(query, every);
    const [rows, counts] = await Promise.all([
      page ? database.rows<FoundRow>(page) : [],
      scope.buyerId === null ? kept(scope) : counted(viewsOf(scope), every),
    ]);
    return { rows, counts: countsOf(counts) };
  };

  /** One after the other in their order, where there are as many as one soon meets; `isFew`: all are looked for at once. */
  const met = async (query: ListQuery, counts: ListPage['counts'], isFew = false): Promise<FoundRow[]> => {
    const states = (query.states ?? cancellationStates).filter((state) => counts[state]);
    const page = pageOf({ ...query, states }, haveWords(database, query.words), isFew);
    return page ? await database.rows(page) : [];
  };
  const sumOf = ({ states }: ListQuery, counts: ListPage['counts']): number =>
    (states ?? cancellationStates).reduce((sum, state) => sum + (counts[state] ?? 0), 0);

  const found = async (query: ListQuery, { numbers, counts: countsOfOne, of }: Index): Promise<Page> => {
    const { scope, words, states, limit } = query;
    const have = haveWords(database, words);
    // What somebody has bought is soon read.
    const beside = scope.all ? [] : viewsOf(scope).filter(({ rank }) => rank === 'rank_buyer');
    const notTwice = sql`${have} and seller_id <> ${scope.sellerId === null ? null : toText(scope.sellerId)}`;
    const read = await counted(beside, notTwice);
    // So many are as soon looked up and sorted as a page of them is met in its order.
    const most = Math.round(Math.sqrt((states ?? cancellationStates).length * (limit + 1) * of));
    if (countsOfOne) {
      const counts = countsOf([...(await database.rows<CountRow>(countsOfOne)), ...read]);
      const isFew = sumOf(query, counts) <= most;
      const rows = isFew ? await database.rows<FoundRow>(firstOf(query, numbers, beside, have)) : null;
      return { rows: rows ?? (await met(query, counts)), counts };
    }
    const those = sql`select number from numbers where (select count(*) from numbers) <= ${most}`;
    const rows = await database.rows<FoundRow & { state: CancellationState | null }>(
      sql`with numbers as materialized (${numbers})
        select state, '' as id, '' as order_id, count as one, 0 as two, 0 as three from (${countsBy(sql`numbers`)})
        union all select * from (${firstOf(query, those, beside, have)})`,
    );
    const all = rows.flatMap(({ state, one }) => (state === null ? [] : [{ state, count: Number(one) }]));
    const counts = countsOf([...all, ...read]);
    const isMore = all.reduce((sum, { count }) => sum + count, 0) > most;
    return { rows: isMore ? await met(query, counts) : rows.filter(({ state }) => state === null), counts };
  };
  const searched = async (query: ListQuery): Promise<Page> => {
    const { scope, words } = query;
    const index = database.isSqlite ? byIndex(scope, words, await kept(scope)) : null;
    if (index) return found(query, index);
    const counts = countsOf(await counted(viewsOf(scope), haveWords(database, words)));
    // How many there are says how they are best looked for.
    return { rows: await met(query, counts, sumOf(query, counts) <= few), counts };
  };
  return {
    async list(query) {
      const { limit, sort } = query;
      const { rows, counts } = await (query.words.length > 0 ? searched(query) : pageAndCounts(query));
      const shown = rows.slice(0, limit);
      const orders = await cancellationsOf(database, [...new Set(shown.map((row) => row.order_id))]);
      const width = columns[sort].names('').length;
      return {
        rows: shown.flatMap(({ id, order_id: orderId, one, two, three }) => {
          const cancellations = orders.get(orderId) ?? [];
          const cancellation = cancellations.find((of) => toText(of.id) === id);
          const values = [one, two, three].slice(0, width).map((value) => Number(value));
          const key = [...values.map((value) => (columns[sort].desc ? -value || 0 : value)), fromText(id)];
          return cancellation ? [{ cancellation, cancellations, key }] : [];
        }),
        more: rows.length > limit,
        counts,
      };
    },
    async unlisted(after, limit) {
      const rows = await database.rows<{ body: string }>(
        sql`select body from oc_cancellations where listing is null
          and ${after === null ? sql`1 = 1` : sql`id > ${toText(after)}`} order by id limit ${limit}`,
      );
      return rows.map(({ body }) => fromJson<Cancellation>(body));
    },
    async keepListings(listings, lease) {
      if (listings.length === 0 && !lease) return;
      const orders = [...new Set(listings.map(({ orderId }) => toText(orderId)))].sort();
      await database.transact(async (run) => {
        // Theirs alone, one after the other in one order.
        // Whoever holds it wrote down what to count before this, and has to look again.
        for (const order of orders)
          await run.changed(
            sql`update oc_orders set fence = fence + ${sql.lit(lease ? 0 : 1)} where order_id = ${order}`,
          );
        if (lease) await demandLease(run, lease);
        await keepListings(run, listings);
      });
    },
    async countReasons(scope, sellerId, edges) {
      const counts = edges.slice(1).map((): Record<string, number> => ({}));
      const views = viewsOf(scope);
      const [first, last] = [edges[0], edges.at(-1)];
      if (views.length === 0 || counts.length === 0 || first === undefined || last === undefined) return counts;
      const places = edges.slice(1).map((edge, at) => sql`when requested_at < ${edge} then ${sql.lit(at)}`);
      const rows = await database.rows<{ place: number; reason: string | null; count: number | string }>(
        sql`select case ${sql.join(places, ' ')} end as place, reason, count(*) as count from oc_cancellations
          where listing is not null and requested_at >= ${first} and requested_at < ${last}
          and ${sellerId === null ? sql`1 = 1` : sql`seller_id = ${toText(sellerId)}`}
          and ${anyOf(views)} group by 1, 2`,
      );
      for (const { place, reason, count } of rows) {
        const bucket = counts[Number(place)];
        // Also where a reason is called as what every object has.
        const name = reason === null ? '' : fromText(reason);
        if (bucket) Object.defineProperty(bucket, name, { value: Number(count), enumerable: true });
      }
      return counts;
    },
    async due(now) {
      const rows = await database.rows<{ order_id: string }>(
        sql`select order_id, min(at) as at from (
          select order_id, due_at as at from oc_cancellations where due_at <= ${now}
          union all select order_id, watched_at as at from oc_orders where watched_at <= ${now}
        ) as d group by order_id order by 2, 1`,
      );
      return rows.map((row) => fromText(row.order_id));
    },
    async orderOf(cancellationId) {
      const row = await database.row<{ order_id: string }>(
        sql`select order_id from oc_cancellations where id = ${toText(cancellationId)}`,
      );
      return row ? fromText(row.order_id) : null;
    },
  };
}

/** By the order's id, as columns hold it; oldest first. */
async function cancellationsOf(database: Database, orders: readonly string[]): Promise<Map<string, Cancellation[]>> {
  const found = new Map<string, Cancellation[]>();
  if (orders.length === 0) return found;
  const rows = await database.rows<{ order_id: string; body: string }>(
    sql`select order_id, body from oc_cancellations where order_id in ${listOf(orders)} order by order_id, place`,
  );
  for (const { order_id: orderId, body } of rows) {
    const own = found.get(orderId) ?? [];
    own.push(fromJson<Cancellation>(body));
    found.set(orderId, own);
  }
  return found;
}

export async function listingsOf(database: Database, orderId: string): Promise<Listing[]> {
  const rows = await database.rows<{ listing: string }>(
    sql`select listing from oc_cancellations where order_id = ${toText(orderId)} and listing is not null order by place`,
  );
  return rows.map(({ listing }) => fromJson<Listing>(listing));
}
