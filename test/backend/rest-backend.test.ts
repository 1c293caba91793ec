import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Intent } from '../../src/backend/backend.ts';
import { type RestOptions, restBackend } from '../../src/backend/rest-backend.ts';
import type { CancelError } from '../../src/domain/errors.ts';
import type { OrderView } from '../../src/domain/view.ts';
import { aCancellation, anOrder } from '../policy/fixtures.ts';

const base = 'https://shop.example/api/cancellations';
const aView = (): OrderView => ({
  order: anOrder(),
  cancellation: aCancellation(),
  policy: { id: 'test', version: '1', hash: 'h' },
  now: '2026-03-01T12:00:00Z',
});

interface Asked {
  url: string;
  init: RequestInit;
  headers: Headers;
}

/** A backend over a `fetch` that gives the answers in turn, and what it was asked. */
function over(answers: (Response | Error)[], options: Partial<RestOptions> = {}) {
  const asked: Asked[] = [];
  const fetch = async (url: unknown, init: RequestInit = {}): Promise<Response> => {
    asked.push({ url: String(url), init, headers: new Headers(init.headers) });
    const answer = answers.shift();
    if (answer instanceof Response) return answer;
    throw answer ?? new Error('nothing more was expected');
  };
  return { asked, backend: restBackend({ base, fetch: fetch as typeof globalThis.fetch, ...options }) };
}

const json = (value: unknown, init: ResponseInit = {}): Response => Response.json(value, init);
const problem = (status: number, value: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(value), { status, headers: { 'Content-Type': 'application/problem+json', ...headers } });
const html = (status = 200): Response =>
  new Response('<!doctype html><h1>Hello</h1>', { status, headers: { 'Content-Type': 'text/html' } });

/** An answer to which a redirect has led. */
const redirected = (answer: Response): Response => Object.defineProperty(answer, 'redirected', { value: true });
/** What `fetch` gives where it is told not to follow. */
const opaque = (): Response =>
  Object.defineProperties(new Response(), {
    type: { value: 'opaqueredirect' },
    status: { value: 0 },
    ok: { value: false },
  });

/** The error with which a promise is rejected. */
async function rejection(promise: Promise<unknown>): Promise<CancelError & { cause?: unknown }> {
  try {
    await promise;
  } catch (error) {
    return error as CancelError;
  }
  throw new assert.AssertionError({ message: 'it was not rejected' });
}

