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
  // Of what is read it keeps up to 64 MB: a search looks into many pages.
  for (const setting of ['busy_timeout = 0', 'synchronous = full', 'foreign_keys = on', 'cache_size = -65536'])
    libsql.pragma(setting);
  await inWal(() => libsql.pragma('journal_mode = wal'));
  const prepared = keptStatements((text) => libsql.prepare(text) as unknown as SqliteStatement);
  const database: SqliteDatabase = {
    close: () => libsql.close(),
    // A statement that this driver has prepared, and that fails, stays half done and keeps its connection from committing:
    // what may fail since others write is not prepared.
    prepare: (text) => (/^(begin|commit|rollback)\b/.test(text) ? unprepared(() => libsql.exec(text)) : prepared(text)),
  };
  return new Kysely({ dialect: new SqliteDialect({ database }) });
}

/** So many statements stay prepared; the least used goes. Lists of values make of one as many as they have lengths. */
const mostKept = 300;

/** Each statement is prepared once, as that takes as long as running it; one that failed is never run again. */
function keptStatements(prepare: (text: string) => SqliteStatement): (text: string) => SqliteStatement {
  const kept = new Map<string, SqliteStatement>();
  const guarded = (text: string): SqliteStatement => {
    const statement = prepare(text);
    const { reader } = statement;
    const run = <T>(work: () => T): T => {
      try {
        return work();
      } catch (error) {
        kept.delete(text);
        throw error;
      }
    };
    return {
      reader,
      all: (parameters) => run(() => statement.all(parameters)),
      run: (parameters) => run(() => statement.run(parameters)),
      iterate: (parameters) => prepare(text).iterate(parameters),
    };
  };
  return (text) => {
    const statement = kept.get(text) ?? guarded(text);
    // Last, as the one that was used last.
    kept.delete(text);
    kept.set(text, statement);
    for (const oldest of kept.keys()) {
      if (kept.size <= mostKept) break;
      kept.delete(oldest);
    }
    return statement;
  };
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
