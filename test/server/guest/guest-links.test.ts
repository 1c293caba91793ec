import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import poshmark from '../../../src/policy/presets/poshmark.ts';
import { type GuestGrant, guestLinks } from '../../../src/server/guest/index.ts';
import { anOrder, aServer, hours, minutes, people, start } from '../setup.ts';

const secret = new TextEncoder().encode('0123456789abcdef0123456789abcdef');
const grant: GuestGrant = { orderId: 'o1', buyerId: 'buyer-1', expiresAt: start + hours(1) };

function aShop() {
  const clock = { now: start };
  const links = guestLinks({ secret, now: () => clock.now });
  const server = aServer({
    policies: [poshmark],
    orders: [anOrder(), anOrder({ id: 'o2', number: '1002' })],
    authenticate: async (request) =>
      (await links.authenticate(request)) ?? people[request.headers.get('X-Person') ?? ''] ?? null,
  });
  const get = (path: string, token: string) => server.fetch(path, { as: null, headers: { 'Guest-Link': token } });
  const cancel = (token: string, orderId = 'o1') =>
    server.post(
      `/orders/${orderId}/cancellation`,
      { action: 'cancel', reason: 'changed-mind' },
      { as: null, headers: { 'Guest-Link': token } },
    );
  return { clock, links, server, get, cancel };
}

describe('a signed link of a guest', () => {
  it('opens its order, and lets it be cancelled', async () => {
    const { links, get, cancel } = aShop();
    const token = await links.token(grant);
    const { status, view } = await get('/orders/o1', token);
    assert.deepEqual([status, view.decision?.outcome], [200, 'cancel']);
    assert.equal((await cancel(token)).status, 201);
    assert.equal((await get('/orders/o1', token)).view.cancellation?.state, 'cancelled');
  });

  it('opens nothing else: other orders of the buyer, lists and streams are as if they were not there', async () => {
    const { links, server, get, cancel } = aShop();
    const token = await links.token(grant);
    await server.post('/orders/o2/cancellation', { action: 'cancel', reason: 'changed-mind' });
    const other = (await server.view()).cancellation?.id ?? '';
    for (const path of [
      '/orders/o2',
      '/orders/o2/events',
      '/cancellations',
      '/events',
      '/reports/reasons',
      `/cancellations/${other || 'x'}`,
    ]) {
      const { status, problem } = await get(path, token);
      assert.deepEqual([path, status, problem.code], [path, 404, 'not-found']);
    }
    assert.deepEqual((await get('/orders?id=o1&id=o2', token)).json.missing, ['o2']);
    assert.equal((await cancel(token, 'o2')).status, 404);
  });

  it('lets do only what it names, and shows no more', async () => {
    const { links, server, get, cancel } = aShop();
    const token = await links.token({ ...grant, actions: ['message'] });
    const { view } = await get('/orders/o1', token);
    assert.deepEqual([view.decision?.outcome, view.actions], ['none', []]);
    assert.equal((await cancel(token)).status, 404);
    const said = await server.post(
      '/orders/o1/messages',
      { to: 'seller', text: 'Where is it?' },
      { as: null, headers: { 'Guest-Link': token } },
    );
    assert.equal(said.status, 201);
  });

  it('EU-11: takes a withdrawal from the contract, whatever it names', async () => {
    const { links, server } = aShop();
    const token = await links.token({ ...grant, actions: ['message'] });
    const { status } = await server.post(
      '/orders/o1/cancellation',
      { action: 'withdraw-contract' },
      { as: null, match: null, headers: { 'Guest-Link': token } },
    );
    assert.equal(status, 201);
  });

  it('ends when it says', async () => {
    const { clock, links, get } = aShop();
    const token = await links.token(grant);
    clock.now = start + hours(1) - 1000;
    assert.equal((await get('/orders/o1', token)).status, 200);
    clock.now = start + hours(1);
    assert.equal((await get('/orders/o1', token)).status, 401);
  });

  it('holds until its secret is taken away, also where another one signs by now', async () => {
    const token = await guestLinks({ secret, now: () => start }).token(grant);
    const newer = new TextEncoder().encode('fedcba9876543210fedcba9876543210');
    const request = new Request('https://shop.example/', { headers: { 'Guest-Link': token } });
    const both = guestLinks({ secret: [newer, secret], now: () => start });
    assert.equal((await both.authenticate(request))?.only?.orderId, 'o1');
    const one = guestLinks({ secret: newer, now: () => start });
    assert.equal(await one.authenticate(request), null);
    assert.throws(() => guestLinks({ secret: secret.slice(1) }), RangeError);
  });

  it('carries its secret behind the #, and keeps what else stands there', async () => {
    const { links } = aShop();
    const url = new URL(
      await links.link('https://shop.example/order?lang=de#top=1', { ...grant, expiresAt: start + minutes(5) }),
    );
    assert.equal(url.search, '?lang=de');
    const parameters = new URLSearchParams(url.hash.slice(1));
    assert.equal(parameters.get('top'), '1');
    const request = new Request('https://shop.example/', { headers: { 'Guest-Link': parameters.get('guest') ?? '' } });
    assert.deepEqual(await links.authenticate(request), { id: 'buyer-1', roles: ['buyer'], only: { orderId: 'o1' } });
  });

  it('opens nothing once any of it is another', async () => {
    const links = guestLinks({ secret, now: () => start });
    const token = await links.token(grant);
    const unsigned = [btoa('{"alg":"none"}'), token.split('.')[1], ''].join('.').replaceAll('=', '');
    const opens = async (given: string) =>
      (await links.authenticate(new Request('https://shop.example/', { headers: { 'Guest-Link': given } }))) !== null;
    assert.equal(await opens(token), true);
    assert.equal(await opens(unsigned), false);
    await fc.assert(
      fc.asyncProperty(fc.nat(token.length - 1), fc.constantFrom('A', 'b', '9', '_', '.'), async (at, letter) => {
        const given = token.slice(0, at) + letter + token.slice(at + 1);
        // The last letter of a part has bits that stand for nothing.
        const same = given === token || at === token.length - 1;
        assert.ok(same || !(await opens(given)));
      }),
      { numRuns: 200 },
    );
  });
});
