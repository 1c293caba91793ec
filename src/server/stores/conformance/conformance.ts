import { casesOf, type StoreCase, type StoreCases, type StoreWorld } from './demands.ts';
import { feedCases } from './feed.ts';
import { fileCases } from './files.ts';
import { leaseCases } from './leases.ts';
import { logCases } from './log.ts';
import { outboxCases } from './outbox.ts';
import { queueCases } from './queue.ts';
import { searchCases } from './search.ts';
import { slotCases } from './slots.ts';
import { transitionCases } from './transitions.ts';

export type { StoreCase, StoreWorld } from './demands.ts';

const cases: StoreCases = {
  ...leaseCases,
  ...transitionCases,
  ...slotCases,
  ...logCases,
  ...queueCases,
  ...searchCases,
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
  return casesOf(cases, setup, (check, { store, other = store, lapse }) =>
    check({ store, other, ...(lapse && { lapse }) }),
  );
}
