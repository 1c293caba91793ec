import { toHex } from '../hex.ts';
import type { ListScope } from '../stores/store.ts';
import { type Database, searchText, toText } from './database.ts';
import { type Statement, sql } from './statement.ts';

/** Which rows have all the words of a search, by reading them; PostgreSQL goes by its index `oc_cancellations_words` where that is shorter. */
export function haveWords({ isSqlite }: Database, words: readonly string[]): Statement {
  const each = words.map((word) => {
    const text = searchText(word);
    // What SQLite calls `like` takes A for a.
    if (isSqlite) return sql`instr(words, ${text}) > 0`;
    return sql`words like ${`%${text.replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`;
  });
  return each.length === 0 ? sql`1 = 1` : sql.join(each, ' and ');
}

/** What SQLite's index of words finds: rows that have them, and no others. */
export interface Index {
  /** Their numbers: that of their state, and behind it `search_id`. */
  numbers: Statement;
  /** How many there are by state, where that is known before any of them; `null`: see `countsBy`. */
  counts: Statement | null;
  /** Of so many rows it finds them. */
  of: number;
}

/** A seller of so many rows or fewer has them read. */
const fewRows = 20_000;

/** The row of a number. */
export const rowOf = (number: Statement) => sql`search_id = ${number} & ((1 << 40) - 1)`;

/** How many numbers of a table there are, by state. */
export const countsBy = (table: Statement) =>
  sql`select state, count from (select number >> 40 as number, count(*) as count from ${table} group by 1)
    join oc_search_states using (number)`;

/** The index for somebody who sees so many rows, by state, in another role than a buyer's; `null`: they are as soon read. */
export function byIndex(
  { all, sellerId }: ListScope,
  words: readonly string[],
  rows: readonly { count: number | string }[],
): Index | null {
  const of = rows.reduce((sum, { count }) => sum + Number(count), 0);
  if (of <= (all ? 0 : fewRows)) return null;
  const whose = all || sellerId === null ? [] : [`seller : "${hex(toText(sellerId))}"`];
  const terms = [...whose, ...words.map((word) => `letters : ${lettersOf(word)}`)];
  const found = sql`from oc_search where oc_search match ${terms.join(' AND ')}`;
  return {
    numbers: sql`select rowid as number ${found}`,
    // Of one term all that is met is found: nobody looks through one state for what is in the next.
    counts:
      terms.length > 1
        ? null
        : sql`select state, (select count(*) ${found} and rowid >= number << 40 and rowid < (number + 1) << 40) as count
            from oc_search_states`,
    of,
  };
}

/** As the index has them: each three that follow each other, or how three begin. */
function lettersOf(word: string): string {
  const letters = [...searchText(word)];
  if (letters.length < 3) return `${hex(letters.join(''))} *`;
  return `"${letters
    .slice(2)
    .map((_, at) => hex(letters.slice(at, at + 3).join('')))
    .join(' ')}"`;
}

const encoder = new TextEncoder();

function hex(text: string): string {
  return toHex(encoder.encode(text));
}
