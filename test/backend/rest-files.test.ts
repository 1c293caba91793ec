import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import type { Intent } from '../../src/backend/backend.ts';
import { restBackend } from '../../src/backend/rest-backend.ts';
import { aCancellation, anOrder } from '../policy/fixtures.ts';

const base = 'https://shop.example/api';
const bytes = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 255, 128]);
const sha256 = createHash('sha256').update(bytes).digest('hex');
const picture = new Blob([bytes], { type: 'image/png' });
const attachment = { sha256, type: 'image/png', size: bytes.length };

function over(answer: () => Response | Promise<Response>) {
  const asked: Request[] = [];
  const fetch = async (url: unknown, init?: RequestInit): Promise<Response> => {
    asked.push(new Request(String(url), init));
    return answer();
  };
  return { asked, backend: restBackend({ base, fetch: fetch as typeof globalThis.fetch }) };
}

const problem = (status: number, body: object = {}) =>
  new Response(JSON.stringify({ status, code: 'x', ...body }), {
    status,
    headers: { 'Content-Type': 'application/problem+json' },
  });

describe('restBackend: files', () => {
  it('puts a file under the hash of its bytes, as it is', async () => {
    const { asked, backend } = over(() => Response.json(attachment, { status: 201 }));
    assert.deepEqual(await backend.attach?.(picture, {}), attachment);
    const [request] = asked;
    assert.deepEqual(
      [request?.method, request?.url, request?.headers.get('Content-Type')],
      ['PUT', `${base}/attachments/${sha256}`, 'image/png'],
    );
    assert.deepEqual(new Uint8Array((await request?.arrayBuffer()) ?? []), bytes);
  });

  for (const [what, code, answer] of [
    ['is too large', 'too-large', () => problem(413)],
    ['is of another type', 'unsupported-media-type', () => problem(415)],
    [
      'only claims its type',
      'unsupported-media-type',
      () => problem(400, { issues: [{ path: ['type'], code: 'value' }] }),
    ],
    ['is nobody’s who is signed in', 'sign-in-required', () => problem(401)],
    ['meets a server that fails', 'unavailable', () => problem(503)],
    ['is cut off', 'unavailable', () => Promise.reject(new TypeError('cut off'))],
    ['is answered with another one', 'invalid-view', () => Response.json({ ...attachment, sha256: '0'.repeat(64) })],
    ['is answered with a page', 'invalid-view', () => new Response('<h1>Hello</h1>')],
  ] as const) {
    it(`says why a file is not there: it ${what}`, async () => {
      await assert.rejects(over(answer).backend.attach?.(picture, {}) ?? Promise.resolve(), { code });
    });
  }

  it('fetches a file, and takes no other bytes for it', async () => {
    const { asked, backend } = over(() => new Response(bytes, { headers: { 'Content-Type': 'image/png' } }));
    const blob = await backend.loadAttachment?.(sha256, {});
    assert.deepEqual([blob?.type, blob?.size], ['image/png', bytes.length]);
    assert.equal(asked[0]?.url, `${base}/attachments/${sha256}`);
    await assert.rejects(backend.loadAttachment?.('0'.repeat(64), {}) ?? Promise.resolve(), { code: 'invalid-view' });
    const gone = over(() => problem(404)).backend;
    await assert.rejects(gone.loadAttachment?.(sha256, {}) ?? Promise.resolve(), { code: 'not-found' });
  });

  it('reads the keys of checkpoints', async () => {
    const key = { kty: 'OKP', crv: 'Ed25519', x: 'x' };
    const { asked, backend } = over(() => Response.json({ keys: [key] }));
    assert.deepEqual(await backend.keys?.({}), [key]);
    assert.equal(asked[0]?.url, `${base}/keys`);
    const other = over(() => Response.json([])).backend;
    await assert.rejects(other.keys?.({}) ?? Promise.resolve(), { code: 'invalid-view' });
  });

  it('sends evidence to its cancellation, on the order that was seen', async () => {
    const view = {
      order: anOrder(),
      cancellation: aCancellation(),
      policy: { id: 'test', version: '1', hash: 'h' },
      now: '2026-03-01T12:00:00Z',
    };
    const { asked, backend } = over(() => Response.json(view));
    const intent: Intent = {
      type: 'evidence',
      key: 'k-1',
      orderId: 'o-1',
      revision: 'r7',
      cancellationId: 'c/1',
      body: { kind: 'statement', text: 'So it was.' },
    };
    const result = await backend.send(intent, {});
    assert.equal(result.ok, true);
    const [request] = asked;
    assert.deepEqual(
      [request?.method, request?.url, request?.headers.get('If-Match'), request?.headers.get('Idempotency-Key')],
      ['POST', `${base}/cancellations/c%2F1/evidence`, '"r7"', 'k-1'],
    );
    assert.deepEqual(await request?.json(), intent.body);
  });
});
