import type { Kysely } from 'kysely';
import { isOnSqlite, runStatement, type Statement, sql } from './statement.ts';

/** Runs statements: in one transaction, or each by itself. */
export interface Run {
  /** The rows that a statement gives; outside of a transaction it only reads. */
  rows<T>(statement: Statement): Promise<T[]>;
  /** The first of them. */
  row<T>(statement: Statement): Promise<T | undefined>;
  /** How many rows a statement changed. */
  changed(statement: Statement): Promise<number>;
}

export interface Database extends Run {
  isSqlite: boolean;
  /** The first row that a statement gives which writes: a transaction by itself. */
  written<T>(statement: Statement): Promise<T | undefined>;
  /**
   * Runs `work` in one transaction; again, where the database says that another transaction stood in its way. It calls nobody
   * else. Its first statement writes, so that nothing is read before it is sure to be alone with the row.
   */
  transact<T>(work: (run: Run) => Promise<T>): Promise<T>;
  /**
   * A transaction of statements that are known beforehand: of PostgreSQL in one trip. What `first` gives, which changes one
   * row; where it changes none, nothing is done (`undefined`). None of them may need to see what another one has written.
   */
  together<T>(first: Statement, parts: readonly Part[]): Promise<T | Undoing | undefined>;
}

/** A statement that is done together with others. */
export interface Part {
  /** Small letters. */
  name: string;
  /**
   * `done`: whether the first one has changed a row, which this one has to depend on. `after`: that another part, which stands
   * before it, has been done.
   */
  statement(done: Statement, after: (name: string) => Statement): Statement;
  /** So many rows it has to change, or all is undone. Default: any number. */
  least?: number;
}

/** The name of the part that has changed too few rows: nothing was done. */
export interface Undoing {
  undone: string;
}

/** What a transaction gives up with, without it being a fault: nothing of it is kept. */
class Undone<T> extends Error {
  readonly result: T;

  constructor(result: T) {
    super('the transaction is undone');
    this.result = result;
  }
}

/** Undoes the transaction, which gives `result`. */
export function undo<T>(result: T): never {
  throw new Undone(result);
}

/** So long a transaction is tried again where others stand in its way, ms. */
const usualPatience = 15_000;
/** What is waited between two attempts at most, ms. */
const longestPause = 50;

/** `before`: what has to be done before each statement. */
export function createDatabase(
  kysely: Kysely<unknown>,
  before: () => Promise<void> = async () => {},
  patience = usualPatience,
): Database {
  const isSqlite = isOnSqlite(kysely);
  const again = async <T>(work: () => Promise<T>): Promise<T> => {
    await before();
    return repeated(work, patience);
  };
  const plain = runOn(kysely);
  const transact = <T>(work: (run: Run) => Promise<T>): Promise<T> =>
    again(() =>
      (isSqlite ? immediately(kysely, work) : kysely.transaction().execute((own) => work(runOn(own)))).catch(
        (error) => {
          if (error instanceof Undone) return error.result as T;
          throw error;
        },
      ),
    );
  const always = sql`1 = 1`;
  /** One statement after the other. */
  const inTurn = <T>(first: Statement, parts: readonly Part[]): Promise<T | Undoing | undefined> =>
    transact(async (run) => {
      const row = await run.row<T>(first);
      if (!row) return undefined;
      for (const { name, statement, least = 0 } of parts) {
        if ((await run.changed(statement(always, () => always))) < least) undo<Undoing>({ undone: name });
      }
      return row;
    });
  return {
    isSqlite,
    together: <T>(first: Statement, parts: readonly Part[]) =>
      isSqlite ? inTurn<T>(first, parts) : again(() => inOne<T>(plain, first, parts)),
    rows: (statement) => again(() => plain.rows(statement)),
    row: (statement) => again(() => plain.row(statement)),
    written: (statement) => (isSqlite ? transact((run) => run.row(statement)) : again(() => plain.row(statement))),
    changed: (statement) =>
      isSqlite ? transact((run) => run.changed(statement)) : again(() => plain.changed(statement)),
    transact,
  };
}

/** A transaction that writes from its beginning: one that reads first fails where somebody writes meanwhile. */
function immediately<T>(kysely: Kysely<unknown>, work: (run: Run) => Promise<T>): Promise<T> {
  return kysely.connection().execute(async (own) => {
    await runStatement(own, sql`begin immediate`);
    try {
      const result = await work(runOn(own));
      await runStatement(own, sql`commit`);
      return result;
    } catch (error) {
      // The first error is the one to be told; where the database has rolled back already, there is nothing left to be.
      await runStatement(own, sql`rollback`).catch(() => {});
      throw error;
    }
  });
}

