import type { CancellationStore, Outgoing } from '../stores/store.ts';
import { type Database, fromText, listOf, type Run, toText, valuesOf } from './database.ts';
import { sql } from './statement.ts';

interface OutgoingRow {
  id: string;
  kind: string;
  about: string | null;
  due_at: number | string;
  attempts: number | string;
  body: string;
}

export const outboxColumns = {
  id: 'text',
  kind: 'text',
  about: 'text',
  due_at: 'bigint',
  attempts: 'bigint',
  body: 'text',
} as const;

/** In the order of the columns. */
export function outboxRow({ id, kind, about, dueAt, attempts, body }: Outgoing): unknown[] {
  return [toText(id), kind, about === null ? null : toText(about), Math.ceil(dueAt), attempts, body];
}

export async function putOut(run: Run, sends: readonly Outgoing[]): Promise<void> {
  if (sends.length === 0) return;
  await run.rows(
    sql`insert into oc_outbox (id, kind, about, due_at, attempts, body) values ${valuesOf(sends.map(outboxRow))}`,
  );
}

/** `false`: not all of it was there. */
export async function takeOut(run: Run, sent: readonly string[]): Promise<boolean> {
  if (sent.length === 0) return true;
  return (await run.changed(sql`delete from oc_outbox where id in ${listOf(sent.map(toText))}`)) === sent.length;
}

export function createOutbox(database: Database): Pick<CancellationStore, 'outgoing' | 'postpone' | 'takeOut'> {
  return {
    async outgoing(now, limit, only = {}) {
      const asked = Object.entries(only).map(([column, value]) => sql`${sql.ref(column)} = ${toText(value)}`);
      const rows = await database.rows<OutgoingRow>(
        sql`select id, kind, about, due_at, attempts, body from oc_outbox
          where ${sql.join([sql`due_at <= ${now}`, ...asked], ' and ')} order by due_at, id limit ${limit}`,
      );
      return rows.map((row) => ({
        id: fromText(row.id),
        kind: row.kind as Outgoing['kind'],
        about: row.about === null ? null : fromText(row.about),
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
    async takeOut(id) {
      return (await database.changed(sql`delete from oc_outbox where id = ${toText(id)}`)) > 0;
    },
  };
}
