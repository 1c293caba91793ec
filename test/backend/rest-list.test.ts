import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it, mock } from 'node:test';
import { restBackend } from '../../src/backend/rest-backend.ts';
import { parser } from '../../src/backend/rest-list.ts';
import { show, until } from '../client/page.ts';

const base = 'https://shop.example/api';

function over(answer: (url: string, init: RequestInit) => Response | Promise<Response>) {
  const asked: { url: string; headers: Headers; signal: AbortSignal | null | undefined }[] = [];
  const fetch = async (input: unknown, init: RequestInit = {}): Promise<Response> => {
    asked.push({ url: String(input), headers: new Headers(init.headers), signal: init.signal });
    return answer(String(input), init);
  };
  return { asked, backend: restBackend({ base, fetch: fetch as typeof globalThis.fetch }) };
}

describe('restBackend: lists', () => {
  it('asks for cancellations by state, search, sort and page, and leaves out what is not asked', async () => {
    const { asked, backend } = over(() => Response.json({ items: [], nextCursor: null, counts: {} }));
    await backend.list?.({ state: 'requested,escalated', q: 'a&b', sort: '-amount', cursor: 'x/y', limit: 50 }, {});
    await backend.list?.({}, {});
    assert.deepEqual(
      asked.map(({ url }) => url.slice(base.length)),
      ['/cancellations?state=requested%2Cescalated&q=a%26b&sort=-amount&cursor=x%2Fy&limit=50', '/cancellations'],
    );
  });

  it('keeps what is no item out, and refuses what is no list', async () => {
    const items = [null, {}, { cancellation: { id: 'c' }, order: {} }];
    const { backend } = over((url) => Response.json(url.includes('q=') ? { items: 7 } : { items }));
    const page = await backend.list?.({}, {});
    assert.deepEqual([page?.items.length, page?.nextCursor, page?.counts], [1, null, {}]);
    await assert.rejects(backend.list?.({ q: 'x' }, {}) ?? Promise.resolve(), { code: 'invalid-view' });
  });

  it('says that one has to sign in', async () => {
    const { backend } = over(() => new Response(null, { status: 401 }));
    await assert.rejects(backend.list?.({}, {}) ?? Promise.resolve(), { code: 'sign-in-required' });
  });

  it('reads the whole log of an order, and stops where pages repeat', async () => {
    const { asked, backend } = over((url) => {
      const cursor = new URL(url).searchParams.get('cursor');
      return Response.json({ events: [{ id: cursor ?? '0' }], nextCursor: cursor === '2' ? '2' : cursor ? '2' : '1' });
    });
    const log = await backend.events?.('o/1', {});
    assert.deepEqual(
      log?.events.map(({ id }) => id),
      ['0', '1', '2'],
    );
    assert.equal(asked[0]?.url, `${base}/orders/o%2F1/events`);
  });

  it('asks for reasons and for an order by its number', async () => {
    const { asked, backend } = over((url) => Response.json(url.includes('reports') ? { buckets: [] } : { views: [] }));
    await backend.reasons?.({ from: '2026-01-01T00:00:00Z', bucket: 'month' }, {});
    await backend.findOrder?.('N 1/2', {});
    assert.deepEqual(
      asked.map(({ url }) => url.slice(base.length)),
      ['/reports/reasons?from=2026-01-01T00%3A00%3A00Z&bucket=month', '/orders?number=N%201%2F2'],
    );
  });
});

