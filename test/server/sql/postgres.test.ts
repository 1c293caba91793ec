import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Kysely, sql } from 'kysely';
import { startPostgres } from '../../../scripts/postgres.mjs';
import { journalConformance, type StoreWorld, storeConformance } from '../../../src/server/index.ts';
import { migrate, sqlJournal, sqlStore } from '../../../src/server/sql/index.ts';
import { aCancellation, aListing, aPlan, aQuery, aResult } from '../../../src/server/stores/conformance/records.ts';
import { openPostgres } from '../../support/postgres.ts';

let server: Awaited<ReturnType<typeof startPostgres>>;
/** Two pools, as of two processes. */
let pools: Kysely<unknown>[];
let tables: string[];

before(async () => {
  server = await startPostgres();
  pools = Array.from({ length: 3 }, () => openPostgres(server.connection, 4));
});
after(async () => {
  await Promise.all((pools ?? []).map((pool) => pool.destroy()));
  await server?.stop();
});

describe('migrate', () => {
  it('makes each step once, however many call it at once', async () => {
    const made = await Promise.all(pools.map((pool) => migrate(pool)));
    assert.equal(made.filter((steps) => steps > 0).length, 1, made.join());
    const [first] = pools as [Kysely<unknown>];
    assert.equal(await migrate(first), 0);
    const { rows } = await sql<{ name: string }>`select tablename as name from pg_tables
      where tablename like 'oc\_%' and tablename not in ('oc_migrations', 'oc_feed')`.execute(first);
    tables = rows.map(({ name }) => name);
  });
});

describe('a search', () => {
  it('has an index of threes of letters, and needs none where nobody may make it', async () => {
    const [first] = pools as [Kysely<unknown>];
    const indexes = async (kysely: Kysely<unknown>) => {
      const { rows } = await sql`select 1 from pg_indexes where indexname = 'oc_cancellations_words'`.execute(kysely);
      return rows.length;
    };
    assert.equal(await indexes(first), 1);
    await sql`create role limited login`.execute(first);
    await sql`create database limited`.execute(first);
    const owner = openPostgres({ ...server.connection, database: 'limited' }, 1);
    await sql`grant create on schema public to limited`.execute(owner);
    await owner.destroy();
    const limited = openPostgres({ ...server.connection, database: 'limited', user: 'limited' }, 2);
    try {
      assert.ok((await migrate(limited)) > 0);
      assert.equal(await indexes(limited), 0);
      const scope = { buyerId: null, sellerId: null, all: true };
      const query = { scope, states: null, words: ['ada'], sort: 'amount', after: null, limit: 10 } as const;
      assert.deepEqual(await sqlStore(limited).list({ ...query, words: ['ada'] }), {
        rows: [],
        more: false,
        counts: {},
      });
    } finally {
      await limited.destroy();
    }
  });
});

/** Empty tables: nothing of one case is left to the next. */
async function aWorld(): Promise<StoreWorld> {
  const [one, two] = pools as [Kysely<unknown>, Kysely<unknown>];
  await sql`truncate ${sql.join(tables.map((table) => sql.ref(table)))}`.execute(one);
  await sql`update oc_feed set latest = 0`.execute(one);
  return {
    store: sqlStore(one),
    other: sqlStore(two),
    lapse: async (orderId) => {
      await sql`update oc_orders set leased_until = 0 where order_id = ${orderId}`.execute(one);
    },
  };
}

describe('A store in PostgreSQL passes every case of the conformance suite', () => {
  for (const { name, run } of storeConformance(aWorld)) it(name, run);
});

it('counts in PostgreSQL stay true where listings are kept beside a transition: who finishes it has to look again', async () => {
  const { store, other = store } = await aWorld();
  const plan = aPlan({ cancellations: [aCancellation()] });
  await store.begin(plan);
  await store.finish(plan, aResult(plan, 0));
  const next = aPlan({ id: 'next', cancellations: [aCancellation()] });
  const finished = store.exclusively(plan.orderId, async (lease) => {
    await store.begin(next, lease);
    await other.keepListings([aListing({ state: 'cancelled' })]);
    await store.finish(next, aResult(next, 1, { listings: [aListing({ state: 'declined' })] }), lease);
  });
  await assert.rejects(finished, { code: 'lease-lost' });
  const { counts } = await other.list(aQuery());
  assert.deepEqual(counts, { cancelled: 1 });
});

describe('A journal in PostgreSQL passes every case', () => {
  const setup = async () => {
    const [one, two] = pools as [Kysely<unknown>, Kysely<unknown>];
    await sql`truncate oc_jobs`.execute(one);
    return { journal: sqlJournal(one), other: sqlJournal(two) };
  };
  for (const { name, run } of journalConformance(setup)) it(name, run);
});
