import assert from 'node:assert/strict';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { describe, it } from 'node:test';
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

describe('a database that says nothing any more', () => {
  /** Between the driver and the server, if there is one; `silent`: takes everything, and passes nothing on. */
  const aWay = async (to: string | null) => {
    const state = { silent: to === null };
    const sockets = new Set<Socket>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => {});
      if (to === null) return;
      const other = connect(to);
      sockets.add(other);
      other.on('error', () => {});
      socket.on('data', (bytes) => state.silent || other.write(bytes));
      other.on('data', (bytes) => state.silent || socket.write(bytes));
      socket.on('close', () => other.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return {
      state,
      url: `postgres://postgres@127.0.0.1:${port}/postgres`,
      close: () => {
        for (const socket of sockets) socket.destroy();
        return new Promise((resolve) => server.close(resolve));
      },
    };
  };

  it('is given up at the first connection', async () => {
    const way = await aWay(null);
    const database = await openDatabase(way.url, { timeout: 200 });
    await assert.rejects(sql`select 1`.execute(database), /timeout/);
    await database.destroy();
    await way.close();
  });

  it('is given up in the middle of a transaction, and asked again by another connection', async () => {
    const { connection, stop } = await startPostgres();
    const way = await aWay(join(connection.host, '.s.PGSQL.5432'));
    const database = await openDatabase(way.url, { timeout: 300 });
    await sql`create table rows (id integer)`.execute(database);
    const cutOff = database.transaction().execute(async (own) => {
      await sql`insert into rows (id) values (${1})`.execute(own);
      way.state.silent = true;
      await sql`insert into rows (id) values (${2})`.execute(own);
    });
    await assert.rejects(cutOff, /timeout/);
    way.state.silent = false;
    assert.deepEqual((await sql`select id from rows where id > ${0}`.execute(database)).rows, []);
    await database.destroy();
    await way.close();
    await stop();
  });

  it('has its time, by the server, for one statement; none is needed where none was given', async () => {
    const { connection, stop } = await startPostgres();
    const url = `postgres://postgres@/postgres?host=${encodeURIComponent(connection.host)}`;
    const [database, patient] = await Promise.all([
      openDatabase(url, { timeout: 200 }),
      openDatabase(url, { timeout: 0 }),
    ]);
    await assert.rejects(sql`select pg_sleep(${5})`.execute(database), /statement timeout/);
    await sql`select pg_sleep(${0.4})`.execute(patient);
    await Promise.all([database.destroy(), patient.destroy()]);
    await stop();
  });
});
