import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import poshmark from '../../../src/policy/presets/poshmark.ts';
import { createCancellationServer, memoryStore } from '../../../src/server/index.ts';
import { anOrder, aServer, people, type Server } from '../setup.ts';

/** A clock that stands still until a test lets it go on. */
function standing() {
  const waiting = new Set<() => void>();
  return {
    waiting,
    /** Lets everybody who waits go on once. */
    pass() {
      for (const wake of [...waiting]) wake();
    },
    options: {
      pollEvery: 1000,
      heartbeatEvery: 3000,
      wait: (_: number, signal: AbortSignal) =>
        new Promise<void>((resolve) => {
          const wake = (): void => {
            waiting.delete(wake);
            signal.removeEventListener('abort', wake);
            resolve();
          };
          waiting.add(wake);
          signal.addEventListener('abort', wake);
          if (signal.aborted) wake();
        }),
    },
  };
}

const theirs = { id: 'buyer-2', name: 'Eve', status: 'active' } as const;
const elsewhere = { id: 'seller-2', name: 'Elsewhere', status: 'active' } as const;
const orders = () => [anOrder(), anOrder({ id: 'o2', buyer: theirs, seller: elsewhere })];

/** A listener of the stream, which reads one part when it is asked to. */
async function listen(server: Pick<Server, 'server'>, { as = 'buyer', last }: { as?: string; last?: string } = {}) {
  const given = new AbortController();
  const headers = { 'X-Person': as, ...(last !== undefined && { 'Last-Event-ID': last }) };
  const request = new Request('https://shop.example/events', { headers, signal: given.signal });
  const response = await server.server.fetch(request);
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  return {
    response,
    read: async () => (await reader.read()).value ?? null,
    cancel: () => reader.cancel(),
    abort: () => given.abort(),
  };
}

const now = async (server: Pick<Server, 'server'>, headers: Record<string, string> = {}, as = 'buyer') =>
  (
    await server.server.fetch(
      new Request('https://shop.example/events?wait=0', { headers: { 'X-Person': as, ...headers } }),
    )
  ).text();

const tokensOf = (text: string): string[] => [...text.matchAll(/^id: (.*)$/gm)].map(([, token]) => token ?? '');
const tokenNow = async (server: Pick<Server, 'server'>, as = 'buyer') => tokensOf(await now(server, {}, as))[0] ?? '';

