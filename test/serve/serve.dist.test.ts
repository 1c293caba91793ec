import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { startPostgres } from '../../scripts/postgres.mjs';
import type { LogLine } from '../../src/serve/app.ts';
import { type Serving, serve } from '../../src/serve/index.ts';
import { until } from '../support/until.ts';

const folder = await mkdtemp(join(tmpdir(), 'order-cancel-'));
after(() => rm(folder, { recursive: true }));
let files = 0;

/** A sample shop over a file, or another database, which can be stopped and begun anew. */
async function aShop(database = join(folder, `${++files}.sqlite`)) {
  const lines: LogLine[] = [];
  let ahead = 0;
  const begin = () => serve({ port: 0, database, log: (line) => lines.push(line), now: () => Date.now() + ahead });
  let serving: Serving = await begin();
  const cookies = new Map<string, string>();

  const ask = (path: string, { as, ...init }: RequestInit & { as?: string } = {}) => {
    const headers = new Headers(init.headers);
    const cookie = cookies.get(as ?? '');
    if (cookie) headers.set('Cookie', cookie);
    return fetch(new URL(path, serving.url), { redirect: 'manual', ...init, headers });
  };
  const form = (
    path: string,
    values: Record<string, string>,
    { as, origin = new URL(serving.url).origin }: { as?: string; origin?: string } = {},
  ) =>
    ask(path, {
      method: 'POST',
      body: new URLSearchParams(values),
      headers: { Origin: origin },
      ...(as !== undefined && { as }),
    });
  return {
    lines,
    ask,
    form,
    get url() {
      return serving.url;
    },
    async signIn(person: string) {
      const answer = await form('/sign-in', { person, next: '/' });
      assert.equal(answer.status, 303);
      cookies.set(person, (answer.headers.get('Set-Cookie') ?? '').split(';')[0] as string);
      return answer;
    },
    async view(order: string, as = 'ada') {
      const answer = await ask(`/api/orders/${order}`, { as });
      assert.equal(answer.status, 200);
      return answer.json();
    },
    async cancel(order: string, key: string, { as = 'ada', action = 'cancel' } = {}) {
      const { order: known, policy } = await (await ask(`/api/orders/${order}`, { as })).json();
      return ask(`/api/orders/${order}/cancellation`, {
        as,
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key, 'If-Match': `"${known.revision}"` },
        body: JSON.stringify({ action, reason: 'changed-mind', policyHash: policy.hash }),
      });
    },
    /** `later`: so many ms by its clock. */
    async restart(later = 0) {
      await serving.close(1000);
      ahead += later;
      serving = await begin();
    },
    close: () => serving.close(1000),
  };
}

