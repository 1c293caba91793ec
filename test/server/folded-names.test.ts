import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import poshmark from '../../src/policy/presets/poshmark.ts';
import { memoryShop, memoryStore, type ShopConnector } from '../../src/server/index.ts';
import { anOrder, aServer } from './setup.ts';

/** A shop and a store over databases that find a name in whatever case it is written. */
function folding() {
  const shop = memoryShop([anOrder()]);
  const store = memoryStore();
  const asked: string[] = [];
  const folds: ShopConnector = {
    ...shop,
    order: (id) => {
      asked.push(id);
      return shop.order(id.toLowerCase());
    },
    orderByNumber: (number) => shop.orderByNumber(number.trim()),
    commit: (id, ...details) => shop.commit(id.toLowerCase(), ...details),
    committed: (id, transition) => shop.committed(id.toLowerCase(), transition),
  };
  const keeps = { ...store, orderOf: (id: string) => store.orderOf(id.toLowerCase()) };
  return { ...aServer({ policies: [poshmark], shop: folds, store: keeps }), shop, asked };
}

describe('another spelling of a name, which the shop finds as well', () => {
  it('is an order that is not there, wherever an id comes in', async () => {
    const server = folding();
    const none = await server.fetch('/orders/none');
    const spelt = await server.fetch('/orders/O1');
    assert.deepEqual([spelt.status, spelt.text], [404, none.text]);
    const list = await server.fetch('/orders?id=O1&id=o1');
    assert.deepEqual([list.json.views.length, list.json.missing], [1, ['O1']]);
    assert.equal((await server.fetch('/orders/O1/events')).status, 404);
    for (const [path, body] of [
      ['cancellation', { action: 'cancel', reason: 'other' }],
      ['preview', { action: 'cancel' }],
      ['messages', { to: 'seller', text: 'hello' }],
      ['notices', { kind: 'late', action: 'file' }],
    ] as const) {
      assert.equal((await server.post(`/orders/O1/${path}`, body, { match: '"r1"' })).status, 404, path);
    }
    await server.server.orderChanged('O1');
    assert.deepEqual((await server.store.records('O1')).head, null);
    assert.deepEqual(server.shop.ledger(), []);
  });

  it('of a number leads to the order under its own id, and of a cancellation nowhere', async () => {
    const server = folding();
    const found = await server.fetch(`/orders?number=${encodeURIComponent(' 1001 ')}`);
    assert.equal(found.json.views[0]?.order.id, 'o1');
    const { view } = await server.cancel({ action: 'cancel', reason: 'other' });
    const id = view.cancellation!.id;
    const spelt = id.toUpperCase();
    assert.notEqual(spelt, id);
    assert.equal((await server.fetch(`/cancellations/${id}`)).status, 200);
    assert.equal((await server.fetch(`/cancellations/${spelt}`)).status, 404);
    const said = { kind: 'statement', text: 'so' };
    const match = `"${view.order.revision}"`;
    assert.equal((await server.post(`/cancellations/${spelt}/evidence`, said, { match })).status, 404);
    assert.equal((await server.post(`/cancellations/${spelt}/undo`, {}, { match, as: 'seller' })).status, 404);
  });

  it('is never asked of the shop where no order can have it', async () => {
    const server = folding();
    assert.equal((await server.fetch('/orders/o1%00')).status, 404);
    assert.deepEqual((await server.fetch('/orders?id=%00')).json.missing, ['\0']);
    assert.deepEqual((await server.fetch('/orders?number=%00')).json.missing, ['\0']);
    assert.deepEqual(server.asked, []);
  });
});
