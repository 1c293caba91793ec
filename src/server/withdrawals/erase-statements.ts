import { formatInstant, parseInstant } from '../../domain/values/instant.ts';
import { eraseFrom } from '../../evidence/chain.ts';
import { type Context, exclusively, untilLapsed } from '../context.ts';
import { erasureEntry, wholeLog } from '../log/kept-log.ts';
import { logAppendOf } from '../log/log-append.ts';
import { tellCheckpoint } from '../log/observe.ts';
import { sideBySide } from '../side-by-side.ts';
import type { CancellationStore, KeptAnswer } from '../stores/store.ts';
import { type Confirmation, confirmationOf } from './confirmation.ts';
import { isOver, mayBeOwed, monthsBack } from './queue.ts';
import { type KeptStatement, logOf, monthOf, noteSettled, statementsAmong, statementsIn } from './statement-log.ts';

/** Of an order of which nobody knows when it was placed statements are looked for so far back, ms. */
const longAgo = 3 * 366 * 86_400_000;
/** No outbox has more. */
const most = 1_000_000;

/**
 * Erases what the statements of withdrawal about an order say, what they were answered, and receipts that are not sent yet: name, address and words. Their
 * numbers, when they were sent and when they arrived stay. `since`: when the order was placed, epoch ms; `null`: nobody knows.
 * `references`: of those that are known. Resolves with the number of entries that lost something.
 */
export async function eraseStatements(
  context: Context,
  orderId: string,
  since: number | null,
  references: readonly string[],
): Promise<number> {
  const months = new Set(references.map(monthOf));
  const now = context.now();
  const begin = new Date(since ?? now - longAgo);
  for (const month = new Date(Date.UTC(begin.getUTCFullYear(), begin.getUTCMonth())); month.getTime() <= now; ) {
    months.add(month.toISOString().slice(0, 7));
    month.setUTCMonth(month.getUTCMonth() + 1);
  }
  let count = 0;
  for (const month of months) {
    const own = (await statementsIn(context, month)).filter(({ matches }) => matches === orderId);
    count += await eraseIn(context, logOf(month), ({ matches }) => matches === orderId);
    // Another order that one was thought to be about has it on record as well.
    const others = new Set(own.flatMap(({ matched }) => matched).filter((one) => one !== orderId));
    const about = new Set(own.map(({ reference }) => reference));
    for (const other of others) count += await eraseFromOrder(context, other, about);
  }
  return count;
}

/** Erases statements from the record of an order that they turned out not to be about. */
function eraseFromOrder(server: Context, orderId: string, about: ReadonlySet<string>): Promise<number> {
  return exclusively(server, orderId, async (context) => {
    const { store, lease } = context;
    for (;;) {
      const { head } = await store.records(orderId);
      const entries = (await wholeLog(store, orderId)).flatMap((entry) =>
        entry.type === 'withdrawal' && about.has(entry.reference ?? '') && entry.salts?.statement
          ? [eraseFrom(entry, ['statement'])]
          : [],
      );
      if (entries.length === 0) return 0;
      const at = formatInstant(context.now());
      const told = [erasureEntry('buyer', entries, at)];
      const append = head && logAppendOf({ orderId, head, at, entries: told, now: null });
      const erasure = { entries, messages: [], cancellations: [], listings: [], answers: [], attachments: [] };
      if (!(await store.erase(orderId, erasure, append, lease))) continue;
      const after = (await store.records(orderId)).head;
      if (after) await tellCheckpoint(context, orderId, after);
      return entries.length;
    }
  });
}

/** The month in which a process last looked for them, by store. */
const looked = new WeakMap<CancellationStore, string>();

/**
 * Erases the same of statements that are older than they are kept: settled ones, once the period of their order is over or four years
 * have passed. What nobody has settled for four years, whatever the host says, is noted as settled where nothing can be owed for it;
 * what may be stays until it is settled. What is in the record of an order stays with that.
 */
export async function eraseOldStatements(context: Context): Promise<void> {
  const { store, retention } = context;
  const now = formatInstant(context.now()).slice(0, 7);
  if (looked.get(store) === now) return;
  const last = new Date(context.now() - retention.statementsFor);
  // For ever.
  if (Number.isNaN(last.getTime())) return;
  const months = Array.from({ length: monthsBack }, (_, at) => {
    const month = new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth() - 1 - at));
    return month.toISOString().slice(0, 7);
  });
  const versions = await store.versionsOf(months.map(logOf));
  for (const [at, month] of months.entries()) {
    if (!versions[at]) continue;
    await settleOld(
      context,
      (await wholeStatements(context, month)).filter((one) => isOld(context, one)),
    );
    const over = new Set<string>();
    await sideBySide(await wholeStatements(context, month), async (one) => {
      if (one.settledAt !== null && (isOld(context, one) || (await isOver(context, one)))) over.add(one.reference);
    });
    await eraseIn(context, logOf(month), ({ reference, settledAt }) => settledAt !== null && over.has(reference));
  }
  looked.set(store, now);
}

