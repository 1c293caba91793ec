import { CompiledQuery, type Kysely, type QueryResult, SqliteAdapter } from 'kysely';

/**
 * A piece of SQL with the values that it is filled with: text, value, text, …; a value may be such a piece. Kysely's own template
 * does the same by a tree of frozen nodes, which for the statements of a transition is a sixth of a request's work.
 */
export class Statement {
  readonly texts: readonly string[];
  readonly values: readonly unknown[];

  constructor(texts: readonly string[], values: readonly unknown[]) {
    this.texts = texts;
    this.values = values;
  }
}

/** `` sql`select ${value}` ``: what is put in is a value, or a piece of SQL where it is one. */
export function sql(texts: readonly string[], ...values: unknown[]): Statement {
  return new Statement(texts, values);
}

const refs = new Map<string, Statement>();

/** SQL as it is written. */
sql.raw = (text: string): Statement => new Statement([text], []);

/** The name of a table, or of a column: `of.column`; one of the code's own, which are few. */
sql.ref = (name: string): Statement => {
  const known = refs.get(name) ?? sql.id(...name.split('.'));
  refs.set(name, known);
  return known;
};

/** A name that may hold anything, each of its parts. */
sql.id = (...names: readonly string[]): Statement => sql.raw(names.map(quoted).join('.'));

/** A value that is part of the text: for what never differs, or a statement would be planned anew for each. */
sql.lit = (value: string | number): Statement =>
  sql.raw(typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`);

/** Values or pieces, one after the other. */
sql.join = (values: readonly unknown[], between = ', '): Statement => {
  const texts = Array.from({ length: values.length + 1 }, () => between);
  texts[0] = '';
  texts[values.length] = '';
  return new Statement(texts, values);
};

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** The text that a database takes, and the values in their order. */
export function written(statement: Statement, isSqlite: boolean): { text: string; values: unknown[] } {
  const values: unknown[] = [];
  let text = '';
  const write = ({ texts, values: own }: Statement): void => {
    for (const [at, part] of texts.entries()) {
      text += part;
      if (at >= own.length) return;
      const value = own[at];
      if (value instanceof Statement) {
        write(value);
        continue;
      }
      const place = values.push(value);
      text += isSqlite ? '?' : `$${place}`;
    }
  };
  write(statement);
  return { text, values };
}

export function isOnSqlite(kysely: Kysely<unknown>): boolean {
  return kysely.getExecutor().adapter instanceof SqliteAdapter;
}

/** Runs a statement. */
export function runStatement(kysely: Kysely<unknown>, statement: Statement): Promise<QueryResult<unknown>> {
  const { text, values } = written(statement, isOnSqlite(kysely));
  return kysely.executeQuery(CompiledQuery.raw(text, values));
}
