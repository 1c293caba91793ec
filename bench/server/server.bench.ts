// The handler on PostgreSQL against the same framework and database doing only the bare transaction, and the queue over a million requests.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { type Kysely, sql } from 'kysely';
import { startPostgres } from '../../scripts/postgres.mjs';
import { policyHash } from '../../src/domain/values/policy-hash.ts';
import poshmark from '../../src/policy/presets/poshmark.ts';
import { createCancellationServer, memoryShop } from '../../src/server/index.ts';
import { migrate, sqliteFile, sqlStore } from '../../src/server/sql/index.ts';
import { sorts } from '../../src/server/stores/store.ts';
import { anOrder, start } from '../../test/server/setup.ts';
import { openPostgres } from '../../test/support/postgres.ts';
import { count, printTable, verdict } from '../support/report.ts';
import { fill } from './many.ts';

const requests = Number(process.env.REQUESTS ?? 1000);
const rows = Number(process.env.ROWS ?? 1_000_000);
/** So many are under way at once. */
const clients = 16;

/** ms of each, in order, and how many a second. */
async function measured(all: readonly (() => Promise<unknown>)[], sideBySide = clients) {
  const waiting = [...all];
  const took: number[] = [];
  const begin = performance.now();
  const next = async (): Promise<void> => {
    for (let one = waiting.shift(); one; one = waiting.shift()) {
      const at = performance.now();
      await one();
      took.push(performance.now() - at);
    }
  };
  await Promise.all(Array.from({ length: sideBySide }, next));
  took.sort((one, other) => one - other);
  const at = (share: number) => took[Math.min(took.length - 1, Math.floor(took.length * share))] as number;
  return { perSecond: all.length / ((performance.now() - begin) / 1000), median: at(0.5), p99: at(0.99) };
}

type Measured = Awaited<ReturnType<typeof measured>>;

/** What any shop has to keep of a cancellation: claim, state, entry and outbox, in one transaction. */
function bare(kysely: Kysely<unknown>): Hono {
  const app = new Hono();
  app.post('/orders/:id/cancellation', async (context) => {
    const id = context.req.param('id');
    const key = context.req.header('Idempotency-Key') ?? '';
    const body = JSON.stringify(await context.req.json());
    await kysely.transaction().execute(async (own) => {
      await sql`insert into bare_claims (key, answer) values (${key}, ${body})`.execute(own);
      await sql`update bare_orders set state = 'cancelled' where id = ${id} and state = 'placed'`.execute(own);
      await sql`insert into bare_log (order_id, body) values (${id}, ${body})`.execute(own);
      await sql`insert into bare_outbox (body) values (${body})`.execute(own);
    });
    return context.json({ id }, 201);
  });
  return app;
}

