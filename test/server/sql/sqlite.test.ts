import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { sql } from 'kysely';
import { journalConformance, type StoreWorld, storeConformance } from '../../../src/server/index.ts';
import { migrate, sqliteFile, sqlJournal, sqlStore } from '../../../src/server/sql/index.ts';
import { everybody } from '../../../src/server/sql/listings.ts';

/** A new file, reached by two connections, as by two processes. */
async function aWorld() {
  const folder = mkdtempSync(join(tmpdir(), 'sqlite-'));
  const path = join(folder, 'cancellations.db');
  const [one, two] = await Promise.all([sqliteFile(path), sqliteFile(path)]);
  // What a power cut leaves is not asked here.
  for (const each of [one, two]) await sql`pragma synchronous = off`.execute(each);
  return {
    store: sqlStore(one),
    other: sqlStore(two),
    /** Somebody writes, and is done when it is ended. */
    async begin(): Promise<() => Promise<void>> {
      let end = (): void => {};
      const ended = new Promise<void>((resolve) => {
        end = resolve;
      });
      let begun = (): void => {};
      const isBegun = new Promise<void>((resolve) => {
        begun = resolve;
      });
      const writing = two.connection().execute(async (own) => {
        await sql`begin immediate`.execute(own);
        begun();
        await ended;
        await sql`commit`.execute(own);
      });
      await isBegun;
      return async () => {
        // Long enough for whoever is in the way to have found it so.
        for (let turns = 50; turns > 0; turns--) await new Promise((resolve) => setImmediate(resolve));
        end();
        await writing;
      };
    },
    lapse: async (orderId: string) => {
      await sql`update oc_orders set leased_until = 0 where order_id = ${orderId}`.execute(one);
    },
    async dispose() {
      await Promise.all([one.destroy(), two.destroy()]);
      rmSync(folder, { recursive: true });
    },
  };
}

describe('A store in a SQLite file passes every case of the conformance suite', () => {
  for (const { name, run } of storeConformance(aWorld)) it(name, run);
});

describe('A store in a SQLite file', () => {
  it('keeps a change while somebody else writes, and each that comes after it', async () => {
    const { store, other, dispose, begin } = await aWorld();
    const change = { orderId: 'o1', buyerId: 'b', sellerId: 's', revision: 'r1', cancellation: null };
    // Its tables are there, and its statement is prepared.
    await store.keepChange(change);
    const end = await begin();
    const kept = store.keepChange({ ...change, revision: 'r2' });
    await end();
    await kept;
    await store.keepChange({ ...change, revision: 'r3' });
    const { changes } = await other.changes(0, 10);
    assert.deepEqual(
      changes.map(({ revision }) => revision),
      ['r1', 'r2', 'r3'],
    );
    await dispose();
  });
});

