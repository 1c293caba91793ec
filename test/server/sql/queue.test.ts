import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { sql } from 'kysely';
import { startPostgres } from '../../../scripts/postgres.mjs';
import {
  type Job,
  journalConformance,
  type StepCall,
  type StepJournal,
  type Steps,
  type StepwiseOptions,
  stepwiseShop,
} from '../../../src/server/index.ts';
import { effectTypes, newJob } from '../../../src/server/shops/stepwise/job.ts';
import {
  type JobQueue,
  migrate,
  openDatabase,
  openQueue,
  sqlJournal,
  sqlStore,
} from '../../../src/server/sql/index.ts';
import type { Working } from '../../../src/server/sql/job-queue.ts';
import { aPlan } from '../../../src/server/stores/conformance/records.ts';
import { until } from '../../support/until.ts';

const second = 1000;
const meta = (id: string) =>
  ({
    id,
    cancellationId: 'c1',
    state: 'cancelled',
    actor: 'buyer',
    at: '2026-03-10T12:00:00Z',
    afterShipment: false,
  }) as const;

/** One step, of which it does not matter what it is. */
function aJob(id: string, changes: Partial<Job> = {}): Job {
  return { ...newJob('o1', 'r1', [{ type: 'strike', party: 'buyer', key: `${id}:0` }], meta(id)), ...changes };
}

/** What a shop was made to do, by all who work on it. */
class Books {
  readonly runs: { id: string; by: string; at: number }[] = [];
  readonly told: string[] = [];
  /** What a call waits for, or fails with. */
  during: (id: string, by: string) => unknown = () => {};

  idsOf(by?: string): string[] {
    return this.runs.filter((run) => by === undefined || run.by === by).map(({ id }) => id);
  }
  async run({ meta: { id } }: StepCall, by: string): Promise<void> {
    this.runs.push({ id, by, at: Date.now() });
    await this.during(id, by);
  }
}

/** A process that works on what is written down, as far as a database can tell. */
interface Process {
  journal: StepJournal;
  queue: JobQueue;
  shop: ReturnType<typeof stepwiseShop>;
  start(runDue?: () => Promise<number>, more?: Partial<Working>): Promise<void>;
  end(): Promise<void>;
}

type Options = Partial<StepwiseOptions> & { waitsFor?: number };
const never = () => new Promise<never>(() => {});

async function aProcess(
  url: string,
  books: Books,
  name: string,
  { waitsFor, ...options }: Options = {},
): Promise<Process> {
  const kysely = await openDatabase(url);
  const queue = openQueue(url, { look: 20, every: 50, ...(waitsFor !== undefined && { waitsFor }) });
  const journal = sqlJournal(kysely, { queue });
  const strike = { run: (call: StepCall) => books.run(call, name), repeatable: true };
  const shop = stepwiseShop({
    read: { order: async () => null, orderByNumber: async () => null },
    steps: { ...Object.fromEntries(effectTypes.map((type) => [type, 'none'])), strike } as unknown as Steps,
    journal,
    onDone: (orderId) => books.told.push(orderId),
    ...{ timeout: 200, quiet: 0, longestPause: 100, ...options },
  });
  return {
    ...{ journal, queue, shop },
    start: (runDue = async () => 0, more = {}) => queue.start({ runDue, goOn: (id) => shop.goOn(id), ...more }),
    async end() {
      await queue.stop();
      await kysely.destroy();
    },
  };
}

interface World {
  books: Books;
  process(name: string, options?: Options): Promise<Process>;
}

