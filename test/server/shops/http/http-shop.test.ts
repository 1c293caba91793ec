import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  type HttpShopOptions,
  httpShop,
  memoryJournal,
  memoryShop,
  type ShopEffect,
  shopConformance,
} from '../../../../src/server/index.ts';
import { checkShop } from '../../../../src/server/shops/http/check-shop.ts';
import { signatureHeader, signerOf } from '../../../../src/server/shops/http/signature.ts';
import { anOrder } from '../../setup.ts';
import { aShopOverHttp, type Fault, secret, url, without } from './a-shop.ts';

const connect = (fetch: typeof globalThis.fetch, options: Partial<HttpShopOptions> = {}) =>
  httpShop({ url, secret, without, fetch, journal: memoryJournal(), ...options });

/** Gives each case another order. */
const inTurn = () => {
  let next = 0;
  return () => `o${next++}`;
};

describe('shopConformance', () => {
  for (const { name, run } of shopConformance(() => {
    const orders = Array.from({ length: 3 }, (_, at) =>
      anOrder({ id: `o${at}`, number: `${at}`, status: 'PREPARING' }),
    );
    return { shop: memoryShop(orders), order: inTurn() };
  }))
    it(`of a shop in memory: ${name}`, run);

  for (const { name, run } of shopConformance(() => {
    const { fetch } = aShopOverHttp();
    return { shop: connect(fetch), other: connect(fetch), order: inTurn() };
  }))
    it(`of a shop over HTTP: ${name}`, run);

  it('finds a shop that gives money back again when the same step comes again', async () => {
    let count = 0;
    const shop = memoryShop(
      Array.from({ length: 12 }, (_, at) => anOrder({ id: `o${at}`, number: `${at}`, status: 'PREPARING' })),
    );
    const order = inTurn();
    const cases = shopConformance(() => ({
      shop: {
        ...shop,
        commit: (orderId, revision, effects, meta) =>
          shop.commit(orderId, revision, effects, { ...meta, id: `${meta.id}${count++}` }),
      },
      order,
    }));
    const failed: string[] = [];
    for (const { name, run } of cases) await run().catch(() => failed.push(name));
    assert.ok(failed.includes('a transition that comes many times at once is done once'), failed.join());
  });
});