describe('A SQLite file', () => {
  it('that was written before there was an index of words is searched by it once it is opened', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sqlite-'));
    const path = join(folder, 'some.db');
    const before = await sqliteFile(path);
    await migrate(before);
    // As such a file was.
    for (const what of ['trigger oc_search_added', 'trigger oc_search_changed', 'trigger oc_search_dropped'])
      await sql`drop ${sql.raw(what)}`.execute(before);
    for (const what of ['oc_search', 'oc_search_states', 'oc_places'])
      await sql`drop table ${sql.ref(what)}`.execute(before);
    await sql`drop index oc_cancellations_search`.execute(before);
    await sql`alter table oc_cancellations drop column search_id`.execute(before);
    await sql`delete from oc_migrations where id > 5`.execute(before);
    await sql`insert into oc_cancellations (id, order_id, place, body, listing, seller_id, buyer_id, state, rank_seller,
        rank_other, urgency, cost, requested_at, respond_by, amount, words)
      select 'c' || value, 'o' || value, 1, json_object('id', 'c' || value, 'orderId', 'o' || value), '{}', 's', 'b',
        'requested', 1, 1, 1, value, 1, 1, 1, 'order ' || (1000 + value) from json_each('[1,2,3,4,5,6,7,8,9,10,11,12]')`.execute(
      before,
    );
    await before.destroy();

    const after = await sqliteFile(path);
    const store = sqlStore(after);
    const found = async (words: string[], by: { all?: boolean; sellerId?: string; buyerId?: string } = {}) => {
      const scope = { buyerId: null, sellerId: null, all: true, ...by };
      const { rows, counts, more } = await store.list({
        ...{ scope, words, states: null, sort: 'cost-of-delay', after: null, limit: 10 },
      });
      return [rows.map(({ cancellation: { id } }) => id).join(), counts, more];
    };
    // Nobody's rows are counted, which says how they are looked for.
    const many = (whose: string) =>
      sql`insert into oc_counts (seller_id, state, part, count) values (${whose}, 'requested', 0, 30000)`.execute(
        after,
      );
    await many(everybody);
    assert.deepEqual(await found(['1011']), ['c11', { requested: 1 }, false]);
    const ten = Array.from({ length: 10 }, (_, at) => `c${at + 1}`).join();
    assert.deepEqual(await found(['order']), [ten, { requested: 12 }, true]);
    // A row that is gone, one that is another's, and a seller who is said to have many.
    await sql`delete from oc_cancellations where id = 'c11'`.execute(after);
    await sql`update oc_cancellations set seller_id = 'x', buyer_id = 's', rank_buyer = 2 where id = 'c10'`.execute(
      after,
    );
    await many('s');
    for (const by of [{}, { all: false, sellerId: 's', buyerId: 's' }]) {
      assert.deepEqual(await found(['1011'], by), ['', {}, false]);
      const order = 'all' in by ? 'c12,c10' : 'c10,c12';
      assert.deepEqual(await found(['101', 'rde'], by), [order, { requested: 2 }, false]);
    }
    assert.deepEqual(await found(['101'], { all: false, sellerId: 's' }), ['c12', { requested: 1 }, false]);
    // Fewer than three letters.
    for (const by of [{}, { all: false, sellerId: 's' }]) {
      assert.deepEqual(await found(['12'], by), ['c12', { requested: 1 }, false]);
      assert.deepEqual(await found(['de', '2'], by), ['c2,c12', { requested: 2 }, false]);
    }
    const { rows: plan } = await sql<{ detail: string }>`explain query plan select count(*) from oc_search
      cross join oc_cancellations on search_id = oc_search.rowid & 1 where oc_search match ${'letters : "313031"'}`.execute(
      after,
    );
    assert.match(
      plan.map(({ detail }) => detail).join('; '),
      /oc_search VIRTUAL.*USING COVERING INDEX oc_cancellations_search/,
    );
    await after.destroy();
    rmSync(folder, { recursive: true });
  });

  it('runs a statement again after it failed, after others of its text, and after its table was changed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sqlite-'));
    const kysely = await sqliteFile(join(folder, 'some.db'));
    await sql`pragma synchronous = off`.execute(kysely);
    await sql`create table some (id integer primary key, name text)`.execute(kysely);
    const add = (id: number) => sql`insert into some (id) values (${id})`.execute(kysely);
    const all = async () => (await sql`select * from some`.execute(kysely)).rows;
    await add(1);
    await assert.rejects(kysely.transaction().execute((own) => sql`insert into some (id) values (1)`.execute(own)));
    await assert.rejects(add(1), /UNIQUE/);
    await add(2);
    assert.deepEqual(await all(), [
      { id: 1, name: null },
      { id: 2, name: null },
    ]);
    await sql`alter table some drop column name`.execute(kysely);
    assert.deepEqual(await all(), [{ id: 1 }, { id: 2 }]);
    // More texts than are kept prepared.
    for (let at = 3; at < 400; at++) await sql`insert into some (id) values (${sql.lit(at)})`.execute(kysely);
    await add(400);
    assert.equal((await all()).length, 400);
    await kysely.destroy();
    rmSync(folder, { recursive: true });
  });
});

describe('A journal in a SQLite file passes every case', () => {
  const setup = async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sqlite-'));
    const path = join(folder, 'cancellations.db');
    const [one, two] = await Promise.all([sqliteFile(path), sqliteFile(path)]);
    return {
      journal: sqlJournal(one),
      other: sqlJournal(two),
      async dispose() {
        await Promise.all([one.destroy(), two.destroy()]);
        rmSync(folder, { recursive: true });
      },
    };
  };
  for (const { name, run } of journalConformance(setup)) it(name, run);
});
