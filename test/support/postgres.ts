import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { preparing } from '../../src/server/sql/index.ts';

/** Connections to a server of a test's own. */
export function openPostgres(connection: pg.PoolConfig, max = 6): Kysely<unknown> {
  const pool = new pg.Pool({ ...connection, max, Client: preparing(pg.Client) });
  // What is still open when the server stops is cut off.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
}
