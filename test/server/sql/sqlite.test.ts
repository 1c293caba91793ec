import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { sql } from 'kysely';
import { journalConformance, type StoreWorld, storeConformance } from '../../../src/server/index.ts';
import { sqliteFile, sqlJournal, sqlStore } from '../../../src/server/sql/index.ts';

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
