// A database that earlier versions filled is brought up to date with all that is in it; one that later versions have is refused.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { type Kysely, sql } from 'kysely';
import { startPostgres } from '../../../scripts/postgres.mjs';
import {
  type MigrationProgress,
  migrate,
  sqlCounter,
  sqliteFile,
  sqlJournal,
  sqlStore,
} from '../../../src/server/sql/index.ts';
import { everybody } from '../../../src/server/sql/listings.ts';
import { migrateTo } from '../../../src/server/sql/migrations.ts';
import { openPostgres } from '../../support/postgres.ts';
import { until } from '../../support/until.ts';
import { fill, migrateAsPublished, orderId } from './earlier.ts';

const scope = { buyerId: null, sellerId: null, all: true };

async function found(kysely: Kysely<unknown>, words: string[], by: { all?: boolean; sellerId?: string } = {}) {
  const query = { words, states: null, sort: 'cost-of-delay', after: null, limit: 10 } as const;
  const { rows, counts, more } = await sqlStore(kysely).list({ ...query, scope: { ...scope, ...by } });
  return [rows.map(({ cancellation: { id } }) => id).join(), counts, more];
}

/** What `fill` has put there. */
async function assertThere(kysely: Kysely<unknown>, steps: number): Promise<void> {
  const store = sqlStore(kysely);
  assert.deepEqual(await found(kysely, ['1011', 'ada']), ['c1', { requested: 1 }, false]);
  assert.deepEqual(await found(kysely, ['qy']), ['c450', { requested: 1 }, false]);
  assert.deepEqual((await found(kysely, ['order']))[1], { requested: 450 });
  assert.equal((await store.records(orderId)).cancellations[0]?.id, 'c1');
  assert.deepEqual(await store.unfinished(), ['o-planned']);
  assert.equal((await store.answered('buyer:b', 'k1'))?.answer?.status, 201);
  if (steps >= 2) {
    const journal = sqlJournal(kysely);
    assert.deepEqual(
      (await journal.due(7, 10)).map(({ id }) => id),
      ['running'],
    );
    assert.equal(await journal.finished(orderId), 1);
    // From now on they are kept as long as others.
    assert.deepEqual(await journal.ended(Date.now() - 3_600_000, null, 10), []);
    const ended = await journal.ended(Date.now() + 3_600_000, null, 10);
    assert.deepEqual(ended.map(({ id }) => id).sort(), ['done', 'refused']);
    assert.equal(await journal.drop(['running', 'done', 'refused']), 2);
    assert.equal(await journal.finished(orderId), 2);
  }
  if (steps >= 3) assert.equal((await store.outgoing(9, 5))[0]?.body, 'a receipt');
  if (steps >= 4) assert.equal(await sqlCounter(kysely).count('p', 60_000), 5);
}

/** The step that nobody knows yet. */
const addStep = async (kysely: Kysely<unknown>) => {
  await sql`insert into oc_migrations (id) select max(id) + 1 from oc_migrations`.execute(kysely);
};

const newer = { code: 'database-newer', message: /has (\d+) steps, and this version .* knows \d+: run/ };

