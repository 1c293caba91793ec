import type { Kysely } from 'kysely';
import { dueAtOf, isStuck, type Job } from '../shops/stepwise/job.ts';
import type { StepJournal } from '../shops/stepwise/journal.ts';
import { fromJson, toJson, toText } from './database.ts';
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
  const columns = ({ state, dueAt, heldUntil, ...job }: Job) =>
    [
      state,
      isStuck({ state, dueAt, heldUntil, ...job }) ? 1 : 0,
      dueAt === null ? null : Math.ceil(dueAt),
      Math.ceil(heldUntil),
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
      const [state, stuck, dueAt, heldUntil] = columns(job);
      return written(
        job,
        sql`insert into oc_jobs (id, order_id, state, stuck, due_at, held_until, version, body) values (${toText(job.id)},
          ${toText(job.orderId)}, ${state}, ${stuck}, ${dueAt}, ${heldUntil}, ${job.version}, ${toJson(job)})
          on conflict do nothing`,
      );
    },
    async job(id) {
      const row = await database.row<JobRow>(sql`select body, version from oc_jobs where id = ${toText(id)}`);
      return row ? jobOf(row) : null;
    },
    async save(job, version) {
      const [state, stuck, dueAt, heldUntil] = columns(job);
      return written(
        job,
        sql`update oc_jobs set state = ${state}, stuck = ${stuck}, due_at = ${dueAt}, held_until = ${heldUntil},
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
        sql`select count(*) as count from oc_jobs where order_id = ${toText(orderId)} and state = 'done'`,
      );
      return Number(row?.count ?? 0);
    },
    async stuck(after, limit) {
      const rows = await database.rows<JobRow>(
        sql`select body, version from oc_jobs where stuck = 1 and id > ${toText(after ?? '')} order by id limit ${limit}`,
      );
      return rows.map(jobOf);
    },
  };
  queue?.reads?.(journal);
  return journal;
}
