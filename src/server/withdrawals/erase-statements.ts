import { formatInstant, parseInstant } from '../../domain/values/instant.ts';
import { eraseFrom } from '../../evidence/chain.ts';
import { type Context, exclusively } from '../context.ts';
import { erasureEntry, wholeLog } from '../log/kept-log.ts';
import { logAppendOf } from '../log/log-append.ts';
import type { KeptAnswer } from '../stores/store.ts';
import { type Confirmation, confirmationOf } from './confirmation.ts';
import { sendReceipts } from './outbox.ts';
import { logOf, monthOf, statementsAmong } from './statement-log.ts';

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
  // To the receipt they have a right; what cannot be sent now is not kept for it.
  await sendReceipts(context);
  let count = 0;
  for (const month of months) count += await eraseIn(context, logOf(month), orderId);
  return count;
}

async function eraseIn(server: Context, logId: string, orderId: string): Promise<number> {
  // Most months have none: nobody is kept waiting for them.
  if (!statementsAmong(await wholeLog(server.store, logId)).some(({ matches }) => matches === orderId)) return 0;
  return exclusively(server, logId, async (context) => {
    const { store, lease } = context;
    for (;;) {
      const { head } = await store.records(logId);
      const log = await wholeLog(store, logId);
      const all = statementsAmong(log);
      const about = new Set(all.flatMap(({ matches, reference }) => (matches === orderId ? [reference] : [])));
      const entries = log.flatMap((entry) =>
        about.has(entry.reference ?? '') && entry.salts?.statement ? [eraseFrom(entry, ['statement'])] : [],
      );
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
    const waiting = await store.outgoing(Number.MAX_SAFE_INTEGER, most);
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
