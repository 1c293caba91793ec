import type { Answer, CancellationStore, KeptAnswer, KeyClaim, Plan } from '../stores/store.ts';
import { atOnce, type Database, dropAll, fromJson, fromText, type Run, toJson, toText } from './database.ts';
import { sql } from './statement.ts';

interface ClaimRow {
  principal_id: string;
  key: string;
  fingerprint: string;
  answer: string | null;
  answered_at: number | string | null;
}

/** Takes a key for a plan. `false`: it is taken. */
export async function claim(run: Run, { id, orderId, claim: made }: Plan): Promise<boolean> {
  return !made || (await add(run, made, orderId, { planId: id }));
}

/** Keeps an answer under a key that is free. `false`: it is taken. */
export function addAnswer(run: Run, kept: KeptAnswer): Promise<boolean> {
  return add(run, kept, kept.orderId, kept);
}

/** Frees the key of a plan. */
export async function unclaim(run: Run, { id, claim: made }: Plan): Promise<void> {
  if (!made) return;
  await run.rows(
    sql`delete from oc_claims
      where principal_id = ${toText(made.principalId)} and key = ${toText(made.key)} and plan_id = ${toText(id)}`,
  );
}

async function add(
  run: Run,
  { principalId, key, fingerprint }: KeyClaim,
  orderId: string,
  { planId = null, answer = null, at = null }: { planId?: string | null; answer?: Answer | null; at?: number | null },
): Promise<boolean> {
  const row = [toText(principalId), toText(key), fingerprint, toText(orderId), planId === null ? null : toText(planId)];
  const added = await run.changed(
    sql`insert into oc_claims (principal_id, key, fingerprint, order_id, plan_id, answer, answered_at)
      values (${sql.join(row)}, ${answer && toJson(answer)}, ${at}) on conflict do nothing`,
  );
  return added > 0;
}

/** Puts erased answers in the place of those under their keys. */
export async function replaceAnswer(run: Run, { principalId, key, fingerprint, answer }: KeptAnswer): Promise<void> {
  await run.rows(
    sql`update oc_claims set fingerprint = ${fingerprint}, answer = ${toJson(answer)}
      where principal_id = ${toText(principalId)} and key = ${toText(key)}`,
  );
}

export async function answersOf(database: Database, orderId: string): Promise<KeptAnswer[]> {
  const rows = await database.rows<ClaimRow>(
    sql`select principal_id, key, fingerprint, answer, answered_at from oc_claims
      where order_id = ${toText(orderId)} and answered_at is not null order by answered_at, principal_id, key`,
  );
  return rows.map((row) => ({
    principalId: fromText(row.principal_id),
    key: fromText(row.key),
    fingerprint: row.fingerprint,
    orderId,
    answer: fromJson<Answer>(row.answer as string),
    at: Number(row.answered_at),
  }));
}

export function createClaims(database: Database): Pick<CancellationStore, 'answered' | 'dropAnswers'> {
  return {
    async answered(principalId, key) {
      const row = await database.row<Pick<ClaimRow, 'fingerprint' | 'answer'>>(
        sql`select fingerprint, answer from oc_claims
          where principal_id = ${toText(principalId)} and key = ${toText(key)}`,
      );
      return row
        ? { fingerprint: row.fingerprint, answer: row.answer === null ? null : fromJson<Answer>(row.answer) }
        : null;
    },
    async dropAnswers(by) {
      const old = sql`select principal_id, key from oc_claims where answered_at <= ${by} limit ${atOnce}`;
      await dropAll(database, sql`delete from oc_claims where (principal_id, key) in (${old})`);
    },
  };
}
