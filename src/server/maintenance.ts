import type { Kernel } from './kernel.ts';
import { readSettled } from './order-reader.ts';
import { settle } from './transition.ts';

/** Finishes what a crash cut off. Deadlines of which the policy says what follows will be carried out here too. */
export async function runDue(kernel: Kernel): Promise<number> {
  let transitions = 0;
  for (const orderId of new Set(await kernel.store.unfinished())) {
    try {
      if (await kernel.store.exclusively(orderId, () => settle(kernel, orderId))) transitions++;
    } catch (error) {
      // One order that cannot be settled must not keep the others waiting.
      kernel.emit({ type: 'error', during: 'runDue', error });
    }
  }
  return transitions;
}

/** Brings the records in line with an order that the shop changed. */
export async function orderChanged(kernel: Kernel, orderId: string): Promise<void> {
  await kernel.store.exclusively(orderId, () => readSettled(kernel, orderId));
}
