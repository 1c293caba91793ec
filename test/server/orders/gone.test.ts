import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Cancellation } from '../../../src/domain/records.ts';
import poshmark from '../../../src/policy/presets/poshmark.ts';
import { memoryShop, memoryStore, type ShopConnector } from '../../../src/server/index.ts';
import { goneOrders } from '../../../src/server/orders/gone.ts';
import { anOrder, aServer, days, minutes } from '../setup.ts';

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
    /** The calls of the shop that it takes to look after deadlines. */
    async runDue() {
      asked = 0;
      await server.server.runDue();
      return asked;
    },
    /** The rows that the seller is shown, and the calls of the shop that it took. */
    async queue() {
      asked = 0;
      const { json } = await server.fetch('/cancellations', { as: 'seller' });
      const states = json.items.map(({ cancellation }: { cancellation: Cancellation }) => cancellation.state);
      return { rows: states.length as number, asked, states: [...new Set(states)] };
    },
  };
}

describe('a queue whose orders the shop has deleted', () => {
  for (const listed of [true, false]) {
    it(`asks for each of them once, ${listed ? 'listed as they are' : 'that have never been listed'}`, async () => {
      const { queue, clock } = await deserted({ listed });
      assert.deepEqual(await queue(), { rows: 0, asked: 20, states: [] });
      assert.deepEqual(await queue(), { rows: 0, asked: 0, states: [] });
      clock.now += minutes(10);
      assert.deepEqual(await queue(), { rows: 0, asked: 20, states: [] }, 'and again after a while');
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

  it('is looked after once, though what is due of it stays so', async () => {
    const { runDue, clock, restore, queue } = await deserted({ listed: true });
    clock.now += days(3);
    assert.equal(await runDue(), 20);
    assert.equal(await runDue(), 0);
    restore();
    clock.now += minutes(10);
    await runDue();
    const { states } = await queue();
    assert.deepEqual(states, ['escalated'], 'and when they are there again, what is due is done');
  });

  it('remembers the latest of very many', () => {
    const gone = goneOrders(() => 0);
    for (let at = 0; at <= 10_000; at++) gone.note(`o${at}`, true);
    assert.deepEqual([gone.has('o0'), gone.has('o1'), gone.has('o10000')], [false, true, true]);
  });
});