describe('A SQLite file', () => {
  const aFile = () => {
    const folder = mkdtempSync(join(tmpdir(), 'upgrade-'));
    const opened: Kysely<unknown>[] = [];
    return {
      async open() {
        const kysely = await sqliteFile(join(folder, 'some.db'));
        await sql`pragma synchronous = off`.execute(kysely);
        opened.push(kysely);
        return kysely;
      },
      async dispose() {
        await Promise.all(opened.map((kysely) => kysely.destroy()));
        rmSync(folder, { recursive: true });
      },
    };
  };

  for (const steps of [1, 2, 3, 4, 5, 6, 7, 8]) {
    it(`of ${steps} steps is brought up to date when it is first asked, with all that is in it`, async () => {
      const { open, dispose } = aFile();
      const before = await open();
      await migrateAsPublished(before, steps, true);
      await fill(before, steps);
      const after = await open();
      await assertThere(after, steps);

      // Found by the index, where there are said to be many; what is written since, and what is gone.
      for (const whose of [everybody, 's'])
        await sql`update oc_counts set count = 30000 where seller_id = ${whose}`.execute(after);
      await sql`delete from oc_cancellations where id = 'c2'`.execute(after);
      await sql`update oc_cancellations set words = 'order 1011 cy', seller_id = 'x' where id = 'c3'`.execute(after);
      assert.deepEqual(await found(after, ['1011']), ['c1,c3', { requested: 2 }, false]);
      assert.deepEqual(await found(after, ['cy']), ['c3', { requested: 1 }, false]);
      assert.deepEqual(await found(after, ['1011'], { all: false, sellerId: 's' }), ['c1', { requested: 1 }, false]);
      assert.deepEqual(await found(after, ['5002']), ['', {}, false]);
      const { rows: plan } = await sql<{ detail: string }>`explain query plan select count(*) from oc_search
        cross join oc_cancellations on search_id = oc_search.rowid & 1 where oc_search match ${'letters : "313031"'}`.execute(
        after,
      );
      assert.match(
        plan.map(({ detail }) => detail).join('; '),
        /oc_search VIRTUAL.*USING COVERING INDEX oc_cancellations_search/,
      );
      await dispose();
    });
  }

  it('has the same tables, whichever step it comes from', async () => {
    const made: string[] = [];
    for (const steps of [0, 5, 6, 7, 8]) {
      const { open, dispose } = aFile();
      const kysely = await open();
      await migrateAsPublished(kysely, steps, true);
      await migrate(kysely);
      const { rows } = await sql<{ text: string }>`select name || ': ' || coalesce(sql, '') as text from sqlite_master
        order by name`.execute(kysely);
      // When it was made is in one of them.
      made.push(rows.map(({ text }) => text.replace(/default \d{10,}/, 'default now')).join('\n'));
      await dispose();
    }
    for (const tables of made) assert.equal(tables, made[0]);
  });

  it('says how far it is, leaves its process free, and lets others wait who say so', async () => {
    const { open, dispose } = aFile();
    const [one, other] = [await open(), await open()];
    await migrateAsPublished(one, 5, true);
    await fill(one, 5);
    const told: MigrationProgress[] = [];
    const waited: MigrationProgress[] = [];
    let waiting: Promise<number> | undefined;
    let turns = 0;
    let isOver = false;
    const turn = (): void => {
      turns++;
      if (!isOver) setImmediate(turn);
    };
    setImmediate(turn);
    // While it is held by somebody, nobody else comes to it.
    const made = await one.connection().execute(async (own) => {
      await sql`begin immediate`.execute(own);
      waiting = migrate(other, { onProgress: (progress) => waited.push(progress) });
      await until(() => waited.length > 0);
      assert.equal(waited[0]?.type, 'waiting');
      await sql`commit`.execute(own);
      return waiting;
    });
    assert.equal(await migrate(one, { onProgress: (progress) => told.push(progress) }), 0);
    isOver = true;
    assert.ok(made > 0 && told.length === 0);
    const steps = waited.filter((progress) => progress.type === 'step');
    for (const step of [6, 8]) {
      const own = steps.filter((progress) => progress.step === step);
      assert.deepEqual(
        own.map(({ done, of }) => [done, of]),
        [
          [200, 450],
          [400, 450],
          [450, 450],
        ],
      );
    }
    assert.ok(turns > steps.length, `${turns} turns`);
    await dispose();
  });

  it('that a later version has migrated is refused by the first statement, and by whoever wants to migrate it', async () => {
    const { open, dispose } = aFile();
    const later = await open();
    await migrate(later);
    await addStep(later);
    const kysely = await open();
    await assert.rejects(sqlStore(kysely).unfinished(), newer);
    await assert.rejects(sqlJournal(kysely).finished('o1'), newer);
    await assert.rejects(sqlCounter(kysely).count('p', 0), newer);
    await assert.rejects(migrate(kysely), newer);
    // What it is refused for is not remembered, as another version of the file may be put back.
    await sql`delete from oc_migrations where id = (select max(id) from oc_migrations)`.execute(later);
    assert.deepEqual(await sqlStore(kysely).unfinished(), []);
    await dispose();
  });
});

describe('A database in PostgreSQL', () => {
  it('of each earlier step is brought up to date with all that is in it; of a later one it is refused', async () => {
    const server = await startPostgres();
    const first = openPostgres(server.connection, 1);
    const opened: Kysely<unknown>[] = [first];
    try {
      for (const steps of [1, 2, 3, 4, 5, 8]) {
        const database = `steps_${steps}`;
        await sql`create database ${sql.ref(database)}`.execute(first);
        const kysely = openPostgres({ ...server.connection, database }, 3);
        opened.push(kysely);
        await migrateTo(kysely, steps);
        await fill(kysely, steps);
        assert.ok((await migrate(kysely)) > 0);
        await assertThere(kysely, steps);

        await addStep(kysely);
        const later = openPostgres({ ...server.connection, database }, 2);
        opened.push(later);
        await assert.rejects(sqlStore(later).unfinished(), newer);
        await assert.rejects(sqlJournal(later).finished('o1'), newer);
        await assert.rejects(migrate(later), newer);
        // Who runs while it is brought up to date goes on: only beginning is refused.
        assert.deepEqual(await sqlStore(kysely).unfinished(), ['o-planned']);
      }
    } finally {
      await Promise.all(opened.map((kysely) => kysely.destroy()));
      await server.stop();
    }
  });
});
