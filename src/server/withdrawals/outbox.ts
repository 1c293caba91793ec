import { formatInstant } from '../../domain/values/instant.ts';
import { type Context, exclusively } from '../context.ts';
import { logAppendOf } from '../log/log-append.ts';
import { tellCheckpoint } from '../log/observe.ts';
import type { PrintedReceipt } from '../options.ts';
import { sideBySide } from '../side-by-side.ts';
import type { Outgoing } from '../stores/store.ts';
import { within } from '../within.ts';
import { logIdOf } from './statement-log.ts';

/** So many are taken at once. */
const batch = 64;
/** For so long the sending of one is waited for, ms; then it counts as not sent. */
const mostTime = 20_000;
/** When one that was not sent is tried again, ms: never before it is known to be, twice as long after each attempt, within a day. */
const [firstPause, longestPause] = [30_000, 3_600_000];

/** A receipt as the outbox keeps it. `to`: `null`, no e-mail address is known; `proven`: where it goes is known to be the sender's. */
export type KeptReceipt = PrintedReceipt & { to: string | null; proven: boolean };

/** A receipt that is due at once. */
export function outgoingOf(receipt: KeptReceipt, now: number): Outgoing {
  return { id: receipt.id, dueAt: now, attempts: 0, body: JSON.stringify(receipt) };
}

/**
 * Sends the receipts that are due, each until `sendReceipt` says that it was sent, which is then on record. Nobody waits for it:
 * what a crash cuts off, or fails, `runDue()` goes on with. Resolves when none is due any more.
 */
export function sendReceipts(context: Context): Promise<void> {
  const { sending } = context;
  // Who is at it looks once more: of what is due by now, it may have asked before.
  sending.again = true;
  sending.running ??= sendAll(context).finally(() => {
    sending.running = null;
  });
  return sending.running;
}

/** The same for a queue, which looks after one of them: with the instant at which that is to be tried again, where it was not sent. */
export async function sendDue(context: Context, id: string): Promise<number | null> {
  await sendReceipts(context);
  const [left] = await context.store.outgoing(Number.MAX_SAFE_INTEGER, 1, id);
  if (left?.id !== id) return null;
  const now = context.now();
  // What is still due, this process has no way to send.
  return left.dueAt > now ? left.dueAt : now + longestPause;
}

async function sendAll(context: Context): Promise<void> {
  const { store, sending, emit } = context;
  if (!context.sendReceipt && !context.printReceipt) return;
  try {
    while (sending.again) {
      sending.again = false;
      for (;;) {
        const due = await store.outgoing(context.now(), batch);
        if (due.length === 0) break;
        // Each is noted at once: before it is due again.
        await sideBySide(due, async (one) => {
          if (await send(context, one)) await noteSent(context, one);
        });
      }
    }
  } catch (error) {
    emit({ type: 'error', during: 'sending receipts', error });
  }
}

/** Whether it was sent. It is taken first, so that nobody else sends it meanwhile. */
async function send(context: Context, outgoing: Outgoing): Promise<boolean> {
  const { store, emit, sendReceipt, printReceipt } = context;
  const { proven, to, ...receipt } = JSON.parse(outgoing.body) as KeptReceipt;
  const now = context.now();
  const { attempts } = outgoing;
  // Nobody who sends mail is given one that no mail can be sent with.
  const give = to === null ? printReceipt?.bind(null, receipt) : sendReceipt?.bind(null, { ...receipt, to });
  if (!give) {
    // Left to a process that has a way, now or later.
    await store.postpone(outgoing, { dueAt: now + longestPause, attempts });
    return false;
  }
  // What was tried has been counted.
  const free = proven || to === null || attempts > 0 ? now : context.paces.take(to.toLowerCase(), now);
  if (free > now) {
    await store.postpone(outgoing, { dueAt: free, attempts });
    return false;
  }
  const pause = Math.min(firstPause * 2 ** attempts, longestPause);
  if (!(await store.postpone(outgoing, { dueAt: now + pause, attempts: attempts + 1 }))) return false;
  try {
    await within(mostTime, Promise.resolve(give()));
    return true;
  } catch (error) {
    emit({ type: 'error', during: 'sending a receipt', error });
    return false;
  }
}

/** Puts on record that a receipt was sent, and takes it out of the outbox, unless another process has. */
function noteSent(context: Context, { id }: Outgoing): Promise<void> {
  const logId = logIdOf(id);
  return exclusively(context, logId, async ({ store, lease }) => {
    for (;;) {
      const { head } = await store.records(logId);
      const at = formatInstant(context.now());
      const told = {
        id: `${id}:receipt`,
        at,
        by: 'platform',
        type: 'withdrawal',
        action: 'receipt',
        reference: id,
      } as const;
      const append = logAppendOf({ orderId: logId, head, at, entries: [told], now: null });
      const appended = await store.append(logId, { ...append, sent: [id] }, lease);
      if (appended.code === 'appended') await tellCheckpoint(context, logId, appended.head);
      if (appended.code !== 'moved') return;
    }
  });
}