describe('the server that is run', () => {
  it('keeps a cancellation over a restart, with sessions, and answers its key again', async () => {
    const shop = await aShop();
    await shop.signIn('ada');
    assert.equal((await shop.cancel('order-1042', 'k1')).status, 201);
    await shop.restart();
    const { cancellation, order } = await shop.view('order-1042');
    assert.deepEqual([cancellation.state, order.payment.refunded.amount], ['cancelled', 8600]);
    const again = await shop.cancel('order-1042', 'k1');
    assert.equal(again.status, 201);
    assert.equal((await shop.view('order-1042')).order.payment.refunded.amount, 8600);
    await shop.close();
  });

  for (const name of ['a file', 'PostgreSQL']) {
    it(`does by itself over ${name} what the clock makes due, which nobody reads`, async () => {
      const postgres = name === 'a file' ? null : await startPostgres();
      const host = postgres && encodeURIComponent(postgres.connection.host);
      const shop = await (postgres ? aShop(`postgres://postgres@/postgres?host=${host}`) : aShop());
      try {
        await shop.signIn('ada');
        assert.equal((await shop.cancel('order-1044', 'k1', { action: 'request' })).status, 201);
        await shop.restart(3 * 86_400_000);
        await until(() => shop.lines.some(({ event, state }) => event === 'transition' && state === 'escalated'));
        const text = await (await shop.ask('/metrics')).text();
        assert.ok(text.includes('oce_unfinished_transitions 0'), text);
        assert.ok(!shop.lines.some(({ level }) => level === 'error'), JSON.stringify(shop.lines));
      } finally {
        await shop.close();
        await postgres?.stop();
      }
    });
  }

  it('shows people what is theirs, and nobody else', async () => {
    const shop = await aShop();
    assert.equal((await shop.ask('/')).headers.get('Location'), '/sign-in');
    assert.equal((await shop.ask('/api/orders/order-1042')).status, 401);
    for (const person of ['ada', 'second-row', 'kawabe', 'support']) await shop.signIn(person);
    const page = async (as: string) => (await shop.ask('/', { as })).text();
    assert.match(await page('ada'), /<order-cancel-button order-id="order-1042">/);
    assert.match(await page('second-row'), /<seller-cancel-queue>/);
    assert.doesNotMatch(await page('second-row'), /order-1045/);
    assert.match(await page('kawabe'), /order-1045/);
    assert.equal((await shop.ask('/orders/order-1045', { as: 'second-row' })).status, 404);
    assert.equal((await shop.ask('/api/orders/order-1045', { as: 'second-row' })).status, 404);
    assert.equal((await shop.ask('/orders/order-1045', { as: 'support' })).status, 200);
    const forged = await fetch(new URL('/api/orders/order-1042', shop.url), { headers: { Cookie: 'session=ada' } });
    assert.equal(forged.status, 401);
    await shop.close();
  });

  it('sends an order, which then cannot be cancelled; one that is cancelled is not sent', async () => {
    const shop = await aShop();
    for (const person of ['ada', 'second-row', 'kawabe']) await shop.signIn(person);
    assert.equal((await shop.form('/orders/order-1042/ship', {}, { as: 'kawabe' })).status, 404, 'not theirs');
    assert.equal((await shop.form('/orders/order-1042/ship', {}, { as: 'second-row' })).status, 303);
    assert.equal((await shop.view('order-1042')).decision.outcome, 'return');
    assert.equal((await shop.cancel('order-1043', 'k1')).status, 201);
    assert.equal((await shop.form('/orders/order-1043/ship', {}, { as: 'second-row' })).status, 409);
    await shop.close();
  });

  it('takes no form of another page, and leads nowhere else', async () => {
    const shop = await aShop();
    const foreign = await shop.form('/sign-in', { person: 'ada', next: '/' }, { origin: 'https://evil.example' });
    assert.equal(foreign.status, 403);
    for (const next of ['https://evil.example/', '//evil.example', '/\\evil.example']) {
      assert.equal((await shop.form('/sign-in', { person: 'ada', next })).headers.get('Location'), '/');
    }
    const nowhere = await shop.ask(`${new URL(shop.url).origin}//evil.example/x`);
    assert.equal(nowhere.status, 404);
    const leads = [...(await nowhere.text()).matchAll(/<a [^>]*href="([^"]*)"/g)].map(
      ([, to]) => new URL(to as string, shop.url),
    );
    assert.deepEqual([...new Set(leads.map(({ origin }) => origin))], [new URL(shop.url).origin]);
    assert.equal((await shop.form('/sign-in', { person: '__proto__', next: '/' })).headers.get('Location'), '/sign-in');
    await shop.close();
  });

  it('serves pages under a strict policy, and what they load', async () => {
    const shop = await aShop();
    const page = await shop.ask('/sign-in');
    const policy = page.headers.get('Content-Security-Policy') ?? '';
    for (const part of ["default-src 'none'", "script-src 'self'", "require-trusted-types-for 'script'"]) {
      assert.ok(policy.includes(part), part);
    }
    const script = await shop.ask('/elements/order-cancel-elements.js');
    assert.equal(script.status, 200);
    assert.match(script.headers.get('Content-Type') ?? '', /javascript/);
    assert.equal((await shop.ask('/elements/../../package.json')).status, 404);
    assert.equal((await shop.ask('/elements/%2e%2e/%2e%2e/package.json')).status, 404);
    await shop.close();
  });

  it('speaks what the browser asks for, or a link, in the direction of the language', async () => {
    const shop = await aShop();
    const asked = async (path: string, headers: Record<string, string> = {}) => {
      const answer = await fetch(new URL(path, shop.url), { headers, redirect: 'manual' });
      const text = await answer.text();
      const [, language, dir] = /<html lang="(\w+)" dir="(\w+)">/.exec(text) ?? [];
      const [, title] = /<h1>(.*?)<\/h1>/.exec(text) ?? [];
      const cookie = answer.headers.get('Set-Cookie')?.split(';')[0] ?? '';
      assert.equal(answer.headers.get('Content-Language'), language);
      assert.match(answer.headers.get('Vary') ?? '', /Accept-Language, Cookie/);
      return { said: [language, dir, title], cookie, text };
    };
    const preferring = (value: string) => ({ 'Accept-Language': value });
    const english = ['en', 'ltr', 'Sign in'];
    const german = ['de', 'ltr', 'Anmelden'];
    const arabic = ['ar', 'rtl', 'تسجيل الدخول'];
    assert.deepEqual((await asked('/sign-in')).said, english);
    for (const [value, expected] of [
      ['de-AT,de;q=0.9,en;q=0.8', german],
      ['en;q=0.5,ar-EG;q=0.9', arabic],
      ['fr, ja;q=0.5', english],
      ['de;q=0, fr', english],
      ['*', english],
      ['\u00ff;;q=x,,', english],
    ] as const) {
      const { said, cookie } = await asked('/sign-in', preferring(value));
      assert.deepEqual([said, cookie], [expected, ''], value);
    }
    // A link counts more, and is remembered.
    const { said, cookie, text } = await asked('/sign-in?lang=ar', preferring('de'));
    assert.deepEqual(said, arabic);
    for (const tag of ['en', 'de', 'ar']) assert.ok(text.includes(`href="/sign-in?lang=${tag}"`), tag);
    assert.deepEqual((await asked('/sign-in', { ...preferring('de'), Cookie: cookie })).said, arabic);
    const { text: returning } = await asked('/sign-in?next=%2Forders%2F1&lang=de');
    assert.ok(returning.includes('href="/sign-in?next=%2Forders%2F1&amp;lang=ar"'), 'what else the address says stays');
    assert.deepEqual((await asked('/nowhere', { Cookie: cookie })).said, ['ar', 'rtl', 'غير موجود']);
    for (const other of ['fr', '"><script>', '__proto__', '']) {
      const { said: still, cookie: set } = await asked(`/sign-in?lang=${encodeURIComponent(other)}`);
      assert.deepEqual([still, set], [english, ''], other);
    }
    await shop.signIn('ada');
    const page = await (await shop.ask('/orders/order-1042', { as: 'ada', headers: preferring('de') })).text();
    assert.match(page, /Bestellung .?1042/);
    assert.match(page, /86,00\s\$/);
    await shop.close();
  });

  it('says how it is: alive, ready, counted, and in lines without a name or an id of anybody', async () => {
    const shop = await aShop();
    assert.equal((await shop.ask('/healthz')).status, 200);
    assert.equal((await shop.ask('/readyz')).status, 200);
    await shop.signIn('ada');
    await shop.cancel('order-1042', 'k1');
    const { revision } = (await shop.view('order-1042')).order;
    const refused = await shop.ask('/api/orders/order-1042/cancellation', {
      as: 'ada',
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': 'k2', 'If-Match': `"${revision}x"` },
      body: JSON.stringify({ action: 'cancel', policyHash: '0'.repeat(64) }),
    });
    assert.equal(refused.status, 412);
    const text = await (await shop.ask('/metrics')).text();
    for (const line of [
      'oce_http_requests_total{method="POST",route="/api/orders/:id/cancellation",status="201"} 1',
      'oce_refusals_total{code="stale-revision"} 1',
      'oce_transitions_total{state="cancelled"} 1',
      'oce_unfinished_transitions 0',
    ]) {
      assert.ok(text.includes(line), line);
    }
    assert.match(text, /oce_decisions_total\{outcome="cancel",reason="[a-z-]+"\} \d/);
    await shop.close();
    assert.ok(shop.lines.some(({ event, route }) => event === 'request' && route === '/api/orders/:id/cancellation'));
    assert.doesNotMatch(JSON.stringify(shop.lines), /ada|Ada|order-10|example\.com/);
    assert.equal(shop.lines.at(-1)?.event, 'stopped');
  });

  it('ends streams when it stops, and lets what is under way end', async () => {
    const shop = await aShop();
    await shop.signIn('ada');
    const stream = await shop.ask('/api/events', { as: 'ada' });
    assert.equal(stream.status, 200);
    const asked = shop.cancel('order-1042', 'k1');
    const answer = await asked;
    assert.equal(answer.status, 201);
    await shop.close();
    // Ends, and is not cut off.
    for await (const _ of stream.body as unknown as AsyncIterable<Uint8Array>);
  });
});
