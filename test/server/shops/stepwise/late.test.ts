import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  memoryJournal,
  type ShopEffect,
  type Step,
  type StepJournal,
  type Steps,
  stepwiseShop,
} from '../../../../src/server/index.ts';
import { start, usd } from '../../setup.ts';
import { meta, nothing, order, read } from './setup.ts';

const effects: ShopEffect[] = [
  { type: 'lines', lines: [], key: `${meta.id}:0` },
  { type: 'refund', amount: usd(4500), method: 'card', key: `${meta.id}:1` } as ShopEffect,
];

describe('a journal that keeps what it was told and says so too late', () => {
  it('has no step done twice: who was told too late leaves it to whoever holds it by now', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 8 }), fc.integer({ min: 1, max: 400_000 }), async (late, delay) => {
        let now = start;
        const done = new Map<string, number>();
        const step: Step = {
          run: async ({ key }) => void done.set(key, (done.get(key) ?? 0) + 1),
          check: async ({ key }) => (done.has(key) ? 'done' : 'not-done'),
        };
        const journal = memoryJournal();
        let saves = 0;
        const open = (own: StepJournal) =>
          stepwiseShop({
            read,
            steps: { ...nothing, lines: step, refund: step } as Steps,
            journal: own,
            patience: 1,
            now: () => now,
            random: () => 0,
          });
        const other = open(journal);
        /** Others go on until nothing is left to be done, whatever time that takes. */
        const others = async (): Promise<void> => {
          for (let rounds = 0; rounds < 50; rounds++) {
            await other.work();
            now += 10_000;
          }
        };
        const shop = open({
          ...journal,
          async save(job, version) {
            const isLate = saves++ === late;
            const saved = await journal.save(job, version);
            if (isLate) {
              now += delay;
              await other.work();
              await other.work();
            }
            return saved;
          },
        });
        await shop.commit(order.id, `${order.revision}.0`, effects, meta);
        await others();
        assert.deepEqual([...done.values()], [1, 1]);
        assert.equal((await journal.job(meta.id))?.state, 'done');
      }),
      { numRuns: 300 },
    );
  });
});
