import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import poshmark from '../../../src/policy/presets/poshmark.ts';
import { memoryShop, memoryStore, type ShopConnector } from '../../../src/server/index.ts';
import { goneOrders } from '../../../src/server/orders/gone.ts';
import { anOrder, aServer, minutes } from '../setup.ts';

const names = Array.from({ length: 20 }, (_, at) => `o${at}`);

/** A queue of twenty requests, of which the shop has no order any more, and how often it was asked for one. */
async function deserted({ listed }: { listed: boolean }) {
  const shop = memoryShop(names.map((id) => anOrder({ id, facts: { fromOffer: true } })));
  let asked = 0;
  let deleted = false;
  const connector: ShopConnector = {
    ...shop,
    async order(id) {
      asked++;
      return deleted ? null : shop.order(id);
    },
  };
  const first = aServer({ policies: [poshmark], shop: connector });
  for (const id of names) await first.post(`/orders/${id}/cancellation`, { action: 'request' }, { match: '"r1"' });
  const { store } = first;
  const cancellations = (await Promise.all(names.map((id) => store.records(id)))).flatMap((one) => one.cancellations);
  const server = aServer({
    policies: [poshmark],
    shop: connector,
    store: listed ? store : memoryStore({ cancellations }),
  });
  deleted = true;
  return {
    ...server,
    restore() {
      deleted = false;
    },
    /** The rows that the seller is shown, and the calls of the shop that it took. */
    async queue() {
      asked = 0;
      const { json } = await server.fetch('/cancellations', { as: 'seller' });
      return { rows: json.items.length as number, asked };
    },
  };
}

describe('a queue whose orders the shop has deleted', () => {
  for (const listed of [true, false]) {
    it(`asks for each of them once, ${listed ? 'listed as they are' : 'that have never been listed'}`, async () => {
      const { queue, clock } = await deserted({ listed });
      assert.deepEqual(await queue(), { rows: 0, asked: 20 });
      assert.deepEqual(await queue(), { rows: 0, asked: 0 });
      clock.now += minutes(10);
      assert.deepEqual(await queue(), { rows: 0, asked: 20 }, 'and again after a while');
    });
  }

  it('shows one that is there again when the shop says so, or after a while', async () => {
    const { queue, restore, server, clock } = await deserted({ listed: true });
    await queue();
    restore();
    assert.equal((await queue()).rows, 0);
    await server.orderChanged('o3');
    assert.equal((await queue()).rows, 1);
    clock.now += minutes(10);
    assert.equal((await queue()).rows, 20);
  });

  it('remembers the latest of very many', () => {
    const gone = goneOrders(() => 0);
    for (let at = 0; at <= 10_000; at++) gone.note(`o${at}`, true);
    assert.deepEqual([gone.has('o0'), gone.has('o1'), gone.has('o10000')], [false, true, true]);
  });
});
