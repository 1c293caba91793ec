import assert from 'node:assert/strict';
import { it } from 'node:test';
import { memoryJournal } from '../../../../src/server/index.ts';
import { vendureShop } from '../../../../src/server/shops/vendure/index.ts';

it('Vendure lists the orders of a customer by their codes, as it sorts them, and none of one who is not there', async () => {
  const asked: { query: string; variables: object }[] = [];
  const answers: unknown[] = [{ customer: { orders: { items: [{ code: 'B' }, { code: 'A' }] } } }, { customer: null }];
  const shop = vendureShop({
    adminUrl: 'https://shop.example/admin-api',
    headers: {},
    seller: { id: 'shop', name: 'Shop' },
    journal: memoryJournal(),
    fetch: async (_, init) => {
      asked.push(JSON.parse(String(init?.body)));
      return Response.json({ data: answers.shift() });
    },
  });
  assert.deepEqual(await shop.ordersOf?.('7', 50), ['B', 'A']);
  assert.deepEqual(await shop.ordersOf?.('8', 50), []);
  assert.deepEqual(asked[0]?.variables, { id: '7', take: 50 });
  // A cart is no order yet.
  assert.match(asked[0]?.query ?? '', /sort: { orderPlacedAt: DESC }, filter: { orderPlacedAt: { isNull: false } }/);
});
