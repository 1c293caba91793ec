import type { Cancellation } from '../../domain/records.ts';
import { leaseLost } from '../stores/lease-lost.ts';
import { type Slot, slotsOf } from '../stores/slots.ts';
import type { Answer, Answered, KeyClaim, Lease, LogHead, OrderRecords, Plan } from '../stores/store.ts';
import { type Database, fromJson, fromText, listOf, type Run, toText, valuesOf } from './database.ts';
import { type Statement, sql } from './statement.ts';

/** What of a log's head is written as one. */
export type KeptHead = Omit<LogHead, 'seq' | 'hash'>;

interface OrderRow {
  order_id: string;
  version: number | string;
  plan: string | null;
  watched_at: number | string | null;
  head_seq: number | string;
  head_hash: string | null;
  head: string | null;
}

/** How an order's row is changed, and where it has to be as it was. */
interface Change {
  set?: Statement;
  where?: Statement;
}

/**
 * Changes the row of an order: what every write about it begins with, so that no two overlap. `false`: it was not as `where`
 * says, and nothing is changed.
 *
 * @throws {CancelError} `lease-lost` where the lease is not the one under which the order is held.
 */
export async function touch(
  run: Run,
  orderId: string,
  lease: Lease | null | undefined,
  { set = sql`watched_at = watched_at`, where = sql`1 = 1` }: Change = {},
): Promise<boolean> {
  const id = toText(orderId);
  const change = sql`update oc_orders set version = version + 1, ${set}
    where order_id = ${id} and ${heldWhere(lease)} and ${where}`;
  demandOwn(lease, orderId);
  if ((await run.changed(change)) > 0) return true;
  if (!lease) {
    // Nobody wrote about it before, perhaps.
    const isNew = (await run.changed(sql`insert into oc_orders (order_id) values (${id}) on conflict do nothing`)) > 0;
    return isNew && (await run.changed(change)) > 0;
  }
  await demandLease(run, lease);
  return false;
}

export function demandOwn(lease: Lease | null | undefined, orderId: string): void {
  if (lease && lease.orderId !== orderId) throw new Error('a lease is good for the order that it was given for');
}

/** The row of an order of which nobody may have written before. */
export async function makeRow(run: Run, orderId: string): Promise<void> {
  await run.changed(sql`insert into oc_orders (order_id) values (${toText(orderId)}) on conflict do nothing`);
}

/** That the order is held under the lease; without one nobody asks. */
export function heldWhere(lease: Lease | null | undefined): Statement {
  return lease ? sql`fence = ${lease.token} and leased_until is not null` : sql`1 = 1`;
}

/** Refuses to write under a lease that is not the order's any more. */
export async function demandLease(run: Run, lease: Lease): Promise<void> {
  const { orderId, token } = lease;
  const held = sql`select 1 from oc_orders
    where order_id = ${toText(orderId)} and fence = ${token} and leased_until is not null`;
  if (!(await run.row(held))) {
    throw leaseLost(lease);
  }
}

export async function recordsOf(database: Database, orderIds: readonly string[]): Promise<OrderRecords[]> {
  if (orderIds.length === 0) return [];
  const ids = listOf([...new Set(orderIds)].map(toText));
  // In one statement, so that both are of one moment.
  const rows = await database.rows<OrderRow & { body: string | null }>(
    sql`select o.order_id, o.version, o.plan, o.watched_at, o.head_seq, o.head_hash, o.head, c.body
      from oc_orders o left join oc_cancellations c on c.order_id = o.order_id
      where o.order_id in ${ids} order by o.order_id, c.place`,
  );
  const found = new Map<string, OrderRecords>();
  for (const { body, ...row } of rows) {
    const known = found.get(fromText(row.order_id)) ?? recordsIn(row);
    if (body !== null) known.cancellations.push(fromJson<Cancellation>(body));
    found.set(fromText(row.order_id), known);
  }
  return orderIds.map((orderId) => {
    const { cancellations = [], ...records } = found.get(orderId) ?? { plan: null, head: null, version: 0 };
    return { ...records, cancellations: [...cancellations] };
  });
}

