import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CancelPolicy } from '../../../src/domain/policy.ts';
import { policyHash } from '../../../src/domain/values/policy-hash.ts';
import b2b from '../../../src/policy/presets/b2b-supplier.ts';
import bricklink from '../../../src/policy/presets/bricklink.ts';
import poshmark from '../../../src/policy/presets/poshmark.ts';
import shopBuilder from '../../../src/policy/presets/shop-builder.ts';
import { memoryShop } from '../../../src/server/index.ts';
import { ago, anOrder, aServer, hours, usd } from '../setup.ts';

const seller = { as: 'seller' } as const;
const preview = (server: ReturnType<typeof aServer>, body: object, sent: object = seller) =>
  server.post('/orders/o1/preview', { action: 'cancel', ...body }, sent);

describe('a preview for who settles', () => {
  const fee = { amount: usd(135), billedMonth: '2026-03' };
  const lot = { id: 'lot-1', sku: 'A', title: 'Jacket', quantity: 4, unitPrice: usd(2900) };
  const atBricklink = (changes = {}) => {
    const order = anOrder({ status: 'PAID', paidAt: ago(hours(1)), fee, ...changes });
    const shop = memoryShop([order], { lots: [lot] });
    return { ...aServer({ policies: [bricklink], orders: [order], shop }), shop };
  };

  it('BL-15 BL-22 says what becomes of items, lots and fee, and changes nothing', async () => {
    const server = atBricklink();
    const before = JSON.stringify(server.shop.snapshot());
    const { json } = await preview(server, {});
    const { stock, marketplaceFee, lots } = json.consequences.sideEffects;
    assert.deepEqual(
      [stock.terms, stock.items.map(({ lineId, consolidate }: never) => [lineId, consolidate])],
      [
        'lots',
        [
          ['l1', true],
          ['l2', true],
        ],
      ],
    );
    assert.deepEqual(marketplaceFee, { change: 'reset', amount: usd(135), month: '2026-03' });
    assert.deepEqual(lots, [
      { lineId: 'l1', lot },
      { lineId: 'l2', lot: null },
    ]);
    assert.equal(JSON.stringify(server.shop.snapshot()), before);
  });

  it('BL-16 follows what the seller edits, and refuses what is no line of the order', async () => {
    const server = atBricklink();
    const inventory = [{ lineId: 'l1', action: 'delete' }];
    const { json } = await preview(server, { inventory });
    assert.deepEqual(
      json.consequences.sideEffects.lots.map(({ lineId }: { lineId: string }) => lineId),
      ['l2'],
    );
    const wrong = await preview(server, { inventory: [{ lineId: 'l9', action: 'delete' }] });
    assert.deepEqual([wrong.status, wrong.problem.issues?.[0]?.path], [400, ['inventory', 0, 'lineId']]);
  });

  it('is of the open request where the asker may accept it: its lines, its rule, its policy', async () => {
    const order = anOrder({ status: 'PREPARING' });
    const server = aServer({ policies: [shopBuilder], orders: [order] });
    await server.cancel({ action: 'request', lines: [{ id: 'l2', quantity: 1 }] });
    const { json } = await preview(server, { restock: false });
    // What nobody has asked for is there to be cancelled beside it.
    assert.equal(json.decision.outcome, 'cancel');
    assert.deepEqual(json.consequences.refund.due, usd(500));
    assert.deepEqual(json.consequences.sideEffects.stock, { terms: 'choose', items: [] });
    // The buyer, who cannot accept it, is told of the rest.
    const rest = (await preview(server, {}, { as: 'buyer' })).json;
    assert.equal(rest.decision.outcome, 'request');
    assert.deepEqual(rest.consequences.refund.due, usd(4000));
  });

  it('PM-5 says whether it counts on the record of the buyer who asked', async () => {
    const server = aServer({ policies: [poshmark], orders: [anOrder({ facts: { fromOffer: true } })] });
    assert.equal((await preview(server, {})).json.consequences.sideEffects.strike, false);
    await server.cancel({ action: 'request' });
    assert.equal((await preview(server, {})).json.consequences.sideEffects.strike, true);
  });

  it('leaves the buyer’s as it was', async () => {
    const server = aServer({ policies: [poshmark] });
    assert.equal('sideEffects' in (await preview(server, {}, {})).json.consequences, false);
  });
});

describe('a preview of some lines', () => {
  it('SB-12 says what comes back for them', async () => {
    const policy: CancelPolicy = { ...shopBuilder };
    const server = aServer({ policies: [policy], orders: [anOrder({ status: 'PREPARING' })] });
    const { json } = await preview(server, { action: 'request', lines: [{ id: 'l2', quantity: 3 }] }, {});
    assert.deepEqual(json.consequences.refund.due, usd(1500));
    const { status } = await preview(server, { action: 'request', lines: [{ id: 'l2', quantity: 4 }] }, {});
    assert.equal(status, 400);
  });
});

describe('a preview where contact is required', () => {
  const at = () => aServer({ policies: [b2b], orders: [anOrder({ status: 'PROCESSING' })] });

  it('B2B-4 is given before it was made', async () => {
    assert.equal((await preview(at(), {}, {})).json.decision.contact, 'required');
  });

  it('B2B-4 is refused with a message that was never sent', async () => {
    const { status, problem } = await preview(
      at(),
      { contacted: { messageId: 'none' }, policyHash: policyHash(b2b) },
      {},
    );
    assert.deepEqual([status, problem.code], [422, 'contact-required']);
  });
});

describe('a preview where several requests are open', () => {
  it('is of the one that is named, else says of which it is', async () => {
    const server = aServer({ policies: [shopBuilder], orders: [anOrder({ status: 'PREPARING' })] });
    const ask = async (id: string) => {
      const body = { action: 'request', lines: [{ id, quantity: 1 }] };
      return (await server.cancel(body)).view.cancellation?.id;
    };
    const [jacket, scarf] = [await ask('l1'), await ask('l2')];
    const about = async (cancellationId?: string) => {
      const { json } = await preview(server, { ...(cancellationId && { cancellationId }) });
      return [json.cancellationId, json.consequences?.refund.due];
    };
    assert.deepEqual(await about(jacket), [jacket, usd(3000)]);
    assert.deepEqual(await about(scarf), [scarf, usd(500)]);
    assert.deepEqual(await about(), [scarf, usd(500)]);
    const unknown = await preview(server, { cancellationId: 'another' });
    assert.deepEqual([unknown.status, unknown.problem.issues], [400, [{ path: ['cancellationId'], code: 'value' }]]);
  });
});
