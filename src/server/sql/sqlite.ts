import { Kysely, type SqliteDatabase, SqliteDialect, type SqliteStatement } from 'kysely';
import { sleep } from './database.ts';

/**
 * A database in a file, for one machine. Every write is on the disk before it is answered (`synchronous = full`); readers do not
 * wait for writers. Needs the package `libsql`.
 */
export async function sqliteFile(path: string): Promise<Kysely<unknown>> {
  const { default: Libsql } = await import('libsql');
  const libsql = new Libsql(path);
  // Who is in the way is waited for by the store, which leaves the process free meanwhile.
  for (const setting of ['busy_timeout = 0', 'synchronous = full', 'foreign_keys = on']) libsql.pragma(setting);
  await inWal(() => libsql.pragma('journal_mode = wal'));
  const database: SqliteDatabase = {
    close: () => libsql.close(),
    // A statement that this driver has prepared, and that fails, stays half done and keeps its connection from committing:
    // what may fail since others write is not prepared.
    prepare: (sql) =>
      /^(begin|commit|rollback)\b/.test(sql) ? unprepared(() => libsql.exec(sql)) : libsql.prepare(sql),
  };
  return new Kysely({ dialect: new SqliteDialect({ database }) });
}

function unprepared(run: () => void): SqliteStatement {
  const none = { changes: 0, lastInsertRowid: 0 };
  return {
    reader: false,
    run() {
      run();
      return none;
    },
    all: () => [],
    iterate: () => [][Symbol.iterator](),
  };
}

/** To change how a file is written it has to be nobody else's for a moment. */
async function inWal(change: () => void): Promise<void> {
  for (let attempts = 200; ; attempts--) {
    try {
      change();
      return;
    } catch (error) {
      if (attempts === 0) throw error;
      await sleep(10);
    }
  }
}
