import assert from 'node:assert/strict';
import { it } from 'node:test';
import { sql } from 'kysely';
import { startPostgres } from '../../scripts/postgres.mjs';
import { openDatabase } from '../../src/serve/database.ts';

it('a connection that is lost while nobody uses it is told of, and ends nothing', async () => {
  const { connection, stop } = await startPostgres();
  let tell = (_: Error): void => {};
  const told = new Promise<Error>((resolve) => {
    tell = resolve;
  });
  const url = `postgres://postgres@/postgres?host=${encodeURIComponent(connection.host)}`;
  const [database, other] = await Promise.all([openDatabase(url, tell), openDatabase(url, () => {})]);
  try {
    const answer = async () => (await sql<{ one: number }>`select 1 as one`.execute(database)).rows;
    assert.deepEqual(await answer(), [{ one: 1 }]);
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where pid <> pg_backend_pid() and backend_type = 'client backend'`.execute(other);
    assert.match((await told).message, /terminat/);
    assert.deepEqual(await answer(), [{ one: 1 }]);
  } finally {
    await Promise.all([database.destroy(), other.destroy()]);
    await stop();
  }
});
