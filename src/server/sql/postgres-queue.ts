import type { Runner, TaskList } from 'graphile-worker';
import { Kysely, PostgresDialect } from 'kysely';
import { once } from '../once.ts';
import { endsWithin } from '../within.ts';
import { fromText, toText } from './database.ts';
import { createHands } from './hands.ts';
import { type JobQueue, mostSteps, type QueueOptions, waitsAtEnd } from './job-queue.ts';
import { runStatement, type Statement, sql } from './statement.ts';

/** Durations in ms. */
export interface PostgresQueueOptions extends QueueOptions {
  /** Where graphile-worker keeps its tables: a schema of its own, beside one that the shop may have for itself. Default `oc_worker`. */
  schema?: string;
  /** So many jobs this process begins at once; one that takes longer than a second is gone on with beside the others. Default 5. */
  concurrency?: number;
  /** Between two looks at what has become due since; of what is due at once it is told. Default 1000. */
  look?: number;
}

/** What a job asks for. */
const tasks = {
  goOn: 'order-cancel-elements/go-on',
  finish: 'order-cancel-elements/finish',
  send: 'order-cancel-elements/send',
  runDue: 'order-cancel-elements/run-due',
};
/** So long a process has to finish what it has begun before others look after it: longer than a lease lasts, and than most calls of a shop. */
const forItself = '15 s';
/** A job has one of the places in which jobs are begun for so long, ms: what takes longer keeps none from being begun. */
const begins = 1000;
/** So many of one kind are in hand at once, by the flag of their jobs; the others of the kind wait for these, and keep none of another kind waiting. */
const most = {
  [tasks.goOn]: mostSteps,
  [tasks.finish]: 8,
  [`${tasks.send}/receipt`]: 8,
  [`${tasks.send}/notice`]: 8,
  [tasks.runDue]: 1,
};
/** When it is tried again what failed while it was gone on with, ms. */
const afterFailure = 30_000;
/** What is waited before it is begun anew, ms: twice as long after each time. */
const [firstPause, longestPause] = [500, 10_000];

/** Of the lock under which they are made. */
const lock = 7_062_020;

/** The name of a job, by what it is about: graphile-worker takes 512 letters, and an id may have more once it is text. */
function keyOf(task: string, id: Statement): Statement {
  return sql`${sql.lit(`${task}:`)} || case when length(${id}) <= 300 then ${id}
    else 'sha256:' || encode(sha256(convert_to(${id}, 'UTF8')), 'hex') end`;
}

/**
 * Has each statement that writes down a plan, or a receipt, write down a job too, in its own transaction and whoever runs it; and
 * each that finishes it, or takes it out, drop the job.
 */
function triggersIn(schema: string): Statement {
  const named = (name: string) => sql.id(schema, name);
  const rows = [
    {
      ...{ table: 'oc_orders', id: 'order_id', task: tasks.finish, waits: 'plan_id is not null' },
      ...{ at: sql`now() + interval ${sql.lit(forItself)}`, of: 'plan_id', flag: sql.lit(tasks.finish) },
    },
    {
      ...{ table: 'oc_outbox', id: 'id', task: tasks.send, waits: 'due_at is not null' },
      ...{
        at: sql`to_timestamp(new.due_at / 1000.0)`,
        of: 'due_at',
        flag: sql`${sql.lit(`${tasks.send}/`)} || new.kind`,
      },
    },
  ];
  const each = rows.map(({ table, id, task, waits, at, of, flag }) => {
    const own = named(`${table}_job`);
    const key = (row: string) => keyOf(task, sql.ref(`${row}.${id}`));
    const drop = (row: string) => sql`perform ${named('remove_job')}(${key(row)})`;
    const trigger = (name: string, when: Statement, where: Statement) => {
      const called = `oc_queue_${schema}_${name}`;
      return sql`if not exists (select 1 from pg_trigger where tgrelid = ${sql.lit(table)}::regclass and tgname = ${sql.lit(called)}) then
        create trigger ${sql.id(called)} ${when} for each row when (${where}) execute function ${own}(); end if;`;
    };
    return sql`if to_regclass(${sql.lit(table)}) is not null then
      create or replace function ${own}() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $job$ begin
        if tg_op = 'DELETE' then ${drop('old')};
        elsif new.${sql.raw(waits)} then perform ${named('add_job')}(${sql.lit(task)}, json_build_object('id', new.${sql.ref(id)}),
          run_at => ${at}, job_key => ${key('new')}, flags => array[${flag}]);
        else ${drop('new')}; end if;
        return null;
      end $job$;
      ${trigger('added', sql`after insert on ${sql.ref(table)}`, sql`new.${sql.raw(waits)}`)}
      ${trigger('changed', sql`after update of ${sql.ref(of)} on ${sql.ref(table)}`, sql`new.${sql.ref(of)} is distinct from old.${sql.ref(of)}`)}
      ${trigger('dropped', sql`after delete on ${sql.ref(table)}`, sql`old.${sql.raw(waits)}`)}
    end if;`;
  });
  return sql`do $all$ begin perform pg_advisory_xact_lock(${sql.lit(lock)}); ${sql.join(each, ' ')} end $all$`;
}

