import { describe, it } from 'node:test';
import { memoryStore, type StoreWorld, storeConformance } from '../../../src/server/index.ts';

function aWorld(): StoreWorld {
  const store = memoryStore();
  return { store, lapse: (orderId) => store.lapse(orderId) };
}

describe('A store in memory passes every case of the conformance suite', () => {
  for (const { name, run } of storeConformance(aWorld)) it(name, run);
});
