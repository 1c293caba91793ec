import type { LogEntry } from '../../domain/log-entry.ts';
import type { Actor, LineQuantity, Money, Order } from '../../domain/records.ts';
import { sellersOf } from '../../domain/units/sellers.ts';
import { linesOf } from '../../domain/units/units.ts';
import { formatInstant, parseInstant } from '../../domain/values/instant.ts';
import { isQuantity } from '../../domain/values/quantity.ts';
import type { Context } from '../context.ts';
import { exclusively } from '../context.ts';
import { newId } from '../ids.ts';
import { appendToLog, wholeLog } from '../log/kept-log.ts';
import { logAppendOf } from '../log/log-append.ts';
import { tellCheckpoint } from '../log/observe.ts';
import type { Answer, Outgoing } from '../stores/store.ts';
import type { StatementClaim } from '../transitions/idempotency.ts';
import type { Statement } from './statement.ts';

/** A statement as it was kept. */
export interface KeptStatement extends Statement {
  reference: string;
  /** When it arrived, RFC 3339. */
  receivedAt: string;
  /** The order that it was matched to. */
  matches: string | null;
  /** Each order that it was ever matched to. */
  matched: readonly string[];
  /** When its receipt was sent, RFC 3339; `null`: not yet, or it names no address. */
  receiptSentAt: string | null;
  /** When what was owed was done, RFC 3339; `null`: it is open. */
  settledAt: string | null;
  /** How it came, where staff has entered it. */
  channel: string | null;
  /** Whose items the order holds, what of it was cancelled before, and what was paid back, minor units. */
  sellerIds: readonly string[];
  cancelledBefore: readonly LineQuantity[];
  refundedBefore: number;
}

/** The log in which the statements of a month are, matched or not: no order has such an id. */
export const logOf = (month: string): string => `\u0001withdrawals/${month}`;

/** The month of a statement, `YYYY-MM`. */
export const monthOf = (reference: string): string => reference.slice(2, 9);

/** The log in which a statement is. */
export const logIdOf = (reference: string): string => logOf(monthOf(reference));

/** A new reference: the month, by which it is found, and 50 random bits. */
export function newReference(now: number): string {
  const random = BigInt(`0x${newId()}`).toString(32).toUpperCase().slice(-10);
  return `W-${formatInstant(now).slice(0, 7)}-${random}`;
}

/**
 * Keeps a statement once, with the answer to it, in the log of its month; resolves with the answer that it was given first,
 * and, where it is new, with what was kept.
 * No order is looked at, so that it takes as long whichever there are.
 */
export async function keepStatement(
  context: Context,
  { former, ...claim }: StatementClaim,
  now: number,
  compose: (reference: string) => {
    entry: Omit<LogEntry, 'id' | 'at' | 'type'>;
    /** The order that it is about, where that is known. */
    about: Order | null;
    answer: Answer;
    sends: Outgoing[];
  },
): Promise<{ answer: Answer; kept: KeptStatement | null }> {
  const reference = newReference(now);
  const logId = logIdOf(reference);
  return exclusively(context, logId, async ({ store, lease }) => {
    const { entry, about, answer, sends } = compose(reference);
    for (;;) {
      for (const name of [claim.key, former]) {
        const given = await store.answered(claim.principalId, name);
        if (given?.answer) return { answer: given.answer, kept: null };
      }
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
      return { answer, kept: statementsAmong(entries)[0] ?? null };
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
  return exclusively(context, logId, (held) =>
    appendToLog(held, logId, async ({ head }) => {
      const known = await statementOf(held, reference);
      const told = known && compose(known);
      if (!told) return null;
      const at = formatInstant(context.now());
      const entry: LogEntry = { id: newId(), at, type: 'withdrawal', reference, ...told };
      return logAppendOf({ orderId: logId, head, at, entries: [entry], now: null });
    }),
  );
}

/** A statement by its reference; `null`: there is none. */
export async function statementOf(context: Context, reference: string): Promise<KeptStatement | null> {
  if (!/^W-\d{4}-\d{2}-/.test(reference)) return null;
  const found = await statementsIn(context, monthOf(reference));
  return found.find((one) => one.reference === reference) ?? null;
}

/** The statements that arrived in a month (`YYYY-MM`), oldest first. */
export async function statementsIn({ store }: Context, month: string): Promise<KeptStatement[]> {
  return statementsAmong(await wholeLog(store, logOf(month)));
}

/** The statements that the log of a month holds. */
export function statementsAmong(log: readonly LogEntry[]): KeptStatement[] {
  const statements = new Map<string, KeptStatement>();
  const keptAt = new Map<string, string>();
  for (const entry of log) {
    if (entry.type !== 'withdrawal') continue;
    const known = statements.get(entry.reference as string);
    if (known && entry.action === 'match') {
      const matched = [...known.matched, ...(entry.matches ? [entry.matches] : [])];
      // What is known of a statement as it comes is written with it.
      const isLater = entry.at !== keptAt.get(known.reference) && !known.flags.includes('matched-later');
      const flags = isLater ? [...known.flags, 'matched-later'] : known.flags;
      Object.assign(known, matchIn(entry), { matched, flags, settledAt: null });
    } else if (known && entry.action === 'settle') known.settledAt = entry.at;
    else if (known && entry.action === 'receipt') known.receiptSentAt = entry.at;
    else {
      statements.set(entry.reference as string, keptFrom(entry));
      keptAt.set(entry.reference as string, entry.at);
    }
  }
  return [...statements.values()];
}

function keptFrom(entry: LogEntry): KeptStatement {
  const { reference, at, receivedAt = at, occurredAt, lines = null, statement = {}, flags = [], kind = null } = entry;
  return {
    reference: reference as string,
    receivedAt,
    said: statement,
    lines,
    sentAt: occurredAt ?? null,
    flags: flags as KeptStatement['flags'],
    receiptSentAt: null,
    settledAt: null,
    channel: kind,
    ...{ matches: null, matched: [], sellerIds: [], cancelledBefore: [], refundedBefore: 0 },
  };
}

/** Which order a statement is about, as an entry says it. */
function matchIn(entry: LogEntry): Pick<KeptStatement, 'matches' | 'sellerIds' | 'cancelledBefore' | 'refundedBefore'> {
  const { matches = null, sellerIds = [], lines: cancelledBefore = [], amount } = entry;
  return { matches, sellerIds, cancelledBefore, refundedBefore: amount?.amount ?? 0 };
}

/** What an entry says of the order that a statement is about, as it is when the two are brought together. */
function matchOf(order: Order): Pick<LogEntry, 'matches' | 'sellerIds' | 'lines' | 'amount'> {
  const cancelled = linesOf(order).flatMap(({ id, cancelledQuantity: quantity = 0 }) =>
    isQuantity(quantity) && quantity > 0 && typeof id === 'string' ? [{ id, quantity }] : [],
  );
  // Whatever cannot be read of the order, the statement can.
  const { amount = 0, currency } = (order.payment?.refunded ?? {}) as Partial<Money>;
  return {
    ...{ matches: order.id, sellerIds: sellersOf(order) },
    ...(cancelled.length > 0 && { lines: cancelled }),
    ...(Number.isSafeInteger(amount) && amount > 0 && typeof currency === 'string' && { amount: { amount, currency } }),
  };
}

/** When a statement counts as sent, epoch ms: never after it arrived. */
export function sentOf({ sentAt }: Pick<Statement, 'sentAt'>, receivedAt: number): number {
  const sent = parseInstant(sentAt);
  return sent <= receivedAt ? sent : receivedAt;
}