describe('restBackend: changes', () => {
  beforeEach(() => mock.timers.enable({ apis: ['setTimeout'] }));
  afterEach(() => {
    mock.timers.reset();
    show(true);
  });

  /** A stream that the test writes, and that ends when it is aborted. */
  function stream(signal: AbortSignal | null | undefined) {
    let writer: ReadableStreamDefaultController<Uint8Array> | undefined;
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        writer = controller;
        signal?.addEventListener('abort', () => controller.error(new DOMException('aborted', 'AbortError')));
      },
    });
    return {
      response: new Response(body, { headers: { 'Content-Type': 'text/event-stream' } }),
      write: (text: string) => writer?.enqueue(new TextEncoder().encode(text)),
      end: () => writer?.close(),
    };
  }

  it('hears ids from one stream for all who listen, and goes on after the last one', async () => {
    const streams: ReturnType<typeof stream>[] = [];
    const { asked, backend } = over((_, { signal }) => {
      streams.push(stream(signal));
      return (streams.at(-1) as ReturnType<typeof stream>).response;
    });
    const heard: string[][] = [];
    const leave = [backend.subscribe?.(({ orderIds }) => heard.push(orderIds)), backend.subscribe?.(() => {})];
    await until(() => streams.length === 1);
    streams[0]?.write('id: 7\nevent: cancellation\ndata: {"orderId":"o1","revi');
    streams[0]?.write('sion":"r"}\n\nevent: order\ndata: {"id":"o2"}\n\n: still here\n\ndata: nonsense\n\n');
    await until(() => heard.length === 2);
    assert.deepEqual(heard, [['o1'], ['o2']]);
    streams[0]?.end();
    await new Promise((resolve) => setImmediate(resolve));
    for (let turn = 0; turn < 20 && asked.length < 2; turn++) {
      mock.timers.tick(1000);
      await new Promise((resolve) => setImmediate(resolve));
    }
    assert.equal(asked.length, 2);
    assert.equal(asked[1]?.headers.get('Last-Event-ID'), '7');
    for (const stop of leave) stop?.();
    await until(() => asked[1]?.signal?.aborted);
    mock.timers.tick(120_000);
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(asked.length, 2);
  });

  it('tells that any may have changed where too much was missed', async () => {
    const { backend } = over((_, { signal }) => {
      const one = stream(signal);
      one.write('id: 9\nevent: reset\ndata: {}\n\n');
      return one.response;
    });
    const heard: string[][] = [];
    const stop = backend.subscribe?.(({ orderIds }) => heard.push(orderIds));
    await until(() => heard.length === 1);
    assert.deepEqual(heard, [[]]);
    stop?.();
  });

  it('has no connection while the tab is hidden', async () => {
    const { asked, backend } = over((_, { signal }) => stream(signal).response);
    const stop = backend.subscribe?.(() => {});
    await until(() => asked.length === 1);
    show(false);
    await until(() => asked[0]?.signal?.aborted);
    mock.timers.tick(600_000);
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(asked.length, 1);
    show(true);
    await until(() => asked.length === 2);
    stop?.();
  });

  it('asks now and then where the answer is not streamed', async () => {
    const { asked, backend } = over(() => {
      const response = new Response('id: 3\ndata: {"orderId":"o9"}\n\n', {
        headers: { 'Content-Type': 'text/event-stream' },
      });
      Object.defineProperty(response, 'body', { value: null });
      return response;
    });
    const heard: string[] = [];
    const stop = backend.subscribe?.(({ orderIds }) => heard.push(...orderIds));
    await until(() => heard.length === 1);
    await new Promise((resolve) => setImmediate(resolve));
    mock.timers.tick(15_000);
    await until(() => asked.length === 2);
    assert.equal(asked[1]?.url, `${base}/events?wait=0`);
    assert.equal(asked[1]?.headers.get('Last-Event-ID'), '3');
    stop?.();
  });

  it('asks no more where the server has no such thing', async () => {
    const { asked, backend } = over(() => new Response(null, { status: 404 }));
    const stop = backend.subscribe?.(() => {});
    await until(() => asked.length === 1);
    await new Promise((resolve) => setImmediate(resolve));
    mock.timers.tick(600_000);
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(asked.length, 1);
    stop?.();
  });
});

describe('parser', () => {
  it('gives the same messages however the stream is cut', () => {
    const text = 'retry: 5000\r\nid: 1\r\ndata: a\r\ndata: b\r\n\r\n:x\ndata:c\n\nevent: order\rdata: d\r\r';
    const all = (cuts: number[]): unknown[] => {
      const messages: unknown[] = [];
      const parse = parser((message) => messages.push(message));
      let from = 0;
      for (const cut of [...cuts, text.length]) {
        parse(text.slice(from, cut));
        from = cut;
      }
      parse('\n');
      return messages;
    };
    const whole = all([]);
    assert.deepEqual(
      (whole as { data: string }[]).map(({ data }) => data),
      ['a\nb', 'c', 'd'],
    );
    for (let one = 1; one < text.length; one++) {
      for (let other = one; other < text.length; other += 7)
        assert.deepEqual(all([one, other]), whole, `${one}, ${other}`);
    }
  });
});
