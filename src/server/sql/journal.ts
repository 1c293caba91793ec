import type { Kysely } from 'kysely';
import { dueAtOf, isStuck, type Job } from '../shops/stepwise/job.ts';
import type { StepJournal } from '../shops/stepwise/journal.ts';
import { fromJson, listOf, toJson, toText } from './database.ts';
import type { JobQueue } from './job-queue.ts';
import { migratedDatabase } from './migrations.ts';
import { type Statement, sql } from './statement.ts';

interface JobRow {
  body: string;
  version: number | string;
}

/**
 * Where `stepwiseShop` keeps what it carries out: in the same database as `sqlStore`, which may be another one's. `queue`: of the
 * same database; each write says in its own transaction when the transition is to be worked on.
 */
export function sqlJournal(kysely: Kysely<unknown>, { queue }: { queue?: JobQueue } = {}): StepJournal {
  const database = migratedDatabase(kysely);
  const jobOf = ({ body, version }: JobRow): Job => ({ ...fromJson<Job>(body), version: Number(version) });
  /** The columns by which a job is found; instants are whole milliseconds. */
  const columns = ({ state, dueAt, heldUntil, endedAt = null, ...job }: Job) =>
    [
      state,
      isStuck({ state, dueAt, heldUntil, ...job }) ? 1 : 0,
      dueAt === null ? null : Math.ceil(dueAt),
      Math.ceil(heldUntil),
      state === 'running' || endedAt === null ? null : Math.ceil(endedAt),
    ] as const;

  /** Whether a statement has written the job down; where it has, the queue is told by the same statement. */
  const written = async (job: Job, statement: Statement): Promise<boolean> => {
    if (!queue?.schedule) return (await database.changed(statement)) > 0;
    const told = queue.schedule(job.id, dueAtOf(job));
    return (
      (await database.row(sql`with written as (${statement} returning 1) select ${told} as told from written`)) !==
      undefined
    );
  };

  const journal: StepJournal = {
    queued: queue?.schedule !== undefined,
    async open(job) {
      const [state, stuck, dueAt, heldUntil, endedAt] = columns(job);
      return written(
        job,
        sql`insert into oc_jobs (id, order_id, state, stuck, due_at, held_until, ended_at, version, body) values (${toText(job.id)},
          ${toText(job.orderId)}, ${state}, ${stuck}, ${dueAt}, ${heldUntil}, ${endedAt}, ${job.version}, ${toJson(job)})
          on conflict do nothing`,
      );
    },
    async job(id) {
      const row = await database.row<JobRow>(sql`select body, version from oc_jobs where id = ${toText(id)}`);
      return row ? jobOf(row) : null;
    },
    async save(job, version) {
      const [state, stuck, dueAt, heldUntil, endedAt] = columns(job);
      return written(
        job,
        sql`update oc_jobs set state = ${state}, stuck = ${stuck}, due_at = ${dueAt}, held_until = ${heldUntil}, ended_at = ${endedAt},
          version = ${version + 1}, body = ${toJson(job)} where id = ${toText(job.id)} and version = ${version}`,
      );
    },
    async due(now, limit) {
      const rows = await database.rows<JobRow>(
        sql`select body, version from oc_jobs where due_at is not null and due_at <= ${now} and held_until <= ${now}
          order by due_at, id limit ${limit}`,
      );
      return rows.map(jobOf);
    },
    async finished(orderId) {
      const row = await database.row<{ count: number | string }>(
        sql`select (select count(*) from oc_jobs where order_id = ${toText(orderId)} and state = 'done')
          + coalesce((select count from oc_jobs_dropped where order_id = ${toText(orderId)}), 0) as count`,
      );
      return Number(row?.count ?? 0);
    },
    async stuck(after, limit) {
      const rows = await database.rows<JobRow>(
        sql`select body, version from oc_jobs where stuck = 1 and id > ${toText(after ?? '')} order by id limit ${limit}`,
      );
      return rows.map(jobOf);
    },
    async ended(by, after, limit) {
      const since = after
        ? sql`(ended_at, id) > (${Math.ceil(after.endedAt ?? 0)}, ${toText(after.id)})`
        : sql`ended_at is not null`;
      const rows = await database.rows<JobRow & { ended_at: number | string }>(
        sql`select body, version, ended_at from oc_jobs where ended_at is not null and ended_at <= ${by} and ${since}
          and state <> 'running' order by ended_at, id limit ${limit}`,
      );
      return rows.map((row) => ({ ...jobOf(row), endedAt: Number(row.ended_at) }));
    },
    async drop(ids) {
      if (ids.length === 0) return 0;
      const which = sql`from oc_jobs where state <> 'running' and id in ${listOf([...new Set(ids)].map(toText))}`;
      const counted = (from: Statement) => sql`insert into oc_jobs_dropped (order_id, count)
        select order_id, count(*) ${from} group by order_id order by order_id
        on conflict (order_id) do update set count = oc_jobs_dropped.count + excluded.count`;
      if (database.isSqlite) {
        return database.transact(async (run) => {
          await run.changed(counted(which));
          return run.changed(sql`delete ${which}`);
        });
      }
      // What somebody else drops at the same time is counted once, by whoever has dropped it.
      const row = await database.written<{ count: number | string }>(
        sql`with gone as (delete ${which} returning order_id),
          counted as (${counted(sql`from gone`)} returning 1) select count(*) as count from gone`,
      );
      return Number(row?.count ?? 0);
    },
    async of(orderId) {
      const rows = await database.rows<JobRow>(
        sql`select body, version from oc_jobs where order_id = ${toText(orderId)} order by id`,
      );
      return rows.map(jobOf);
    },
  };
  queue?.reads?.(journal);
  return journal;
}
