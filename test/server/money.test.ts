import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CancelPolicy, Consequential, RefundTerms } from '../../src/domain/policy.ts';
import type { Order, OrderLine } from '../../src/domain/records.ts';
import type { Lot } from '../../src/domain/settlement/stock.ts';
import { memoryShop } from '../../src/server/index.ts';
import { aLifecyclePolicy } from '../domain/lifecycle-fixtures.ts';
import { anOrder, aServer, usd } from './setup.ts';

const policyWith = (
  {
    refund,
    consequences,
    ...changes
  }: { refund?: Partial<RefundTerms>; consequences?: Consequential } & Omit<
    Partial<CancelPolicy>,
    'refund' | 'consequences'
  >,
  lifecycle = {},
): CancelPolicy =>
  aLifecyclePolicy(lifecycle, {
    refund: { method: 'original', ...refund },
    consequences: { stock: 'return', ...consequences },
    ...changes,
  });

const line = (id: string, amount: number, more: Partial<OrderLine> = {}): OrderLine => ({
  ...{ id, sku: id.toUpperCase(), title: id, quantity: 1, unitPrice: usd(amount) },
  ...more,
});
const card = (amount: number, currency = 'USD') => ({
  method: 'card',
  paid: { amount, currency },
  refunded: { amount: 0, currency },
});

/** The server of a shop with one order, and the lots that it has. */
function aShop(policy: CancelPolicy, order: Partial<Order>, lots: Lot[] = []) {
  const shop = memoryShop([anOrder({ status: 'NEW', ...order })], { lots });
  const server = aServer({ policies: [policy], shop });
  const match = () => `"${shop.orders()[0]?.revision}"`;
  return {
    ...server,
    shop,
    /** Cancels as the seller: these units, or all; gives what is due. */
    async cancel(lines?: Record<string, number>, more: object = {}): Promise<number | undefined> {
      const units = lines && { lines: Object.entries(lines).map(([id, quantity]) => ({ id, quantity })) };
      const { status, view, text } = await server.cancel(
        { action: 'cancel', ...units, ...more },
        { as: 'seller', match: match() },
      );
      assert.equal(status, 201, text);
      return view.cancellation?.refund?.due.amount;
    },
    async undo(acknowledged: string[] = []) {
      const { cancellation } = await server.view('seller');
      return server.post(`/cancellations/${cancellation?.id}/undo`, { acknowledged }, { as: 'seller', match: match() });
    },
  };
}

