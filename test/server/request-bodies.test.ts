import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import poshmark from '../../src/policy/presets/poshmark.ts';
import { createCancellationServer, memoryShop, memoryStore } from '../../src/server/index.ts';
import { anOrder, aServer, people, start } from './setup.ts';

const size = 5 * 1024 * 1024;

/** A body in pieces of one byte, of which it counts how many were taken. */
function dripping(length: number, first: string) {
  const taken = { count: 0 };
  const head = new TextEncoder().encode(first);
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (taken.count === length) return controller.close();
        controller.enqueue(Uint8Array.of(head[taken.count] ?? 0));
        taken.count++;
      },
    },
    { highWaterMark: 0 },
  );
  return { body, taken };
}

function put(sha256: string, body: ReadableStream, as: string): Request {
  return new Request(`https://shop.example/attachments/${sha256}`, {
    method: 'PUT',
    headers: { 'X-Person': as, 'Content-Type': 'application/pdf' },
    body,
    duplex: 'half',
  } as RequestInit);
}

describe('the body of a request', () => {
  it('is not read of a file that somebody unknown puts', async () => {
    const { server } = aServer({ policies: [poshmark] });
    const { body, taken } = dripping(size, '%PDF-');
    const response = await server.fetch(put('0'.repeat(64), body, 'nobody'));
    assert.deepEqual([response.status, taken.count], [401, 0]);
  });

  it('is read after it was asked who it is from', async () => {
    const order: string[] = [];
    const server = createCancellationServer({
      policies: [poshmark],
      store: memoryStore(),
      shop: memoryShop([anOrder()]),
      now: () => start,
      authenticate: async () => {
        order.push('who');
        return people.buyer ?? null;
      },
    });
    const body = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          order.push('body');
          controller.close();
        },
      },
      { highWaterMark: 0 },
    );
    const headers = { 'Content-Type': 'application/json' };
    const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
    await server.fetch(new Request('https://shop.example/orders/o1/messages', init));
    assert.deepEqual(order, ['who', 'body']);
  });

  it('in pieces of one byte takes no more memory than the file that they are', async () => {
    const { server } = aServer({ policies: [poshmark] });
    const length = 300_000;
    const bytes = Buffer.alloc(length);
    bytes.write('%PDF-');
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const { body } = dripping(length, '%PDF-');
    const pieces = Array.prototype.push;
    let pushed = 0;
    // A list of pieces would hold as many views as there are bytes.
    Array.prototype.push = function (...items: unknown[]) {
      if (items[0] instanceof Uint8Array && items[0].length === 1) pushed++;
      return pieces.apply(this, items);
    };
    try {
      assert.equal((await server.fetch(put(sha256, body, 'buyer'))).status, 201);
    } finally {
      Array.prototype.push = pieces;
    }
    assert.equal(pushed, 0);
  });

  it('of a long file is refused as soon as it is too long, whatever was announced', async () => {
    const { server } = aServer({ policies: [poshmark], evidence: { maxBytes: 10_000 } });
    const { body, taken } = dripping(50_000, '%PDF-');
    const response = await server.fetch(put('0'.repeat(64), body, 'buyer'));
    assert.equal(response.status, 413);
    assert.ok(taken.count <= 10_002, `${taken.count} bytes were taken`);
  });
});

describe('a text that holds what no text may hold', () => {
  const bad = { NUL: '\0', escape: '\u001b', CSI: '\u009b', 'next line': '\u0085', half: '\ud800', 'lone CR': 'a\rb' };
  for (const [name, text] of Object.entries(bad)) {
    it(`is refused wherever it stands: ${name}`, async () => {
      const server = aServer({ policies: [poshmark] });
      const message = await server.post('/orders/o1/messages', { to: 'seller', text: `hi ${text}` });
      assert.deepEqual([message.status, message.problem.issues], [400, [{ path: ['text'], code: 'characters' }]]);
      const ticket = await server.post('/orders/o1/messages', { to: 'platform', text: 'hi', ticket: text });
      assert.equal(ticket.status, 400);
      const comment = await server.cancel({ action: 'cancel', reason: 'other', comment: text });
      assert.deepEqual(comment.problem.issues, [{ path: ['comment'], code: 'characters' }]);
      const nested = await server.cancel({ action: 'cancel', reason: text });
      assert.deepEqual(nested.problem.issues, [{ path: ['reason'], code: 'characters' }]);
      assert.equal((await server.store.records('o1')).head, null);
    });
  }

  it('is none with tabs, line breaks of any system, pictures and writing of any direction', async () => {
    const server = aServer({ policies: [poshmark] });
    const text = 'a\tb\nc\r\nd \u{1f600} \u05d0\u05d1 e\u0301';
    const { status, json } = await server.post('/orders/o1/messages', { to: 'seller', text });
    assert.deepEqual([status, json.message.text], [201, text]);
  });
});

describe('If-Match', () => {
  const none = ['x"r1"y', 'W/"r1"', '*', 'r1', '"r1" "r1"', '"r1"x', '"x" "r1"', '"R1"', '"r1', '"x", r1, "r1"', '""'];
  for (const match of none) {
    it(`that is ${match} does not match`, async () => {
      const server = aServer({ policies: [poshmark] });
      const { status, problem } = await server.cancel({ action: 'cancel', reason: 'other' }, { match });
      assert.deepEqual([status, problem.code], [412, 'stale-revision']);
    });
  }
  for (const match of ['"r1"', '"x", "r1"', 'W/"r1","r1"', ' ,"a,b", "r1" , ']) {
    it(`that is ${match} matches`, async () => {
      const server = aServer({ policies: [poshmark] });
      assert.equal((await server.cancel({ action: 'cancel', reason: 'other' }, { match })).status, 201);
    });
  }
});
