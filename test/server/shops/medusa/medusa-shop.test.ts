import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { memoryJournal } from '../../../../src/server/index.ts';
import { medusaBuyers, medusaShop } from '../../../../src/server/shops/medusa/index.ts';
import type { MedusaOrder } from '../../../../src/server/shops/medusa/medusa-order.ts';

const key = `${'b'.repeat(32)}:0`;
const refund = { id: 'ref_1', amount: 20, note: key, created_at: '2026-03-10T12:00:00Z' };

/** An order as Medusa gives it: 20.50 paid for two of one, 10.00 for a third, of which 20 are on their way back. */
const anOrder = (changes: Partial<MedusaOrder> = {}): MedusaOrder => ({
  id: 'order_1',
  display_id: 12,
  custom_display_id: null,
  status: 'pending',
  fulfillment_status: 'not_fulfilled',
  is_draft_order: false,
  currency_code: 'eur',
  created_at: '2026-03-10T10:00:00Z',
  email: 'ada@example.com',
  metadata: null,
  item_total: 30.5,
  shipping_total: 0,
  customer: { id: 'cus_1', first_name: 'Ada', last_name: null },
  items: [
    { id: 'i1', title: 'Mug', variant_sku: 'MUG', quantity: 2, total: 20.5, detail: { return_received_quantity: 0 } },
    { id: 'i2', title: 'Towel', variant_sku: null, quantity: 1, total: 10, detail: { return_received_quantity: 0 } },
  ],
  payment_collections: [
    {
      refunded_amount: 0,
      payments: [
        {
          id: 'pay_1',
          provider_id: 'pp_card',
          amount: 30.5,
          canceled_at: null,
          captures: [{ amount: 30.5, created_at: '2026-03-10T10:00:01Z' }],
          refunds: [refund],
        },
      ],
    },
  ],
  transactions: [],
  fulfillments: [],
  ...changes,
});

const json = (body: object, status = 200) => Response.json(body, { status });
const options = {
  url: 'https://shop.example/',
  secretKey: 'sk_1',
  seller: { id: 'shop', name: 'Shop' },
  journal: memoryJournal(),
};
/** A connector to what answers so; `asked` has what it was asked for. */
function aShop(
  answer: (path: string, init: RequestInit) => Response | Promise<Response>,
  now = '2026-03-10T12:05:00Z',
) {
  const asked: string[] = [];
  const fetch = async (target: unknown, init: RequestInit = {}) => {
    const { pathname, search } = new URL(`${target}`);
    asked.push(`${init.method} ${pathname}`);
    return answer(`${pathname}${search}`, init);
  };
  return {
    asked,
    shop: medusaShop({ ...options, now: () => Date.parse(now), fetch: fetch as typeof globalThis.fetch }),
  };
}