const postgres = await startPostgres({ durable: true });
const folder = mkdtempSync(join(tmpdir(), 'bench-'));
try {
  const table: string[][] = [];
  for (const handlers of requests > 0 ? [1, 8] : []) {
    const orders = Array.from({ length: 2 * requests }, (_, at) =>
      anOrder({ id: `h${handlers}-${at}`, number: `h${handlers}-${at}` }),
    );
    const pools = Array.from({ length: handlers }, () =>
      openPostgres(postgres.connection, Math.ceil(clients / handlers) + 1),
    );
    const [first] = pools as [Kysely<unknown>];
    await migrate(first);
    for (const statement of [
      sql`create table if not exists bare_claims (key text primary key, answer text not null)`,
      sql`create table if not exists bare_orders (id text primary key, state text not null)`,
      sql`create table if not exists bare_log (id bigint generated always as identity primary key, order_id text not null, body text not null)`,
      sql`create table if not exists bare_outbox (id bigint generated always as identity primary key, body text not null)`,
      sql`insert into bare_orders (id, state) select 'h' || ${sql.lit(handlers)} || '-' || n, 'placed' from generate_series(0, ${sql.lit(2 * requests)}) as g(n)`,
    ])
      await statement.execute(first);
    const shop = memoryShop(orders);
    const ours = pools.map((pool) => {
      const server = createCancellationServer({
        policies: [poshmark],
        store: sqlStore(pool),
        shop,
        authenticate: async () => ({ id: 'buyer-1', roles: ['buyer'] }),
        now: () => start,
      });
      const app = new Hono();
      app.all('*', (context) => server.fetch(context.req.raw));
      return app;
    });
    const theirs = pools.map(bare);
    const policy = policyHash(poshmark);
    const sent = (apps: readonly Hono[], from: number) =>
      orders.slice(from, from + requests).map(({ id, revision }, at) => async () => {
        const response = await (apps[at % apps.length] as Hono).request(
          `https://shop.example/orders/${id}/cancellation`,
          {
            method: 'POST',
            headers: { 'Content-Type': 'application/json', 'Idempotency-Key': `k-${id}`, 'If-Match': `"${revision}"` },
            body: JSON.stringify({ action: 'cancel', reason: 'changed-mind', policyHash: policy }),
          },
        );
        if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`);
      });
    // In turns, so that whatever else the machine does hits both.
    const half = requests / 2;
    const all = { ours: sent(ours, 0), theirs: sent(theirs, requests) };
    await measured(all.theirs.slice(0, 20));
    const parts = [
      await measured(all.theirs.slice(20, half)),
      await measured(all.ours.slice(0, half)),
      await measured(all.theirs.slice(half)),
      await measured(all.ours.slice(half)),
    ];
    const [theirsOne, oursOne, theirsTwo, oursTwo] = parts as [Measured, Measured, Measured, Measured];
    const own = (oursOne.perSecond + oursTwo.perSecond) / 2;
    const other = (theirsOne.perSecond + theirsTwo.perSecond) / 2;
    table.push([
      `${handlers} handler${handlers > 1 ? 's' : ''}`,
      `${own.toFixed(0)}/s`,
      `${Math.max(oursOne.p99, oursTwo.p99).toFixed(0)} ms`,
      `${other.toFixed(0)}/s`,
      `${Math.max(theirsOne.p99, theirsTwo.p99).toFixed(0)} ms`,
      (own / other).toFixed(2),
      verdict(own / other, { atLeast: 0.6 }),
    ]);
    await Promise.all(pools.map((pool) => pool.destroy()));
  }
  printTable(
    `${count(requests)} cancellations, ${clients} at once, on PostgreSQL; beside it one transaction of four statements in the same framework`,
    ['', 'handler', 'p99', 'bare', 'p99', 'ratio', 'target'],
    table,
  );

  for (const name of rows > 0 ? (process.env.ON ?? 'SQLite,PostgreSQL').split(',') : []) {
    const isSqlite = name === 'SQLite';
    const kysely = isSqlite ? await sqliteFile(join(folder, 'many.sqlite')) : openPostgres(postgres.connection);
    await migrate(kysely);
    await fill(kysely, isSqlite, rows);
    const store = sqlStore(kysely);
    const query = { states: null, words: [], sort: sorts[0], after: null, limit: 100 };
    const everybody = { buyerId: null, sellerId: null, all: true };
    const ofSeller = { buyerId: null, sellerId: 's7', all: false };
    const asked: [string, () => Promise<unknown>][] = [
      ['first page, of a seller', () => store.list({ ...query, scope: ofSeller })],
      ['first page, of the platform', () => store.list({ ...query, scope: everybody })],
      ['by amount', () => store.list({ ...query, scope: everybody, sort: '-amount' })],
      ['search of a seller', () => store.list({ ...query, scope: ofSeller, words: ['martins'] })],
      [
        'search for one order',
        () => store.list({ ...query, scope: everybody, words: [`${1_000_000 + Math.floor(rows / 2)}`] }),
      ],
      ['search for a name (1 in 100)', () => store.list({ ...query, scope: everybody, words: ['noor', 'martins'] })],
      ['search for two letters', () => store.list({ ...query, scope: everybody, words: ['da'] })],
      ['what is due', () => store.due(start)],
      ['reasons of a day', () => store.countReasons(everybody, null, [1_700_000_000_000, 1_700_086_400_000])],
    ];
    const told: string[][] = [];
    for (const [what, ask] of asked) {
      await ask();
      const { median, p99 } = await measured(
        Array.from({ length: 15 }, () => ask),
        1,
      );
      told.push([what, `${median.toFixed(1)} ms`, `${p99.toFixed(1)} ms`, verdict(median, { atMost: 50 })]);
    }
    printTable(`${count(rows)} requests in ${name}`, ['', 'median', 'slowest', 'target'], told);
    await kysely.destroy();
  }
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true });
}
