import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CancelPolicy } from '../../../src/domain/policy.ts';
import euWithdrawal from '../../../src/policy/presets/eu-withdrawal.ts';
import shopBuilder from '../../../src/policy/presets/shop-builder.ts';
import { memoryShop } from '../../../src/server/index.ts';
import { ago, anOrder, aServer, days, people } from '../setup.ts';

const policy: CancelPolicy = { ...shopBuilder, withdrawal: euWithdrawal.withdrawal! };
const theirs = anOrder({ id: 'theirs', buyer: { ...anOrder().buyer, id: 'buyer-2' } });
const orders = [
  anOrder({ id: 'old', placedAt: ago(days(9)) }),
  anOrder({ id: 'new', placedAt: ago(days(1)) }),
  theirs,
  // Bought by another, and sold by who asks: nothing of it is theirs to withdraw from.
  anOrder({ id: 'sold', buyer: theirs.buyer, seller: { ...anOrder().seller, id: 'buyer-1' } }),
];
const idsOf = (json: { views: { order: { id: string } }[] }) => json.views.map(({ order }) => order.id);

describe('GET orders?own=true', () => {
  it('EU-3: lists what the asker has bought, the latest first', async () => {
    const { json } = await aServer({ policies: [policy], orders }).fetch('/orders?own=true');
    assert.deepEqual([idsOf(json), json.missing], [['new', 'old'], []]);
    assert.ok(json.views[0].decision.withdrawal);
  });

  it('gives nobody another’s, whatever the shop lists', async () => {
    const shop = { ...memoryShop(orders), ordersOf: async () => ['theirs', 'old', 'old', 'sold', 'none'] };
    const { json } = await aServer({ policies: [policy], orders, shop }).fetch('/orders?own=true');
    assert.deepEqual([idsOf(json), json.missing], [['old'], []]);
  });

  it('gives a guest the one order of their link, and sellers and staff none', async () => {
    const only = { ...people['buyer']!, only: { orderId: 'old' } };
    const guests = aServer({ policies: [policy], orders, authenticate: async () => only });
    assert.deepEqual(idsOf((await guests.fetch('/orders?own=true')).json), ['old']);
    const { fetch } = aServer({ policies: [policy], orders });
    assert.deepEqual(idsOf((await fetch('/orders?own=true', { as: 'support' })).json), []);
    assert.equal((await fetch('/orders?own=true', { as: null })).status, 401);
  });

  it('gives no more than 50, and none where the shop lists none', async () => {
    const many = Array.from({ length: 60 }, (_, at) => anOrder({ id: `o${at}` }));
    const ids = many.map(({ id }) => id);
    const asked: number[] = [];
    const shop = {
      ...memoryShop(many),
      ordersOf: async (_: string, limit: number) => {
        asked.push(limit);
        return ids;
      },
    };
    const { json } = await aServer({ policies: [policy], orders: many, shop }).fetch('/orders?own=true');
    assert.deepEqual([json.views.length, asked], [50, [50]]);
    const { ordersOf: _, ...silent } = memoryShop(many);
    const none = await aServer({ policies: [policy], orders: many, shop: silent }).fetch('/orders?own=true');
    assert.deepEqual([none.status, none.json], [200, { views: [], missing: [] }]);
  });

  it('is refused with other names beside it', async () => {
    const { fetch } = aServer({ policies: [policy], orders });
    for (const query of ['own=yes', 'own=true&id=old', 'own=true&number=1001']) {
      assert.equal((await fetch(`/orders?${query}`)).status, 400, query);
    }
  });
});

describe('EU-9: the view of an order that is exempt as a whole', () => {
  const exempt = (changes = {}) => {
    const lines = anOrder().lines.map((line) => ({ ...line, exempt: 'c' }));
    return anOrder({ facts: { country: 'DE' }, lines, ...changes });
  };
  const viewOf = async (order: ReturnType<typeof anOrder>) =>
    (await aServer({ policies: [policy], orders: [order] }).fetch('/orders/o1')).view;

  it('says why, by item, for as long as its period would run', async () => {
    const view = await viewOf(exempt());
    assert.equal(view.decision?.withdrawal, null);
    assert.deepEqual(
      view.exempt?.map(({ id, state, ground }) => [id, state, ground]),
      [
        ['l1', 'exempt', 'c'],
        ['l2', 'exempt', 'c'],
      ],
    );
    const over = { status: 'DELIVERED', placedAt: ago(days(60)), deliveredAt: ago(days(50)) };
    assert.equal((await viewOf(exempt(over))).exempt, undefined);
    const [first, ...others] = exempt().lines;
    assert.equal((await viewOf(exempt({ lines: [{ ...first!, exempt: undefined }, ...others] }))).exempt, undefined);
  });

  it('keeps no statement from being taken', async () => {
    const server = aServer({ policies: [policy], orders: [exempt()] });
    const { status } = await server.cancel({ action: 'withdraw-contract' }, { match: null });
    assert.equal(status, 201);
  });
});

describe('how many statements there are', () => {
  const countsOf = async (server: ReturnType<typeof aServer>, path: string) =>
    (await server.fetch(path, { as: 'support' })).json;

  it('is told of all, whatever is searched for', async () => {
    const server = aServer({ policies: [policy] });
    for (const name of ['Ada', 'Bo']) await server.post('/withdrawals', { name }, { as: null, match: null });
    const { items, counts } = await countsOf(server, '/cancellations?kind=withdrawal&q=ada');
    assert.deepEqual([items.length, counts.open, counts.unmatched], [1, 2, 2]);
  });

  it('is told of no shop that has no such lane, but where somebody has withdrawn all the same', async () => {
    const without = aServer({ policies: [shopBuilder] });
    assert.equal((await countsOf(without, '/cancellations')).withdrawals, undefined);
    await without.post('/withdrawals', { name: 'Ada' }, { as: null, match: null });
    assert.deepEqual((await countsOf(without, '/cancellations')).withdrawals, { open: 1, overdue: 0 });
    const server = aServer({ policies: [policy] });
    assert.deepEqual((await countsOf(server, '/cancellations')).withdrawals, { open: 0, overdue: 0 });
  });
});
