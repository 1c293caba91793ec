import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { http } from 'msw';
import { type SetupServer, setupServer } from 'msw/node';
import {
  createHandlers,
  createMockBackend,
  type MockBackend,
  people,
  publicDemoSigningKey,
  sampleOrders,
  scenarioNames,
} from '../../mocks/index.ts';
import { startMockServer } from '../../mocks/node.ts';
import { restBackend } from '../../src/backend/rest-backend.ts';
import { policyHash } from '../../src/domain/values/policy-hash.ts';
import { verifyChain, verifySignature } from '../../src/evidence/index.ts';
import poshmark from '../../src/policy/presets/poshmark.ts';
import { create } from '../../src/policy/presets/shop-builder.ts';

const base = 'https://shop.example/api';
const json = { 'Content-Type': 'application/json' };
/** Under the preset's policy. */
const cancelling = JSON.stringify({ action: 'cancel', policyHash: policyHash(poshmark) });

/** Posts a cancellation of an order as it is now. */
async function cancel(
  at: string,
  orderId: string,
  key: string,
  body: object = { action: 'cancel' },
): Promise<Response> {
  const seen = await fetch(`${base}/orders/${orderId}`);
  const { policy } = await seen.json();
  const headers = { ...json, 'If-Match': seen.headers.get('ETag') ?? '', 'Idempotency-Key': key };
  const shown = JSON.stringify({ policyHash: policy.hash, ...body });
  return fetch(`${at}/orders/${orderId}/cancellation`, { method: 'POST', headers, body: shown });
}

describe("a shop's own test", () => {
  let server: SetupServer;
  afterEach(() => server.close());
  const listen = (...options: Parameters<typeof createHandlers>) => {
    server = setupServer(...createHandlers(...options));
    server.listen();
  };

  it('needs a base and no more', async () => {
    listen({ base });
    const { order, actions } = await (await fetch(`${base}/orders/pm-just-placed`)).json();
    assert.deepEqual([order.buyer.id, actions], ['buyer-1', ['cancel']]);
  });

  it('cancels an order of the samples', async () => {
    listen({ base, orders: sampleOrders('poshmark') });
    const response = await cancel(base, 'pm-just-placed', 'k1');
    assert.equal(response.status, 201);
    assert.equal((await (await fetch(`${base}/orders/pm-just-placed`)).json()).order.status, 'CANCELLED');
  });

  it('keeps that the receipt of a withdrawal was sent, by when it answers', async () => {
    const backend = createMockBackend({ base, preset: 'eu' });
    const answered = await backend.fetch(
      new Request(`${base}/as/nobody/withdrawals`, { method: 'POST', headers: json, body: '{"name":"Ada"}' }),
    );
    assert.equal(answered.status, 201);
    const kept = JSON.stringify(backend.snapshot().store);
    assert.equal(kept.match(/"action":"receipt"/g)?.length, 1);
  });

  it('may bring its own policy and orders', async () => {
    const policies = [create({ customerRequests: false })];
    const [order] = sampleOrders('shop-builder').filter(({ id }) => id === 'sb-preparing');
    listen({ base, policies, orders: [{ ...order!, id: 'mine' }] });
    const { decision, policy } = await (await fetch(`${base}/orders/mine`)).json();
    assert.deepEqual([decision.reason, policy.version], ['contact-only', policies[0]?.version]);
  });

  it('may use the samples of a preset under a policy of its own', async () => {
    listen({ base, preset: 'shop-builder', policies: [create({ customerRequests: false })] });
    assert.equal((await (await fetch(`${base}/orders/sb-preparing`)).json()).decision.reason, 'contact-only');
    // Made under the preset's own, and governed by it to its end.
    assert.equal((await (await fetch(`${base}/orders/sb-requested`)).json()).policy.version, '1');
  });

  it('may say who asks', async () => {
    listen({ base, principal: { id: 'seller-1', roles: ['seller'] } });
    assert.equal((await (await fetch(`${base}/orders/pm-offer`)).json()).decision.outcome, 'cancel');
  });

  it('leaves other requests alone', async () => {
    listen({ base });
    server.use(http.get('https://shop.example/elsewhere', () => new Response('theirs')));
    server.use(...createHandlers({ base }));
    assert.equal(await (await fetch('https://shop.example/elsewhere')).text(), 'theirs');
  });
});

