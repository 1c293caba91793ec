import { Kysely, PostgresDialect } from 'kysely';
import { preparing } from './preparing.ts';
import { sqliteFile } from './sqlite.ts';

/** Whether a database is named by an address of PostgreSQL; any other is a file of SQLite. */
export function isPostgres(database: string): boolean {
  return /^postgres(ql)?:/.test(database);
}

/**
 * Opens `postgres://…`, or a file of SQLite. `onLost`: told of a connection that was lost while nobody used it; who uses one learns
 * it by the answer. The next question opens another one. Needs the package `pg` or `libsql`. Statements are prepared; with
 * `?pgbouncer=true` in the address they are not, for a pool between that cannot keep them.
 */
export async function openDatabase(
  database: string,
  { onLost = () => {} }: { onLost?: (error: Error) => void } = {},
): Promise<Kysely<unknown>> {
  if (!isPostgres(database)) return sqliteFile(database);
  // Who has a file needs no driver of PostgreSQL.
  const { default: pg } = await import('pg');
  const plain = /[?&]pgbouncer=true(&|$)/.test(database);
  const pool = new pg.Pool({ connectionString: database, ...(!plain && { Client: preparing(pg.Client) }) });
  // Unheard, either would end the process: of a connection that nobody uses the pool tells, of others the connection.
  pool.on('error', onLost);
  pool.on('connect', (client) => client.on('error', () => {}));
  return new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
}
