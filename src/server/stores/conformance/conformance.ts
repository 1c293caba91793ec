import type { StoreCases, StoreWorld } from './demands.ts';
import { feedCases } from './feed.ts';
import { fileCases } from './files.ts';
import { leaseCases } from './leases.ts';
import { logCases } from './log.ts';
import { outboxCases } from './outbox.ts';
import { queueCases } from './queue.ts';
import { slotCases } from './slots.ts';
import { transitionCases } from './transitions.ts';

export type { StoreWorld } from './demands.ts';

/** What every store has to do. `run` rejects, saying what was found, where one does not. */
export interface StoreCase {
  name: string;
  run(): Promise<void>;
}

const cases: StoreCases = {
  ...leaseCases,
  ...transitionCases,
  ...slotCases,
  ...logCases,
  ...queueCases,
  ...fileCases,
  ...feedCases,
  ...outboxCases,
};

/**
 * The cases that every `CancellationStore` passes, for any test runner:
 *
 *     for (const { name, run } of storeConformance(() => ({ store: myStore() }))) test(name, run);
 *
 * `setup` makes a new and empty world for each.
 */
export function storeConformance(setup: () => StoreWorld | Promise<StoreWorld>): StoreCase[] {
  return Object.entries(cases).map(([name, check]) => ({
    name,
    async run() {
      const world = await setup();
      try {
        const { store, other = store, lapse } = world;
        await check({ store, other, ...(lapse && { lapse }) });
      } finally {
        await world.dispose?.();
      }
    },
  }));
}
