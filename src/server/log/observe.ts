import type { Checkpoint } from '../../domain/log-entry.ts';
import { formatInstant } from '../../domain/values/instant.ts';
import { signCheckpoint } from '../../evidence/checkpoint.ts';
import type { Context } from '../context.ts';
import type { OrderState } from '../orders/order-state.ts';
import type { LogAppend, LogHead, OrderRecords } from '../stores/store.ts';
import { isNews, logAppendOf, logOpeningOf } from './log-append.ts';

interface Looking {
  /** Where there is no log, one is begun. */
  begins?: boolean;
  /** Only what the shop changed: while servers with two versions of a policy run beside each other, readers alternate. */
  reads?: boolean;
}

/** What changed since it was last looked, by the shop, or in the policy; `null`: nothing, or the order has no log. */
export function newsOf(
  { order, governing }: Pick<OrderState, 'order' | 'governing'>,
  { head, plan }: Pick<OrderRecords, 'head' | 'plan'>,
  at: string,
  { begins = false, reads = false }: Looking = {},
): LogAppend | null {
  // What a transition under way does must not be taken for the shop's doing.
  if (plan || !(head || begins)) return null;
  const { reference } = governing;
  const append = logAppendOf({
    orderId: order.id,
    head,
    opening: () => logOpeningOf(order, reference),
    at,
    observes: true,
    now: { order, ...(!reads && { policy: reference }) },
  });
  return isNews(append, head) ? append : null;
}

/**
 * Notes what changed. `false`: somebody wrote about the order since it was read, so that what was read may be what their
 * transition left behind: it has to be read again. Only inside `store.exclusively`, which may have lapsed.
 */
export async function observe(context: Context, state: OrderState, looking: Looking = {}): Promise<boolean> {
  const { store, lease } = context;
  const { id } = state.order;
  const records = await store.records(id);
  if (!isAsRead(state, records)) return false;
  const append = newsOf(state, records, formatInstant(context.now()), looking);
  if (!append) return true;
  const appended = await store.append(id, append, lease);
  if (appended.code === 'appended') await tellCheckpoint(context, id, appended.head);
  return appended.code !== 'moved';
}

/** Whether nobody wrote about the order since before it was read. */
export function isAsRead({ asOf }: Pick<OrderState, 'asOf'>, { version }: Pick<OrderRecords, 'version'>): boolean {
  return asOf === version;
}

/** Those that could not sign. */
const unable = new WeakSet<Context['evidence']>();

/** Signs where a log stands; `null` where the server has no key, or the platform cannot sign. */
export async function checkpointOf(
  context: Context,
  orderId: string,
  { seq, hash }: Pick<LogHead, 'seq' | 'hash'>,
): Promise<Checkpoint | null> {
  const { evidence, emit } = context;
  const { signingKey } = evidence;
  if (!signingKey) return null;
  try {
    return await signCheckpoint(signingKey, { orderId, size: seq, head: hash, at: formatInstant(context.now()) });
  } catch (error) {
    // A page on plain http cannot; the log itself is whole without. Told once.
    if (!unable.has(evidence)) emit({ type: 'error', during: 'signing a checkpoint', error });
    unable.add(evidence);
    return null;
  }
}

/** Hands the host a checkpoint, to be kept where the server cannot alter it. */
export async function tellCheckpoint(context: Context, orderId: string, head: LogHead): Promise<void> {
  const checkpoint = await checkpointOf(context, orderId, head);
  if (checkpoint) context.emit({ type: 'checkpoint', checkpoint });
}
