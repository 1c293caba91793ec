import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { policyHash } from '../../src/domain/values/policy-hash.ts';
import b2b from '../../src/policy/presets/b2b-supplier.ts';
import poshmark from '../../src/policy/presets/poshmark.ts';
import { anOrder, aServer, hours, start, usd } from './setup.ts';

const cancel = { action: 'cancel' };
const atPoshmark = (options: Partial<Parameters<typeof aServer>[0]> = {}) =>
  aServer({ policies: [poshmark], ...options });

function fail(): never {
  throw new Error('it cannot be read');
}

describe('GET an order', () => {
  it('gives its view, decided for the one who asks', async () => {
    const { status, headers, view } = await atPoshmark().fetch('/orders/o1');
    assert.equal(status, 200);
    assert.equal(headers.get('ETag'), '"r1"');
    assert.equal(headers.get('Cache-Control'), 'private, no-store');
    assert.equal(headers.get('X-Content-Type-Options'), 'nosniff');
    assert.equal(headers.get('Content-Type'), 'application/json');
    assert.deepEqual(view.order, anOrder());
    assert.equal(view.cancellation, null);
    assert.deepEqual(view.policy, { id: 'poshmark', version: '1', hash: policyHash(poshmark) });
    assert.equal(view.now, new Date(start).toISOString());
    assert.equal(view.decision?.validUntil, start + hours(2));
    assert.deepEqual(view.actions, ['cancel']);
  });

  it('gives the role that the principal has on this order, whatever others it has', async () => {
    const mine = { id: 'seller-1', name: 'Grace', status: 'active' } as const;
    const server = atPoshmark({
      orders: [anOrder({ placedAt: '2026-03-10T01:00:00Z' }), anOrder({ id: 'o2', buyer: mine })],
    });
    assert.equal((await server.view('seller')).decision?.ruleId, 'seller-before-shipping');
    assert.equal((await server.fetch('/orders/o2', { as: 'seller' })).view.decision?.ruleId, 'buyer-three-hours');
  });

  it('tells the host once a revision that it cannot be read, whoever looks, and each server for itself', async () => {
    const bad = anOrder({ total: 'much' as never });
    let order = bad;
    const shop = { order: async () => order, orderByNumber: async () => order, commit: fail, committed: fail };
    const servers = [atPoshmark({ shop }), atPoshmark({ shop })];
    const told = () => servers.map(({ events }) => events.filter(({ type }) => type === 'error').length);
    const look = async ({ fetch, server }: (typeof servers)[number]) => {
      for (const as of ['buyer', 'seller']) assert.equal((await fetch('/orders/o1', { as })).status, 200);
      await fetch('/orders?id=o1');
      await server.orderChanged('o1');
    };
    await look(servers[0]!);
    assert.deepEqual(told(), [1, 0]);
    await look(servers[1]!);
    assert.deepEqual(told(), [1, 1]);
    order = { ...bad, revision: 'r2' };
    await look(servers[0]!);
    assert.deepEqual(told(), [2, 1]);
    // Mended, and broken again: that is something new.
    order = anOrder();
    await look(servers[0]!);
    order = { ...bad, revision: 'r2' };
    await look(servers[0]!);
    assert.deepEqual(told(), [3, 1]);
  });

  it('needs somebody signed in', async () => {
    const { status, headers, problem } = await atPoshmark().fetch('/orders/o1', { as: null });
    assert.deepEqual([status, problem.code], [401, 'sign-in-required']);
    assert.ok(headers.get('WWW-Authenticate'));
  });

  it('takes an id as it is written, encoded', async () => {
    const id = 'a/b ?#%é';
    const { view } = await atPoshmark({ orders: [anOrder({ id })] }).fetch(`/orders/${encodeURIComponent(id)}`);
    assert.equal(view.order.id, id);
  });

  it('answers HEAD with the headers alone', async () => {
    const { status, headers, text } = await atPoshmark().fetch('/orders/o1', { method: 'HEAD' });
    assert.deepEqual([status, headers.get('ETag'), text], [200, '"r1"', '']);
  });

  it('shows what a cancellation led to where its Location leads', async () => {
    const server = atPoshmark({ basePath: '/api/' });
    const { headers } = await server.post('/api/orders/o1/cancellation', cancel, { match: '"r1"' });
    const location = headers.get('Location') ?? '';
    assert.ok(location.startsWith('/api/cancellations/'), location);
    const { view } = await server.fetch(location);
    assert.equal(location.endsWith(view.cancellation?.id ?? '?'), true);
    assert.equal((await server.fetch(location, { as: 'stranger' })).status, 404);
  });

  it('tells nobody why the shop cannot be reached', async () => {
    const server = atPoshmark();
    server.shop.order = async () => {
      throw new Error('password=hunter2');
    };
    const { status, problem, text } = await server.fetch('/orders/o1');
    assert.deepEqual([status, problem.code, text.includes('hunter2')], [503, 'unavailable', false]);
  });
});