function isOld(context: Context, { reference }: KeptStatement): boolean {
  // By when it was kept, which is not before it arrived. The month after its own has begun.
  const [year, month] = monthOf(reference).split('-').map(Number) as [number, number];
  return Date.UTC(year, month) + untilLapsed <= context.now();
}

/** The statements of a month of which something is left to be erased. */
async function wholeStatements({ store }: Context, month: string): Promise<KeptStatement[]> {
  const log = await wholeLog(store, logOf(month));
  const whole = new Set(log.flatMap(({ reference, salts }) => (salts?.statement || salts?.comment ? reference : [])));
  return statementsAmong(log).filter(({ reference }) => whole.has(reference));
}

/** Notes of which old statements nothing is owed: nobody will say so of one that was late, or is about no order. */
async function settleOld(context: Context, statements: readonly KeptStatement[]): Promise<void> {
  const open = statements.filter(({ settledAt }) => settledAt === null);
  await sideBySide(open, async (one) => {
    if (!(await mayBeOwed(context, one))) await noteSettled(context, one.reference, 'platform', null);
  });
}

async function eraseIn(server: Context, logId: string, isMeant: (one: KeptStatement) => boolean): Promise<number> {
  // Most months have none: nobody is kept waiting for them.
  if (!statementsAmong(await wholeLog(server.store, logId)).some(isMeant)) return 0;
  return exclusively(server, logId, async (context) => {
    const { store, lease } = context;
    for (;;) {
      const { head } = await store.records(logId);
      const log = await wholeLog(store, logId);
      const all = statementsAmong(log);
      const about = new Set(all.filter(isMeant).map(({ reference }) => reference));
      const entries = log.flatMap((entry) => {
        const said = (['statement', 'comment'] as const).filter((member) => entry.salts?.[member]);
        return about.has(entry.reference ?? '') && said.length > 0 ? [eraseFrom(entry, said)] : [];
      });
      const { answers } = await store.written(logId);
      const erasure = {
        entries,
        answers: answers.flatMap((kept) => withoutWords(context, kept, about) ?? []),
        ...{ messages: [], cancellations: [], listings: [], attachments: [] },
      };
      const at = formatInstant(context.now());
      const told = entries.length > 0 ? [erasureEntry('buyer', entries, at)] : [];
      const append = head && logAppendOf({ orderId: logId, head, at, entries: told, now: null });
      if (!(await store.erase(logId, erasure, append, lease))) continue;
      await dropReceipts(context, logId, about);
      return entries.length;
    }
  });
}

/** Takes receipts out of the outbox, that are not sent any more. */
async function dropReceipts({ store, lease }: Context, logId: string, about: ReadonlySet<string>): Promise<void> {
  for (;;) {
    const waiting = await store.outgoing(Number.MAX_SAFE_INTEGER, most, { kind: 'receipt' });
    const sent = waiting.map(({ id }) => id).filter((id) => about.has(id));
    if (sent.length === 0) return;
    const { head } = await store.records(logId);
    const append = logAppendOf({ orderId: logId, head, at: '', entries: [], now: null });
    const { code } = await store.append(logId, { ...append, sent }, lease);
    // Else one of them was sent meanwhile, or the log has moved on.
    if (code === 'appended') return;
  }
}

/** The answer to one of these statements as it is given again: that it was received, and when. `null`: it is another's. */
function withoutWords(context: Context, kept: KeptAnswer, about: ReadonlySet<string>): KeptAnswer | null {
  const { reference, sentAt, receivedAt, receipt }: Confirmation = JSON.parse(kept.answer.body);
  if (!about.has(reference)) return null;
  const said = { said: { language: receipt.language }, lines: null };
  const instants = { sentAt: parseInstant(sentAt), receivedAt: parseInstant(receivedAt) };
  const body = JSON.stringify(confirmationOf(context, said, { reference, ...instants }));
  return { ...kept, fingerprint: '', answer: { ...kept.answer, body } };
}