describe('a path', () => {
  let mocks: MockBackend & { stop(): void };
  before(() => {
    mocks = startMockServer({ base });
  });
  after(() => mocks.stop());

  for (const [who, status, outcome] of [
    ['buyer', 200, 'request'],
    ['seller', 200, 'cancel'],
    ['platform', 200, 'none'],
    ['seller-1', 200, 'cancel'],
    ['stranger', 404, undefined],
    ['nobody', 401, undefined],
  ] as const) {
    it(`says that ${who} asks`, async () => {
      const response = await fetch(`${base}/as/${who}/orders/pm-window-closed`);
      assert.equal(response.status, status);
      assert.equal((await response.json()).decision?.outcome, outcome);
    });
  }

  it('says both who asks and what goes wrong, in either order', async () => {
    for (const path of ['as/seller/when/unavailable', 'when/unavailable/as/seller']) {
      assert.equal((await fetch(`${base}/${path}/orders/pm-offer`)).status, 503);
    }
  });

  it('names the people that there are', () => {
    assert.equal(people.buyer.id, 'buyer-1');
    assert.equal(people.nobody, null);
  });

  it('that names no scenario is a mistake of the page, which it is told', async () => {
    const response = await fetch(`${base}/when/nonsense/orders/pm-offer`);
    assert.deepEqual([response.status, await response.text()], [500, 'there is no scenario "nonsense"']);
  });
});

