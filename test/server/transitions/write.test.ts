import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import poshmark from '../../../src/policy/presets/poshmark.ts';
import { memoryShop, memoryStore, type Plan, type ShopConnector } from '../../../src/server/index.ts';
import { anOrder, aServer } from '../setup.ts';

describe('what the shop refuses', () => {
  for (const [what, changes, status, code] of [
    ['though nothing has changed is said not to be possible', null, 409, 'illegal-transition'],
    ['since the order has changed is said to be out of date', { status: 'PACKED' }, 412, 'stale-revision'],
  ] as const) {
    it(`${what}, and leaves nothing behind`, async () => {
      const shop = memoryShop([anOrder()]);
      const connector: ShopConnector = {
        ...shop,
        async commit(orderId) {
          if (changes) shop.change(orderId, changes);
          return { ok: false };
        },
      };
      const server = aServer({ policies: [poshmark], shop: connector });
      const answer = await server.cancel({ action: 'cancel' }, { match: '"r1"' });
      assert.deepEqual([answer.status, answer.problem.code], [status, code]);
      assert.equal(answer.problem.view?.order.revision, changes ? 'm1' : 'r1');
      assert.deepEqual(await server.store.unfinished(), []);
      assert.equal((await server.view()).cancellation, null);
    });
  }
});

describe('a message that comes while a transition is under way', () => {
  it('tells nothing of the shop beside itself: what the transition does is not the shop’s doing', async () => {
    const store = memoryStore();
    let underWay = false;
    const server = aServer({
      policies: [poshmark],
      store: {
        ...store,
        async records(orderId) {
          const records = await store.records(orderId);
          return underWay
            ? {
                ...records,
                plan: { id: 'p1', orderId, meta: { action: 'cancel', at: '2026-03-02T10:00:00Z' } } as Plan,
              }
            : records;
        },
      },
    });
    const say = (text: string) => server.post('/orders/o1/messages', { to: 'seller', text });
    const told = async () => (await server.log()).map(({ type }) => type);
    await say('first');
    server.shop.change('o1', { status: 'PACKED' });
    underWay = true;
    assert.equal((await say('second')).status, 201);
    assert.deepEqual(await told(), ['order', 'policy', 'message', 'message']);
    underWay = false;
    await say('third');
    assert.deepEqual((await told()).slice(4), ['status', 'message']);
  });
});
