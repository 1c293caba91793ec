// The handler on PostgreSQL against the same framework and database doing only the bare transaction, and the queue over a million requests.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Hono } from 'hono';
import { type Kysely, sql } from 'kysely';
import { startPostgres } from '../../scripts/postgres.mjs';
import { policyHash } from '../../src/domain/values/policy-hash.ts';
import poshmark from '../../src/policy/presets/poshmark.ts';
import { createCancellationServer, memoryShop, type ShopConnector } from '../../src/server/index.ts';
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
type Total = Pick<Measured, 'perSecond' | 'p99'>;

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

/**
 * The least that keeps what the handler promises: read, write down what is meant, have the shop do it, write down what came of it.
 * Nothing is read in between, so that each is one statement, and two of them are commits: what is meant is on the disk before the
 * shop hears of it, and what came of it before the page does.
 */
function least(kysely: Kysely<unknown>, shop: ShopConnector): Hono {
  const app = new Hono();
  app.post('/orders/:id/cancellation', async (context) => {
    const id = context.req.param('id');
    const key = context.req.header('Idempotency-Key') ?? '';
    const body = JSON.stringify(await context.req.json());
    await sql`select state from bare_orders where id = ${id}`.execute(kysely);
    await sql`with claim as (insert into bare_claims (key, answer) values (${key}, '') on conflict do nothing returning key)
      update bare_orders set state = ${body} where id = ${id} and state = 'placed' and exists (select from claim)`.execute(
      kysely,
    );
    await shop.order(id);
    await sql`with done as (update bare_orders set state = 'cancelled' where id = ${id} and state = ${body} returning id),
        logged as (insert into bare_log (order_id, body) select id, ${body} from done),
        told as (insert into bare_outbox (body) select ${body} from done)
      update bare_claims set answer = ${body} where key = ${key} and exists (select from done)`.execute(kysely);
    return context.json({ id }, 201);
  });
  return app;
}

const postgres = await startPostgres({ durable: true });
const folder = mkdtempSync(join(tmpdir(), 'bench-'));
try {
  const table: string[][] = [];
  for (const handlers of requests > 0 ? [1, 8] : []) {
    const orders = Array.from({ length: 3 * requests }, (_, at) =>
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
      sql`insert into bare_orders (id, state) select 'h' || ${sql.lit(handlers)} || '-' || n, 'placed' from generate_series(0, ${sql.lit(3 * requests)}) as g(n)`,
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
    const floor = pools.map((pool) => least(pool, shop));
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
    // In turns, so that whatever else the machine does hits all.
    const all = [sent(ours, 0), sent(theirs, requests), sent(floor, 2 * requests)];
    const parts: Measured[][] = all.map(() => []);
    for (const one of all) await measured(one.splice(0, 20));
    for (const [from, to] of [
      [0, 0.25],
      [0.25, 0.5],
      [0.5, 0.75],
      [0.75, 1],
    ] as const) {
      for (const [at, one] of all.entries()) {
        parts[at]?.push(await measured(one.slice(one.length * from, one.length * to)));
      }
    }
    const [own, other, atLeast] = parts.map((one) => ({
      perSecond: one.length / one.reduce((sum, { perSecond }) => sum + 1 / perSecond, 0),
      p99: Math.max(...one.map(({ p99 }) => p99)),
    })) as [Total, Total, Total];
    const told = ({ perSecond, p99 }: Total) => [`${perSecond.toFixed(0)}/s`, `${p99.toFixed(0)} ms`];
    table.push([
      `${handlers} handler${handlers > 1 ? 's' : ''}`,
      ...told(own),
      ...told(other),
      (own.perSecond / other.perSecond).toFixed(2),
      verdict(own.perSecond / other.perSecond, { atLeast: 0.6 }),
      ...told(atLeast),
      (own.perSecond / atLeast.perSecond).toFixed(2),
    ]);
    await Promise.all(pools.map((pool) => pool.destroy()));
  }
  printTable(
    `${count(requests)} cancellations, ${clients} at once, on PostgreSQL; beside it one transaction of four statements in the same framework, and the floor: three statements and two commits, which is the least that keeps what the handler promises`,
    ['', 'handler', 'p99', 'bare', 'p99', 'ratio', 'target', 'floor', 'p99', 'of floor'],
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
    // No index of words knows two letters.
    const floor = 'its floor: all words, read once';
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
      [floor, () => sql`select count(words) from oc_cancellations where listing is not null`.execute(kysely)],
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
      told.push([
        what,
        `${median.toFixed(1)} ms`,
        `${p99.toFixed(1)} ms`,
        verdict(median, what === floor ? {} : { atMost: 50 }),
      ]);
    }
    printTable(`${count(rows)} requests in ${name}`, ['', 'median', 'slowest', 'target'], told);
    await kysely.destroy();
  }
} finally {
  await postgres.stop();
  rmSync(folder, { recursive: true });
}