describe('a scenario', () => {
  let mocks: MockBackend & { stop(): void };
  beforeEach(() => {
    mocks = startMockServer({ base });
  });
  afterEach(() => {
    mocks.release();
    mocks.stop();
  });
  const read = (path: string) => fetch(`${base}/when/${path}/orders/pm-just-placed`);

  it('is one of many', () => assert.ok(scenarioNames.length >= 14));

  it('stall does not answer until it is released', async () => {
    let answered = false;
    const response = read('stall').finally(() => {
      answered = true;
    });
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.equal(answered, false);
    mocks.release();
    assert.equal((await response).status, 200);
  });

  it('slow answers in two seconds', async () => {
    const begin = performance.now();
    assert.equal((await read('slow')).status, 200);
    assert.ok(performance.now() - begin > 1900);
  });

  it('offline fails as a network does', async () => {
    await assert.rejects(read('offline'), TypeError);
  });

  it('html is no JSON, with status 200', async () => {
    const response = await read('html');
    assert.deepEqual([response.status, response.headers.get('Content-Type')], [200, 'text/html']);
  });

  it('cut is JSON that ends in the middle', async () => {
    const response = await read('cut');
    assert.equal(response.headers.get('Content-Type'), 'application/json');
    await assert.rejects(response.json(), SyntaxError);
  });

  it('wrong-schema is JSON of another shape, of one order or of several', async () => {
    assert.equal((await (await read('wrong-schema')).json()).order, 7);
    const list = await (await fetch(`${base}/when/wrong-schema/orders?id=pm-offer`)).json();
    assert.equal(list.views[0].order, 7);
  });

  for (const [name, status, code] of [
    ['server-error', 500, undefined],
    ['unavailable', 503, 'unavailable'],
    ['rate-limited', 429, 'rate-limited'],
    ['not-found', 404, 'not-found'],
    ['sign-in', 401, 'sign-in-required'],
  ] as const) {
    it(`${name} answers ${status}`, async () => {
      const response = await read(name);
      assert.equal(response.status, status);
      if (code) assert.equal((await response.json()).code, code);
    });
  }

  it('conflict is a real one: the order has moved on, and the next try succeeds', async () => {
    const at = `${base}/when/conflict`;
    const first = await cancel(at, 'pm-just-placed', 'k1');
    const { code, view } = await first.json();
    assert.deepEqual([first.status, code, view.actions], [412, 'stale-revision', ['cancel']]);
    assert.equal((await cancel(at, 'pm-just-placed', 'k2')).status, 201);
  });

  it('decision-changed is a real one: the order was shipped', async () => {
    const response = await cancel(`${base}/when/decision-changed`, 'pm-just-placed', 'k1');
    const { code, status, view, decision } = await response.json();
    assert.deepEqual([response.status, status, code], [409, 409, 'decision-changed']);
    assert.deepEqual([view.order.status, decision.outcome], ['SHIPPED', 'return']);
    assert.equal((await (await fetch(`${base}/orders/pm-just-placed`)).json()).order.status, 'SHIPPED');
  });

  it('lost-answer acts, and answers the retry', async () => {
    const at = `${base}/when/lost-answer`;
    const headers = { ...json, 'If-Match': '"1"', 'Idempotency-Key': 'k1' };
    const send = () => fetch(`${at}/orders/pm-just-placed/cancellation`, { method: 'POST', headers, body: cancelling });
    await assert.rejects(send(), TypeError);
    assert.equal(mocks.shop.ledger().length, 1);
    assert.equal((await send()).status, 201);
    assert.equal(mocks.shop.ledger().length, 1);
  });

  it('may apply to writes only, or reads only, or once', async () => {
    assert.equal((await read('unavailable-on-write')).status, 200);
    assert.equal((await cancel(`${base}/when/unavailable-on-write`, 'pm-just-placed', 'k1')).status, 503);
    assert.equal((await read('unavailable-on-read')).status, 503);
    assert.equal((await read('unavailable-once')).status, 503);
    assert.equal((await read('unavailable-once')).status, 200);
  });

  it('may be staged for all pages, for some requests, and ended', async () => {
    const plain = (orderId: string) => fetch(`${base}/orders/${orderId}`).then(({ status }) => status);
    mocks.use('unavailable');
    assert.equal(await plain('pm-offer'), 503);
    mocks.use({ name: 'unavailable', orderId: 'pm-shipped', times: 1 });
    assert.deepEqual([await plain('pm-offer'), await plain('pm-shipped'), await plain('pm-shipped')], [200, 503, 200]);
    mocks.use('offline');
    mocks.use(null);
    assert.equal(await plain('pm-offer'), 200);
  });
});

