import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import poshmark from '../../../src/policy/presets/poshmark.ts';
import { memoryShop, type ShopConnector } from '../../../src/server/index.ts';
import { anOrder, aServer } from '../setup.ts';

describe('an order that is read while a transition runs', () => {
  for (const action of ['cancel', 'request'] as const) {
    it(`is seen with its cancellation as of one moment: ${action}`, async () => {
      const shop = memoryShop([anOrder(action === 'request' ? { facts: { fromOffer: true } } : {})]);
      let meanwhile: (() => Promise<unknown>) | undefined;
      const connector: ShopConnector = {
        ...shop,
        async order(id) {
          const order = await shop.order(id);
          const work = meanwhile;
          meanwhile = undefined;
          await work?.();
          return order;
        },
      };
      const server = aServer({ policies: [poshmark], shop: connector });
      meanwhile = () => server.cancel({ action }, { match: '"r1"' });
      const { order, cancellation } = await server.view();
      assert.equal(cancellation?.state, action === 'cancel' ? 'cancelled' : 'requested');
      assert.deepEqual([order.revision, cancellation?.revision], ['m1', 'm1']);
    });
  }
});
