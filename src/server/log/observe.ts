import type { Checkpoint } from '../../domain/log-entry.ts';
import { formatInstant } from '../../domain/values/instant.ts';
import { signCheckpoint } from '../../evidence/checkpoint.ts';
import type { Kernel } from '../context.ts';
import type { OrderState } from '../orders/order-state.ts';
import type { LogHead, Notes, OrderRecords } from '../stores/store.ts';
import { beginningOf, isNews, notesOf } from './log-append.ts';

export interface Looking {
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
): Notes | null {
  // What a transition under way does must not be taken for the shop's doing.
  if (plan || !(head || begins)) return null;
  const { reference } = governing;
  const notes = notesOf({
    orderId: order.id,
    head,
    beginning: () => beginningOf(order, reference),
    at,
    now: { order, ...(!reads && { policy: reference }) },
  });
  return isNews(notes, head) ? notes : null;
}

/** Notes what changed. Only inside `store.exclusively`. */
export async function observe(kernel: Kernel, state: OrderState, looking: Looking = {}): Promise<void> {
  const { store } = kernel;
  const { id } = state.order;
  for (;;) {
    const notes = newsOf(state, await store.records(id), formatInstant(kernel.now()), looking);
    const noted = notes && (await store.note(id, notes));
    if (noted?.code === 'noted') await tellCheckpoint(kernel, id, noted.head);
    if (noted?.code !== 'moved') return;
  }
}

/** Those that could not sign. */
const unable = new WeakSet<Kernel>();

/** Signs where a log stands; `null` where the server has no key, or the platform cannot sign. */
export async function checkpointOf(
  kernel: Kernel,
  orderId: string,
  { seq, hash }: Pick<LogHead, 'seq' | 'hash'>,
): Promise<Checkpoint | null> {
  const { signingKey } = kernel.evidence;
  if (!signingKey) return null;
  try {
    return await signCheckpoint(signingKey, { orderId, size: seq, head: hash, at: formatInstant(kernel.now()) });
  } catch (error) {
    // A page on plain http cannot; the log itself is whole without. Told once.
    if (!unable.has(kernel)) kernel.emit({ type: 'error', during: 'signing a checkpoint', error });
    unable.add(kernel);
    return null;
  }
}

/** Hands the host a checkpoint, to be kept where the server cannot alter it. */
export async function tellCheckpoint(kernel: Kernel, orderId: string, head: LogHead): Promise<void> {
  const checkpoint = await checkpointOf(kernel, orderId, head);
  if (checkpoint) kernel.emit({ type: 'checkpoint', checkpoint });
}
