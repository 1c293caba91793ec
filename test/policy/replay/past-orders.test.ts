import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type PastOrder, readPastOrders, textOf, type Unread } from '../../../src/policy/index.ts';
import { answerReplays, replayInWorker } from '../../../src/policy/replay/in-worker.ts';
import { anOrder, policyWhen } from '../fixtures.ts';

const asked = { actor: 'buyer', now: Date.parse('2026-03-01T13:00:00Z') } as const;

async function read(chunks: readonly string[]): Promise<(PastOrder | Unread)[]> {
  const all: (PastOrder | Unread)[] = [];
  for await (const some of readPastOrders(chunks, asked)) all.push(...some);
  return all;
}

/** A text in pieces, cut anywhere. */
function pieces(text: string, cuts: readonly number[]): string[] {
  const places = [0, ...cuts.map((cut) => cut % (text.length + 1)).sort((one, other) => one - other), text.length];
  return places.slice(1).map((end, at) => text.slice(places[at], end));
}

describe('past orders of a file', () => {
  it('are the same however they stand in it and however it is cut: as a list, as lines, one after the other', async () => {
    const titles = fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(titles, fc.nat({ max: 4 }), fc.array(fc.nat()), async (words, form, cuts) => {
        const orders = words.map((word, at) => {
          const order = anOrder({ id: `o-${at}` });
          return { ...order, note: `"}{][,\\ ${word}`, nested: { list: [{ word }, []] } };
        });
        const texts = orders.map((order) => JSON.stringify(order));
        const lined = JSON.stringify(orders, null, 1).replace(/^ +/gm, '').replaceAll(/: \{$/gm, ':\n{');
        const text = [
          JSON.stringify(orders),
          texts.join('\n'),
          texts.join(''),
          JSON.stringify(orders, null, '\t'),
          lined,
        ][form] as string;
        const found = await read(pieces(text, cuts));
        assert.deepEqual(
          found,
          orders.map((order) => ({ order, context: asked })),
        );
      }),
    );
  });

  it('say who asked and when, where they do', async () => {
    const order = anOrder();
    const wrapped = (rest: object) => JSON.stringify({ order, ...rest });
    const [own, ofMs, none] = await read([
      wrapped({ actor: 'seller', now: '2026-03-02T00:00:00Z', cancellations: [] }),
      wrapped({ now: 5 }),
      wrapped({}),
    ]);
    assert.deepEqual(own, {
      order,
      context: { actor: 'seller', now: Date.parse('2026-03-02T00:00:00Z'), cancellations: [] },
    });
    assert.deepEqual(ofMs, { order, context: { actor: 'buyer', now: 5 } });
    assert.deepEqual(none, { order, context: asked });
  });

  it('are named by their place where they cannot be read, and the rest is', async () => {
    const order = JSON.stringify(anOrder());
    const long = JSON.stringify({ ...anOrder(), note: 'x'.repeat(3_000_000) });
    const found = await read([
      ...[order, '\n{"id":\n}', '12 ', '"{" ', `{"note":"cut\n`, JSON.stringify({ ...anOrder(), id: 7 })],
      ...[`{"order":${order},"actor":"customer"}`, `{"order":${order},"now":"yesterday"}`],
      ...[
        `{"order":${order},"cancellations":{}}`,
        ...[`{"order":${order},"cancellations":[null]}`, `{"order":${order},"cancellation":{"state":"requested"}}`],
        ...[`{"order":${order},"when":"now"}`],
        ...pieces(long, [1_000, 1_500_000, 2_500_000]),
        order,
        '{"id": ',
      ],
    ]);
    assert.deepEqual(
      found.map((one) => ('problem' in one ? `${one.at} ${one.problem.split(':')[0]}` : 'read')),
      [
        'read',
        '2 no JSON',
        '3 no order',
        '4 no order',
        '5 no JSON',
        '6 no order that parseOrder reads',
        '7 actor has to be one of buyer, seller, platform, nobody',
        '8 now has to be an instant, RFC 3339 or epoch milliseconds',
        '9 cancellations has to be a list',
        '10 no cancellation that parseCancellation reads',
        '11 no cancellation that parseCancellation reads',
        '12 when has no place beside order, actor, now, cancellation and cancellations',
        '13 longer than 2000000 characters',
        'read',
        '15 no JSON',
      ],
    );
  });

  it('are read from bytes as they come, also where a sign is cut in two', async () => {
    const bytes = new TextEncoder().encode(JSON.stringify({ ...anOrder(), note: '€😀' }));
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    let text = '';
    for await (const part of textOf(stream)) text += part;
    assert.equal((JSON.parse(text) as { note: string }).note, '€😀');
  });
});

/** Both ends in one thread; what is posted is copied, as between threads. */
function worker(): Worker & { ended: boolean } {
  const { port1, port2 } = new MessageChannel();
  const end = {
    onmessage: null as ((event: MessageEvent) => void) | null,
    postMessage: (message: unknown) => port2.postMessage(message),
  };
  answerReplays(end);
  port2.onmessage = (event) => end.onmessage?.(event);
  return Object.assign(port1, {
    onerror: null,
    ended: false,
    terminate(this: { ended: boolean }) {
      this.ended = true;
      port1.close();
    },
  }) as unknown as Worker & { ended: boolean };
}

describe('a replay in a worker', () => {
  const policy = policyWhen({ actor: 'buyer' });
  const file = new Blob([`${JSON.stringify(anOrder())}\n`.repeat(3), '{']);

  it('says how far it came and what came of it, and ends', async () => {
    const own = worker();
    const told: number[] = [];
    const { orders, unreadable, after } = await replayInWorker(own, {
      ...{ policy, file, asked },
      onProgress: (orders) => told.push(orders),
    });
    assert.deepEqual([orders, unreadable.count, after.outcomes.cancel, own.ended], [3, 1, 3, true]);
    assert.equal(told.at(-1), 3);
  });

  it('fails as the replay does, with the same error, and ends', async () => {
    const own = worker();
    const failed = replayInWorker(own, { policy: { ...policy, rules: 1 as never }, file, asked });
    await assert.rejects(failed, { name: 'CancelError', code: 'invalid-policy' });
    assert.equal(own.ended, true);
  });

  it('ends when it is stopped', async () => {
    for (const early of [true, false]) {
      const own = worker();
      const stop = new AbortController();
      if (early) stop.abort(new Error('left the page'));
      const stopped = replayInWorker(own, { policy, file, asked, signal: stop.signal });
      stop.abort(new Error('left the page'));
      await assert.rejects(stopped, /left the page/);
      assert.equal(own.ended, true);
    }
  });
});