describe('httpShop', () => {
  const meta = {
    id: 't1',
    cancellationId: 'c1',
    state: 'cancelled',
    action: 'accept',
    actor: 'seller',
    at: '2026-03-10T12:00:00Z',
    afterShipment: false,
  } as const;
  const cancelAll: ShopEffect[] = [
    { type: 'status', status: 'CANCELLED', key: 't1:0' },
    {
      type: 'lines',
      lines: [
        { id: 'l1', quantity: 1 },
        { id: 'l2', quantity: 3 },
      ],
      key: 't1:1',
    },
    { type: 'refund', amount: { amount: 4500, currency: 'USD' }, method: 'original', key: 't1:2' },
    { type: 'strike', party: 'buyer', key: 't1:3' },
  ];

  it('I1 does each effect once, whatever exchanges are cut off before or after', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom<Fault>('none', 'before', 'after'), { maxLength: 12 }),
        async (faults) => {
          let now = Date.now();
          const left = [...faults];
          const { shop, fetch } = aShopOverHttp(
            () => left.shift() ?? 'none',
            () => now,
          );
          const connector = connect(fetch, { now: () => now, random: () => 0, quiet: 0 });
          let revision: string | undefined;
          while (revision === undefined)
            revision = await connector.order('o1').then(
              (order) => order?.revision,
              () => undefined,
            );
          await connector.commit('o1', revision, cancelAll, meta).catch(() => {});
          let answer: Awaited<ReturnType<typeof connector.committed>> = null;
          for (let tries = 0; !answer?.ok && tries < 40; tries++) {
            now += 700_000;
            await connector.work().catch(() => {});
            answer = await connector.committed('o1', 't1').catch(() => null);
          }
          const keys = shop.ledger().map(({ meta }) => meta.id);
          // It was asked about before it could be written down: it never will be done, and nothing of it was.
          if (answer === null) return assert.deepEqual(keys, []);
          assert.equal(answer.ok && answer.refund, 'settled');
          const order = await shop.order('o1');
          assert.equal(order?.payment.refunded.amount, 4500);
          assert.equal(order?.status, 'CANCELLED');
          assert.deepEqual(keys.sort(), ['t1:0', 't1:1', 't1:2']);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('does not undo what staff cancels in the moment in which a step is on its way', async () => {
    const { shop, fetch } = aShopOverHttp();
    const lines = (quantity: number, key: string): ShopEffect[] => [
      { type: 'lines', lines: [{ id: 'l1', quantity }], key },
    ];
    const connector = connect(async (input, init) => {
      if (init?.method === 'PUT') {
        const { revision } = (await shop.order('o1')) ?? { revision: '' };
        await shop.commit('o1', revision, lines(2, 'staff'), { ...meta, id: 'staff' });
      }
      return fetch(input, init);
    });
    const { revision = '' } = (await connector.order('o1')) ?? {};
    const answer = await connector.commit('o1', revision, lines(1, 't1:0'), meta);
    assert.equal(answer.ok, false);
    assert.equal((await shop.order('o1'))?.lines.find(({ id }) => id === 'l1')?.cancelledQuantity, 2);
  });

  it('takes no page of HTML, no redirect and no other answer for word that an order is not there', async () => {
    for (const answer of [
      () => new Response('<h1>Not found</h1>', { status: 404, headers: { 'Content-Type': 'text/html' } }),
      () => Response.json({ error: 'no route' }, { status: 404 }),
      () => Response.json([], { status: 200 }),
      () => Response.json({ code: 'unavailable' }, { status: 503 }),
      () => new Response('x'.repeat(9 * 2 ** 20)),
    ]) {
      const connector = connect(async () => answer());
      await assert.rejects(connector.order('o1'), /the shop answered/);
    }
    const asked: RequestInit[] = [];
    const connector = connect(async (_, init) => {
      asked.push(init ?? {});
      return Response.json({ code: 'not-found' }, { status: 404 });
    });
    assert.equal(await connector.order('o1'), null);
    assert.equal(asked[0]?.redirect, 'error');
  });

  it('reaches no other address by an id, and asks for none that a URL takes for a place', async () => {
    const { fetch, requests } = aShopOverHttp();
    const connector = connect(fetch);
    for (const id of ['..', '.', '']) assert.equal(await connector.order(id), null);
    assert.deepEqual(requests, []);
    for (const id of ['../about', 'a/b', 'a?b#c', '%2e%2e']) await connector.order(id);
    for (const request of requests) assert.match(request, /^GET \/order-cancel\/orders\/[^/]+$/);
  });

  it('lists the orders of a buyer where the shop does, none where it says that it does not, and takes no other answer for none', async () => {
    const { fetch, requests } = aShopOverHttp();
    const all = await connect(fetch).ordersOf?.('buyer-1', 50);
    assert.equal(all?.length, 12);
    assert.deepEqual(await connect(fetch).ordersOf?.('buyer-1', 2), all?.slice(0, 2));
    assert.deepEqual(await connect(fetch).ordersOf?.('a/../b', 2), []);
    assert.equal(requests.at(-1), 'GET /order-cancel/buyers/a%2F..%2Fb/orders');
    assert.deepEqual(await connect(fetch).ordersOf?.('..', 2), []);
    const answering = (status: number, body: object) =>
      connect(async () => Response.json(body, { status })).ordersOf?.('buyer-1', 2);
    assert.deepEqual(await answering(404, { code: 'not-found' }), []);
    assert.deepEqual(await answering(200, { ids: ['a', 'b', 'c'] }), ['a', 'b']);
    for (const [status, body] of [
      [200, {}],
      [200, { ids: [7] }],
      [404, { code: 'no-such-route' }],
      [503, { code: 'unavailable' }],
    ] as const)
      await assert.rejects(async () => answering(status, body), /the shop answered/);
  });

  it('names what a shop lacks, and leaves out neither money nor lines', async () => {
    const { fetch } = aShopOverHttp();
    assert.deepEqual((await connect(fetch).about()).protocol, 1);
    await assert.rejects(connect(fetch, { without: [] }).about(), { code: 'invalid-shop', message: /lacks unstock/ });
    assert.throws(() => connect(fetch, { without: ['refund'] }), { code: 'invalid-shop' });
    assert.throws(() => connect(fetch, { secret: 'short' }), RangeError);
    const old = connect(async () => Response.json({ protocol: 0, effects: [] }));
    await assert.rejects(old.about(), { code: 'invalid-shop', message: /protocol 0/ });
  });
});

describe('the webhook of httpShop', () => {
  const hook = 'https://shop.example/hooks/orders?from=shop';
  const send = async (
    body: string,
    {
      by = secret,
      at = Date.now(),
      path = '/hooks/orders?from=shop',
      changed = (_: string): unknown => undefined,
    } = {},
  ) => {
    const signature = await signerOf(by).sign({ method: 'POST', path, body }, at);
    const request = new Request(hook, { method: 'POST', body, headers: { [signatureHeader]: signature } });
    return (
      await connect(fetch, { secret: [secret, 'an older secret that has over 32 bytes'] }).webhook(request, changed)
    ).status;
  };

  it('tells of each order that a signed request names, by either secret', async () => {
    const told: string[] = [];
    const changed = (id: string) => told.push(id);
    assert.equal(await send('{"orderId":"o1"}', { changed }), 204);
    assert.equal(
      await send('{"orderIds":["o2","o3"]}', { changed, by: 'an older secret that has over 32 bytes' }),
      204,
    );
    assert.deepEqual(told, ['o1', 'o2', 'o3']);
  });

  it('takes no request that is not signed, signed for something else, or too old or new', async () => {
    const body = '{"orderId":"o1"}';
    const changed = () => assert.fail('nothing is told');
    assert.equal(await send(body, { changed, by: 'another secret that has over 32 bytes' }), 401);
    assert.equal(await send(body, { changed, path: '/hooks/orders' }), 401);
    assert.equal(await send(body, { changed, at: Date.now() - 301_000 }), 401);
    assert.equal(await send(body, { changed, at: Date.now() + 301_000 }), 401);
    for (const header of ['', 't=1', 'v1=00', `t=${Math.floor(Date.now() / 1000)},v1=${'0'.repeat(64)}`]) {
      const request = new Request(hook, { method: 'POST', body, headers: { [signatureHeader]: header } });
      assert.equal((await connect(fetch).webhook(request, changed)).status, 401, header);
    }
  });

  it('says what is wrong with a body, and asks for another try where the order could not be read', async () => {
    for (const body of ['', '{', '[]', '{}', '{"orderId":7}', `{"orderIds":${JSON.stringify(Array(101).fill('o'))}}`])
      assert.equal(await send(body), 400, body);
    assert.equal(await send(JSON.stringify({ orderId: 'x'.repeat(70_000) })), 413);
    assert.equal(await send('{"orderId":"o1"}', { changed: () => Promise.reject(new Error('down')) }), 503);
  });
});

describe('checkShop', () => {
  const check = async (fetch: typeof globalThis.fetch) => {
    const orders = Array.from({ length: 10 }, (_, at) => `o${at}`);
    const found = [];
    for await (const one of checkShop({ url, secret, without, orders, fetch })) found.push(one);
    return found;
  };
  const failed = (found: Awaited<ReturnType<typeof check>>) =>
    found.filter(({ outcome }) => outcome !== 'passed').map(({ name }) => name);

  it('passes a shop that keeps to the protocol', async () => {
    assert.deepEqual(failed(await check(aShopOverHttp().fetch)), []);
  });

  it('finds one that lists other people’s orders, and asks none that lists nothing', async () => {
    const changing = (change: (body: Record<string, unknown>) => object): typeof fetch => {
      const { fetch } = aShopOverHttp();
      return async (input, init) => {
        const answer = await fetch(input, init);
        return Response.json(change(await answer.json()), { status: answer.status });
      };
    };
    const listing = 'the orders of a buyer';
    const found = failed(await check(changing((body) => ('ids' in body ? { ids: ['o1', 'o1'] } : body))));
    assert.deepEqual(found.filter((name) => name.startsWith(listing)).length, 1);
    const silent = await check(changing(({ lists: _, ...body }) => ('ids' in body ? { code: 'no-such-route' } : body)));
    assert.deepEqual(failed(silent), []);
    assert.ok(!silent.some(({ name }) => name.startsWith(listing)));
  });

  it('finds one that does not look who sends a step, and one that looks at the name of the sender alone', async () => {
    const { fetch } = aShopOverHttp();
    const sign = async (input: RequestInfo | URL, init?: RequestInit) => {
      const { pathname, search } = new URL(String(input));
      const signed = { method: init?.method ?? 'GET', path: `${pathname}${search}`, body: String(init?.body ?? '') };
      return { ...init?.headers, [signatureHeader]: await signerOf(secret).sign(signed, Date.now()) };
    };
    const open: typeof fetch = async (input, init) =>
      fetch(input, { ...init, ...(init?.method === 'PUT' && { headers: await sign(input, init) }) });
    const names = ['is not signed', 'content was changed', 'another address'];
    const found = failed(await check(open));
    for (const name of names)
      assert.ok(
        found.some((one) => one.includes(name)),
        `${name}: ${found.join('; ')}`,
      );
  });
});
