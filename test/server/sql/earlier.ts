// Databases as earlier versions left them, filled.
import { type Kysely, sql } from 'kysely';
import { everybody } from '../../../src/server/sql/listings.ts';
import { migrateTo } from '../../../src/server/sql/migrations.ts';
import { aCancellation, aListing, aPlan } from '../../../src/server/stores/conformance/records.ts';

/** What the sixth and the seventh step made in SQLite, as they were published; later ones replace it, and a new file never has it. */
const published: Record<number, string[]> = {
  6: [
    'alter table oc_cancellations add column search_id bigint',
    'update oc_cancellations set search_id = rowid where words is not null',
    'create unique index oc_cancellations_search on oc_cancellations (search_id)',
    `create virtual table oc_search using fts5(threes, content = '', detail = none, tokenize = 'trigram case_sensitive 1')`,
    'insert into oc_search (rowid, threes) select search_id, words from oc_cancellations where words is not null',
    `create trigger oc_search_added after insert on oc_cancellations when new.words is not null begin
      update oc_cancellations set search_id = (select coalesce(max(search_id), 0) + 1 from oc_cancellations)
        where id = new.id and search_id is null;
      insert into oc_search (rowid, threes)
        select search_id, words from oc_cancellations where id = new.id and words is not null; end`,
    `create trigger oc_search_changed after update of words on oc_cancellations when new.words is not old.words begin
      insert into oc_search (oc_search, rowid, threes) select 'delete', old.search_id, old.words where old.words is not null;
      update oc_cancellations set search_id = (select coalesce(max(search_id), 0) + 1 from oc_cancellations)
        where id = new.id and search_id is null;
      insert into oc_search (rowid, threes)
        select search_id, words from oc_cancellations where id = new.id and words is not null; end`,
    `create trigger oc_search_dropped after delete on oc_cancellations when old.words is not null begin
      insert into oc_search (oc_search, rowid, threes) select 'delete', old.search_id, old.words where old.words is not null; end`,
  ],
  7: ['create index oc_cancellations_short on oc_cancellations (state, words) where listing is not null'],
};

/** Steps from which some are of SQLite alone, as they stood in it. */
export async function migrateAsPublished(kysely: Kysely<unknown>, steps: number, isSqlite: boolean): Promise<void> {
  for (let step = 1; step <= steps; step++) {
    const statements = isSqlite ? published[step] : undefined;
    if (!statements) {
      await migrateTo(kysely, step);
      continue;
    }
    for (const text of statements) await sql.raw(text).execute(kysely);
    await sql`insert into oc_migrations (id) values (${step})`.execute(kysely);
  }
}

export const orderId = 'o-before';

/** What is in a database whose tables are those of so many steps: of each table some rows. */
export async function fill(kysely: Kysely<unknown>, steps: number): Promise<void> {
  const cancellation = aCancellation({ id: 'c1', orderId });
  const listing = JSON.stringify(aListing({ cancellationId: 'c1', orderId }));
  await sql`insert into oc_cancellations (id, order_id, place, body, listing, seller_id, buyer_id, state, rank_buyer, rank_seller,
      rank_other, urgency, cost, requested_at, respond_by, amount, words)
    values ('c1', ${orderId}, 1, ${JSON.stringify(cancellation)}, ${listing}, 's', 'b', 'requested', 1, 1, 1, 1, 1, 1, 1, 1,
      'order 1011 ada')`.execute(kysely);
  // More of them than are read at a time.
  for (let at = 2; at <= 450; at++) {
    const body = JSON.stringify({ ...cancellation, id: `c${at}`, orderId: `o${at}` });
    await sql`insert into oc_cancellations (id, order_id, place, body, listing, seller_id, buyer_id, state, rank_buyer, rank_seller,
        rank_other, urgency, cost, requested_at, respond_by, amount, words)
      values (${`c${at}`}, ${`o${at}`}, 1, ${body}, ${listing}, 's', 'b', 'requested', 1, 1, 1, 1, ${at}, 1, 1, 1,
        ${`order ${5000 + at} ${at === 450 ? 'qy' : 'bo'}`})`.execute(kysely);
  }
  await sql`insert into oc_counts (seller_id, state, part, count) values ('s', 'requested', 0, 450), (${everybody}, 'requested', 0, 450)`.execute(
    kysely,
  );
  const plan = aPlan({ id: 'plan-before', orderId: 'o-planned' });
  await sql`insert into oc_orders (order_id, version, plan_id, plan) values (${orderId}, 3, null, null),
    ('o-planned', 1, 'plan-before', ${JSON.stringify(plan)})`.execute(kysely);
  await sql`insert into oc_claims (principal_id, key, fingerprint, order_id, answer, answered_at)
    values ('buyer:b', 'k1', 'f1', ${orderId}, '{"status":201,"headers":{},"body":"{}"}', 5)`.execute(kysely);
  if (steps >= 2) {
    for (const [id, state, dueAt] of [
      ['running', 'running', 7],
      ['done', 'done', null],
      ['refused', 'refused', null],
    ] as const) {
      const job = { id, orderId, revision: 'r1', meta: null, steps: [], state, dueAt, heldUntil: 0, version: 1 };
      await sql`insert into oc_jobs (id, order_id, state, stuck, due_at, held_until, version, body)
        values (${id}, ${orderId}, ${state}, 0, ${dueAt}, 0, 1, ${JSON.stringify(job)})`.execute(kysely);
    }
  }
  if (steps >= 3)
    await sql`insert into oc_outbox (id, due_at, attempts, body) values ('r1', 5, 0, 'a receipt')`.execute(kysely);
  if (steps >= 4) await sql`insert into oc_rates (name, since, count) values ('p', 60000, 4)`.execute(kysely);
}