const cancel = { action: 'cancel' };
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('live events', () => {
  it('I10 tell nobody what others do: no counter, no token twice, nothing that wakes, no heartbeat later', async () => {
    const clock = standing();
    const server = aServer({ policies: [poshmark], orders: orders(), live: clock.options });
    const tokens = [await tokenNow(server), await tokenNow(server)];
    assert.notEqual(tokens[0], tokens[1], 'though nothing happened in between');
    const mine = await listen(server);
    await mine.read();
    const next = mine.read();
    for (let turns = 0; turns < 3; turns++) {
      while (clock.waiting.size === 0) await settled();
      // Somebody else is busy all the time.
      await server.post('/orders/o2/messages', { to: 'seller', text: 'hello' }, { as: 'stranger' });
      for (let wait = 0; wait < 5; wait++) await settled();
      assert.equal(clock.waiting.size, 1);
      clock.pass();
    }
    assert.equal(await next, ':\n\n', 'it comes when it would have come');
    await mine.cancel();
  });

  it('are read from the store once for all who wake with the same, and written out once', async () => {
    const store = memoryStore();
    let reads = 0;
    const changes: typeof store.changes = (...asked) => {
      reads++;
      return store.changes(...asked);
    };
    const clock = standing();
    const server = aServer({
      policies: [poshmark],
      orders: orders(),
      store: { ...store, changes },
      live: clock.options,
    });
    const all = await Promise.all(Array.from({ length: 200 }, () => listen(server)));
    for (const one of all) await one.read();
    const next = all.map((one) => one.read());
    while (clock.waiting.size < all.length) await settled();
    reads = 0;
    await server.post('/orders/o1/messages', { to: 'seller', text: 'hello' });
    const texts = await Promise.all(next);
    assert.equal(new Set(texts).size, 1);
    assert.ok(reads <= 4, `${reads} reads for 200 listeners`);
    for (const one of all) await one.cancel();
  });

  it('tell ids, revisions and states, and nothing else, of what one may see', async () => {
    const clock = standing();
    const server = aServer({ policies: [poshmark], orders: orders(), live: clock.options });
    const mine = await listen(server);
    assert.deepEqual(
      ['Content-Type', 'Cache-Control'].map((name) => mine.response.headers.get(name)),
      ['text/event-stream', 'private, no-store'],
    );
    assert.match((await mine.read()) ?? '', /^retry: 2000\nid: [0-9a-f]{44}\n\n$/);
    const next = mine.read();
    await server.post('/orders/o2/cancellation', cancel, { as: 'stranger' });
    const { view } = await server.cancel({ ...cancel, comment: 'secret' });
    const { id } = view.cancellation!;
    const { revision } = view.order;
    assert.equal(
      (await next)?.replace(/^id: [0-9a-f]{44}$/gm, 'id: …'),
      `id: …\nevent: order\ndata: {"orderId":"o1","revision":"${revision}"}\n\n` +
        `id: …\nevent: cancellation\ndata: {"cancellationId":"${id}","orderId":"o1","revision":"${revision}","state":"cancelled"}\n\n`,
    );
    await mine.cancel();
  });

  it('tell that there is something to read in an order’s record, and no word of it', async () => {
    const server = aServer({ policies: [poshmark], orders: orders() });
    const begun = await tokenNow(server);
    await server.post('/orders/o1/messages', { to: 'seller', text: 'secret' });
    const { view } = await server.cancel({ ...cancel });
    await server.post(
      `/cancellations/${view.cancellation?.id}/evidence`,
      { kind: 'statement', text: 'secret' },
      { match: `"${view.order.revision}"` },
    );
    const heard = await now(server, { 'Last-Event-ID': begun }, 'seller');
    assert.deepEqual(heard.match(/^event: .*$/gm), [
      'event: order',
      'event: order',
      'event: cancellation',
      'event: order',
    ]);
    assert.doesNotMatch(heard, /secret/);
  });

  it('go on after the last that was heard of', async () => {
    const server = aServer({ policies: [poshmark], orders: orders() });
    const begun = await now(server);
    const start = tokensOf(begun)[0] ?? '';
    assert.equal(begun, `retry: 2000\nid: ${start}\n\n`);
    await server.cancel(cancel);
    const all = tokensOf(await now(server, { 'Last-Event-ID': start }));
    assert.equal(all.length, 2);
    const rest = await now(server, { 'Last-Event-ID': all[0] ?? '' });
    assert.deepEqual(rest.match(/^event: .*$/gm), ['event: cancellation']);
    assert.deepEqual(tokensOf(await now(server, { 'Last-Event-ID': all[1] ?? '' })), []);
    assert.equal(tokensOf(await now(server)).length, 1);
    assert.equal((await now(server)).includes('event:'), false);
  });

  for (const last of ['99', '-1', 'x', '', '1.5', '0', 'f'.repeat(44)]) {
    it(`begin afresh for who comes with ${JSON.stringify(last)}, which was never told`, async () => {
      const server = aServer({ policies: [poshmark], orders: orders() });
      await server.cancel(cancel);
      assert.match(await now(server, { 'Last-Event-ID': last }), /id: [0-9a-f]{44}\nevent: reset\ndata: \{\}\n\n$/);
    });
  }

  it('begin afresh for who was away for too long', async () => {
    const server = aServer({ policies: [poshmark], orders: orders() });
    const begun = await tokenNow(server);
    let second = '';
    for (let count = 0; count < 1001; count++) {
      if (count === 1) second = await tokenNow(server);
      await server.store.keepChange({
        orderId: 'o1',
        buyerId: 'buyer-1',
        sellerId: 'seller-1',
        revision: 'r1',
        cancellation: null,
      });
    }
    assert.match(await now(server, { 'Last-Event-ID': begun }), /id: [0-9a-f]{44}\nevent: reset/);
    const kept = await now(server, { 'Last-Event-ID': second });
    assert.equal(kept.match(/^id: /gm)?.length, 1000);
  });

  it('are kept alive in silence', async () => {
    const clock = standing();
    const server = aServer({ policies: [poshmark], orders: orders(), live: clock.options });
    const mine = await listen(server);
    await mine.read();
    const next = mine.read();
    for (let turns = 0; turns < 3; turns++) {
      while (clock.waiting.size === 0) await settled();
      clock.pass();
    }
    assert.equal(await next, ':\n\n');
    await mine.cancel();
  });

  it('end without a fault where the listener leaves while the server waits or the store fails', async () => {
    for (const fails of [false, true]) {
      const clock = standing();
      const server = aServer({ policies: [poshmark], orders: orders(), live: clock.options });
      const mine = await listen(server);
      await mine.read();
      const { changes } = server.store;
      let answer = (): void => {};
      const asked = new Promise<void>((resolve) => {
        server.store.changes = async (...query) => {
          resolve();
          await new Promise<void>((go) => {
            answer = go;
          });
          if (fails) throw new Error('the store is gone');
          return changes(...query);
        };
      });
      const next = mine.read();
      await asked;
      await mine.cancel();
      answer();
      assert.equal(await next, null);
      await settled();
      const faults = server.events.filter(({ type }) => type === 'error').map((event) => String(Object(event).error));
      assert.deepEqual(faults, fails ? ['Error: the store is gone'] : []);
    }
  });

  it('come from other processes too, when the store is asked', async () => {
    const clock = standing();
    const server = aServer({ policies: [poshmark], orders: orders(), live: clock.options });
    const beside = createCancellationServer({
      policies: [poshmark],
      store: server.store,
      shop: server.shop,
      authenticate: async () => people.buyer ?? null,
      live: clock.options,
    });
    const mine = await listen({ server: beside });
    await mine.read();
    const next = mine.read();
    while (clock.waiting.size === 0) await settled();
    await server.cancel(cancel);
    await settled();
    assert.equal(clock.waiting.size, 1, 'it still waits');
    clock.pass();
    assert.match((await next) ?? '', /event: cancellation/);
    await mine.cancel();
  });

  for (const how of ['abort', 'cancel'] as const) {
    it(`end with the client's ${how}, and nobody waits any more`, async () => {
      const clock = standing();
      const server = aServer({ policies: [poshmark], orders: orders(), live: clock.options });
      for (let count = 0; count < 20; count++) {
        const mine = await listen(server);
        await mine.read();
        const next = mine.read();
        while (clock.waiting.size === 0) await settled();
        mine[how]();
        await next.catch(() => null);
        for (let turns = 0; turns < 5; turns++) await settled();
        assert.equal(clock.waiting.size, 0, `after ${count + 1}`);
      }
    });
  }

  it('do nothing for a HEAD, nor before anybody reads', async () => {
    const clock = standing();
    const store = memoryStore();
    const server = aServer({ policies: [poshmark], orders: orders(), live: clock.options, store });
    const { status, headers } = await server.fetch('/events', { method: 'HEAD' });
    assert.deepEqual([status, headers.get('Content-Type')], [200, 'text/event-stream']);
    await server.server.fetch(new Request('https://shop.example/events', { headers: { 'X-Person': 'buyer' } }));
    await settled();
    assert.equal(clock.waiting.size, 0);
  });

  it('tell of an order that the shop changed', async () => {
    const server = aServer({ policies: [poshmark], orders: orders() });
    const begun = await tokenNow(server);
    const { revision } = server.shop.change('o1', { facts: { note: 'gift' } });
    await server.server.orderChanged('o1');
    assert.match(
      await now(server, { 'Last-Event-ID': begun }),
      new RegExp(`event: order\ndata: {"orderId":"o1","revision":"${revision}"}`),
    );
    assert.doesNotMatch(await now(server, { 'Last-Event-ID': begun }, 'stranger'), /event: order/);
  });

  it('need somebody signed in', async () => {
    const server = aServer({ policies: [poshmark] });
    assert.equal((await server.fetch('/events', { as: null })).status, 401);
  });
});