/** `database`: an empty one for each case. */
function cases(database: () => Promise<string>): void {
  const on = (title: string, check: (world: World) => Promise<void>) =>
    it(title, async () => {
      const url = await database();
      const ends: (() => Promise<unknown>)[] = [];
      const books = new Books();
      const process: World['process'] = async (name, options) => {
        const made = await aProcess(url, books, name, options);
        ends.push(made.end);
        return made;
      };
      const first = await openDatabase(url);
      try {
        await migrate(first);
        await check({ books, process });
      } finally {
        for (const end of ends) await end();
        await first.destroy();
      }
    });

  on(
    'works on each transition that was written down, once, by one of several processes',
    async ({ books, process }) => {
      const [one, two] = [await process('one'), await process('two')];
      await Promise.all([one.start(), two.start()]);
      const ids = Array.from({ length: 30 }, (_, at) => `j${at}`);
      await Promise.all(ids.map((id, at) => (at % 2 ? one : two).journal.open(aJob(id))));
      await until(() => books.told.length >= ids.length);
      assert.deepEqual(books.idsOf().sort(), ids.sort());
      assert.equal((await one.journal.job('j7'))?.state, 'done');
    },
  );

  on('tries what failed again by itself, and never before its instant', async ({ books, process }) => {
    const one = await process('one', { random: () => 0.999 });
    await one.start();
    let failures = 3;
    books.during = () => {
      if (failures-- > 0) throw new Error('cut off');
    };
    const soon = Date.now() + 300;
    await one.journal.open(aJob('j', { dueAt: soon }));
    await until(() => books.told.length > 0);
    const times = books.runs.map(({ at }) => at);
    assert.equal(times.length, 4);
    assert.ok((times[0] as number) >= soon, 'before its instant');
    assert.ok(
      times.slice(1).every((at, index) => at - (times[index] as number) >= 99),
      `a pause was cut short: ${times}`,
    );
  });

  on('goes on with what somebody held and died with, when their time is over', async ({ books, process }) => {
    const one = await process('one', { timeout: 10 * second });
    await one.start();
    await one.journal.open(aJob('j', { heldUntil: Date.now() + 15 * second }));
    const heldUntil = Date.now() + 300;
    await one.journal.save(aJob('j', { heldUntil }), 1);
    await until(() => books.told.length > 0);
    assert.deepEqual(books.idsOf(), ['j']);
    assert.ok((books.runs[0]?.at ?? 0) >= heldUntil, 'taken from one who held it');
  });

  on('does nothing twice, however often it is asked', async ({ books, process }) => {
    const [one, two] = [await process('one'), await process('two')];
    books.during = () => new Promise((resolve) => setTimeout(resolve, 50));
    await one.start();
    await one.journal.open(aJob('j'));
    const asked = await Promise.all(Array.from({ length: 20 }, (_, at) => (at % 2 ? one : two).shop.goOn('j')));
    await until(() => books.told.length > 0);
    assert.deepEqual(books.idsOf(), ['j']);
    // Who held it is said to be asked about again, and once it is done nobody is.
    assert.ok(asked.every((at) => at === null || at > 0));
    assert.equal(await two.shop.goOn('j'), null);
    assert.equal(await two.shop.goOn('none'), null);
  });

  on('takes what becomes due while the shop hangs on one order', async ({ books, process }) => {
    const one = await process('one', { timeout: 60 * second });
    let end = () => {};
    books.during = (id) => id === 'hangs' && new Promise<void>((resolve) => (end = resolve));
    try {
      await one.start();
      await one.journal.open(aJob('hangs'));
      await until(() => books.runs.length > 0);
      for (const id of ['next', 'last']) {
        await one.journal.open(aJob(id));
        await until(async () => (await one.journal.job(id))?.state === 'done');
      }
      assert.equal((await one.journal.job('hangs'))?.state, 'running');
    } finally {
      end();
    }
    await until(() => books.told.length > 2);
    assert.deepEqual(books.idsOf(), ['hangs', 'next', 'last']);
  });

  on('does what is due in time, whatever hangs beside it, and ends without that', async ({ books, process }) => {
    const one = await process('one', { timeout: 20 * second, waitsFor: 200 });
    books.during = (id) => id.startsWith('hangs') && never();
    for (let at = 0; at < 20; at++) await one.journal.open(aJob(`hangs${at}`));
    let looks = 0;
    await one.start(() => {
      looks++;
      return never();
    });
    await until(() => books.runs.length >= 20 && looks > 0);
    await one.journal.open(aJob('next'));
    await until(async () => (await one.journal.job('next'))?.state === 'done', 5 * second);
    const begin = performance.now();
    await one.queue.stop();
    assert.ok(performance.now() - begin < 5 * second, 'it waits for what hangs');
    assert.equal(books.runs.length, 21);
  });

  on('is told of nothing that was not written', async ({ books, process }) => {
    const one = await process('one', { timeout: 10 * second });
    await one.start();
    const later = Date.now() + 3600 * second;
    await one.journal.open(aJob('j', { dueAt: later }));
    assert.equal(await one.journal.open(aJob('j')), false);
    assert.equal(await one.journal.save(aJob('j'), 7), false);
    await one.journal.open(aJob('stuck', { dueAt: 0, heldUntil: Date.now() + 15 * second }));
    await one.journal.save(aJob('stuck', { dueAt: null }), 1);
    await one.journal.open(aJob('last', { dueAt: Date.now() + 300 }));
    await until(() => books.told.length > 0);
    assert.deepEqual(books.idsOf(), ['last']);
  });

  on('stops when what is in hand has ended, and takes nothing after it', async ({ books, process }) => {
    const [one, two] = [await process('one', { timeout: 10 * second }), await process('two')];
    let end = () => {};
    books.during = (id) => id === 'slow' && new Promise<void>((resolve) => (end = resolve));
    await one.start();
    await one.journal.open(aJob('slow'));
    await until(() => books.runs.length > 0);
    let isStopped = false;
    const stopped = one.queue.stop().then(() => {
      isStopped = true;
    });
    // What it was just asking for is in its hand too.
    await one.journal.open(aJob('meanwhile'));
    await two.start();
    await until(() => books.told.length > 0);
    assert.equal(isStopped, false, 'what was in hand is not done');
    end();
    await stopped;
    assert.equal((await two.journal.job('slow'))?.state, 'done');
    assert.equal(books.told.length, 2, 'whoever waits for it was not told');
    await one.journal.open(aJob('next'));
    await until(() => books.told.length > 2);
    assert.ok(books.idsOf('two').includes('next'));
  });

  on(
    'looks at what the clock makes due as soon as it starts, and does not end with one that fails',
    async ({ books, process }) => {
      const one = await process('one');
      let looks = 0;
      await one.start(async () => {
        looks++;
        throw new Error('the database is away');
      });
      await until(() => looks > 0);
      await one.journal.open(aJob('j'));
      await until(() => books.told.length > 0);
    },
  );
}