describe('GET several orders', () => {
  const orders = [
    anOrder(),
    anOrder({ id: 'o2', number: '1002' }),
    anOrder({ id: 'o3', buyer: { id: 'buyer-2', name: 'Eve', status: 'active' } }),
  ];

  it('gives each once, in the order asked, and what is not yours as missing', async () => {
    const { status, json } = await atPoshmark({ orders }).fetch('/orders?id=o2&id=none&id=o1&id=o3&id=o2');
    assert.equal(status, 200);
    assert.deepEqual(
      json.views.map(({ order }: { order: { id: string } }) => order.id),
      ['o2', 'o1'],
    );
    assert.deepEqual(json.missing, ['none', 'o3']);
  });

  for (const [where, options] of [
    ['the shop', {}],
    ['the choice of a policy', { policyFor: ({ id }: { id: string }) => (id === 'o2' ? fail() : 'poshmark') }],
  ] as const) {
    it(`gives the others where ${where} fails for one of them, which is in neither list`, async () => {
      const server = atPoshmark({ orders, ...options });
      const { order } = server.shop;
      if (where === 'the shop') server.shop.order = async (id) => (id === 'o2' ? fail() : order(id));
      const { status, json } = await server.fetch('/orders?id=o1&id=o2&id=o3');
      assert.equal(status, 200);
      assert.deepEqual(
        json.views.map(({ order }: { order: { id: string } }) => order.id),
        ['o1'],
      );
      assert.deepEqual(json.missing, ['o3']);
      const errors = server.events.flatMap((event) => (event.type === 'error' ? [String(event.error)] : []));
      assert.deepEqual(errors, ['Error: it cannot be read']);
    });
  }

  it('is unavailable where none of them can be read', async () => {
    const server = atPoshmark({ orders });
    server.shop.order = async () => fail();
    const { status, problem } = await server.fetch('/orders?id=o1&id=o2');
    assert.deepEqual([status, problem.code, server.events.length], [503, 'unavailable', 1]);
  });

  it('finds one by its number', async () => {
    const { json } = await atPoshmark({ orders }).fetch('/orders?number=1002');
    assert.equal(json.views[0].order.id, 'o2');
    assert.deepEqual(json.missing, []);
  });

  it('finds no order of others by its number', async () => {
    const server = atPoshmark({ orders });
    const theirs = await server.fetch('/orders?number=1001', { as: 'stranger' });
    assert.deepEqual(theirs.json, { views: [], missing: ['1001'] });
    assert.deepEqual((await server.fetch('/orders?number=9')).json, { views: [], missing: ['9'] });
  });

  const many = (count: number) => `/orders?${Array.from({ length: count }, (_, at) => `id=x${at}`).join('&')}`;
  for (const [name, path, status] of [
    ['100 ids', many(100), 200],
    ['101 ids', many(101), 400],
    ['nothing', '/orders', 400],
    ['both', '/orders?id=o1&number=1001', 400],
    ['two numbers', '/orders?number=1&number=2', 400],
  ] as const) {
    it(`answers ${status} to ${name}`, async () => assert.equal((await atPoshmark().fetch(path)).status, status));
  }
});