function runOn(kysely: Kysely<unknown>): Run {
  return {
    rows: async <T>(statement: Statement) => (await runStatement(kysely, statement)).rows as T[],
    row: async <T>(statement: Statement) => (await runStatement(kysely, statement)).rows[0] as T | undefined,
    changed: async (statement) => Number((await runStatement(kysely, statement)).numAffectedRows ?? 0n),
  };
}

/** All in one statement. What is to be undone fails, by a cast that names it: so nothing of it is kept. */
async function inOne<T>(run: Run, first: Statement, parts: readonly Part[]): Promise<T | Undoing | undefined> {
  const done = sql`exists (select 1 from first_one)`;
  const after = (name: string) => sql`(select count(*) from ${sql.ref(name)}) >= 0`;
  const all = parts.map(({ name, statement }) => sql`, ${sql.ref(name)} as (${statement(done, after)} returning 1)`);
  const checks = parts.flatMap(({ name, least }) => {
    const count = sql`(select count(*) from ${sql.ref(name)})`;
    // Of what it counts too, that it is not found to fail before anything is done.
    return least === undefined
      ? []
      : [sql`when ${count} < ${sql.lit(least)} then cast(${sql.lit(`${undone}${name}:`)} || ${count} as integer)`];
  });
  const check = checks.length === 0 ? sql`` : sql`, case ${sql.join(checks, ' ')} end as undone`;
  try {
    return await run.row<T>(
      sql`with first_one as (${first})${sql.join(all, '')} select first_one.*${check} from first_one`,
    );
  } catch (error) {
    const [, name] = (error instanceof Error && new RegExp(`${undone}([a-z]+):`).exec(error.message)) || [];
    if (name === undefined) throw error;
    return { undone: name };
  }
}

const undone = 'undone:';

async function repeated<T>(work: () => Promise<T>, patience: number): Promise<T> {
  const begin = performance.now();
  for (let pause = 1; ; pause = Math.min(pause * 2, longestPause)) {
    try {
      return await work();
    } catch (error) {
      if (!isInTheWay(error) || performance.now() - begin > patience) throw error;
      await sleep(Math.random() * pause);
    }
  }
}

/** Whether others stood in the way: a locked file, a deadlock, what could not be put in an order. */
export function isInTheWay(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && (/^SQLITE_(BUSY|LOCKED)/.test(code) || code === '40001' || code === '40P01');
}

export function sleep(duration: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, duration));
}

/** So many rows are dropped at once, that nobody waits for long. */
export const atOnce = 500;

/** Drops rows, by a statement that drops no more than `atOnce`, until there are none left. */
export async function dropAll(database: Database, statement: Statement): Promise<void> {
  while ((await database.changed(statement)) === atOnce);
}

/** Several rows of values, for `insert`. */
export function valuesOf(rows: readonly (readonly unknown[])[]): Statement {
  return sql.join(rows.map((row) => sql`(${sql.join(row)})`));
}

/** The same to select from, of columns whose types no table tells. */
export function valuesAs(types: readonly ColumnType[], rows: readonly (readonly unknown[])[]): Statement {
  const typed = (value: unknown, at: number) => sql`cast(${value} as ${sql.raw(types[at] as ColumnType)})`;
  return sql`(values ${sql.join(rows.map((row) => sql`(${sql.join(row.map(typed))})`))})`;
}

export type ColumnType = 'text' | 'bigint';

/** A list of values, for `in`. */
export function listOf(values: readonly unknown[]): Statement {
  return values.length === 0 ? sql`(null)` : sql`(${sql.join(values)})`;
}

/** What no column of text can hold, in every database: it is written as JSON, behind a mark. */
const unfit = /[\0\ud800-\udfff]|^\u{10ffff}/u;
const mark = '\u{10ffff}';

/** A name as a column holds it, different for different ones. */
export function toText(name: string): string {
  return unfit.test(name) ? mark + JSON.stringify(name).replaceAll(mark, '\\udbff\\udfff') : name;
}

export function fromText(text: string): string {
  return text.startsWith(mark) ? JSON.parse(text.slice(mark.length)) : text;
}

/** A text that is searched: what no column can hold is left out. */
export function searchText(text: string): string {
  return text.replaceAll('\0', ' ').replace(/[\ud800-\udfff]/gu, '\ufffd');
}

export function toJson(value: unknown): string {
  return JSON.stringify(value);
}

export function fromJson<T>(text: string): T {
  return JSON.parse(text);
}
