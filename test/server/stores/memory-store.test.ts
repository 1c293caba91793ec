import { describe, it } from 'node:test';
import { memoryStore, storeConformance } from '../../../src/server/index.ts';

describe('A store in memory passes every case of the conformance suite', () => {
  for (const { name, run } of storeConformance(() => ({ store: memoryStore() }))) it(name, run);
});