describe('a cancellation of Medusa', () => {
  it('I1 is not said to be given back where Medusa was stopped between writing the refund down and asking the provider', async () => {
    const paid = { amount: 30.5, created_at: '2026-03-10T10:00:01Z' };
    const payment = { id: 'pay_1', provider_id: 'pp_card', amount: 30.5, canceled_at: null, captures: [paid] };
    const payments = [{ ...payment, refunds: [] as (typeof refund)[] }];
    let order = anOrder({ payment_collections: [{ refunded_amount: 0, payments }] });
    let cancels = 0;
    let now = Date.parse('2026-03-10T12:00:00Z');
    const fetch = async (target: unknown, init: RequestInit = {}) => {
      const { pathname } = new URL(`${target}`);
      if (pathname.endsWith('/cancel') && ++cancels === 1) {
        const written = { id: 'ref_m', amount: 30.5, note: '', created_at: new Date(now).toISOString() };
        order = anOrder({
          metadata: order.metadata,
          payment_collections: [{ refunded_amount: 0, payments: [{ ...payment, refunds: [written] }] }],
        });
        throw new TypeError('fetch failed');
      }
      if (pathname.endsWith('/cancel')) order = { ...order, status: 'canceled' };
      else if (init.method === 'POST') order = { ...order, metadata: JSON.parse(String(init.body)).metadata };
      return json({ order: structuredClone(order) });
    };
    const shop = medusaShop({
      ...options,
      journal: memoryJournal(),
      now: () => now,
      fetch: fetch as typeof globalThis.fetch,
    });
    const before = await shop.order('order_1');
    const meta = {
      id: 'a'.repeat(32),
      orderId: 'order_1',
      action: 'cancel',
      at: '2026-03-10T12:00:00Z',
      cancellationId: 'c',
    };
    const effects = [
      {
        type: 'lines',
        lines: [
          { id: 'i1', quantity: 2 },
          { id: 'i2', quantity: 1 },
        ],
      },
      { type: 'refund', amount: { amount: 3050, currency: 'EUR' }, method: 'original' },
    ];
    await shop.commit('order_1', before?.revision ?? '', effects as never, meta as never);
    for (let round = 0; round < 12; round++) {
      now += 300_000;
      await shop.work?.();
    }
    assert.equal(order.status, 'canceled');
    const found = (await shop.committed('order_1', meta.id)) as { refund?: string } | null;
    assert.notEqual(found?.refund, 'settled');
  });
});