describe('GET a policy', () => {
  const hash = policyHash(poshmark);

  it('is open to everybody, and by its hash never changes', async () => {
    const { status, headers, json } = await atPoshmark().fetch(`/policies/poshmark?hash=${hash}`, { as: null });
    assert.equal(status, 200);
    assert.deepEqual(json, poshmark);
    assert.equal(policyHash(json), hash);
    assert.equal(headers.get('Cache-Control'), 'public, max-age=31536000, immutable');
  });

  it('without a hash gives the current one, not to be kept', async () => {
    const { headers, json } = await atPoshmark().fetch('/policies/poshmark');
    assert.deepEqual([json.version, headers.get('Cache-Control')], ['1', 'private, no-store']);
  });

  it('belongs to its id', async () => {
    const server = aServer({ policies: [poshmark, b2b] });
    assert.equal((await server.fetch(`/policies/b2b-supplier?hash=${hash}`)).status, 404);
  });

  it('is kept when another version has taken its place', async () => {
    const one = atPoshmark();
    await one.view();
    const two = atPoshmark({ policies: [{ ...poshmark, version: '2' }], store: one.store });
    assert.equal((await two.fetch(`/policies/poshmark?hash=${hash}`)).json.version, '1');
    assert.equal((await two.view()).policy.version, '2');
  });

  it('is chosen by the shop for each order', async () => {
    const server = aServer({
      policies: [poshmark, b2b],
      orders: [anOrder(), anOrder({ id: 'o2', status: 'PENDING' })],
      policyFor: ({ status }) => (status === 'PENDING' ? 'b2b-supplier' : 'poshmark'),
    });
    assert.equal((await server.view()).policy.id, 'poshmark');
    assert.equal((await server.fetch('/orders/o2')).view.policy.id, 'b2b-supplier');
  });

  it('that is malformed stops the server before it starts', () => {
    assert.throws(() => aServer({ policies: [{ ...poshmark, rules: 'none' } as never] }), { code: 'invalid-policy' });
    assert.throws(() => aServer({ policies: [] }));
  });
});

describe('POST a preview', () => {
  it('says what would happen, and does nothing', async () => {
    const server = atPoshmark();
    const { status, json } = await server.post('/orders/o1/preview', cancel, { match: null, key: null });
    assert.equal(status, 200);
    assert.equal(json.decision.outcome, 'cancel');
    assert.deepEqual(json.consequences.refund.due, usd(4500));
    assert.deepEqual([server.shop.ledger().length, (await server.view()).order.revision], [0, 'r1']);
  });

  it('says why nothing would happen', async () => {
    const server = atPoshmark({ orders: [anOrder({ status: 'CANCELLED' })] });
    const { json } = await server.post('/orders/o1/preview', cancel);
    assert.deepEqual([json.decision.reason, json.consequences], ['already-cancelled', null]);
  });
});

describe('POST a message', () => {
  it('is kept and told before any cancellation exists', async () => {
    const server = atPoshmark();
    const { status, json } = await server.post(
      '/orders/o1/messages',
      { to: 'seller', text: 'Is it in the box?' },
      { match: null },
    );
    assert.equal(status, 201);
    assert.deepEqual(
      { ...json.message, id: '' },
      {
        id: '',
        orderId: 'o1',
        from: 'buyer',
        to: 'seller',
        text: 'Is it in the box?',
        ticket: null,
        at: new Date(start).toISOString(),
      },
    );
    assert.deepEqual(server.events, [{ type: 'message', message: json.message }]);
  });

  for (const [name, body, path] of [
    ['oneself', { to: 'buyer', text: 'hi' }, 'to'],
    ['nobody', { text: 'hi' }, 'to'],
    ['the seller, blank', { to: 'seller', text: ' \n' }, 'text'],
  ] as const) {
    it(`to ${name} is refused`, async () => {
      const { status, problem } = await atPoshmark().post('/orders/o1/messages', body);
      assert.deepEqual([status, problem.issues?.[0]?.path], [400, [path]]);
    });
  }

  it('needs a key', async () => {
    const sent = atPoshmark().post('/orders/o1/messages', { to: 'seller', text: 'hi' }, { key: null });
    assert.equal((await sent).status, 428);
  });
});

describe('another method', () => {
  it('is answered with those that there are', async () => {
    const { status, headers, problem } = await atPoshmark().fetch('/orders/o1', { method: 'DELETE' });
    assert.deepEqual([status, problem.code, headers.get('Allow')], [405, 'method-not-allowed', 'GET, HEAD, OPTIONS']);
  });

  it('is not allowed where only POST is', async () => {
    const { headers } = await atPoshmark().fetch('/orders/o1/cancellation');
    assert.equal(headers.get('Allow'), 'POST, OPTIONS');
  });
});

