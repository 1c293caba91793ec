import type { Kysely } from 'kysely';
import type { CancelPolicy } from '../../domain/policy.ts';
import { newId } from '../ids.ts';
import type { CancellationStore, Message } from '../stores/store.ts';
import { answersOf, createClaims } from './claims.ts';
import { fromJson, toJson, toText, valuesOf } from './database.ts';
import { createFeed } from './feed.ts';
import { createFiles } from './files.ts';
import { createLeases, type LeaseOptions } from './leases.ts';
import { createListings, listingsOf } from './listings.ts';
import { readLog, referencesTo } from './log.ts';
import { migratedDatabase } from './migrations.ts';
import { demandLease, recordsFor, recordsOf, versionsOf } from './orders.ts';
import { createOutbox } from './outbox.ts';
import { sql } from './statement.ts';
import { createTransitions } from './transitions.ts';

export type { JobQueue } from './job-queue.ts';
export { sqlJournal } from './journal.ts';
export type { LeaseOptions } from './leases.ts';
export { type MigrateOptions, type MigrationProgress, migrate } from './migrations.ts';
export { openDatabase } from './open-database.ts';
export { openQueue } from './open-queue.ts';
export { type PostgresQueueOptions, postgresQueue } from './postgres-queue.ts';
export { preparing } from './preparing.ts';
export { sqlCounter } from './rates.ts';
export { sqliteFile } from './sqlite.ts';
export { type TableQueueOptions, tableQueue } from './table-queue.ts';

/**
 * A store in an SQL database: SQLite (`sqliteFile(path)`, which gets its tables by itself) or PostgreSQL (`migrate(kysely)`
 * first), which any number of processes may share.
 */
export function sqlStore(kysely: Kysely<unknown>, options: LeaseOptions = {}): CancellationStore {
  const database = migratedDatabase(kysely);
  const records = (orderIds: readonly string[]) => recordsOf(database, orderIds);
  const versions = (orderIds: readonly string[]) => versionsOf(database, orderIds);

  const leases = createLeases(database, options);

  return {
    exclusively: leases.exclusively,
    ...createTransitions(database, leases),
    ...createClaims(database),
    ...createListings(database),
    ...createFiles(database),
    ...createFeed(database),
    ...createOutbox(database),
    recordsOf: records,
    versionsOf: versions,
    records: async (orderId) => (await records([orderId]))[0] as Awaited<ReturnType<typeof records>>[number],
    recordsFor: (orderId, claim) => recordsFor(database, orderId, claim),
    recordsVersion: async (orderId) => (await versions([orderId]))[0] as number,
    log: (orderId, after, limit) => readLog(database, orderId, after, limit),
    references: (sha256, scope) => referencesTo(database, sha256, scope),
    async message(id) {
      const row = await database.row<{ body: string }>(sql`select body from oc_messages where id = ${toText(id)}`);
      return row ? fromJson<Message>(row.body) : null;
    },
    async written(orderId) {
      const [messages, answers, listings] = await Promise.all([
        database.rows<{ body: string }>(
          sql`select body from oc_messages where order_id = ${toText(orderId)} order by at, id`,
        ),
        answersOf(database, orderId),
        listingsOf(database, orderId),
      ]);
      return { messages: messages.map(({ body }) => fromJson<Message>(body)), answers, listings };
    },
    async watch(orderId, at, lease) {
      const order = toText(orderId);
      await database.transact(async (run) => {
        const changed = await run.changed(
          sql`update oc_orders set watched_at = ${at} where order_id = ${order}
            and ${lease ? sql`fence = ${lease.token} and leased_until is not null` : sql`1 = 1`}`,
        );
        if (changed > 0) return;
        if (lease) await demandLease(run, lease);
        else if (at !== null) {
          await run.rows(
            sql`insert into oc_orders (order_id, watched_at) values (${order}, ${at})
              on conflict (order_id) do update set watched_at = excluded.watched_at`,
          );
        }
      });
    },
    async secret() {
      await database.changed(
        sql`insert into oc_settings (name, value) values ('secret', ${newId()}) on conflict do nothing`,
      );
      const row = await database.row<{ value: string }>(sql`select value from oc_settings where name = 'secret'`);
      return row?.value as string;
    },
    async policy(hash) {
      const row = await database.row<{ body: string }>(sql`select body from oc_policies where hash = ${toText(hash)}`);
      return row ? policyIn(row.body) : null;
    },
    async keepPolicies(policies) {
      if (policies.size === 0) return;
      const rows = [...policies].map(([hash, policy]) => [toText(hash), toJson(policy)]);
      await database.changed(sql`insert into oc_policies (hash, body) values ${valuesOf(rows)} on conflict do nothing`);
    },
  };
}

/** Who reads it holds it against its hash; what is no JSON any more fits none. */
function policyIn(body: string): CancelPolicy {
  try {
    return fromJson<CancelPolicy>(body);
  } catch {
    return body as unknown as CancelPolicy;
  }
}
