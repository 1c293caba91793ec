import type { Intent, SendResult } from '../backend/backend.ts';
import type { OrderStore } from './order-store.ts';

/** Pauses before the same intent is sent again, ms. */
const pauses = [1000, 2000, 4000];

/**
 * Sends an intent until its outcome is known: the same key and body each time, then by reading the order.
 * `onUnknown` is called when the first answer failed to come. Never rejects.
 */
export async function submit(store: OrderStore, intent: Intent, onUnknown: () => void): Promise<SendResult> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await store.backend.send(intent, {});
    } catch (error) {
      onUnknown();
      const pause = pauses[attempt];
      if (pause === undefined) break;
      const wanted = (error as { cause?: { retryAfter?: number } } | null)?.cause?.retryAfter ?? 0;
      await new Promise((resolve) => setTimeout(resolve, Math.min(Math.max(pause, wanted), 10_000)));
    }
  }
  return reconcile(store, intent);
}

/** What reading the order tells of an intent whose answers were all lost. */
async function reconcile(store: OrderStore, { orderId, revision, type }: Intent): Promise<SendResult> {
  const before = store.get(orderId).view;
  await store.refresh([orderId]);
  const { view, problem } = store.get(orderId);
  if (!view || problem || view === before) return { ok: false, problem: { code: 'unknown-outcome' } };
  const { cancellation, order } = view;
  const opened = cancellation && cancellation.id !== before?.cancellation?.id;
  if (type === 'cancellation' && opened && order.revision !== revision) return { ok: true, view };
  return { ok: false, problem: { code: 'unknown-outcome', view } };
}
