import type { EvidenceEntry } from '../../domain/log-entry.ts';
import { linkEntry } from '../../evidence/chain.ts';
import { copy } from '../copy.ts';
import { wasVisible } from '../stores/ranking.ts';
import type { AppendResult, Lease, ListScope, LogAppend, LogHead } from '../stores/store.ts';
import { type Database, fromJson, fromText, type Run, toJson, toText, undo, valuesOf } from './database.ts';
import { type KeptHead, touch } from './orders.ts';
import { putOut, takeOut } from './outbox.ts';
import { type Statement, sql } from './statement.ts';

/** Entries with the place that they get if the log stands where they were written for. */
export interface Linked {
  append: LogAppend;
  entries: EvidenceEntry[];
  /** The last one there will be; `null`: the log does not stand there. */
  last: Pick<EvidenceEntry, 'seq' | 'hash'> | null;
}

/** The hash of an entry; before the first one there is none. */
async function hashAt(database: Database, orderId: string, seq: number): Promise<string | null> {
  if (seq === 0) return null;
  const at = sql`select hash from oc_log where order_id = ${toText(orderId)} and seq = ${seq}`;
  return (await database.row<{ hash: string }>(at))?.hash ?? null;
}

/** Outside of the transaction: the hash of an entry never changes, so that who stands after it finds the same. */
export async function link(database: Database, orderId: string, append: LogAppend): Promise<Linked> {
  const { after } = append;
  const hash = append.afterHash ?? (await hashAt(database, orderId, after));
  const before = hash === null ? null : { seq: after, hash };
  if (after > 0 && !before) return { append, entries: [], last: null };
  const entries: EvidenceEntry[] = [];
  for (const entry of append.entries) entries.push(linkEntry(orderId, entries.at(-1) ?? before, entry));
  return { append, entries, last: entries.at(-1) ?? before };
}

/** That an order's log ends where entries were written for. */
export function standsWhere({ after, afterHash }: LogAppend): Statement {
  return sql`head_seq = ${after} and ${afterHash === undefined ? sql`1 = 1` : sql`head_hash = ${afterHash}`}`;
}

/** What an order's row says of its log when the entries are added. */
export function headWith({ append, last }: Linked): Statement {
  const { policies, observed, written } = append;
  const { buyerId = null, sellerId = null } = observed;
  const kept: KeptHead = { policies, observed, ...(written && { written }) };
  return sql`head_seq = ${last?.seq}, head_hash = ${last?.hash}, head = ${toJson(kept)},
    buyer_id = ${buyerId === null ? null : toText(buyerId)}, seller_id = ${sellerId === null ? null : toText(sellerId)}`;
}

/** The same as it is read again. */
export function headAfter({ append, last }: Linked): LogHead {
  const { policies, observed, written } = append;
  return copy({ seq: last?.seq ?? 0, hash: last?.hash ?? '', policies, observed, ...(written && { written }) });
}

/**
 * Adds linked entries to the log, if it stands where they were written for; then the order's row is this transaction's.
 * `set`: what else is changed of it. `known`: whether all this was written before, which then is not done again.
 */
export async function appendTo(
  run: Run,
  orderId: string,
  linked: Linked,
  lease: Lease | null | undefined,
  set = sql`watched_at = watched_at`,
  known: (run: Run) => Promise<boolean> = async () => false,
): Promise<AppendResult> {
  const { append, entries, last } = linked;
  const { observes = false, sends = [], sent = [] } = append;
  if (!last) return (await known(run)) ? { code: 'known' } : { code: 'moved' };
  const isAppended = await touch(run, orderId, lease, {
    set: sql`${headWith(linked)}, ${set}`,
    where: sql`${standsWhere(append)} and ${observes ? sql`plan_id is null` : sql`1 = 1`}`,
  });
  if (await known(run)) return undo({ code: 'known' });
  if (!(await takeOut(run, sent))) return undo({ code: 'known' });
  if (!isAppended) return sent.length > 0 ? undo({ code: 'moved' }) : { code: 'moved' };
  await putOut(run, sends);
  await write(run, orderId, entries);
  return { code: 'appended', head: headAfter(linked) };
}

export async function isLogged(run: Run, orderId: string, id: string): Promise<boolean> {
  const found = sql`select 1 from oc_log where order_id = ${toText(orderId)} and id = ${toText(id)}`;
  return (await run.row(found)) !== undefined;
}

async function write(run: Run, orderId: string, entries: readonly EvidenceEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const order = toText(orderId);
  const rows = entries.map((entry) => [order, entry.seq, toText(entry.id), entry.hash, toJson(entry)]);
  await run.rows(sql`insert into oc_log (order_id, seq, id, hash, body) values ${valuesOf(rows)}`);
  const uses = entries.flatMap(({ seq, attachments = [] }) =>
    [...new Set(attachments.map((file) => file.sha256))].map((sha256) => [sha256, order, seq]),
  );
  if (uses.length === 0) return;
  await run.rows(sql`insert into oc_file_uses (sha256, order_id, seq) values ${valuesOf(uses)}`);
}

export async function readLog(
  database: Database,
  orderId: string,
  after: number,
  limit: number,
): Promise<{ entries: EvidenceEntry[]; more: boolean }> {
  const rows = await database.rows<{ body: string }>(
    sql`select body from oc_log where order_id = ${toText(orderId)} and seq > ${after} order by seq limit ${limit + 1}`,
  );
  return {
    entries: rows.slice(0, limit).map(({ body }) => fromJson<EvidenceEntry>(body)),
    more: rows.length > limit,
  };
}

/** Puts an erased entry in the place of the one with its number and hash. */
export async function replaceEntry(run: Run, orderId: string, entry: EvidenceEntry): Promise<void> {
  const order = toText(orderId);
  const replaced = await run.changed(
    sql`update oc_log set body = ${toJson(entry)} where order_id = ${order} and seq = ${entry.seq} and hash = ${entry.hash}`,
  );
  if (replaced === 0) throw new Error('an erased entry keeps its number and its hash');
  if (!entry.attachments)
    await run.rows(sql`delete from oc_file_uses where order_id = ${order} and seq = ${entry.seq}`);
}

export async function referencesTo(
  database: Database,
  sha256: string,
  scope?: ListScope,
): Promise<{ orderId: string; entry: EvidenceEntry }[]> {
  const parties = [
    ...(scope?.buyerId != null ? [sql`o.buyer_id = ${toText(scope.buyerId)}`] : []),
    // Of an order of several sellers, its head names them.
    ...(scope?.sellerId != null
      ? [sql`o.seller_id = ${toText(scope.sellerId)}`, sql`o.head like '%"sellerIds":[%'`]
      : []),
  ];
  const within =
    !scope || scope.all ? sql`1 = 1` : parties.length === 0 ? sql`1 = 0` : sql`(${sql.join(parties, ' or ')})`;
  const rows = await database.rows<{ order_id: string; body: string; head: string | null }>(
    sql`select u.order_id, l.body, o.head from oc_file_uses u
      join oc_log l on l.order_id = u.order_id and l.seq = u.seq
      join oc_orders o on o.order_id = u.order_id
      where u.sha256 = ${toText(sha256)} and ${within} order by u.order_id, u.seq`,
  );
  return rows
    .filter(({ head }) => !scope || wasVisible(head ? fromJson<KeptHead>(head).observed : undefined, scope))
    .map(({ order_id: orderId, body }) => ({ orderId: fromText(orderId), entry: fromJson(body) }));
}
