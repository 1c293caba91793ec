import assert from 'node:assert/strict';
import { it } from 'node:test';
import { sql } from 'kysely';
import { startPostgres } from '../../../scripts/postgres.mjs';
import { openDatabase } from '../../../src/server/sql/index.ts';

it('a connection that is lost while nobody uses it, or in a transaction, ends nothing, and the former is told of', async () => {
  const { connection, stop } = await startPostgres();
  let tell = (_: Error): void => {};
  const told = new Promise<Error>((resolve) => {
    tell = resolve;
  });
  const url = `postgres://postgres@/postgres?host=${encodeURIComponent(connection.host)}`;
  const [database, other] = await Promise.all([openDatabase(url, { onLost: tell }), openDatabase(url)]);
  try {
    const answer = async () => (await sql<{ one: number }>`select 1 as one`.execute(database)).rows;
    assert.deepEqual(await answer(), [{ one: 1 }]);
    const cut = () =>
      sql`select pg_terminate_backend(pid) from pg_stat_activity
      where pid <> pg_backend_pid() and backend_type = 'client backend'`.execute(other);
    await cut();
    assert.match((await told).message, /terminat/);
    assert.deepEqual(await answer(), [{ one: 1 }]);
    const cutOff = database.transaction().execute(async (own) => {
      await sql`select 1`.execute(own);
      await cut();
      // What is lost is heard of when it is, not when somebody asks.
      await new Promise((resolve) => setImmediate(resolve));
      await sql`select 1`.execute(own);
    });
    await assert.rejects(cutOff);
    assert.deepEqual(await answer(), [{ one: 1 }]);
  } finally {
    await Promise.all([database.destroy(), other.destroy()]);
    await stop();
  }
});