describe('restBackend: reading', () => {
  it('asks for orders by their ids, each encoded', async () => {
    const { asked, backend } = over([json({ views: [aView()], missing: ['b/ä&c'] })]);
    const { views, missing } = await backend.loadOrders(['o-1', 'b/ä&c', '..'], {});
    assert.equal(asked[0]?.url, `${base}/orders?id=o-1&id=b%2F%C3%A4%26c&id=..`);
    assert.equal(asked[0]?.init.method ?? 'GET', 'GET');
    assert.deepEqual([views.length, missing], [1, ['b/ä&c']]);
  });

  it('asks for a policy by id and hash', async () => {
    const { asked, backend } = over([json({ id: 'my policy' })]);
    assert.deepEqual(await backend.loadPolicy('my policy', 'ab?c', {}), { id: 'my policy' });
    assert.equal(asked[0]?.url, `${base}/policies/my%20policy?hash=ab%3Fc`);
  });

  it('takes a base with any number of slashes at its end', async () => {
    for (const given of [base, `${base}/`, `${base}///`]) {
      const { asked, backend } = over([json({ views: [] })], { base: given });
      await backend.loadOrders(['a'], {});
      assert.equal(asked[0]?.url, `${base}/orders?id=a`);
    }
  });

  it('sends the page’s headers with each request, asked for each time', async () => {
    let count = 0;
    const headers = async () => ({ Authorization: `Bearer ${++count}` });
    const { asked, backend } = over([json({ views: [] }), json({}), json({ views: [] })], { headers });
    await backend.loadOrders(['a'], {});
    await backend.loadPolicy('p', 'h', {});
    await backend.loadOrders(['a'], {});
    assert.deepEqual(
      asked.map((one) => one.headers.get('Authorization')),
      ['Bearer 1', 'Bearer 2', 'Bearer 3'],
    );
  });

  it('sends the credentials that the page names, and what fetch does by default otherwise', async () => {
    const named = over([json({ views: [] })], { credentials: 'include' });
    await named.backend.loadOrders(['a'], {});
    assert.equal(named.asked[0]?.init.credentials, 'include');
    const usual = over([json({ views: [] })]);
    await usual.backend.loadOrders(['a'], {});
    assert.ok(['same-origin', undefined].includes(usual.asked[0]?.init.credentials));
  });

  it('passes on the caller’s signal, and has a time limit of its own without one', async () => {
    const { asked, backend } = over([json({ views: [] }), json({ views: [] })]);
    const { signal } = new AbortController();
    await backend.loadOrders(['a'], { signal });
    await backend.loadOrders(['a'], {});
    assert.equal(asked[0]?.init.signal, signal);
    assert.ok(asked[1]?.init.signal instanceof AbortSignal);
  });

  for (const [what, answer, code] of [
    ['the connection fails', new TypeError('fetch failed'), 'unavailable'],
    ['the server fails', html(500), 'unavailable'],
    ['the server is overloaded', problem(503, { code: 'unavailable' }), 'unavailable'],
    ['the path is wrong', html(404), 'unavailable'],
    ['nobody is signed in', problem(401, { code: 'sign-in-required' }), 'sign-in-required'],
    ['a redirect leads to a login', redirected(html()), 'sign-in-required'],
    ['a redirect is not followed', opaque(), 'sign-in-required'],
    ['the answer is HTML', html(), 'invalid-view'],
    ['the answer is cut', new Response('{"views":[{"ord'), 'invalid-view'],
    ['the answer is empty', new Response(''), 'invalid-view'],
    ['the answer is null', json(null), 'invalid-view'],
    ['there is no list of views', json({ views: {} }), 'invalid-view'],
  ] as const) {
    it(`rejects with ${code} where ${what}, and says where`, async () => {
      const { backend } = over([answer], { headers: () => ({ Authorization: 'Bearer secret' }) });
      const error = await rejection(backend.loadOrders(['a'], {}));
      assert.equal(error.code, code);
      assert.match(error.message, /^https:\/\/shop\.example\/api\/cancellations\/orders\?id=a: ./);
      assert.doesNotMatch(error.message, /secret/);
    });
  }

  it('takes an answer in JSON to which a redirect has led', async () => {
    const { backend } = over([redirected(json({ views: [aView()], missing: [] }))]);
    assert.equal((await backend.loadOrders(['o-1'], {})).views.length, 1);
  });

  it('reads the other orders where no URL can carry one of the ids, which is missing', async () => {
    const { asked, backend } = over([json({ views: [aView()], missing: [] })]);
    const { views, missing } = await backend.loadOrders(['o-1', 'o\ud800'], {});
    assert.deepEqual([views.length, missing], [1, ['o\ud800']]);
    assert.equal(asked[0]?.url, `${base}/orders?id=o-1`);
  });

  it('rejects where the page’s own headers cannot be had', async () => {
    const { asked, backend } = over([], { headers: () => Promise.reject(new Error('no token')) });
    assert.equal((await rejection(backend.loadOrders(['a'], {}))).code, 'unavailable');
    assert.equal(asked.length, 0);
  });
});

