import type { EvidenceEntry, LogEntry } from '../../domain/log-entry.ts';
import type { Actor, LineQuantity, Order } from '../../domain/records.ts';
import { sellersOf } from '../../domain/units/sellers.ts';
import { linesOf } from '../../domain/units/units.ts';
import { formatInstant, parseInstant } from '../../domain/values/instant.ts';
import { isQuantity } from '../../domain/values/quantity.ts';
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
  /** When what was owed was done, RFC 3339; `null`: it is open. */
  settledAt: string | null;
  /** How it came, where staff has entered it. */
  channel: string | null;
  /** Whose items the order holds, and what of it was cancelled before. */
  sellerIds: readonly string[];
  cancelledBefore: readonly LineQuantity[];
}

/** How many statements of a month are read at once. */
const pageSize = 500;

/** The log in which the statements of a month are, matched or not: no order has such an id. */
export const logOf = (month: string): string => `\u0001withdrawals/${month}`;

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
    entry: Omit<LogEntry, 'id' | 'at' | 'type'>;
    /** The order that it is about, where that is known. */
    about: Order | null;
    answer: Answer;
    sends: Outgoing[];
  },
): Promise<Answer> {
  const reference = newReference(now);
  const logId = logIdOf(reference);
  return exclusively(context, logId, async ({ store, lease }) => {
    const { entry, about, answer, sends } = compose(reference);
    for (;;) {
      const given = await store.answered(claim.principalId, claim.key);
      if (given?.answer) return given.answer;
      const { head } = await store.records(logId);
      const at = formatInstant(now);
      const entries: LogEntry[] = [{ id: reference, at, type: 'withdrawal', reference, ...entry }];
      if (about) {
        entries.push({
          ...{ id: newId(), at, by: 'platform', type: 'withdrawal', action: 'match', reference },
          ...matchOf(about),
        });
      }
      const append = { ...logAppendOf({ orderId: logId, head, at, entries, now: null }), sends };
      const kept = await store.keep({ ...claim, orderId: logId, answer, at: now }, null, append, [], lease);
      if (kept.code !== 'appended') continue;
      await tellCheckpoint(context, logId, kept.head);
      return answer;
    }
  });
}

/** Notes which order a statement is about: what was settled of another one is open again. Once more changes nothing. */
export function noteMatch(context: Context, reference: string, order: Order): Promise<void> {
  return note(context, reference, ({ matches }) =>
    matches === order.id ? null : { by: 'platform', action: 'match', ...matchOf(order) },
  );
}

/** Notes that what was owed for a statement is done; `comment`: what somebody says of that. Once more changes nothing. */
export function noteSettled(context: Context, reference: string, by: Actor, comment: string | null): Promise<void> {
  return note(context, reference, ({ settledAt }) =>
    settledAt === null ? { by, action: 'settle', ...(comment !== null && { comment }) } : null,
  );
}

/** Adds an entry about a statement to the log that it is in; `null`: there is nothing to be noted. */
function note(
  context: Context,
  reference: string,
  compose: (known: KeptStatement) => Pick<LogEntry, 'by' | 'action'> | null,
): Promise<void> {
  const logId = logIdOf(reference);
  return exclusively(context, logId, async (held) => {
    const { store, lease } = held;
    for (;;) {
      const { head } = await store.records(logId);
      const known = await statementOf(held, reference);
      const told = known && compose(known);
      if (!told) return;
      const at = formatInstant(context.now());
      const entry: LogEntry = { id: newId(), at, type: 'withdrawal', reference, ...told };
      const append = logAppendOf({ orderId: logId, head, at, entries: [entry], now: null });
      const appended = await store.append(logId, append, lease);
      if (appended.code === 'appended') await tellCheckpoint(context, logId, appended.head);
      if (appended.code !== 'moved') return;
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
      if (known && entry.action === 'match') Object.assign(known, matchIn(entry), { settledAt: null });
      else if (known && entry.action === 'settle') known.settledAt = entry.at;
      else if (known && entry.action === 'receipt') known.receiptSentAt = entry.at;
      else statements.set(entry.reference as string, keptFrom(entry));
    }
    if (!more) return [...statements.values()];
    after = (entries.at(-1) as EvidenceEntry).seq;
  }
}

function keptFrom(entry: EvidenceEntry): KeptStatement {
  const { reference, at, receivedAt = at, occurredAt, lines = null, statement = {}, flags = [], kind = null } = entry;
  return {
    reference: reference as string,
    receivedAt,
    said: statement,
    lines,
    orderId: null,
    sentAt: occurredAt ?? null,
    flags: flags as KeptStatement['flags'],
    receiptSentAt: null,
    settledAt: null,
    channel: kind,
    ...{ matches: null, sellerIds: [], cancelledBefore: [] },
  };
}

/** Which order a statement is about, as an entry says it. */
function matchIn(entry: EvidenceEntry): Pick<KeptStatement, 'matches' | 'sellerIds' | 'cancelledBefore'> {
  const { matches = null, sellerIds = [], lines: cancelledBefore = [] } = entry;
  return { matches, sellerIds, cancelledBefore };
}

/** What an entry says of the order that a statement is about, as it is when the two are brought together. */
function matchOf(order: Order): Pick<LogEntry, 'matches' | 'sellerIds' | 'lines'> {
  const cancelled = linesOf(order).flatMap(({ id, cancelledQuantity: quantity = 0 }) =>
    isQuantity(quantity) && quantity > 0 && typeof id === 'string' ? [{ id, quantity }] : [],
  );
  return { matches: order.id, sellerIds: sellersOf(order), ...(cancelled.length > 0 && { lines: cancelled }) };
}

/** When a statement counts as sent, epoch ms: never after it arrived. */
export function sentOf({ sentAt }: Pick<Statement, 'sentAt'>, receivedAt: number): number {
  const sent = parseInstant(sentAt);
  return sent <= receivedAt ? sent : receivedAt;
}
