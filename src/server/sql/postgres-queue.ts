import type { Runner, TaskList } from 'graphile-worker';
import { Kysely, PostgresDialect } from 'kysely';
import { once } from '../once.ts';
import { fromText, toText } from './database.ts';
import type { JobQueue, QueueOptions } from './job-queue.ts';
import { runStatement, type Statement, sql } from './statement.ts';

/** Durations in ms. */
export interface PostgresQueueOptions extends QueueOptions {
  /** Where graphile-worker keeps its tables: a schema of its own, beside one that the shop may have for itself. Default `oc_worker`. */
  schema?: string;
  /** So many jobs this process works on at once. Default 5. */
  concurrency?: number;
  /** Between two looks at what has become due since; of what is due at once it is told. Default 1000. */
  look?: number;
}

/** What a job asks for. */
const tasks = { goOn: 'order-cancel-elements/go-on', runDue: 'order-cancel-elements/run-due' };
/** What is waited before it is begun anew, ms: twice as long after each time. */
const [firstPause, longestPause] = [500, 10_000];

/**
 * A queue in PostgreSQL, shared by any number of processes: graphile-worker, over a few connections of its own. A transition
 * has one job, which each write about it replaces, within its own transaction: while somebody works on it, by the one with which
 * another process takes over, should they die. Needs the packages `pg` and `graphile-worker`.
 */
export function postgresQueue(
  database: string,
  { schema = 'oc_worker', concurrency = 5, look = 1000, onError = () => {} }: PostgresQueueOptions = {},
): JobQueue {
  const named = (name: string) => sql.id(schema, name);
  const keyOf = (id: string) => sql`cast(${`order-cancel-elements:${toText(id)}`} as text)`;
  /** How long from now, not when: clocks differ. */
  const add = (id: string, at: number, mode: 'replace' | 'preserve_run_at') =>
    sql`(${named('add_job')}(${sql.lit(tasks.goOn)}, json_build_object('id', cast(${toText(id)} as text)),
      run_at => now() + cast(${Math.max(0, at - Date.now())} as double precision) * interval '1 ms',
      job_key => ${keyOf(id)}, job_key_mode => ${sql.lit(mode)})).id`;

  let isOpen = false;
  const open = once(async () => {
    // Who only writes jobs down needs neither.
    const [{ default: pg }, worker] = await Promise.all([import('pg'), import('graphile-worker')]);
    const pool = new pg.Pool({ connectionString: database, max: concurrency + 1 });
    // Unheard, either would end the process.
    pool.on('error', onError);
    pool.on('connect', (client) => client.on('error', () => {}));
    const logger = new worker.Logger(() => (level, message, meta) => {
      const error = meta?.['error'];
      if (level === 'error') onError(error instanceof Error ? error : new Error(message));
    });
    const options = {
      ...{ pgPool: pool, schema, logger, concurrency, pollInterval: look, noHandleSignals: true },
      noPreparedStatements: /[?&]pgbouncer=true(&|$)/.test(database),
      // One at a time, what cannot be put on record as done would end the process; so it ends the runner, and another is begun.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    };
    const kysely = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
    isOpen = true;
    return { ...worker, options, pool, evaluate: (what: Statement) => runStatement(kysely, sql`select ${what}`) };
  });

  const migrate = async (): Promise<void> => {
    const { runMigrations, options } = await open();
    await runMigrations({ ...options });
  };

  let isOver = false;
  let endPause = (): void => {};
  let runner: Runner | null = null;
  let running = Promise.resolve();
  /** Under which name this process holds jobs. */
  let holder: string | null = null;

  /** Runs, and begins anew where the database was not there for longer than a runner bears. */
  const keepRunning = async (server: Parameters<JobQueue['start']>[0]): Promise<void> => {
    const { run, parseCronItems, options, evaluate } = await open();
    const taskList: TaskList = {
      async [tasks.goOn](payload, { job }) {
        holder = job.locked_by;
        const id = fromText((payload as { id: string }).id);
        const at = await server.goOn(id);
        // Where it was written down anew meanwhile, that counts.
        if (at !== null) await evaluate(add(id, at, 'preserve_run_at'));
      },
      async [tasks.runDue]() {
        // What nobody finished, and was replaced since.
        await evaluate(sql`(select count(*) from ${named('complete_jobs')}(array(select id from ${named('jobs')}
          where task_identifier in (${sql.join(Object.values(tasks))}) and attempts >= max_attempts)))`);
        await server.runDue();
      },
    };
    const everyMinute = parseCronItems([
      { task: tasks.runDue, match: '* * * * *', options: { maxAttempts: 1, jobKey: tasks.runDue } },
    ]);
    for (let pause = firstPause; !isOver; pause = Math.min(2 * pause, longestPause)) {
      try {
        if (holder) await evaluate(sql`${named('force_unlock_workers')}(array[${holder}])`);
        holder = null;
        runner = await run({ ...options, taskList, parsedCronItems: everyMinute });
        await (isOver ? runner.stop() : runner.promise);
      } catch (error) {
        onError(error as Error);
      }
      runner = null;
      if (isOver) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, Math.random() * pause);
        endPause = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };

  return {
    schedule: (id, at) => (at === null ? sql`(${named('remove_job')}(${keyOf(id)})).id` : add(id, at, 'replace')),
    migrate,
    async start(server) {
      await migrate();
      const { evaluate } = await open();
      await evaluate(
        sql`(${named('add_job')}(${sql.lit(tasks.runDue)}, job_key => ${sql.lit(tasks.runDue)}, max_attempts => 1)).id`,
      );
      running = keepRunning(server);
    },
    stop: once(async () => {
      isOver = true;
      endPause();
      await runner?.stop().catch(() => {});
      await running;
      // Who only writes jobs down has no connection, and need not have the packages.
      if (isOpen) await (await open()).pool.end();
    }),
  };
}