describe('restBackend: sending', () => {
  const cancellation = (changes: Partial<Intent> = {}): Intent =>
    ({
      type: 'cancellation',
      key: 'k-1',
      orderId: 'o/1',
      revision: 'r:7',
      body: { action: 'cancel', reason: 'other', policyHash: 'h' },
      ...changes,
    }) as Intent;
  const message = (): Intent => ({
    type: 'message',
    key: 'k-2',
    orderId: 'o-1',
    revision: 'r1',
    body: { to: 'seller', text: 'Hello' },
  });

  it('posts a cancellation with its key and the revision that was seen, and nothing else', async () => {
    const { asked, backend } = over([json(aView(), { status: 201 })], { headers: () => ({ 'X-Guest': 'link' }) });
    const result = await backend.send(cancellation(), {});
    const [{ url, init, headers }] = asked as [Asked];
    assert.equal(url, `${base}/orders/o%2F1/cancellation`);
    assert.equal(init.method, 'POST');
    assert.equal(init.body, '{"action":"cancel","reason":"other","policyHash":"h"}');
    assert.equal(headers.get('Content-Type'), 'application/json');
    assert.equal(headers.get('Idempotency-Key'), 'k-1');
    assert.equal(headers.get('If-Match'), '"r:7"');
    assert.equal(headers.get('X-Guest'), 'link');
    assert.ok(result.ok && result.view?.order.id === 'o-1');
  });

  it('posts a message with its key, and tells its id', async () => {
    for (const answer of [{ message: { id: 'm-1' }, view: aView() }, { id: 'm-1' }]) {
      const { asked, backend } = over([json(answer, { status: 201 })]);
      const result = await backend.send(message(), {});
      const [{ url, init, headers }] = asked as [Asked];
      assert.equal(url, `${base}/orders/o-1/messages`);
      assert.equal(init.body, '{"to":"seller","text":"Hello"}');
      assert.equal(headers.get('Idempotency-Key'), 'k-2');
      assert.equal(headers.get('If-Match'), null);
      assert.ok(result.ok && result.messageId === 'm-1');
    }
  });

  it('posts nothing for an id that URLs take for a step to another path: it is not found', async () => {
    for (const id of ['.', '..', '', 'o\ud800']) {
      for (const intent of [
        cancellation({ orderId: id }),
        { ...message(), orderId: id },
        { ...cancellation(), type: 'action', action: 'accept', cancellationId: id, body: {} },
      ] as Intent[]) {
        const { asked, backend } = over([json(aView())]);
        assert.deepEqual(await backend.send(intent, {}), { ok: false, problem: { code: 'not-found' } });
        assert.equal(asked.length, 0, JSON.stringify(id));
      }
      const { asked, backend } = over([json({ events: [] })]);
      assert.equal((await rejection(backend.events?.(id, {}) as Promise<unknown>)).code, 'not-found');
      assert.equal(asked.length, 0);
    }
  });

  for (const [what, answers] of [
    ['to a page', () => [opaque(), redirected(html())]],
    ['to another site, which may not be read', () => [opaque(), new TypeError('Failed to fetch')]],
    ['nowhere that the page’s own fetch would follow', () => [opaque(), opaque()]],
  ] as const) {
    it(`says that the session has ended where a redirect leads ${what}, of a message too`, async () => {
      for (const intent of [cancellation(), message()]) {
        const result = await over(answers()).backend.send(intent, {});
        assert.deepEqual(result, { ok: false, problem: { code: 'sign-in-required', status: 401 } });
      }
    });
  }

  it('goes along a redirect that leads to an answer, with the same key', async () => {
    const { asked, backend } = over([opaque(), redirected(json(aView(), { status: 201 }))]);
    const result = await backend.send(cancellation(), {});
    assert.equal(result.ok, true);
    assert.deepEqual(
      asked.map(({ headers, init }) => [headers.get('Idempotency-Key'), init.redirect]),
      [
        ['k-1', 'manual'],
        ['k-1', 'follow'],
      ],
    );
  });

  it('does not take a message for sent where a page for people came instead', async () => {
    await rejection(over([html()]).backend.send(message(), {}));
  });

  it('takes a message as sent whatever else the server tells of it', async () => {
    for (const answer of [{}, null, [], 7, { message: null, view: { order: 1 } }]) {
      const { backend } = over([json(answer, { status: 201 })]);
      assert.deepEqual(await backend.send(message(), {}), { ok: true });
    }
  });

  it('the page’s headers do not replace the key', async () => {
    const headers = () => ({ 'Idempotency-Key': 'page', 'If-Match': '*', 'Content-Type': 'text/plain' });
    const { asked, backend } = over([json(aView())], { headers });
    await backend.send(cancellation(), {});
    const sent = asked[0]?.headers;
    assert.deepEqual(
      ['Idempotency-Key', 'If-Match', 'Content-Type'].map((name) => sent?.get(name)),
      ['k-1', '"r:7"', 'application/json'],
    );
  });

  it('gives a refusal as it is, with its status and its fresh view', async () => {
    const view = aView();
    const { backend } = over([problem(412, { code: 'stale-revision', title: 'Changed', view })]);
    const result = await backend.send(cancellation(), {});
    assert.deepEqual(result, { ok: false, problem: { code: 'stale-revision', title: 'Changed', status: 412, view } });
  });

  it('leaves aside a refusal’s view that is none', async () => {
    const { backend } = over([problem(409, { code: 'decision-changed', view: { order: {} } })]);
    const result = await backend.send(cancellation(), {});
    assert.deepEqual(result, { ok: false, problem: { code: 'decision-changed', status: 409 } });
  });

  for (const [status, code] of [
    [400, 'invalid-request'],
    [401, 'sign-in-required'],
    [403, 'cross-site'],
    [404, 'not-found'],
    [409, 'in-progress'],
    [422, 'key-reused'],
    [428, 'precondition-required'],
  ] as const) {
    it(`takes ${status} ${code} for the server’s word`, async () => {
      const { backend } = over([problem(status, { code })]);
      assert.deepEqual(await backend.send(cancellation(), {}), { ok: false, problem: { code, status } });
    });
  }

  for (const [what, answer] of [
    ['the connection fails', new TypeError('fetch failed')],
    ['the answer is HTML', html()],
    ['the answer is cut', new Response('{"order"', { status: 201, headers: { 'Content-Type': 'application/json' } })],
    ['the answer has no type', new Response('{}', { status: 201, headers: { 'Content-Type': '' } })],
    ['it was accepted with something that is no view', json({ ok: true }, { status: 201 })],
    ['a proxy refuses in HTML', html(403)],
    ['a refusal has no code', problem(400, { title: 'Bad request' })],
    ['a refusal is null', problem(400, null)],
    ['the server fails, whatever its code', problem(500, { code: 'stale-revision' })],
    ['a gateway gives up', problem(504, { code: 'x' })],
  ] as const) {
    it(`rejects, since the outcome is unknown, where ${what}`, async () => {
      const { backend } = over([answer]);
      await rejection(backend.send(cancellation(), {}));
    });
  }

  for (const [header, wait] of [
    ['3', 3000],
    ['0', 0],
    ['Wed, 21 Oct 2015 07:28:00 GMT', undefined],
    ['soon', undefined],
  ] as const) {
    it(`tells how long to wait where Retry-After is ${header}`, async () => {
      const { backend } = over([problem(503, { code: 'unavailable' }, { 'Retry-After': header })]);
      const result = await backend.send(cancellation(), {});
      const waits = wait === undefined ? {} : { retryAfter: wait };
      assert.deepEqual(result, { ok: false, problem: { code: 'unavailable', status: 503, ...waits } });
    });
  }

  it('reads Retry-After as a date', async () => {
    const date = new Date(Date.now() + 3_600_000).toUTCString();
    const { backend } = over([problem(429, { code: 'rate-limited' }, { 'Retry-After': date })]);
    const result = await backend.send(cancellation(), {});
    const wait = result.ok ? 0 : (result.problem.retryAfter ?? 0);
    assert.ok(wait > 3_500_000 && wait <= 3_600_000, `${wait} ms`);
  });

  it('reads it by the server’s clock, where the answer tells it: the page’s may be wrong by a day', async () => {
    for (const wrong of [86_400_000, -86_400_000]) {
      const theirs = Date.now() + wrong;
      const headers = { Date: new Date(theirs).toUTCString(), 'Retry-After': new Date(theirs + 3000).toUTCString() };
      const { backend } = over([problem(503, { code: 'unavailable' }, headers)]);
      const result = await backend.send(cancellation(), {});
      assert.equal(result.ok ? 0 : result.problem.retryAfter, 3000);
    }
  });

  for (const answer of [
    new Response(null, { status: 201 }),
    new Response(null, { status: 204 }),
    json({}, { status: 201 }),
  ]) {
    it(`takes a message for sent where the answer is ${answer.status} ${answer.body ? 'and says nothing' : 'without a body'}`, async () => {
      const { backend } = over([answer]);
      const result = await backend.send(message(), {});
      assert.equal(result.ok, true);
    });
  }

  it('previews without a key, and changes nothing of the body', async () => {
    const { asked, backend } = over([json({ decision: {}, consequences: null })]);
    const body = { action: 'request' as const, policyHash: 'h' };
    assert.deepEqual(await backend.preview?.('o-1', body, {}), { decision: {}, consequences: null });
    const [{ url, init, headers }] = asked as [Asked];
    assert.equal(url, `${base}/orders/o-1/preview`);
    assert.equal(init.body, JSON.stringify(body));
    assert.equal(headers.get('Idempotency-Key'), null);
    assert.equal(headers.get('If-Match'), null);
  });
});
