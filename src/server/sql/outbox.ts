import type { CancellationStore, Outgoing } from '../stores/store.ts';
import { type Database, fromText, listOf, type Run, toText, valuesOf } from './database.ts';
import { sql } from './statement.ts';

interface OutgoingRow {
  id: string;
  due_at: number | string;
  attempts: number | string;
  body: string;
}

export async function putOut(run: Run, sends: readonly Outgoing[]): Promise<void> {
  if (sends.length === 0) return;
  const rows = sends.map(({ id, dueAt, attempts, body }) => [toText(id), Math.ceil(dueAt), attempts, body]);
  await run.rows(sql`insert into oc_outbox (id, due_at, attempts, body) values ${valuesOf(rows)}`);
}

/** `false`: not all of it was there. */
export async function takeOut(run: Run, sent: readonly string[]): Promise<boolean> {
  if (sent.length === 0) return true;
  return (await run.changed(sql`delete from oc_outbox where id in ${listOf(sent.map(toText))}`)) === sent.length;
}

export function createOutbox(database: Database): Pick<CancellationStore, 'outgoing' | 'postpone'> {
  return {
    async outgoing(now, limit, id) {
      const rows = await database.rows<OutgoingRow>(
        sql`select id, due_at, attempts, body from oc_outbox where due_at <= ${now}
          and ${id === undefined ? sql`1 = 1` : sql`id = ${toText(id)}`} order by due_at, id limit ${limit}`,
      );
      return rows.map((row) => ({
        id: fromText(row.id),
        dueAt: Number(row.due_at),
        attempts: Number(row.attempts),
        body: row.body,
      }));
    },
    async postpone({ id, dueAt, attempts }, next) {
      const changed = await database.changed(
        sql`update oc_outbox set due_at = ${Math.ceil(next.dueAt)}, attempts = ${next.attempts}
          where id = ${toText(id)} and due_at = ${Math.ceil(dueAt)} and attempts = ${attempts}`,
      );
      return changed > 0;
    },
  };
}