describe('a base path', () => {
  it('is where the endpoints are, and nowhere else', async () => {
    const server = atPoshmark({ basePath: '/api/v1' });
    assert.equal((await server.fetch('/api/v1/orders/o1')).status, 200);
    assert.equal((await server.fetch('/orders/o1')).status, 404);
    assert.equal((await server.fetch('/api/v12/orders/o1')).status, 404);
  });
});

describe('pages of other origins', () => {
  const allowedOrigins = ['https://pages.example'];
  const theirs = { Origin: 'https://pages.example', 'Sec-Fetch-Site': 'cross-site' };
  const strangers = { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' };

  it('that are allowed read the answer and its headers', async () => {
    const { headers } = await atPoshmark({ allowedOrigins }).fetch('/orders/o1', { headers: theirs });
    assert.equal(headers.get('Access-Control-Allow-Origin'), 'https://pages.example');
    assert.equal(headers.get('Access-Control-Allow-Credentials'), 'true');
    assert.equal(headers.get('Access-Control-Expose-Headers'), 'ETag, Retry-After, Location');
    assert.equal(headers.get('Vary'), 'Origin');
  });

  it('that are not allowed read nothing, and caches keep the two apart', async () => {
    const { headers } = await atPoshmark({ allowedOrigins }).fetch('/orders/o1', { headers: strangers });
    assert.equal(headers.get('Access-Control-Allow-Origin'), null);
    assert.equal(headers.get('Vary'), 'Origin');
  });

  it('read a refusal too', async () => {
    const server = atPoshmark({ allowedOrigins });
    const { status, headers } = await server.cancel({ action: 'explode' }, { headers: theirs });
    assert.equal(status, 400);
    assert.equal(headers.get('Access-Control-Allow-Origin'), 'https://pages.example');
  });

  const preflight = {
    'Access-Control-Request-Method': 'POST',
    'Access-Control-Request-Headers': 'content-type,if-match,idempotency-key,x-guest',
  };

  it('that are allowed may ask before they write', async () => {
    const server = atPoshmark({ allowedOrigins });
    const { status, headers, text } = await server.fetch('/orders/o1/cancellation', {
      method: 'OPTIONS',
      as: null,
      headers: { ...theirs, ...preflight },
    });
    assert.deepEqual([status, text], [204, '']);
    assert.equal(headers.get('Access-Control-Allow-Origin'), 'https://pages.example');
    assert.equal(headers.get('Access-Control-Allow-Methods'), 'POST, OPTIONS');
    assert.equal(headers.get('Access-Control-Allow-Headers'), preflight['Access-Control-Request-Headers']);
    assert.match(headers.get('Vary') ?? '', /Origin/);
  });

  it('that are not allowed learn nothing from asking', async () => {
    const server = atPoshmark({ allowedOrigins });
    const { headers } = await server.fetch('/orders/o1/cancellation', {
      method: 'OPTIONS',
      headers: { ...strangers, ...preflight },
    });
    assert.deepEqual(
      [...headers.keys()].filter((name) => name.startsWith('access-control')),
      [],
    );
  });

  for (const [name, headers, status] of [
    ['from this origin', { 'Sec-Fetch-Site': 'same-origin', Origin: 'https://shop.example' }, 201],
    ['typed by the person', { 'Sec-Fetch-Site': 'none' }, 201],
    [
      'from another site of the same domain',
      { 'Sec-Fetch-Site': 'same-site', Origin: 'https://blog.shop.example' },
      403,
    ],
    ['from another site', { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' }, 403],
    ['from another site that hides', { 'Sec-Fetch-Site': 'cross-site', Origin: 'null' }, 403],
    ['from an allowed site', theirs, 201],
    ['from an old browser here', { Origin: 'https://shop.example' }, 201],
    ['from an old browser elsewhere', { Origin: 'https://evil.example' }, 403],
    ['from an old browser on plain http', { Origin: 'http://shop.example' }, 403],
    ['from no browser', {}, 201],
  ] as const) {
    it(`answers ${status} to a write ${name}`, async () => {
      const { status: got } = await atPoshmark({ allowedOrigins }).cancel(cancel, { headers: { ...headers } });
      assert.equal(got, status);
    });
  }
});