describe('what a part of an order comes to', () => {
  it('has the tax of its own rate where prices are net', async () => {
    const lines = [
      line('full', 20_000, { tax: usd(4000) }),
      line('reduced', 20_000, { tax: usd(1100) }),
      line('free', 900, { tax: usd(0) }),
    ];
    const order = { lines, pricesIncludeTax: false, tax: usd(5100), total: usd(46_000), payment: card(46_000) };
    const shop = aShop(policyWith({}), order);
    assert.deepEqual(
      [await shop.cancel({ full: 1 }), await shop.cancel({ free: 1 }), await shop.cancel()],
      [24_000, 900, 21_100],
    );
  });

  it('has its share of a net discount, taxed as the line is', async () => {
    const lines = [line('full', 10_000, { tax: usd(1800) }), line('reduced', 10_000, { tax: usd(495) })];
    const order = { lines, pricesIncludeTax: false, discount: usd(2000), total: usd(20_295), payment: card(20_295) };
    const shop = aShop(policyWith({}), order);
    assert.deepEqual([await shop.cancel({ reduced: 1 }), await shop.cancel()], [9495, 10_800]);
  });

  it('is the line’s total where the shop gives it, whatever its price', async () => {
    const lines = [line('set', 5000, { quantity: 3, total: usd(12_000) }), line('lamp', 8000, { total: usd(7000) })];
    const shop = aShop(policyWith({}), { lines, discount: usd(4000), total: usd(19_000), payment: card(19_000) });
    assert.deepEqual(
      [await shop.cancel({ set: 1 }), await shop.cancel({ lamp: 1 }), await shop.cancel()],
      [4000, 7000, 8000],
    );
  });

  it('leaves fees and shipping to the last, whether the shop names them or not', async () => {
    const surcharges = [{ amount: usd(700) }, { id: 'g', kind: 'gift-wrap', amount: usd(-100) }];
    const order = {
      lines: [line('x', 4000), line('y', 4000)],
      surcharges,
      shipping: usd(400),
      total: usd(9000),
      payment: card(9000),
    };
    const shop = aShop(policyWith({}), order);
    assert.deepEqual([await shop.cancel({ y: 1 }), await shop.cancel({ x: 1 })], [4000, 5000]);
  });

  it('is its share of what was paid in another currency, without digits as well', async () => {
    const order = {
      lines: [line('x', 3333), line('y', 6667)],
      shipping: usd(1000),
      total: usd(11_000),
      payment: card(16_501, 'JPY'),
    };
    const shop = aShop(policyWith({}), order);
    assert.deepEqual([await shop.cancel({ x: 1 }), await shop.cancel()], [4999, 11_502]);
  });

  it('is nothing of a deposit until less is left to pay than was paid', async () => {
    const order = { lines: [line('sofa', 80_000), line('lamp', 20_000)], total: usd(100_000), payment: card(30_000) };
    const lampFirst = aShop(policyWith({}), order);
    assert.deepEqual([await lampFirst.cancel({ lamp: 1 }), await lampFirst.cancel()], [0, 30_000]);
    const sofaFirst = aShop(policyWith({}), order);
    assert.deepEqual([await sofaFirst.cancel({ sofa: 1 }), await sofaFirst.cancel()], [10_000, 20_000]);
  });

  it('is of decimal quantities exact to the minor unit', async () => {
    const lines = [line('rope', 399, { quantity: 2.5, unit: 'm' }), line('nails', 1, { quantity: 0.333, unit: 'kg' })];
    const shop = aShop(policyWith({}), { lines, total: usd(998), payment: card(998) });
    const dues = [
      await shop.cancel({ rope: 0.125 }),
      await shop.cancel({ rope: 1.2, nails: 0.3 }),
      await shop.cancel(),
    ];
    assert.deepEqual([dues, dues.reduce((sum: number, due) => sum + (due ?? 0), 0)], [[49, 480, 469], 998]);
    assert.deepEqual(
      shop.shop.lots().map(({ sku, quantity }) => [sku, quantity]),
      [
        ['ROPE', 2.5],
        ['NAILS', 0.333],
      ],
    );
  });

  it('shares what a line takes off, which goes with the last item', async () => {
    const lines = [line('x', 6000), line('voucher', -900), line('y', 3000), line('sample', 0)];
    const shop = aShop(policyWith({}), { lines, total: usd(8100), payment: card(8100) });
    assert.deepEqual(
      [await shop.cancel({ sample: 1 }), await shop.cancel({ x: 1 }), await shop.cancel({ y: 1 })],
      [0, 5400, 2700],
    );
    assert.equal(shop.shop.orders()[0]?.status, 'CANCELLED');
  });
});

describe('reserved money', () => {
  it('is said to end: in the preview, in the letter, each in its language', async () => {
    const payment = { ...card(0), authorized: usd(4500) };
    const buyer = { id: 'buyer-1', name: 'Ada', status: 'active', locale: 'de' } as const;
    const shop = aShop(policyWith({}), { payment, buyer });
    const preview = await shop.post('/orders/o1/preview', { action: 'cancel' }, { as: 'seller' });
    assert.deepEqual([preview.json.consequences.refund, preview.json.consequences.void], [null, usd(4500)]);
    await shop.cancel({ l1: 1 });
    await shop.cancel();
    const letters = shop.events.flatMap((event) => (event.type === 'notify' ? [event.text] : []));
    assert.match(letters[0] ?? '', /Die Reservierung von 30,00\s\$ endet/);
    assert.match(letters[1] ?? '', /The reservation of \$30\.00 ends/);
    assert.match(letters[2] ?? '', /Die Reservierung von 15,00\s\$ endet/);
    assert.equal(shop.shop.orders()[0]?.payment.authorized?.amount, 0);
  });
});

describe('another amount', () => {
  it('is previewed as it was named, and a reason with what it brings about', async () => {
    const choices = [{ code: 'our-fault', consequences: { stock: 'keep' } as const }];
    const reasons = { seller: { demand: 'optional' as const, choices } };
    const shop = aShop(policyWith({ reasons, refund: { adjustable: true } }), {});
    const body = { action: 'cancel', reason: 'our-fault', refund: { method: 'original', amount: 4000 } };
    const { status, json } = await shop.post('/orders/o1/preview', body, { as: 'seller' });
    assert.deepEqual([status, json.consequences.refund.due], [200, usd(4000)]);
    assert.deepEqual(json.consequences.sideEffects.stock, { terms: 'keep', items: [] });
    assert.equal(await shop.cancel(undefined, { reason: 'our-fault', refund: body.refund }), 4000);
  });
});

