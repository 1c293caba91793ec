import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { memoryJournal, shopConformance } from '../../src/server/index.ts';
import { vendureShop } from '../../src/server/shops/vendure/index.ts';
import { startVendure } from './vendure.ts';

const vendure = await startVendure();
after(() => vendure.stop());
const { adminUrl, headers } = vendure;
const seller = { id: 'shop', name: 'Harbour goods' };
const connect = () => vendureShop({ adminUrl, headers, seller, journal: memoryJournal(), quiet: 0 });

describe('Vendure, by its own APIs', () => {
  const place = async () => vendure.place(await vendure.customer());
  for (const { name, run } of shopConformance(() => ({ shop: connect(), order: place }))) it(name, run);

  it('is read as an order with its lines, money and buyer', async () => {
    const order = await connect().order(await place());
    assert.equal(order?.status, 'PaymentSettled');
    assert.deepEqual(order.total, { amount: 4400, currency: 'USD' });
    assert.deepEqual(
      order.lines.map(({ sku, quantity, unitPrice }) => [sku, quantity, unitPrice.amount]),
      [
        ['MUG', 2, 1440],
        ['TOWEL', 1, 1020],
      ],
    );
  });
});