describe('a backend at hand', () => {
  let mocks: MockBackend & { stop(): void };
  beforeEach(() => {
    mocks = startMockServer({ base });
  });
  afterEach(() => mocks.stop());
  const view = async (orderId: string) => (await fetch(`${base}/orders/${orderId}`)).json();

  it('moves the clock of the server', async () => {
    assert.deepEqual((await view('pm-window-closing')).actions, ['cancel']);
    mocks.clock.advance(3 * 60_000);
    assert.deepEqual((await view('pm-window-closing')).actions, ['request']);
    mocks.clock.set(0);
    assert.deepEqual((await view('pm-window-closing')).actions, ['cancel']);
  });

  it('ships an order, which supersedes its request', async () => {
    await mocks.ship('pm-request-open');
    const { order, cancellation } = await view('pm-request-open');
    assert.deepEqual([order.status, cancellation.state], ['SHIPPED', 'superseded']);
  });

  it('delivers and scans an order, which the log tells', async () => {
    await mocks.ship('pm-request-open');
    mocks.clock.advance(3_600_000);
    await mocks.scan('pm-request-open', { code: 'in-transit', carrier: 'UPS' });
    mocks.clock.advance(3_600_000);
    await mocks.deliver('pm-request-open');
    const { order } = await view('pm-request-open');
    assert.deepEqual([order.status, order.scans.length], ['DELIVERED', 1]);
    assert.ok(order.deliveredAt > order.scans[0].at && order.scans[0].at > order.shippedAt);
    const { events } = await (await fetch(`${base}/orders/pm-request-open/events`)).json();
    assert.deepEqual(
      events.map(({ type, action }: { type: string; action?: string }) => action ?? type),
      ['order', 'policy', 'supersede', 'scan', 'delivery', 'status'],
    );
    await assert.rejects(mocks.deliver('pm-just-placed'), /was not shipped/);
  });

  it('takes files and evidence through any path, and keeps them in a snapshot', async () => {
    const pdf = new Blob(['%PDF-1.7 letter \u00ff %%EOF'], { type: 'application/pdf' });
    const backend = restBackend({ base: `${base}/as/seller` });
    const file = await backend.attach?.(pdf, {});
    assert.ok(file);
    const attachments = [{ sha256: file.sha256, name: 'letter.pdf' }];
    const sent = await backend.send(
      {
        type: 'message',
        key: 'm1',
        orderId: 'pm-request-open',
        revision: '',
        body: { to: 'buyer', text: 'Look.', attachments },
      },
      {},
    );
    assert.equal(sent.ok, true);
    const kept = JSON.parse(JSON.stringify(mocks.snapshot()));
    mocks.reset();
    const buyer = restBackend({ base });
    await assert.rejects(buyer.loadAttachment?.(file.sha256, {}) ?? Promise.resolve(), { code: 'not-found' });
    mocks.restore(kept);
    const back = await buyer.loadAttachment?.(file.sha256, {});
    assert.equal(await back?.text(), await pdf.text());
    const log = await buyer.events?.('pm-request-open', {});
    assert.deepEqual(verifyChain('pm-request-open', log?.events ?? []).faults, []);
    assert.equal(log?.events.length, log?.checkpoint?.size);
  });

  it('signs checkpoints with a key that everybody knows', async () => {
    const { kty, crv, x } = publicDemoSigningKey;
    assert.deepEqual(await restBackend({ base }).keys?.({}), [{ kty, crv, x }]);
    await cancel(base, 'pm-just-placed', 'k1');
    const { checkpoint } = await (await fetch(`${base}/orders/pm-just-placed/events`)).json();
    assert.equal(await verifySignature(checkpoint, { kty, crv, x }), 'valid');
  });

  it('a lost answer to a file is put right by putting it again', async () => {
    const backend = restBackend({ base: `${base}/when/lost-answer` });
    const pdf = new Blob(['%PDF-1.7 %%EOF'], { type: 'application/pdf' });
    await assert.rejects(backend.attach?.(pdf, {}) ?? Promise.resolve(), { code: 'unavailable' });
    assert.equal((await backend.attach?.(pdf, {}))?.size, pdf.size);
  });

  it('is restored from plain JSON, keys and all', async () => {
    const first = await (await cancel(base, 'pm-just-placed', 'k1')).text();
    mocks.clock.set(5000);
    const stamp = mocks.stamp();
    const kept = JSON.stringify(mocks.snapshot());
    mocks.reset();
    assert.equal((await view('pm-just-placed')).order.status, 'PLACED');
    mocks.restore(JSON.parse(kept));
    assert.equal(mocks.clock.offset, 5000);
    assert.equal(mocks.stamp(), stamp);
    const headers = { ...json, 'If-Match': '"1"', 'Idempotency-Key': 'k1' };
    const init = { method: 'POST', headers, body: cancelling };
    assert.equal(await (await fetch(`${base}/orders/pm-just-placed/cancellation`, init)).text(), first);
  });

  it('has another stamp after each change', async () => {
    const stamps = [mocks.stamp()];
    await view('pm-just-placed');
    assert.equal(mocks.stamp(), stamps[0]);
    await cancel(base, 'pm-just-placed', 'k1');
    stamps.push(mocks.stamp());
    mocks.clock.advance(1);
    stamps.push(mocks.stamp());
    await mocks.ship('pm-offer');
    stamps.push(mocks.stamp());
    const headers = { ...json, 'Idempotency-Key': 'k2' };
    await fetch(`${base}/orders/pm-offer/messages`, { method: 'POST', headers, body: '{"to":"seller","text":"hi"}' });
    stamps.push(mocks.stamp());
    assert.equal(new Set(stamps).size, stamps.length);
  });
});