/** The records of an order, with what was answered to a claim: in one statement, so that all is of one moment. */
export async function recordsFor(
  database: Database,
  orderId: string,
  { principalId, key }: Pick<KeyClaim, 'principalId' | 'key'>,
): Promise<OrderRecords & { answered: Answered | null }> {
  const rows = await database.rows<
    Omit<OrderRow, 'version'> & { version: OrderRow['version'] | null; body: string | null } & ClaimRow
  >(
    sql`select o.order_id, o.version, o.plan, o.watched_at, o.head_seq, o.head_hash, o.head, c.body, k.fingerprint, k.answer
      from (select 1 as one) as one left join oc_orders o on o.order_id = ${toText(orderId)}
      left join oc_cancellations c on c.order_id = o.order_id
      left join oc_claims k on k.principal_id = ${toText(principalId)} and k.key = ${toText(key)}
      order by c.place`,
  );
  const [{ version, fingerprint, answer, ...row }] = rows as [(typeof rows)[number]];
  const known = version === null ? null : recordsIn({ ...row, version });
  const records = known ?? { plan: null, head: null, version: 0 };
  const cancellations = rows.flatMap(({ body }) => (body === null ? [] : fromJson<Cancellation>(body)));
  const answered =
    fingerprint === null ? null : { fingerprint, answer: answer === null ? null : fromJson<Answer>(answer) };
  return { ...records, cancellations, answered };
}

interface ClaimRow {
  fingerprint: string | null;
  answer: string | null;
}

function recordsIn({ version, plan, watched_at: watchedAt, ...row }: OrderRow): OrderRecords {
  return {
    cancellations: [],
    plan: plan === null ? null : fromJson<Plan>(plan),
    head: headIn(row),
    version: Number(version),
    ...(watchedAt !== null && { watchedAt: Number(watchedAt) }),
  };
}

/** Where a log stands; `null`: there is none. */
function headIn({
  head_seq: seq,
  head_hash: hash,
  head,
}: Pick<OrderRow, 'head_seq' | 'head_hash' | 'head'>): LogHead | null {
  return hash === null || head === null ? null : { seq: Number(seq), hash, ...fromJson<KeptHead>(head) };
}

export async function versionsOf(database: Database, orderIds: readonly string[]): Promise<number[]> {
  const rows = await database.rows<{ order_id: string; version: number | string }>(
    sql`select order_id, version from oc_orders where order_id in ${listOf(orderIds.map(toText))}`,
  );
  const found = new Map(rows.map(({ order_id: id, version }) => [fromText(id), Number(version)]));
  return orderIds.map((orderId) => found.get(orderId) ?? 0);
}

/** What open cancellations of an order hold. */
export async function slotsIn(run: Run, orderId: string): Promise<Slot[]> {
  const rows = await run.rows<{ cancellation_id: string; line_id: string | null; quantity: number | string }>(
    sql`select cancellation_id, line_id, quantity from oc_slots where order_id = ${toText(orderId)}`,
  );
  return rows.map(({ cancellation_id: id, line_id: lineId, quantity }) => ({
    cancellationId: fromText(id),
    lineId: lineId === null ? null : fromText(lineId),
    quantity: Number(quantity),
  }));
}

/**
 * Has each of the order's cancellations `ids` hold what `cancellations` hold of them. An index sees to it that only one holds
 * the whole order.
 */
export async function holdSlots(
  run: Run,
  orderId: string,
  ids: readonly string[],
  cancellations: readonly Cancellation[],
): Promise<void> {
  if (ids.length === 0) return;
  const order = toText(orderId);
  await run.rows(sql`delete from oc_slots where order_id = ${order} and cancellation_id in ${listOf(ids.map(toText))}`);
  await addSlots(run, orderId, cancellations.flatMap(slotsOf));
}

/** Adds what is held; what is known already stays as it is. */
export async function addSlots(run: Run, orderId: string, slots: readonly Slot[]): Promise<void> {
  if (slots.length === 0) return;
  const rows = slots.map(({ cancellationId, lineId, quantity }) => [
    toText(orderId),
    toText(cancellationId),
    lineId === null ? null : toText(lineId),
    quantity,
  ]);
  await run.rows(
    sql`insert into oc_slots (order_id, cancellation_id, line_id, quantity) values ${valuesOf(rows)} on conflict do nothing`,
  );
}