describe('A queue that is the table itself, in SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'queue-'));
  after(() => rmSync(folder, { recursive: true }));
  let files = 0;
  const own = async () => join(folder, `${++files}.sqlite`);
  cases(own);

  it('has so many in hand and no more, and takes the others as these end', async () => {
    const url = await own();
    const books = new Books();
    const one = await aProcess(url, books, 'one', { timeout: 60 * second });
    let end = () => {};
    const ended = new Promise<void>((resolve) => (end = resolve));
    books.during = () => ended;
    const { due } = one.journal;
    let looks = 0;
    one.journal.due = async (...asked) => {
      const found = await due(...asked);
      looks++;
      return found;
    };
    try {
      for (let at = 0; at < 40; at++) await one.journal.open(aJob(`j${at}`));
      await one.start();
      await until(() => books.runs.length >= 32);
      const before = looks;
      await until(() => looks > before + 2);
      assert.equal(books.runs.length, 32);
      end();
      await until(() => books.told.length >= 40);
      assert.equal(new Set(books.idsOf()).size, 40);
    } finally {
      end();
      await one.end();
    }
  });
});

describe('A queue in PostgreSQL', () => {
  let server: Awaited<ReturnType<typeof startPostgres>>;
  const urlOf = () => `postgres://postgres@/postgres?host=${encodeURIComponent(server.connection.host)}`;
  before(async () => {
    server = await startPostgres({ durable: true });
    const kysely = await openDatabase(urlOf());
    await migrate(kysely);
    await kysely.destroy();
    const queue = openQueue(urlOf());
    await queue.migrate();
    await queue.stop();
  });
  after(() => server?.stop());
  const own = async () => {
    const url = urlOf();
    const kysely = await openDatabase(url);
    await sql`truncate oc_jobs, oc_worker._private_jobs`.execute(kysely);
    await kysely.destroy();
    return url;
  };
  cases(own);

  it('has jobs of ids however long: of plans, of receipts, and of steps', async () => {
    const url = await own();
    const kysely = await openDatabase(url);
    const queue = openQueue(url);
    try {
      const store = sqlStore(kysely);
      // As text six letters each.
      const orderId = '\0'.repeat(120);
      const plan = aPlan({ orderId, cancellations: [], claim: null });
      const jobs = async () => {
        const { rows } = await sql<{ key: string }>`select key from oc_worker._private_jobs order by key`.execute(
          kysely,
        );
        return rows.map(({ key }) => key.replace(/:.*/, ''));
      };
      assert.deepEqual(await store.begin(plan), { code: 'begun' });
      assert.deepEqual(await jobs(), ['order-cancel-elements/finish']);
      await store.abandon(plan);
      assert.deepEqual(await jobs(), [], 'and they are dropped under the same name');
      const journal = sqlJournal(kysely, { queue });
      const ids = ['x', 'y'].map((last) => 'ü'.repeat(600) + last);
      for (const id of ids) assert.equal(await journal.open(aJob(id)), true);
      assert.equal((await jobs()).length, 2, 'a job for each');
      assert.equal(await journal.save(aJob(ids[0] as string, { state: 'done', dueAt: null }), 1), true);
      assert.equal((await jobs()).length, 1);
    } finally {
      await queue.stop();
      await kysely.destroy();
    }
  });

  it('leaves room for steps, and for what the clock makes due, while shop, mailer and webhook hang on many', async () => {
    const url = await own();
    const books = new Books();
    const one = await aProcess(url, books, 'one', { waitsFor: 200 });
    const kysely = await openDatabase(url);
    const asked = { finish: new Set<string>(), receipt: new Set<string>(), notice: new Set<string>() };
    try {
      const many = Array.from({ length: 40 }, (_, at) => at);
      for (const at of many) {
        const due = Date.now() - second;
        await sql`insert into oc_orders (order_id, plan_id, plan) values (${`o${at}`}, ${`p${at}`}, '{}')`.execute(
          kysely,
        );
        for (const kind of ['receipt', 'notice'] as const) {
          await sql`insert into oc_outbox (id, kind, due_at, attempts, body)
            values (${`${kind}${at}`}, ${kind}, ${due}, 0, '{}')`.execute(kysely);
        }
      }
      await sql`update oc_worker._private_jobs set run_at = now() - interval '1 s'`.execute(kysely);
      let looks = 0;
      await one.start(
        () => {
          looks++;
          return never();
        },
        {
          finish: (id) => {
            asked.finish.add(id);
            return never();
          },
          send: (id) => {
            (id.startsWith('receipt') ? asked.receipt : asked.notice).add(id);
            return never();
          },
        },
      );
      await until(() => looks > 0 && Object.values(asked).every(({ size }) => size >= 8));
      for (const id of ['next', 'last']) {
        await one.journal.open(aJob(id));
        await until(async () => (await one.journal.job(id))?.state === 'done', 5 * second);
      }
      // As many as are begun at once may come on top.
      for (const { size } of Object.values(asked)) assert.ok(size <= 13, `${size} in hand`);
      // What this process has in hand others will come to, should it die: what it only began to finish too.
      const { rows } = await sql<{ key: string }>`select key from oc_worker.jobs where key like '%/finish:%'`.execute(
        kysely,
      );
      assert.equal(rows.length, many.length);
      const begin = performance.now();
      await one.queue.stop();
      assert.ok(performance.now() - begin < 5 * second, 'it waits for what hangs');
    } finally {
      await one.end();
      await sql`truncate oc_orders, oc_outbox`.execute(kysely);
      await kysely.destroy();
    }
  });

  it('finds again what was lost', async () => {
    const url = await own();
    const books = new Books();
    const one = await aProcess(url, books, 'one');
    // A minute later: what a queue has lost is not told from what it has not come to yet.
    const later = await aProcess(url, books, 'later', { now: () => Date.now() + 61 * second });
    const kysely = await openDatabase(url);
    try {
      await one.journal.open(aJob('j'));
      await sql`delete from oc_worker._private_jobs`.execute(kysely);
      await later.start(async () => {
        await later.shop.work();
        return 0;
      });
      await until(() => books.told.length > 0);
      assert.deepEqual(books.idsOf(), ['j']);
    } finally {
      for (const { end } of [one, later]) await end();
      await kysely.destroy();
    }
  });

  it('goes on after the database was away, with what was in hand too', async () => {
    const url = await own();
    const books = new Books();
    const one = await aProcess(url, books, 'one');
    try {
      let end = () => {};
      books.during = () => new Promise<void>((resolve) => (end = resolve));
      await one.start();
      await one.journal.open(aJob('in-hand'));
      await one.journal.open(aJob('later', { dueAt: Date.now() + 300 }));
      await until(() => books.runs.length > 0);
      await server.crash();
      books.during = () => {};
      end();
      await server.start();
      await until(() => books.told.length > 1);
      assert.deepEqual([...new Set(books.idsOf())].sort(), ['in-hand', 'later']);
    } finally {
      await one.end();
    }
  });

  it('clears away what workers left that are dead for long, and nothing of others, and is known to look each minute', async () => {
    const url = await own();
    const one = await aProcess(url, new Books(), 'one');
    const kysely = await openDatabase(url);
    try {
      for (const task of ['order-cancel-elements/go-on', 'somebody/else']) {
        for (const hours of [3, 5]) {
          await sql`with job as (select (oc_worker.add_job(${sql.lit(task)}, json_build_object('id', 'gone'))).id)
            select * from job`.execute(kysely);
          await sql`update oc_worker._private_jobs set attempts = max_attempts, locked_by = 'dead',
            locked_at = now() - ${hours} * interval '1 hour' where locked_at is null`.execute(kysely);
        }
      }
      await one.start();
      const left = async () => {
        const { rows } = await sql<{ task: string }>`select task_identifier as task from oc_worker.jobs
          where locked_by = 'dead' order by task`.execute(kysely);
        return rows.map(({ task }) => task).join();
      };
      const expected = ['order-cancel-elements/go-on', 'somebody/else', 'somebody/else'].join();
      await until(async () => (await left()) === expected);
      await until(async () => {
        const { rows } = await sql`select 1 from oc_worker._private_known_crontabs
          where identifier = 'order-cancel-elements/run-due'`.execute(kysely);
        return rows.length === 1;
      });
    } finally {
      await one.end();
      await kysely.destroy();
    }
  });

  describe('A journal that tells it of each write passes every case', () => {
    let ends: (() => Promise<unknown>)[] = [];
    const setup = async () => {
      const url = await own();
      const all = await Promise.all(['one', 'two'].map((name) => aProcess(url, new Books(), name)));
      const [one, two] = all as [Process, Process];
      ends = all.map(({ end }) => end);
      return { journal: one.journal, other: two.journal, dispose: () => Promise.all(ends.map((end) => end())) };
    };
    for (const { name, run } of journalConformance(setup)) it(name, run);
  });
});