/**
 * A queue in PostgreSQL, shared by any number of processes: graphile-worker, over a few connections of its own. A transition
 * has one job, which each write about it replaces, within its own transaction: while somebody works on it, by the one with which
 * another process takes over, should they die. Needs the packages `pg` and `graphile-worker`.
 */
export function postgresQueue(
  database: string,
  {
    schema = 'oc_worker',
    concurrency = 5,
    look = 1000,
    waitsFor = waitsAtEnd,
    onError = () => {},
  }: PostgresQueueOptions = {},
): JobQueue {
  const named = (name: string) => sql.id(schema, name);
  const keyFor = (id: string, task = tasks.goOn) =>
    keyOf(task === tasks.goOn ? 'order-cancel-elements' : task, sql`cast(${toText(id)} as text)`);
  /** How long from now, not when: clocks differ. */
  const add = (id: string, at: number, mode: 'replace' | 'preserve_run_at', task = tasks.goOn, flag = task) =>
    sql`(${named('add_job')}(${sql.lit(task)}, json_build_object('id', cast(${toText(id)} as text)),
      run_at => now() + cast(${Math.max(0, at - Date.now())} as double precision) * interval '1 ms',
      job_key => ${keyFor(id, task)}, job_key_mode => ${sql.lit(mode)}, flags => array[${sql.lit(flag)}])).id`;

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
    return {
      ...worker,
      options,
      pool,
      kysely,
      evaluate: (what: Statement) => runStatement(kysely, sql`select ${what}`),
    };
  });

  const migrate = async (): Promise<void> => {
    const { runMigrations, options, kysely } = await open();
    await runMigrations({ ...options });
    await runStatement(kysely, triggersIn(schema));
  };

  const hands = createHands({ ...most, [tasks.goOn]: Math.max(mostSteps, concurrency) });
  let isOver = false;
  let endPause = (): void => {};
  let runner: Runner | null = null;
  let running = Promise.resolve();
  /** Under which name this process holds jobs. */
  let holder: string | null = null;

  /** Runs, and begins anew where the database was not there for longer than a runner bears. */
  const keepRunning = async (server: Parameters<JobQueue['start']>[0]): Promise<void> => {
    const { run, parseCronItems, options, evaluate } = await open();
    /** Works on what a job is about, and has it come again where it is not done. */
    const working =
      (task: string, work: (id: string) => Promise<number | null>): TaskList[string] =>
      async (payload, { job }) => {
        holder = job.locked_by;
        const id = fromText((payload as { id: string }).id);
        // Where it was written down anew meanwhile, that counts.
        let mode: 'preserve_run_at' | 'replace' = 'preserve_run_at';
        const [flag] = Object.keys(job.flags ?? {});
        const again = (at: number) => evaluate(add(id, at, mode, task, flag));
        const whole = work(id).then(async (at) => {
          if (at !== null) await again(at);
        });
        const inHand = hands.take(flag ?? task, whole);
        if (await endsWithin(begins, whole)) return;
        // With this the job is over, whatever becomes of this process. Each step, and each attempt to send, has written down when it
        // comes again before it was begun; what is to be finished has not.
        const spare = Date.now() + afterFailure;
        if (task === tasks.finish) {
          await again(spare);
          mode = 'replace';
        }
        inHand.catch((error) => {
          if (isOver) return;
          onError(error as Error);
          again(spare).catch(onError);
        });
      };
    const taskList: TaskList = {
      [tasks.goOn]: working(tasks.goOn, (id) => server.goOn(id)),
      [tasks.finish]: working(tasks.finish, async (id) => (await server.finish?.(id)) ?? null),
      [tasks.send]: working(tasks.send, async (id) => (await server.send?.(id)) ?? null),
      async [tasks.runDue]() {
        // What nobody finished, and was replaced since.
        await evaluate(sql`(select count(*) from ${named('complete_jobs')}(array(select id from ${named('jobs')}
          where task_identifier in (${sql.join(Object.values(tasks))}) and attempts >= max_attempts)))`);
        // Whoever is at it will look each minute again.
        if (hands.isFull(tasks.runDue)) return;
        const whole = server.runDue();
        const inHand = hands.take(tasks.runDue, whole);
        if (!(await endsWithin(begins, whole))) inHand.catch(onError);
      },
    };
    const everyMinute = parseCronItems([
      { task: tasks.runDue, match: '* * * * *', options: { maxAttempts: 1, jobKey: tasks.runDue } },
    ]);
    for (let pause = firstPause; !isOver; pause = Math.min(2 * pause, longestPause)) {
      try {
        if (holder) await evaluate(sql`${named('force_unlock_workers')}(array[${holder}])`);
        holder = null;
        runner = await run({ ...options, taskList, parsedCronItems: everyMinute, forbiddenFlags: hands.full });
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
    schedule: (id, at) => (at === null ? sql`(${named('remove_job')}(${keyFor(id)})).id` : add(id, at, 'replace')),
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
      const ended = Promise.resolve(runner?.stop())
        .catch(() => {})
        .then(() => running)
        .then(hands.empty);
      await endsWithin(waitsFor, ended);
      // Who only writes jobs down has no connection, and need not have the packages.
      if (isOpen) await endsWithin(waitsFor, (await open()).pool.end());
    }),
  };
}
