import type { Context } from './context.ts';
import type { Courier } from './courier.ts';
import { noticeCourier } from './notices.ts';
import { sideBySide } from './side-by-side.ts';
import type { Outgoing } from './stores/store.ts';
import { receiptCourier } from './withdrawals/outbox.ts';
import { within } from './within.ts';

/** So many are taken at once. */
const batch = 64;
/** For so long the sending of one is waited for, ms; then it counts as not sent. */
const mostTime = 20_000;
/** For so long one is its taker's, ms: longer than its sending is waited for, so that nobody else sends it meanwhile. */
const taken = 30_000;
/** What no process has a way to send is looked at again so long after, ms. */
const longestPause = 3_600_000;
/** What a call that only wants what is due to be sent waits for at most, ms. */
const patience = 20_000;

const couriers: Record<Outgoing['kind'], Courier> = { receipt: receiptCourier, notice: noticeCourier };
const kinds = ['receipt', 'notice'] as const;

/**
 * Sends what is due of a kind, each until the host says that it was sent, which is then on record. Nobody has to wait for it: what a
 * crash cuts off, or fails, `runDue()` goes on with. Resolves when all that was due has been tried. Never rejects.
 */
export function sendDue(context: Context, kind: Outgoing['kind']): Promise<void> {
  const sending = context.sending[kind];
  // Who is at it looks once more: of what is due by now, it may have asked before.
  sending.again = true;
  sending.running ??= sendAll(context, kind).finally(() => {
    sending.running = null;
  });
  return sending.running;
}

/** The same of every kind, waited for no longer than a mailer is that hangs. */
export async function sendAllDue(context: Context): Promise<void> {
  await within(patience, Promise.all(kinds.map((kind) => sendDue(context, kind)))).catch(() => {});
}

/**
 * Sends one, where it is due. Called by a queue; resolves, in bounded time, with the instant (epoch ms) at which it is to be tried
 * again; `null`: it was sent.
 */
export async function sendOne(context: Context, id: string): Promise<number | null> {
  const { store } = context;
  const [due] = await store.outgoing(context.now(), 1, { id });
  if (due) await within(2 * mostTime, attempt(context, due)).catch(() => {});
  const [left] = await store.outgoing(Number.MAX_SAFE_INTEGER, 1, { id });
  if (!left) return null;
  const now = context.now();
  // What is still due, this process has no way to send.
  return left.dueAt > now ? left.dueAt : now + longestPause;
}

async function sendAll(context: Context, kind: Outgoing['kind']): Promise<void> {
  const { store, emit } = context;
  const { sends, during } = couriers[kind];
  const sending = context.sending[kind];
  if (!sends(context)) return;
  try {
    while (sending.again) {
      sending.again = false;
      // What fails is due later than this: however many fail, it ends.
      const begun = context.now();
      for (;;) {
        const due = await store.outgoing(begun, batch, { kind });
        if (due.length === 0) break;
        await sideBySide(due, (one) => attempt(context, one));
      }
    }
  } catch (error) {
    emit({ type: 'error', during, error });
  }
}

/** Sends one that is due, and notes that it was. It is taken first, so that nobody else sends it meanwhile. */
async function attempt(context: Context, one: Outgoing): Promise<void> {
  const { store, emit } = context;
  const { sends, way, pause, note, during } = couriers[one.kind];
  if (!sends(context)) return;
  const now = context.now();
  const { attempts } = one;
  const give = way(context, one);
  if (typeof give !== 'function') {
    // Left to a process that has a way, now or later.
    await store.postpone(one, { dueAt: Math.max(give ?? now + longestPause, now + 1), attempts });
    return;
  }
  const tried = { attempts: attempts + 1, dueAt: now + taken };
  if (!(await store.postpone(one, tried))) return;
  try {
    await within(mostTime, Promise.resolve(give()));
  } catch (error) {
    emit({ type: 'error', during, error });
    await store.postpone({ ...one, ...tried }, { ...tried, dueAt: Math.max(now + pause(attempts), context.now() + 1) });
    return;
  }
  // Each is noted at once: before it is due again.
  await note(context, one);
}
