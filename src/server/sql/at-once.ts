import type { Cancellation } from '../../domain/records.ts';
import { parseInstant } from '../../domain/values/instant.ts';
import { ownDue } from '../stores/own-due.ts';
import { slotsOf } from '../stores/slots.ts';
import type { Answer, Lease, Listing, Message, Plan, TransitionResult } from '../stores/store.ts';
import { type ColumnType, listOf, type Part, toJson, toText, valuesAs } from './database.ts';
import { endOf } from './leases.ts';
import { columnsOf, everybody, partOf, settingOf } from './listings.ts';
import { headWith, type Linked, standsWhere } from './log.ts';
import { heldWhere } from './orders.ts';
import { outboxColumns, outboxRow } from './outbox.ts';
import { type Statement, sql } from './statement.ts';

// A transition in two statements: one writes its plan, one what becomes of it. Neither reads what the other parts of it write, so
// that PostgreSQL does each in one trip.

/** A part that adds rows. */
function adding(
  name: string,
  table: string,
  columns: Readonly<Record<string, ColumnType>>,
  rows: readonly (readonly unknown[])[],
  { conflict = sql``, after, ...more }: Pick<Part, 'least'> & { conflict?: Statement; after?: string } = {},
): Part[] {
  if (rows.length === 0) return [];
  const names = sql.join(Object.keys(columns).map((column) => sql.ref(column)));
  const given = valuesAs(Object.values(columns), rows);
  return [
    {
      name,
      ...more,
      statement: (done, afterPart) => sql`insert into ${sql.ref(table)} (${names}) select * from ${given} as given
        where ${done} and ${after === undefined ? sql`1 = 1` : afterPart(after)} ${conflict}`,
    },
  ];
}

const unlessThere = sql`on conflict do nothing`;
const claimColumns = {
  principal_id: 'text',
  key: 'text',
  fingerprint: 'text',
  order_id: 'text',
  plan_id: 'text',
  answer: 'text',
  answered_at: 'bigint',
} as const;

function claimRow(plan: Plan, answer: Answer | null): unknown[][] {
  const { id, orderId, claim, meta } = plan;
  if (!claim) return [];
  const { principalId, key, fingerprint } = claim;
  const [planId, body, at] = answer ? [null, toJson(answer), parseInstant(meta.at)] : [toText(id), null, null];
  return [[toText(principalId), toText(key), fingerprint, toText(orderId), planId, body, at]];
}

function slotRows(orderId: string, cancellations: readonly Cancellation[]): unknown[][] {
  return cancellations
    .flatMap(slotsOf)
    .map(({ cancellationId, lineId, quantity }) => [
      toText(orderId),
      toText(cancellationId),
      lineId === null ? null : toText(lineId),
      quantity,
    ]);
}

const slotColumns = { order_id: 'text', cancellation_id: 'text', line_id: 'text', quantity: 'bigint' } as const;

/** Writes a plan, and takes its order, which nobody holds and of which nothing was written since `version`. */
export function beginning(plan: Plan, version: number, until: number) {
  const { id, orderId, cancellations } = plan;
  const first = sql`insert into oc_orders (order_id, version, fence, leased_until, plan_id, plan, planned_at)
    values (${toText(orderId)}, 1, 1, ${until}, ${toText(id)}, ${toJson(plan)}, ${plannedAt(plan)})
    on conflict (order_id) do update set version = oc_orders.version + 1, fence = oc_orders.fence + 1,
      leased_until = excluded.leased_until, plan_id = excluded.plan_id, plan = excluded.plan, planned_at = excluded.planned_at
    where oc_orders.version = ${version} and oc_orders.plan_id is null
      and (oc_orders.leased_until is null or oc_orders.leased_until <= ${Date.now()})
    returning fence`;
  const parts = [
    ...adding('claim', 'oc_claims', claimColumns, claimRow(plan, null), { conflict: unlessThere, least: 1 }),
    ...adding('slots', 'oc_slots', slotColumns, slotRows(orderId, cancellations), { conflict: unlessThere }),
  ];
  return { first, parts };
}

/** Since when it is under way, epoch ms. */
export const plannedAt = ({ meta }: Plan): number => parseInstant(meta.at) || 0;

/** Replaces a plan by its result, where its log stands as it did and does not have it yet. */
export function finishing(plan: Plan, result: TransitionResult, linked: Linked, lease: Lease | null | undefined) {
  const { id, orderId, message } = plan;
  const { cancellations, answer, listings, append, changes } = result;
  const { sends = [], sent = [] } = append;
  const order = toText(orderId);
  const first = sql`update oc_orders set version = version + 1, ${headWith(linked)}, ${withoutPlan(plan)}, ${endOf(lease)}
    where order_id = ${order} and ${heldWhere(lease)} and ${standsWhere(append)}
      and not exists (select 1 from oc_log where order_id = ${order} and id = ${toText(id)})
    returning order_id`;
  const held = [...new Set([...plan.cancellations, ...cancellations].map((one) => toText(one.id)))];
  const entries = linked.entries.map((entry) => [order, entry.seq, toText(entry.id), entry.hash, toJson(entry)]);
  const uses = linked.entries.flatMap(({ seq, attachments = [] }) =>
    [...new Set(attachments.map((file) => file.sha256))].map((sha256) => [sha256, order, seq]),
  );
  const parts = [
    // Before the listings: what they were is to be counted off.
    ...counting(orderId, cancellations, listings),
    ...keeping(orderId, cancellations, listings),
    ...adding('log', 'oc_log', { order_id: 'text', seq: 'bigint', id: 'text', hash: 'text', body: 'text' }, entries),
    ...adding('uses', 'oc_file_uses', { sha256: 'text', order_id: 'text', seq: 'bigint' }, uses),
    ...dropping('dropped', sql`delete from oc_slots where order_id = ${order} and cancellation_id in`, held),
    // After it: two may not hold the same at a time.
    ...adding('slots', 'oc_slots', slotColumns, slotRows(orderId, cancellations), {
      conflict: unlessThere,
      after: 'dropped',
    }),
    ...adding('claim', 'oc_claims', claimColumns, answer ? claimRow(plan, answer) : [], {
      conflict: sql`on conflict (principal_id, key) do update set answer = excluded.answer,
        answered_at = excluded.answered_at, plan_id = null where oc_claims.plan_id = ${toText(id)}`,
    }),
    ...adding(
      'changes',
      'oc_changes',
      { body: 'text' },
      changes.map((change) => [toJson(change)]),
    ),
    ...adding('message', 'oc_messages', messageColumns, message ? [messageRow(message)] : [], {
      conflict: sql`on conflict (id) do update set body = excluded.body`,
    }),
    ...adding('sends', 'oc_outbox', outboxColumns, sends.map(outboxRow)),
    ...dropping('sent', sql`delete from oc_outbox where id in`, sent.map(toText), sent.length),
  ];
  return { first, parts };
}

