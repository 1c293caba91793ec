import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { memoryJournal, type ShopEffect, type Step, type Steps, stepwiseShop } from '../../../../src/server/index.ts';
import { meta, nothing, order, read } from './setup.ts';

const aShop = (steps: Partial<Steps>, onStuck?: () => unknown) =>
  stepwiseShop({
    read,
    steps: { ...nothing, ...steps },
    journal: memoryJournal(),
    quiet: 0,
    longestPause: 1,
    ...(onStuck && { onStuck }),
  });

describe('a step of which the shop cannot tell, and never will, whether it was done', () => {
  it('waits for a person, and is not tried again', async () => {
    let tries = 0;
    const lost: Step = {
      async run() {
        tries++;
        throw new Error('no answer');
      },
      check: async () => 'stuck',
    };
    let stuck = 0;
    const shop = aShop({ lines: lost }, () => stuck++);
    const effects: ShopEffect[] = [{ type: 'lines', lines: [], key: `${meta.id}:0` }];
    assert.deepEqual(await shop.commit(order.id, `${order.revision}.0`, effects, meta), {
      ok: false,
      underWay: true,
    });
    while ((await shop.stuck()).length === 0) {
      await new Promise((resolve) => setImmediate(resolve));
      await shop.work();
    }
    assert.equal(stuck, 1);
    assert.equal(tries, 1);
  });
});