describe('the log of an order', () => {
  it('has messages and transitions, oldest first, in pages', async () => {
    const server = aServer({ policies: [poshmark], orders: [anOrder({ facts: { fromOffer: true } })] });
    for (let count = 0; count < 100; count++) {
      await server.post('/orders/o1/messages', { to: 'seller', text: `${count}` }, { key: `m${count}` });
    }
    await server.cancel({ action: 'request', reason: 'too-slow', message: 'Please.' });
    const first = (await server.fetch('/orders/o1/events', { as: 'seller' })).json;
    assert.equal(first.events.length, 100);
    assert.deepEqual(
      first.events.slice(0, 3).map(({ type }: { type: string }) => type),
      ['order', 'policy', 'message'],
    );
    const second = (await server.fetch(`/orders/o1/events?cursor=${first.nextCursor}`, { as: 'seller' })).json;
    assert.deepEqual(
      second.events.map(({ type, action, text, by, reason }: Record<string, string>) => [
        type,
        by,
        action ?? text,
        reason,
      ]),
      [
        ['message', 'buyer', '98', undefined],
        ['message', 'buyer', '99', undefined],
        ['cancellation', 'buyer', 'request', 'too-slow'],
        ['message', 'buyer', 'Please.', undefined],
      ],
    );
    assert.equal(second.nextCursor, null);
    const ids = [...first.events, ...second.events].map(({ id }: { id: string }) => id);
    assert.equal(new Set(ids).size, 104);
  });

  it('DP-6 keeps what somebody writes to support from the other side', async () => {
    const server = aServer({ policies: [poshmark] });
    await server.post('/orders/o1/messages', { to: 'platform', text: 'from the buyer' });
    await server.post('/orders/o1/messages', { to: 'platform', text: 'from the seller' }, { as: 'seller' });
    await server.post('/orders/o1/messages', { to: 'seller', text: 'between the two' });
    await server.post('/orders/o1/messages', { to: 'buyer', text: 'from support' }, { as: 'support' });
    const texts = async (as: string) =>
      (await server.log(as)).slice(2).map((entry) => ('withheld' in entry ? null : entry.text));
    assert.deepEqual(await texts('buyer'), ['from the buyer', null, 'between the two', 'from support']);
    assert.deepEqual(await texts('seller'), [null, 'from the seller', 'between the two', null]);
    assert.ok((await texts('support')).every((text) => text));
  });

  it('is nobody else’s, and a wrong cursor is refused', async () => {
    const server = aServer({ policies: [poshmark] });
    const absent = await server.fetch('/orders/none/events');
    const strange = await server.fetch('/orders/o1/events', { as: 'stranger' });
    assert.deepEqual([strange.status, strange.text], [404, absent.text]);
    for (const cursor of ['x', btoa('-1'), btoa('"1"')]) {
      assert.equal((await server.fetch(`/orders/o1/events?cursor=${cursor}`)).status, 400);
    }
  });
});
