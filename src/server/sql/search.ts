import type { ListScope } from '../stores/store.ts';
import { type Database, searchText, toText } from './database.ts';
import { type Statement, sql } from './statement.ts';

/** Which rows have all the words of a search, and by which way they are met. */
export interface Search {
  from: Statement;
  where: Statement;
}

/** Reads each row that somebody may see; PostgreSQL goes by its index `oc_cancellations_words` where that is shorter. */
export function byRow({ isSqlite }: Database, words: readonly string[]): Search {
  const each = words.map((word) => {
    const text = searchText(word);
    // What SQLite calls `like` takes A for a.
    if (isSqlite) return sql`instr(words, ${text}) > 0`;
    return sql`words like ${`%${text.replace(/[\\%_]/g, '\\$&')}%`} escape '\\'`;
  });
  return { from: sql`oc_cancellations`, where: each.length === 0 ? sql`1 = 1` : sql.join(each, ' and ') };
}

/** A seller of so many rows or fewer has them read. */
const fewRows = 20_000;

/**
 * The same in SQLite by the index of threes of letters, where somebody sees many rows and one of the words is that long. What
 * it finds is held against the words themselves.
 */
export async function byThrees(database: Database, scope: ListScope, words: readonly string[]): Promise<Search | null> {
  const wanted = database.isSqlite ? threesOf(words) : [];
  if (wanted.length === 0 || !(await seesMany(database, scope))) return null;
  const query = wanted.map((three) => `"${three.replaceAll('"', '""')}"`).join(' AND ');
  // `cross join`: in this order, whatever the planner thinks.
  return {
    from: sql`oc_search cross join oc_cancellations on search_id = oc_search.rowid`,
    where: sql`oc_search match ${query} and ${byRow(database, words).where}`,
  };
}

/**
 * The same in SQLite where no word is that long, by the index of words alone: of rows, only those that it finds are read. `null`
 * where rows are as soon read.
 */
export async function byShort(database: Database, scope: ListScope, words: readonly string[]): Promise<Search | null> {
  if (!database.isSqlite || words.length === 0 || !(await seesMany(database, scope))) return null;
  // Named, as the planner would rather go by an order.
  return { ...byRow(database, words), from: sql`oc_cancellations indexed by oc_cancellations_short` };
}

/** So many threes of a word are looked for, side by side: those between them find nothing less often. */
const most = 12;

/** The threes of letters in words, as SQLite counts letters (code points). */
function threesOf(words: readonly string[]): string[] {
  const each = words.flatMap((word) => {
    const letters = [...searchText(word)];
    const last = letters.length - 3;
    if (last < 0) return [];
    const count = Math.min(Math.ceil(last / 3) + 1, most);
    const places = Array.from({ length: count }, (_, at) => Math.round((at * last) / Math.max(1, count - 1)));
    return places.map((at) => letters.slice(at, at + 3).join(''));
  });
  return [...new Set(each)];
}

async function seesMany(database: Database, { all, sellerId }: ListScope): Promise<boolean> {
  if (all || sellerId === null) return all;
  const row = await database.row<{ count: number | null }>(
    sql`select sum(count) as count from oc_counts where seller_id = ${toText(sellerId)}`,
  );
  return (row?.count ?? 0) > fewRows;
}
