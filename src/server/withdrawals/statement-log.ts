import type { EvidenceEntry, LogEntry } from '../../domain/log-entry.ts';
import { formatInstant, parseInstant } from '../../domain/values/instant.ts';
import type { Context } from '../context.ts';
import { exclusively } from '../context.ts';
import { newId } from '../ids.ts';
import { logAppendOf } from '../log/log-append.ts';
import { tellCheckpoint } from '../log/observe.ts';
import type { Answer, KeyClaim, Outgoing } from '../stores/store.ts';
import type { Statement } from './statement.ts';

/** A statement as it was kept. */
export interface KeptStatement extends Statement {
  reference: string;
  /** When it arrived, RFC 3339. */
  receivedAt: string;
  /** The order that it was matched to. */
  matches: string | null;
  /** When its receipt was sent, RFC 3339; `null`: not yet, or it names no address. */
  receiptSentAt: string | null;
}

/** How many statements of a month are read at once. */
const pageSize = 500;

/** The log in which the statements of a month are, matched or not: no order has such an id. */
const logOf = (month: string): string => `\u0001withdrawals/${month}`;

/** The log in which a statement is. */
export const logIdOf = (reference: string): string => logOf(reference.slice(2, 9));

/** A new reference: the month, by which it is found, and 50 random bits. */
export function newReference(now: number): string {
  const random = BigInt(`0x${newId()}`).toString(32).toUpperCase().slice(-10);
  return `W-${formatInstant(now).slice(0, 7)}-${random}`;
}

/**
 * Keeps a statement once, with the answer to it, in the log of its month; resolves with the answer that it was given first.
 * No order is looked at, so that it takes as long whichever there are.
 */
export async function keepStatement(
  context: Context,
  claim: KeyClaim,
  now: number,
  compose: (reference: string) => {
    entry: Omit<LogEntry, 'id' | 'at' | 'by' | 'type'>;
    answer: Answer;
    sends: Outgoing[];
  },
): Promise<Answer> {
  const reference = newReference(now);
  const logId = logIdOf(reference);
  return exclusively(context, logId, async ({ store, lease }) => {
    const { entry, answer, sends } = compose(reference);
    for (;;) {
      const given = await store.answered(claim.principalId, claim.key);
      if (given?.answer) return given.answer;
      const { head } = await store.records(logId);
      const at = formatInstant(now);
      const entries: LogEntry[] = [{ id: reference, at, by: 'buyer', type: 'withdrawal', reference, ...entry }];
      const append = { ...logAppendOf({ orderId: logId, head, at, entries, now: null }), sends };
      const kept = await store.keep({ ...claim, orderId: logId, answer, at: now }, null, append, [], lease);
      if (kept.code !== 'appended') continue;
      await tellCheckpoint(context, logId, kept.head);
      return answer;
    }
  });
}

/** Notes which order a statement is about. Once more changes nothing. */
export async function noteMatch(
  context: Context,
  statement: KeptStatement,
  orderId: string,
  now: number,
): Promise<void> {
  const { reference } = statement;
  const logId = logIdOf(reference);
  await exclusively(context, logId, async ({ store, lease }) => {
    for (;;) {
      const { head } = await store.records(logId);
      const at = formatInstant(now);
      const id = `${reference}:${orderId}`;
      const match = {
        id,
        at,
        by: 'platform',
        type: 'withdrawal',
        action: 'match',
        reference,
        matches: orderId,
      } as const;
      const { code } = await store.append(
        logId,
        logAppendOf({ orderId: logId, head, at, entries: [match], now: null }),
        lease,
      );
      if (code !== 'moved') return;
    }
  });
}

/** A statement by its reference; `null`: there is none. */
export async function statementOf(context: Context, reference: string): Promise<KeptStatement | null> {
  if (!/^W-\d{4}-\d{2}-/.test(reference)) return null;
  const found = await statementsIn(context, reference.slice(2, 9));
  return found.find((one) => one.reference === reference) ?? null;
}

/** The statements that arrived in a month (`YYYY-MM`), oldest first. */
export async function statementsIn({ store }: Context, month: string): Promise<KeptStatement[]> {
  const statements = new Map<string, KeptStatement>();
  for (let after = 0; ; ) {
    const { entries, more } = await store.log(logOf(month), after, pageSize);
    for (const entry of entries) {
      const known = statements.get(entry.reference as string);
      if (known && entry.action === 'match') known.matches = entry.matches ?? null;
      else if (known && entry.action === 'receipt') known.receiptSentAt = entry.at;
      else statements.set(entry.reference as string, keptFrom(entry));
    }
    if (!more) return [...statements.values()];
    after = (entries.at(-1) as EvidenceEntry).seq;
  }
}

function keptFrom(entry: EvidenceEntry): KeptStatement {
  const { reference, at, occurredAt, lines = null, statement = {}, flags = [], matches = null } = entry;
  return {
    reference: reference as string,
    receivedAt: at,
    said: statement,
    lines,
    orderId: null,
    sentAt: occurredAt ?? null,
    flags: flags as KeptStatement['flags'],
    matches,
    receiptSentAt: null,
  };
}

/** When a statement counts as sent, epoch ms: never after it arrived. */
export function sentOf({ sentAt }: Pick<Statement, 'sentAt'>, receivedAt: number): number {
  const sent = parseInstant(sentAt);
  return sent <= receivedAt ? sent : receivedAt;
}
