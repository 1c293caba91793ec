import assert from 'node:assert/strict';
import { createServer, request as httpRequest, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, describe, it } from 'node:test';
import { Worker } from 'node:worker_threads';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import { policyHash } from '../../../src/domain/values/policy-hash.ts';
import poshmark from '../../../src/policy/presets/poshmark.ts';
import { createCancellationServer, memoryShop, memoryStore } from '../../../src/server/index.ts';
import { toNodeHandler } from '../../../src/server/node/index.ts';
import { anOrder, start } from '../setup.ts';

const ends: (() => unknown)[] = [];
after(async () => {
  for (const end of ends) await end();
});

function aHandler() {
  const shop = memoryShop([anOrder()]);
  const server = createCancellationServer({
    policies: [poshmark],
    store: memoryStore(),
    shop,
    authenticate: async (request) =>
      request.headers.get('Authorization') === 'Bearer ada' ? { id: 'buyer-1', roles: ['buyer'] } : null,
    now: () => start,
    basePath: '/api',
  });
  return { shop, server };
}

/** Serves it on a free port; gives where. */
async function listening(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const signedIn = { Authorization: 'Bearer ada' };
const body = JSON.stringify({ action: 'cancel', reason: 'changed-mind', policyHash: policyHash(poshmark) });

/** What every way to serve it has to pass: reads, a cancellation, a refusal, a stranger. */
async function works(base: string, shop: ReturnType<typeof aHandler>['shop']): Promise<void> {
  const read = await fetch(`${base}/api/orders/o1`, { headers: signedIn });
  assert.equal(read.status, 200);
  const etag = read.headers.get('ETag') ?? '';
  assert.match(etag, /^".+"$/);
  assert.equal((await fetch(`${base}/api/orders/o1`)).status, 401);
  const post = (headers: Record<string, string>, sent = body) =>
    fetch(`${base}/api/orders/o1/cancellation`, { method: 'POST', headers: { ...signedIn, ...headers }, body: sent });
  const headers = { 'Content-Type': 'application/json', 'Idempotency-Key': 'k1', 'If-Match': etag };
  assert.equal((await post({ ...headers, Origin: 'https://evil.example' })).status, 403);
  assert.equal((await post({ ...headers, 'Content-Type': 'text/plain' })).status, 415);
  const done = await post(headers);
  assert.equal(done.status, 201);
  assert.equal((await done.json()).cancellation.state, 'cancelled');
  const again = await post(headers);
  assert.equal(again.status, 201, 'the same answer to the same key');
  assert.equal(shop.ledger().length, 1);
  const stream = await fetch(`${base}/api/events`, { headers: signedIn });
  assert.match(stream.headers.get('Content-Type') ?? '', /^text\/event-stream/);
  await stream.body?.cancel();
}

describe('the handler on Node', () => {
  it('serves by Node’s own server', async () => {
    const { server, shop } = aHandler();
    await works(await listening(toNodeHandler(server)), shop);
  });

  it('serves in Express, mounted below a path', async () => {
    const { server, shop } = aHandler();
    const app = express();
    app.use('/api', toNodeHandler(server));
    await works(await listening(app), shop);
  });

  it('serves in Express behind a parser of JSON', async () => {
    const { server, shop } = aHandler();
    const app = express();
    app.use(express.json());
    app.use('/api', toNodeHandler(server));
    await works(await listening(app), shop);
  });

  it('serves in Fastify', async () => {
    const { server, shop } = aHandler();
    const handler = toNodeHandler(server);
    const app = fastify();
    // The handler reads bodies itself, and bounds them.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', (_request, _payload, done) => done(null));
    app.all('/api/*', (request, reply) => {
      reply.hijack();
      return handler(request.raw, reply.raw);
    });
    const base = await app.listen({ port: 0, host: '127.0.0.1' });
    ends.push(() => {
      app.server.closeAllConnections();
      return app.close();
    });
    await works(base, shop);
  });

  it('serves in Hono', async () => {
    const { server, shop } = aHandler();
    const app = new Hono();
    app.all('/api/*', (context) => server.fetch(context.req.raw));
    await works(await listening(toNodeHandler({ fetch: async (request) => app.fetch(request) })), shop);
  });

  it('serves in a bare worker, which has Fetch and nothing of Node’s server', async () => {
    const worker = new Worker(new URL('./worker.mjs', import.meta.url));
    ends.push(() => worker.terminate());
    const next = () => new Promise<unknown>((resolve, reject) => worker.once('message', resolve).once('error', reject));
    const answer = next();
    worker.postMessage('https://shop.example/orders/o1');
    const { status, text } = (await answer) as { status: number; text: string };
    assert.deepEqual([status, JSON.parse(text).order.id], [200, 'o1']);
  });

  it('bounds a body that never ends, and goes on', async () => {
    const { server } = aHandler();
    const base = await listening(toNodeHandler(server));
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sent = httpRequest(
        `${base}/api/orders/o1/cancellation`,
        {
          method: 'POST',
          headers: { ...signedIn, 'Content-Type': 'application/json', 'Idempotency-Key': 'k', 'If-Match': '"r1"' },
        },
        (response) => {
          resolve(response.statusCode);
          sent.destroy();
        },
      );
      sent.on('error', reject);
      const more = (): void => {
        while (!sent.destroyed && sent.write('x'.repeat(16_384)));
        if (!sent.destroyed) sent.once('drain', more);
      };
      more();
    });
    assert.equal(status, 413);
    assert.equal((await fetch(`${base}/api/orders/o1`, { headers: signedIn })).status, 200);
  });
});
