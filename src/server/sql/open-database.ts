import { Kysely, PostgresDialect } from 'kysely';
import { preparing } from './preparing.ts';
import { sqliteFile } from './sqlite.ts';

/** Whether a database is named by an address of PostgreSQL; any other is a file of SQLite. */
export function isPostgres(database: string): boolean {
  return /^postgres(ql)?:/.test(database);
}

/** How a connection is opened, and how long it is waited for; durations in ms. */
export interface OpenOptions {
  /** Told of a connection that was lost while nobody used it. */
  onLost?: (error: Error) => void;
  /** How long a statement may take, and a connection be waited for, before it is given up. Default 30,000; 0: for ever. */
  timeout?: number;
}

/**
 * Opens `postgres://…`, or a file of SQLite. `onLost`: told of a connection that was lost while nobody used it; who uses one learns
 * it by the answer. The next question opens another one. A statement that takes longer than `timeout` fails, and what it was part of is
 * undone; nobody waits for a database that says nothing any more. Needs the package `pg` or `libsql`. Statements are prepared; with
 * `?pgbouncer=true` in the address they are not, for a pool between that cannot keep them.
 */
export async function openDatabase(
  database: string,
  { onLost = () => {}, timeout = 30_000 }: OpenOptions = {},
): Promise<Kysely<unknown>> {
  if (!isPostgres(database)) return sqliteFile(database);
  // Who has a file needs no driver of PostgreSQL.
  const { default: pg } = await import('pg');
  const plain = /[?&]pgbouncer=true(&|$)/.test(database);
  const Client = cutting(plain ? pg.Client : preparing(pg.Client));
  const pool = new pg.Pool({
    connectionString: database,
    Client,
    keepAlive: true,
    // By the server, which then is free again, and a little later here, should nothing come from it any more.
    ...(timeout > 0 && { connectionTimeoutMillis: timeout, query_timeout: timeout + 500 }),
    ...(timeout > 0 && !plain && { statement_timeout: timeout }),
  });
  // Unheard, either would end the process: of a connection that nobody uses the pool tells, of others the connection.
  pool.on('error', onLost);
  pool.on('connect', (client) => client.on('error', () => {}));
  return new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
}

interface PgClient {
  // biome-ignore lint/suspicious/noExplicitAny: what a mixin extends has to take any arguments
  query(...given: any[]): any;
  connection: { stream: { destroy(error?: Error): void } };
}

/** A client whose connection ends with the first answer that does not come: what it would say later is nobody's. */
// biome-ignore lint/suspicious/noExplicitAny: what a mixin extends has to take any arguments
function cutting<Class extends new (...given: any[]) => any>(Client: Class): Class {
  return class extends (Client as new (...given: unknown[]) => PgClient) {
    override query(...given: unknown[]): unknown {
      const asked: unknown = super.query(...given);
      if (asked instanceof Promise) {
        asked.catch((error: Error) => {
          if (error.message === 'Query read timeout') this.connection.stream.destroy(error);
        });
      }
      return asked;
    }
  } as unknown as Class;
}
