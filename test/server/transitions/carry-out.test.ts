import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseCancellation } from '../../../src/policy/parse.ts';
import poshmark from '../../../src/policy/presets/poshmark.ts';
import { type Committed, memoryShop, type ShopConnector } from '../../../src/server/index.ts';
import { anOrder, aServer, usd } from '../setup.ts';

describe('the record of a cancellation at once', () => {
  for (const [said, status, refunded] of [
    ['settled', 'settled', 4500],
    ['pending', 'pending', 0],
    ['failed', 'failed', 0],
    // A shop that says nothing of what it was asked for: nobody knows yet.
    ['none', 'pending', 0],
  ] as const satisfies [Committed['refund'], string, number][]) {
    it(`says of the refund what the shop says: ${said}`, async () => {
      const shop = memoryShop([anOrder()]);
      const connector: ShopConnector = {
        ...shop,
        async commit(...details) {
          const done = await shop.commit(...details);
          return done.ok ? { ...done, refund: said } : done;
        },
      };
      const server = aServer({ policies: [poshmark], shop: connector });
      const { view } = await server.cancel({ action: 'cancel' }, { match: '"r1"' });
      const { refund } = parseCancellation(view.cancellation);
      assert.deepEqual(
        [refund?.status, refund?.refunded, refund?.entries?.map((entry) => entry.status)],
        [status, usd(refunded), [status]],
      );
    });
  }
});
