import { describe, it } from 'node:test';
import { journalConformance, memoryJournal } from '../../../../src/server/index.ts';

describe('A journal in memory passes every case', () => {
  for (const { name, run } of journalConformance(async () => ({ journal: memoryJournal() }))) it(name, run);
});
