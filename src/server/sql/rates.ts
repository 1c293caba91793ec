import type { Kysely } from 'kysely';
import type { RateCounter } from '../http/counter.ts';
import { atOnce, dropAll, toText } from './database.ts';
import { migratedDatabase } from './migrations.ts';
import { sql } from './statement.ts';

/** Counts requests for `rateLimit`, in the database that several processes share. */
export function sqlCounter(kysely: Kysely<unknown>): RateCounter {
  const database = migratedDatabase(kysely);
  return {
    async count(name, since) {
      const row = await database.written<{ count: number | string }>(
        sql`insert into oc_rates (name, since, count) values (${toText(name)}, ${since}, 1)
            on conflict (name) do update set since = excluded.since,
              count = case when oc_rates.since = excluded.since then oc_rates.count + 1 else 1 end
            returning count`,
      );
      return Number(row?.count);
    },
    async drop(before) {
      const old = sql`select name from oc_rates where since < ${before} limit ${atOnce}`;
      await dropAll(database, sql`delete from oc_rates where since < ${before} and name in (${old})`);
    },
  };
}
