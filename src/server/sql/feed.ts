import type { CancellationStore, Change, Changes } from '../stores/store.ts';
import { atOnce, type Database, dropAll, fromJson, type Run, toJson, valuesOf } from './database.ts';
import { sql } from './statement.ts';

/** Adds changes, told to nobody before they are committed. */
export async function addChanges(run: Run, changes: readonly Change[]): Promise<void> {
  if (changes.length === 0) return;
  await run.changed(sql`insert into oc_changes (body) values ${valuesOf(changes.map((change) => [toJson(change)]))}`);
}

/**
 * Gives those that are committed, and have none yet, their places: one after the other. A number that a writer takes is no
 * place, as who took a greater one may commit earlier. Of readers one at a time.
 */
async function place(database: Database): Promise<void> {
  if (!(await database.row(sql`select 1 from oc_changes where place is null limit 1`))) return;
  await database.transact(async (run) => {
    await run.changed(sql`update oc_feed set latest = latest where id = 1`);
    const placed = await run.changed(
      sql`update oc_changes set place = n.place from (
          select id, (select latest from oc_feed where id = 1) + row_number() over (order by id) as place
          from oc_changes where place is null
        ) as n where n.id = oc_changes.id`,
    );
    await run.changed(sql`update oc_feed set latest = latest + ${placed} where id = 1`);
  });
}

export function createFeed(database: Database): Pick<CancellationStore, 'changes' | 'keepChange' | 'dropChanges'> {
  return {
    async changes(after, limit) {
      await place(database);
      // In one statement, so that all is of one moment.
      const rows = await database.rows<{ latest: number | string; oldest: number | string | null } & ChangeRow>(
        sql`select f.latest, (select min(place) from oc_changes) as oldest, c.place, c.body
          from oc_feed f left join (
            select place, body from oc_changes where place > ${after} order by place limit ${limit}
          ) as c on 1 = 1 where f.id = 1 order by c.place`,
      );
      const latest = Number(rows[0]?.latest ?? 0);
      const oldest = Number(rows[0]?.oldest ?? latest + 1);
      const gap = after > latest || after < oldest - 1;
      const changes = gap ? [] : rows.flatMap(changeIn);
      return { changes, latest, gap };
    },
    async keepChange(change) {
      await addChanges(database, [change]);
    },
    async dropChanges(most) {
      const old = sql`select place from oc_changes
        where place <= (select latest from oc_feed where id = 1) - ${Math.max(1, most)} order by place limit ${atOnce}`;
      await dropAll(database, sql`delete from oc_changes where place in (${old})`);
    },
  };
}

interface ChangeRow {
  place: number | string | null;
  body: string | null;
}

function changeIn({ place: id, body }: ChangeRow): Changes['changes'] {
  return id === null || body === null ? [] : [{ ...fromJson<Change>(body), id: Number(id) }];
}
