import { formatInstant } from '../../domain/values/instant.ts';
import { type Context, exclusively } from '../context.ts';
import type { Courier } from '../courier.ts';
import { logAppendOf } from '../log/log-append.ts';
import { tellCheckpoint } from '../log/observe.ts';
import type { PrintedReceipt } from '../options.ts';
import type { Outgoing } from '../stores/store.ts';
import { logIdOf } from './statement-log.ts';

/** When one that was not sent is tried again, ms: never before it is known to be, twice as long after each attempt, within an hour. */
const [firstPause, longestPause] = [30_000, 3_600_000];

/** A receipt as the outbox keeps it. `to`: `null`, no e-mail address is known; `proven`: where it goes is known to be the sender's. */
export type KeptReceipt = PrintedReceipt & { to: string | null; proven: boolean };

/** A receipt that is due at once. */
export function outgoingOf(receipt: KeptReceipt, now: number): Outgoing {
  const { id } = receipt;
  return { id, kind: 'receipt', about: null, dueAt: now, attempts: 0, body: JSON.stringify(receipt) };
}

export const receiptCourier: Courier = {
  during: 'sending a receipt',
  sends: ({ sendReceipt, printReceipt }) => Boolean(sendReceipt || printReceipt),
  way({ sendReceipt, printReceipt, paces, now }, { body, attempts }) {
    const { proven, to, ...receipt } = JSON.parse(body) as KeptReceipt;
    // Nobody who sends mail is given one that no mail can be sent with.
    const give = to === null ? printReceipt?.bind(null, receipt) : sendReceipt?.bind(null, { ...receipt, to });
    if (!give) return null;
    const at = now();
    // What was tried has been counted.
    const free = proven || to === null || attempts > 0 ? at : paces.take(to.toLowerCase(), at);
    return free > at ? free : give;
  },
  pause: (attempts) => Math.min(firstPause * 2 ** attempts, longestPause),
  note: noteSent,
};

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