describe('coupons', () => {
  const order = {
    coupons: [{ code: 'TEN' }, { code: 'POST' }],
    discount: usd(500),
    total: usd(4000),
    payment: card(4000),
  };
  const restored = (shop: ReturnType<typeof aShop>) =>
    shop.shop.coupons().map(({ code, restored }) => `${code} ${restored}`);

  it('SB-12 come back once, and when nothing is left that they were used for', async () => {
    const shop = aShop(policyWith({}), order);
    await shop.cancel({ l1: 1 }, { restoreCoupons: true });
    assert.deepEqual(restored(shop), []);
    await shop.cancel(undefined, { restoreCoupons: true });
    assert.deepEqual(restored(shop), ['TEN true', 'POST true']);
    await shop.undo();
    await shop.cancel(undefined, { restoreCoupons: true });
    assert.deepEqual(restored(shop), ['TEN true', 'POST true', 'TEN false', 'POST false', 'TEN true', 'POST true']);
  });

  it('come back, or do not, where the policy leaves no choice, and its reason goes before it', async () => {
    const always = aShop(policyWith({ consequences: { coupons: 'restore' } }), order);
    await always.cancel();
    assert.equal(restored(always).length, 2);
    const never = aShop(policyWith({ consequences: { coupons: 'keep' } }), order);
    await never.cancel(undefined, { restoreCoupons: true });
    assert.deepEqual(restored(never), []);
    const choices = [
      { code: 'our-fault', consequences: { coupons: 'restore', stock: 'keep' } as const },
      { code: 'other' },
    ];
    const reasons = { seller: { demand: 'required' as const, choices } };
    const fault = aShop(policyWith({ reasons, consequences: { coupons: 'keep' } }), order);
    await fault.cancel(undefined, { reason: 'our-fault' });
    assert.deepEqual([restored(fault).length, fault.shop.lots()], [2, []]);
    const other = aShop(policyWith({ reasons, consequences: { coupons: 'keep' } }), order);
    await other.cancel(undefined, { reason: 'other' });
    assert.deepEqual([restored(other).length, other.shop.lots().length], [0, 2]);
  });
});

describe('a pack', () => {
  const lots: Lot[] = [
    { id: 'p', sku: 'PACK', title: 'Six-pack', quantity: 1, unitPrice: usd(5000) },
    { id: 'i', sku: 'ITEM', title: 'Item', quantity: 5, unitPrice: usd(900) },
  ];
  const components = [
    { sku: 'ITEM', quantity: 6 },
    { sku: 'BOX', quantity: 1 },
  ];
  const lines = [line('pack', 5000, { sku: 'PACK', quantity: 2, components }), line('cup', 100)];
  const order = { lines, total: usd(10_100), payment: card(10_100) };
  const stock = ({ shop }: ReturnType<typeof aShop>) =>
    Object.fromEntries(shop.lots().map(({ sku, quantity }) => [sku, quantity]));

  it('goes back with what is in it, and an undo takes that out again', async () => {
    const shop = aShop(policyWith({}), order, lots);
    await shop.cancel({ pack: 1 });
    assert.deepEqual(stock(shop), { PACK: 2, ITEM: 11, BOX: 1 });
    await shop.undo();
    assert.deepEqual(stock(shop), { PACK: 1, ITEM: 5, BOX: 0 });
    await shop.cancel();
    assert.deepEqual(stock(shop), { PACK: 3, ITEM: 17, BOX: 2, CUP: 1 });
  });

  it('cannot be undone once something of it is sold', async () => {
    const undo = { from: ['cancelled'], by: ['seller'], guards: ['stock'] };
    const shop = aShop(policyWith({}, { undo }), order, lots);
    await shop.cancel({ pack: 1 });
    shop.shop.sell('ITEM', 6);
    assert.equal((await shop.undo()).problem.code, 'undo-unsafe');
    assert.deepEqual(stock(shop), { PACK: 2, ITEM: 5, BOX: 1 });
  });
});