describe('an order of Medusa', () => {
  it('is listed for its buyer, the latest first, and for nobody whose id is none', async () => {
    const paths: string[] = [];
    const { shop, asked } = aShop((path) => {
      paths.push(path);
      return json({ orders: [{ id: 'order_2' }, { id: 'order_1' }] });
    });
    assert.deepEqual(await shop.ordersOf?.('cus_1', 50), ['order_2', 'order_1']);
    const { searchParams } = new URL(paths[0] as string, 'https://shop.example');
    assert.deepEqual(Object.fromEntries(searchParams), {
      customer_id: 'cus_1',
      order: '-created_at',
      fields: 'id',
      limit: '50',
    });
    for (const id of ['', 'a&customer_id=b', '..']) assert.deepEqual(await shop.ordersOf?.(id, 50), []);
    assert.equal(asked.length, 1);
  });

  it('is the same in whichever order its lists come', async () => {
    const one = anOrder();
    const other = { ...one, items: [...one.items].reverse() };
    const [first, second] = await Promise.all(
      [one, other].map((order) => aShop(() => json({ order })).shop.order('order_1')),
    );
    assert.deepEqual(second, first);
  });

  it('counts a refund of ours once it is known to have gone, or long after it was asked for', async () => {
    const refunded = async (changes: Partial<MedusaOrder>, now?: string) =>
      (await aShop(() => json({ order: anOrder(changes) }), now).shop.order('order_1'))?.payment.refunded.amount;
    const [collection] = anOrder().payment_collections;
    const summed = { payment_collections: [{ ...collection!, refunded_amount: 20 }] };
    assert.equal(await refunded({}), 0);
    assert.equal(await refunded({ transactions: [{ reference_id: 'ref_1' }] }), 2000);
    assert.equal(await refunded(summed), 0);
    assert.equal(await refunded({ ...summed, status: 'canceled' }), 2000);
    assert.equal(await refunded({}, '2026-03-10T12:11:00Z'), 2000);
  });

  it('of which a parcel left after it was cancelled is not cancelled', async () => {
    const parcel = {
      id: 'ful_1',
      shipped_at: '2026-03-10T12:00:00Z',
      delivered_at: null,
      canceled_at: null,
      items: [{ line_item_id: 'i1', quantity: 2 }],
    };
    const order = anOrder({ status: 'canceled', fulfillment_status: 'partially_shipped', fulfillments: [parcel] });
    const read = await aShop(() => json({ order })).shop.order('order_1');
    assert.equal(read?.status, 'partially_shipped');
    assert.deepEqual(
      read?.lines.map(({ cancelledQuantity }) => cancelledQuantity),
      [0, 1],
    );
  });

  it('of which a parcel was packed while it was cancelled is not cancelled, until it is taken back', async () => {
    const parcel = {
      id: 'ful_1',
      shipped_at: null,
      delivered_at: null,
      canceled_at: null as string | null,
      items: [{ line_item_id: 'i1', quantity: 2 }],
    };
    const order = anOrder({ status: 'canceled', fulfillment_status: 'fulfilled', fulfillments: [parcel] });
    const { shop } = aShop(() => json({ order }));
    const packed = await shop.order('order_1');
    assert.equal(packed?.status, 'pending');
    assert.deepEqual(
      packed?.lines.map(({ cancelledQuantity, committedQuantity }) => [cancelledQuantity, committedQuantity]),
      [
        [0, 2],
        [1, 1],
      ],
    );
    parcel.canceled_at = '2026-03-10T12:01:00Z';
    assert.equal((await shop.order('order_1'))?.status, 'canceled');
  });

  it('has no id or number that would be part of an address', async () => {
    const { shop, asked } = aShop(() => json({ orders: [] }));
    for (const id of ['..', 'a/b', '%2e', 'a?b', '']) assert.equal(await shop.order(id), null);
    assert.deepEqual(asked, []);
    assert.equal(await shop.orderByNumber('12'), null);
  });

  it('is found by its number alone, on whichever page of a search', async () => {
    const others = Array.from({ length: 50 }, (_, at) => ({
      id: `o${at}`,
      display_id: 1200 + at,
      custom_display_id: null,
    }));
    const { shop } = aShop((path) => {
      if (path.startsWith('/admin/orders/')) return json({ order: anOrder() });
      return json({ orders: path.includes('offset=50') ? [anOrder()] : others });
    });
    assert.equal((await shop.orderByNumber('12'))?.id, 'order_1');
    assert.equal(await shop.orderByNumber('999'), null);
  });

  it('is absent where Medusa says so, and not where it says something else', async () => {
    assert.equal(await aShop(() => json({ type: 'not_found' }, 404)).shop.order('order_1'), null);
    for (const answer of [json({ message: 'Unauthorized' }, 401), json({ type: 'database_error' }, 500)])
      await assert.rejects(aShop(() => answer).shop.order('order_1'), /^MedusaProblem: Medusa answered/);
    await assert.rejects(
      aShop(() => new Response('<h1>Bad gateway</h1>', { status: 502 })).shop.order('order_1'),
      /no JSON/,
    );
  });

  it('takes an end to wait for', async () => {
    const hanging = (_: unknown, { signal }: RequestInit = {}) =>
      new Promise<Response>((_, reject) => {
        // Else nothing would keep the process waiting for it.
        const alive = setInterval(() => {}, 1000);
        signal?.addEventListener('abort', () => {
          clearInterval(alive);
          reject(signal.reason);
        });
      });
    const shop = medusaShop({ ...options, timeout: 5, fetch: hanging as typeof fetch });
    await assert.rejects(shop.order('order_1'), { name: 'TimeoutError' });
  });
});

describe('a buyer of Medusa', () => {
  const asking = (answer: Response) =>
    medusaBuyers({ url: options.url, publishableKey: 'pk_1', fetch: async () => answer })(
      new Request('https://shop.example/cancellations/orders/o', { headers: { Authorization: 'Bearer t' } }),
    );

  it('is who the Store API says, or nobody; where it does not say, that is no answer', async () => {
    assert.deepEqual(await asking(json({ customer: { id: 'cus_1' } })), { id: 'cus_1', roles: ['buyer'] });
    assert.equal(await asking(json({ message: 'Unauthorized' }, 401)), null);
    await assert.rejects(asking(json({ type: 'unknown_error' }, 500)));
  });

  it('is nobody without a session', async () => {
    const buyers = medusaBuyers({ url: options.url, publishableKey: 'pk_1', fetch: () => assert.fail('it was asked') });
    assert.equal(await buyers(new Request('https://shop.example/')), null);
  });
});
