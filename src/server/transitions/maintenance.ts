import type { Kernel } from '../context.ts';
import { unusedFor } from '../files.ts';
import { observe } from '../log/observe.ts';
import { catchUp } from '../orders/order-reader.ts';
import { listingsOf } from './carry-out.ts';

/** Finishes what a crash cut off, does what is due by the clock, and drops files that nobody used. */
export async function runDue(kernel: Kernel): Promise<number> {
  const { store } = kernel;
  let transitions = 0;
  for (const orderId of new Set([...(await store.unfinished()), ...(await store.due(kernel.now()))])) {
    try {
      transitions += (await store.exclusively(orderId, () => catchUp(kernel, orderId))).transitions;
    } catch (error) {
      // One order that cannot be settled must not keep the others waiting.
      kernel.emit({ type: 'error', during: 'runDue', error });
    }
  }
  try {
    await store.dropUnused(kernel.now() - unusedFor);
  } catch (error) {
    kernel.emit({ type: 'error', during: 'runDue', error });
  }
  return transitions;
}

/** Brings the records in line with an order that the shop changed, and tells who listens. */
export async function orderChanged(kernel: Kernel, orderId: string): Promise<void> {
  const { store } = kernel;
  await store.exclusively(orderId, async () => {
    const { state, transitions } = await catchUp(kernel, orderId);
    if (!state) return;
    const { cancellations } = await store.records(orderId);
    if (cancellations.length > 0) await observe(kernel, state, { begins: true });
    // A transition has told of the order already.
    if (transitions > 0) return;
    const { revision, buyer, seller } = state.order;
    if (cancellations.length > 0) await store.keepListings(await listingsOf(kernel, state.order, cancellations));
    await store.keepChange({ orderId, buyerId: buyer.id, sellerId: seller.id, revision, cancellation: null });
    kernel.bus.tell();
  });
}