/** The plan is not the order's any more. */
export const withoutPlan = ({ id }: Plan) => sql`plan = case when plan_id = ${toText(id)} then null else plan end,
  plan_id = case when plan_id = ${toText(id)} then null else plan_id end`;

const messageColumns = { id: 'text', order_id: 'text', at: 'bigint', body: 'text' } as const;

function messageRow(message: Message): unknown[] {
  return [toText(message.id), toText(message.orderId), parseInstant(message.at) || 0, toJson(message)];
}

/** A part that drops rows. */
function dropping(name: string, from: Statement, ids: readonly string[], least?: number): Part[] {
  if (ids.length === 0) return [];
  return [
    { name, ...(least !== undefined && { least }), statement: (done) => sql`${from} ${listOf(ids)} and ${done}` },
  ];
}

/** Keeps cancellations with their listings, and the listings of others of the order. */
function keeping(orderId: string, cancellations: readonly Cancellation[], listings: readonly Listing[]): Part[] {
  const order = toText(orderId);
  const listed = new Map(listings.map((listing) => [listing.cancellationId, listing]));
  const kept = cancellations.map((cancellation, at): Part => {
    const { id, state } = cancellation;
    const listing = listed.get(id);
    listed.delete(id);
    const own: ReturnType<typeof columnsOf> = listing
      ? columnsOf(listing)
      : [
          ['state', state, 'text'],
          ['due_at', ownDue(cancellation), 'bigint'],
        ];
    const names = own.map(([name]) => sql.ref(name));
    const values = own.map(([, value, type]) => sql`cast(${value} as ${sql.raw(type)})`);
    // What its listing says stays, where there is one.
    const setting = own.map(([name]) => {
      const [column, former] = [sql.ref(name), sql.ref(`oc_cancellations.${name}`)];
      const next = sql`excluded.${column}`;
      return listing
        ? sql`${column} = ${next}`
        : sql`${column} = case when oc_cancellations.listing is null then ${next} else ${former} end`;
    });
    return {
      name: `kept${at}`,
      statement: (done) => sql`insert into oc_cancellations (id, order_id, place, body, ${sql.join(names)})
        select cast(${toText(id)} as text), cast(${order} as text), (
          select coalesce(max(place), 0) + ${sql.lit(at + 1)} from oc_cancellations where order_id = ${order}
        ), cast(${toJson(cancellation)} as text), ${sql.join(values)} where ${done}
        on conflict (id) do update set body = excluded.body, ${sql.join(setting)}`,
    };
  });
  const others = [...listed.values()].map(
    (listing, at): Part => ({
      name: `listed${at}`,
      statement: (done) =>
        sql`update oc_cancellations set ${settingOf(listing)} where id = ${toText(listing.cancellationId)} and ${done}`,
    }),
  );
  return [...kept, ...others];
}

/** Counts listings, and those in whose place they come off. What has no record has no row in the queue. */
function counting(orderId: string, cancellations: readonly Cancellation[], listings: readonly Listing[]): Part[] {
  if (listings.length === 0) return [];
  const kept = new Set(cancellations.map(({ id }) => id));
  const listed = valuesAs(
    ['text', 'text', 'text', 'bigint'],
    listings.flatMap(({ cancellationId: id, sellerId, state }) =>
      [toText(sellerId), everybody].map((whose) => [whose, state, toText(id), kept.has(id) ? 1 : 0]),
    ),
  );
  const ids = listOf(listings.map((one) => toText(one.cancellationId)));
  const former = sql`from oc_cancellations where listing is not null and id in ${ids}`;
  return [
    {
      name: 'counts',
      // In one order, so that two transactions never wait for each other.
      statement: (done) => sql`insert into oc_counts (seller_id, state, part, count)
        select seller_id, state, cast(${partOf(orderId)} as bigint), sum(change) from (
          select seller_id, state, -1 as change ${former}
          union all select ${sql.lit(everybody)}, state, -1 ${former}
          union all select column1, column2, 1 from ${listed} as given
            where column4 = 1 or column3 in (select id from oc_cancellations where id in ${ids})
        ) as counted where ${done} group by seller_id, state having sum(change) <> 0 order by seller_id, state
        on conflict (seller_id, state, part) do update set count = oc_counts.count + excluded.count`,
    },
  ];
}
