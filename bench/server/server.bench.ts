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
import { migrate, openQueue, sqliteFile, sqlStore } from '../../src/server/sql/index.ts';
import { everybody, partOf } from '../../src/server/sql/listings.ts';
import { sorts } from '../../src/server/stores/store.ts';
import { anOrder, start } from '../../test/server/setup.ts';
import { openPostgres } from '../../test/support/postgres.ts';
import { count, printTable, verdict } from '../support/report.ts';
import { fill } from './many.ts';

const requests = Number(process.env.REQUESTS ?? 4000);
const rows = Number(process.env.ROWS ?? 1_000_000);
/** So many are under way at once. */
const clients = 16;
/** So many come before what is measured: of a server it counts how it runs, not how it begins. */
const early = 2000;

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

/** None is the beginning of another. */
const idOf = (handlers: number, at: number) => `h${handlers}-${String(at).padStart(6, '0')}`;

type Measured = Awaited<ReturnType<typeof measured>>;
type Total = Pick<Measured, 'perSecond' | 'p99'>;

/** The least that could be said to keep a cancellation: four short rows without an index. */
function shortRows(kysely: Kysely<unknown>): Hono {
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

type Row = Readonly<Record<string, unknown>>;
type Rows = Readonly<Record<string, readonly Row[]>>;

/** The tables that a cancellation is kept in: claim, order with its place in the log, record with its listing, entries, change. */
const tables = ['oc_claims', 'oc_orders', 'oc_cancellations', 'oc_log', 'oc_changes'] as const;

/** Every row that the handler has written about an order. */
async function rowsAbout(kysely: Kysely<unknown>, orderId: string): Promise<Rows> {
  const rows: Record<string, Row[]> = {};
  for (const table of tables) {
    const where = table === 'oc_changes' ? sql`body like ${`%"${orderId}"%`}` : sql`order_id = ${orderId}`;
    const found = await sql<Row>`select * from ${sql.table(table)} where ${where}`.execute(kysely);
    if (found.rows.length === 0) throw new Error(`nothing of ${orderId} in ${table}`);
    rows[table] = found.rows;
  }
  return rows;
}

/** The same of another order. */
function rowsOf(rows: Rows, names: ReadonlyMap<string, string>): Rows {
  const renamed = (value: unknown): unknown => {
    if (typeof value !== 'string') return value;
    let text = value;
    for (const [from, to] of names) text = text.replaceAll(from, to);
    return text;
  };
  return Object.fromEntries(
    Object.entries(rows).map(([table, all]) => [
      table,
      all.map((row) =>
        Object.fromEntries(
          Object.entries(row)
            // Of its own, a sequence's.
            .filter(([name]) => table !== 'oc_changes' || name === 'body')
            .map(([name, value]) => [name, renamed(value)]),
        ),
      ),
    ]),
  );
}

/**
 * The transaction of the handler and nothing else: what it writes about a cancellation, row by row into the same tables with their
 * indexes, at hand before it is asked for. It decides nothing, asks no shop, and knows no request again.
 */
function bare(kysely: Kysely<unknown>, rows: ReadonlyMap<string, Rows>): Hono {
  const insert = (table: string, all: readonly Row[]) => sql`insert into ${sql.table(table)}
    (${sql.join(Object.keys(all[0] as Row).map((name) => sql.ref(name)))})
    values ${sql.join(all.map((row) => sql`(${sql.join(Object.values(row))})`))}`;
  const app = new Hono();
  app.post('/orders/:id/cancellation', async (context) => {
    const id = context.req.param('id');
    await context.req.json();
    const own = rows.get(id) as Rows;
    const [record] = own['oc_cancellations'] as [Row];
    const part = partOf(id);
    await kysely.transaction().execute(async (run) => {
      for (const [table, all] of Object.entries(own)) await insert(table, all).execute(run);
      await sql`insert into oc_counts (seller_id, state, part, count)
        values (${record['seller_id']}, ${record['state']}, ${part}, 1), (${everybody}, ${record['state']}, ${part}, 1)
        on conflict (seller_id, state, part) do update set count = oc_counts.count + 1`.execute(run);
    });
    return context.json({ id }, 201);
  });
  return app;
}

const postgres = await startPostgres({ durable: true });
const folder = mkdtempSync(join(tmpdir(), 'bench-'));
try {
  const table: string[][] = [];
  // Eight handlers are eight apps, each with its own server and pool, in this one process of Node: they share its thread, and what is
  // measured is that they do not stand in each other's way in the database, not what eight processes do.
  for (const handlers of requests > 0 ? [1, 8] : []) {
    const each = early + requests;
    const orders = Array.from({ length: 3 * each }, (_, at) =>
      anOrder({ id: idOf(handlers, at), number: idOf(handlers, at) }),
    );
    const pools = Array.from({ length: handlers }, () =>
      openPostgres(postgres.connection, Math.ceil(clients / handlers) + 1),
    );
    const [first] = pools as [Kysely<unknown>];
    await migrate(first);
    // As where a queue is used: each plan and receipt has its job, which triggers of the database write.
    const { host, user, database } = postgres.connection;
    const queue = openQueue(`postgres://${user}@/${database}?host=${encodeURIComponent(host)}`);
    await queue.migrate();
    await queue.stop();
    for (const statement of [
      sql`create table if not exists bare_claims (key text primary key, answer text not null)`,
      sql`create table if not exists bare_orders (id text primary key, state text not null)`,
      sql`create table if not exists bare_log (id bigint generated always as identity primary key, order_id text not null, body text not null)`,
      sql`create table if not exists bare_outbox (id bigint generated always as identity primary key, body text not null)`,
      sql`insert into bare_orders (id, state) select 'h' || ${sql.lit(handlers)} || '-' || lpad(cast(n as text), 6, '0'), 'placed' from generate_series(0, ${sql.lit(3 * each)}) as g(n)`,
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
    const policy = policyHash(poshmark);
    const sent = (apps: readonly Hono[], from: number) =>
      orders.slice(from, from + each).map(({ id, revision }, at) => async () => {
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
    const cancelling = sent(ours, 0);
    for (const one of [cancelling.splice(0, 1), cancelling.splice(0, early - 1)]) await measured(one);
    // The rows of an order that the handler has cancelled, made those of each that nothing but rows are written of.
    const sample = idOf(handlers, 0);
    const found = await rowsAbout(first, sample);
    const cancellation = String(found['oc_cancellations']?.[0]?.['id']);
    const rows = new Map(
      orders.slice(each, 2 * each).map(({ id }, at) => [
        id,
        rowsOf(
          found,
          new Map([
            [sample, id],
            [cancellation, `${cancellation.slice(0, -8)}${String(at).padStart(8, '0')}`],
          ]),
        ),
      ]),
    );
    const writing = sent(
      pools.map((pool) => bare(pool, rows)),
      each,
    );
    const short = sent(pools.map(shortRows), 2 * each);
    for (const one of [writing, short]) await measured(one.splice(0, early));
    // In turns, so that whatever else the machine does hits all.
    const all = [cancelling, writing, short];
    const parts: Measured[][] = all.map(() => []);
    for (const from of [0, 0.125, 0.25, 0.375, 0.5, 0.625, 0.75, 0.875]) {
      for (const [at, one] of all.entries()) {
        parts[at]?.push(await measured(one.slice(one.length * from, one.length * (from + 0.125))));
      }
    }
    const [own, other, least] = parts.map((one) => ({
      perSecond: one.length / one.reduce((sum, { perSecond }) => sum + 1 / perSecond, 0),
      p99: Math.max(...one.map(({ p99 }) => p99)),
    })) as [Total, Total, Total];
    const told = ({ perSecond, p99 }: Total) => [`${perSecond.toFixed(0)}/s`, `${p99.toFixed(0)} ms`];
    table.push([
      `${handlers} handler${handlers > 1 ? 's, one process' : ''}`,
      ...told(own),
      ...told(other),
      (own.perSecond / other.perSecond).toFixed(2),
      verdict(own.perSecond / other.perSecond, { atLeast: 0.6 }),
      ...told(least),
      (own.perSecond / least.perSecond).toFixed(2),
    ]);
    await Promise.all(pools.map((pool) => pool.destroy()));
  }
  printTable(
    `${count(requests)} cancellations, ${clients} at once, on PostgreSQL; beside it in the same framework the bare transaction, which writes the same rows and does nothing else, and one of four short rows`,
    ['', 'handler', 'p99', 'bare', 'p99', 'ratio', 'target', 'short', 'p99', 'ratio'],
    table,
  );

  for (const name of rows > 0 ? (process.env.ON ?? 'SQLite,PostgreSQL').split(',') : []) {
    const isSqlite = name === 'SQLite';
    const kysely = isSqlite ? await sqliteFile(join(folder, 'many.sqlite')) : openPostgres(postgres.connection);
    await migrate(kysely);
    await fill(kysely, isSqlite, rows);
    const store = sqlStore(kysely);
    const query = { states: null, words: [], sort: sorts[0], after: null, limit: 100 };
    const all = { buyerId: null, sellerId: null, all: true };
    const ofSeller = { buyerId: null, sellerId: 's7', all: false };
    const asked: [string, () => Promise<unknown>][] = [
      ['first page, of a seller', () => store.list({ ...query, scope: ofSeller })],
      ['first page, of the platform', () => store.list({ ...query, scope: all })],
      ['by amount', () => store.list({ ...query, scope: all, sort: '-amount' })],
      ['search of a seller', () => store.list({ ...query, scope: ofSeller, words: ['martins'] })],
      [
        'search for one order',
        () => store.list({ ...query, scope: all, words: [`${1_000_000 + Math.floor(rows / 2)}`] }),
      ],
      ['search for a name (1 in 100)', () => store.list({ ...query, scope: all, words: ['noor', 'martins'] })],
      ['search for two letters', () => store.list({ ...query, scope: all, words: ['da'] })],
      ['search for a name (1 in 10)', () => store.list({ ...query, scope: all, words: ['martins'] })],
      ['search for what all have', () => store.list({ ...query, scope: all, words: ['shop'] })],
      ['what is due', () => store.due(start)],
      ['reasons of a day', () => store.countReasons(all, null, [1_700_000_000_000, 1_700_086_400_000])],
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
