// What waits in PostgreSQL is worked on by jobs, which the statement wrote that wrote it down, whoever is killed meanwhile.
import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import { type Kysely, sql } from 'kysely';
import { startPostgres } from '../../../scripts/postgres.mjs';
import { policyHash } from '../../../src/domain/values/policy-hash.ts';
import { combinePolicies } from '../../../src/policy/combine-policies.ts';
import euWithdrawal from '../../../src/policy/presets/eu-withdrawal.ts';
import poshmark from '../../../src/policy/presets/poshmark.ts';
import { sampleShop } from '../../../src/serve/sample-shop.ts';
import { migrate, openDatabase, openQueue, sqlStore } from '../../../src/server/sql/index.ts';
import { until } from '../../support/until.ts';
import { anOrder } from '../setup.ts';

type Told = { ready?: true; asked?: number; status?: number; text?: string };
const hour = 3_600_000;

describe('Workers of a queue in PostgreSQL that are killed', () => {
  let postgres: Awaited<ReturnType<typeof startPostgres>>;
  let kysely: Kysely<unknown>;
  let url = '';
  const children = new Set<ChildProcess>();
  before(async () => {
    postgres = await startPostgres({ durable: true });
    url = `postgres://postgres@/postgres?host=${encodeURIComponent(postgres.connection.host)}`;
    kysely = await openDatabase(url);
    await migrate(kysely);
    const queue = openQueue(url);
    await queue.migrate();
    // As every process does that starts.
    await queue.migrate();
    await queue.stop();
    await sql`create table sent (id text not null)`.execute(kysely);
  });
  after(async () => {
    for (const child of children) child.kill('SIGKILL');
    await kysely?.destroy();
    await postgres?.stop();
  });

  /** `later`: how far its clock is ahead, ms; `dies`, `tells`: see there. */
  const start = (role: 'handler' | 'worker', later = 0, dies = 0, tells = ''): Promise<ChildProcess> => {
    const given = [url, role, String(later), String(dies), tells];
    const child = fork(new URL('./queue-child.ts', import.meta.url), given, { execArgv: ['--import', 'tsx'] });
    children.add(child);
    return new Promise((resolve, reject) => {
      child.once('message', () => resolve(child));
      child.once('exit', () => reject(new Error('the process did not start')));
    });
  };
  const kill = (child: ChildProcess): Promise<void> =>
    new Promise((resolve) => {
      child.once('exit', () => resolve());
      child.kill('SIGKILL');
    });
  const jobs = async (): Promise<string[]> => {
    const { rows } = await sql<{ task: string }>`select task_identifier as task from oc_worker.jobs
      where key is not null and task_identifier not like '%run-due' order by id`.execute(kysely);
    return rows.map(({ task }) => task);
  };
  /**
   * What waits for its instant does not wait for it. Nor does a job that a process took and died with before it wrote anything down: it
   * is given to another after four hours by the queue, and found within a minute by `runDue`, which is left out here.
   */
  const hurry = async () => {
    await sql`update oc_worker._private_jobs set run_at = now() where run_at > now() and locked_at is null`.execute(
      kysely,
    );
    await sql`update oc_worker._private_jobs set locked_at = null, locked_by = null
      where locked_at < now() - interval '1 second'`.execute(kysely);
  };
  const numberOf = async (what: ReturnType<typeof sql<{ count: string }>>) =>
    Number((await what.execute(kysely)).rows[0]?.count);

  const waiting = () => numberOf(sql<{ count: string }>`select count(*) as count from oc_outbox`);
  /** Two work, until nothing is left to do and no job; so many are killed, one after the other, and `another` comes in the place of each. */
  const workOff = async (
    left: () => Promise<number>,
    deaths: number,
    another: (kills: number) => Promise<ChildProcess>,
  ): Promise<void> => {
    const workers = await Promise.all([another(0), another(0)]);
    for (let kills = 0; (await left()) > 0; ) {
      await hurry();
      if (kills >= deaths) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        continue;
      }
      kills++;
      await kill(workers.shift() as ChildProcess);
      workers.push(await another(kills));
    }
    await until(async () => (await jobs()).length === 0);
    for (const worker of workers) await kill(worker);
  };

  it('send each receipt that any process wrote down, and leave no job', async () => {
    const statements = 40;
    const handler = await start('handler');
    const answers: Told[] = [];
    handler.on('message', (told: Told) => answers.push(told));
    for (let at = 0; at < statements; at++) {
      const body = { name: 'Ada Martins', address: `ada${at}@example.com`, text: `Order ${at}.` };
      handler.send({ path: '/withdrawals', body, key: `key-${at}` });
    }
    await until(() => answers.length === statements);
    assert.ok(answers.every(({ status }) => status === 201));
    const references = answers.map(({ text = '{}' }) => JSON.parse(text).reference as string).sort();
    assert.deepEqual(
      await jobs(),
      references.map(() => 'order-cancel-elements/send'),
    );
    await kill(handler);

    // What the dead had in hand is due again by the clock of those who come.
    await workOff(waiting, 4, (kills) => start('worker', kills * hour));
    const { rows } = await sql<{ id: string }>`select id from sent`.execute(kysely);
    assert.deepEqual([...new Set(rows.map(({ id }) => id))].sort(), references);
  });

  it('deliver each notice of what a process had kept that is dead, and leave no job', async () => {
    const orders = Array.from({ length: 12 }, (_, at) =>
      anOrder({ id: `t${at}`, number: `t${at}`, placedAt: new Date().toISOString() }),
    );
    const shop = sampleShop(kysely);
    await shop.seed(orders);
    await sql`delete from sent`.execute(kysely);
    const handler = await start('handler', 0, 0, 'tells');
    const answers: Told[] = [];
    handler.on('message', (told: Told) => answers.push(told));
    const hash = policyHash(combinePolicies(poshmark, euWithdrawal));
    for (const { id } of orders) {
      const body = { action: 'cancel', reason: 'changed-mind', policyHash: hash };
      const match = `"${(await shop.order(id))?.revision}"`;
      handler.send({ path: `/orders/${id}/cancellation`, body, key: `cancel-${id}`, match });
    }
    await until(() => answers.length === orders.length);
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([201]));
    await kill(handler);
    const { rows: kept } = await sql<{ id: string }>`select id from oc_outbox where kind = 'notice'`.execute(kysely);
    // A state and two letters of each.
    assert.equal(kept.length, 3 * orders.length);
    assert.deepEqual(
      await jobs(),
      kept.map(() => 'order-cancel-elements/send'),
    );

    // By their clock it is due again what the dead had in hand.
    await workOff(waiting, 4, (kills) => start('worker', (1 + kills) * hour, 0, 'tells'));
    const { rows } = await sql<{ id: string }>`select id from sent`.execute(kysely);
    assert.deepEqual([...new Set(rows.map(({ id }) => `notice:${id}`))].sort(), kept.map(({ id }) => id).sort());
  });

  it('finish what a process had begun that is dead, once, and leave no job', async () => {
    const orders = Array.from({ length: 12 }, (_, at) =>
      anOrder({ id: `o${at}`, number: `n${at}`, placedAt: new Date().toISOString() }),
    );
    const shop = sampleShop(kysely);
    await shop.seed(orders);
    const handler = await start('handler', 0, orders.length);
    let asked = 0;
    handler.on('message', (told: Told) => {
      asked = Math.max(asked, told.asked ?? 0);
      assert.equal(told.status, undefined, told.text);
    });
    const hash = policyHash(combinePolicies(poshmark, euWithdrawal));
    for (const { id } of orders) {
      const body = { action: 'cancel', reason: 'changed-mind', policyHash: hash };
      const match = `"${(await shop.order(id))?.revision}"`;
      handler.send({ path: `/orders/${id}/cancellation`, body, key: `cancel-${id}`, match });
    }
    await until(() => asked === orders.length);
    await kill(handler);
    const store = sqlStore(kysely);
    assert.equal((await store.unfinished()).length, orders.length);
    assert.deepEqual(
      await jobs(),
      orders.map(() => 'order-cancel-elements/finish'),
    );

    await workOff(
      async () => (await store.unfinished()).length,
      3,
      () => start('worker'),
    );
    for (const { id } of orders) {
      const [order, { cancellations }] = await Promise.all([shop.order(id), store.records(id)]);
      const states = cancellations.map(({ state }) => state);
      // All of it, or nothing: money went back where the order is cancelled, and nowhere else.
      const isDone = order?.status === 'CANCELLED';
      assert.deepEqual(states, isDone ? ['cancelled'] : [], id);
      assert.equal(order?.payment.refunded.amount, isDone ? order?.payment.paid.amount : 0, id);
    }
    const done = await numberOf(
      sql<{ count: string }>`select count(*) as count from sample_commits where refund <> 'given-up'`,
    );
    assert.ok(done >= orders.length / 2, 'what the shop had done is on record');
  });
});
