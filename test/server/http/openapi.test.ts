import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { fromJSONSchema } from 'zod';
import { newSigningKey } from '../../../src/evidence/index.ts';
import poshmark from '../../../src/policy/presets/poshmark.ts';
import { refusalCodes, statusOf } from '../../../src/server/http/problem.ts';
import { routes } from '../../../src/server/http/routes.ts';
import { openapi } from '../../../src/server/index.ts';
import { presets } from '../../domain/vectors.ts';
import { ago, anOrder, aServer } from '../setup.ts';

const pdf = '%PDF-1.7 %%EOF';
const hash = createHash('sha256').update(pdf).digest('hex');
const signingKey = await newSigningKey();

// biome-ignore lint/suspicious/noExplicitAny: the document is JSON of any shape, and is looked into
const document: any = JSON.parse(JSON.stringify(openapi()));
const operations = Object.entries<Record<string, never>>(document.paths).flatMap(([path, methods]) =>
  Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
);

/** A schema of the document, as something that parses. */
function schema(name: string) {
  const $defs = JSON.parse(JSON.stringify(document.components.schemas).replaceAll('#/components/schemas/', '#/$defs/'));
  return fromJSONSchema({ $schema: 'https://json-schema.org/draft/2020-12/schema', $ref: `#/$defs/${name}`, $defs });
}

describe('the OpenAPI document', () => {
  it('is of version 3.1', () => assert.equal(document.openapi, '3.1.0'));

  it('has every endpoint of the server, and no other', () => {
    const served = routes.map(({ method, path }) => `${method} /${path.join('/')}`);
    assert.deepEqual(operations.map((name) => name.replace(/\{\w+\}/g, '*')).sort(), served.sort());
  });

  it('names every refusal under its status', () => {
    const responses = Object.values<Record<string, { responses: Record<string, { description: string }> }>>(
      document.paths,
    ).flatMap((methods) => Object.values(methods).flatMap((one) => Object.entries(one.responses)));
    const missing = refusalCodes.filter(
      (code) =>
        // Of a method that a path does not have, no operation can tell.
        code !== 'method-not-allowed' &&
        !responses.some(
          ([status, { description }]) =>
            Number(status) === statusOf(code) && description.split(', ').some((one) => one === code),
        ),
    );
    assert.deepEqual(missing, []);
  });

  it('leads every reference somewhere', () => {
    for (const [, name] of JSON.stringify(document).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)) {
      assert.ok(document.components.schemas[name ?? ''], name);
    }
  });

  it('says of all that is kept that it needs a key, and may be too much', () => {
    const kept = Object.entries<
      Record<string, { parameters: { name: string; required: boolean }[]; responses: object }>
    >(document.paths)
      .flatMap(([path, methods]) => Object.values(methods).map((operation) => ({ path, ...operation })))
      .filter(({ parameters }) => parameters.some(({ name, required }) => name === 'Idempotency-Key' && required));
    assert.equal(kept.length, 5);
    for (const { path, responses } of kept) assert.ok('428' in responses && '429' in responses, path);
  });

  it('tells of a stream of events', () => {
    assert.deepEqual(Object.keys(document.paths['/events'].get.responses[200].content), ['text/event-stream']);
  });

  for (const policy of Object.values(presets)) {
    it(`has ${policy.id} for a policy`, () => assert.deepEqual(schema('CancelPolicy').parse(policy), policy));
  }

  it('has no policy with a member that does not exist', () => {
    assert.equal(schema('CancelPolicy').safeParse({ ...poshmark, surprise: 1 }).success, false);
  });

  it('lets an order have members of the shop', () => {
    const order = { ...anOrder(), warehouse: 'north' };
    assert.deepEqual(schema('Order').parse(order), order);
  });
});

describe('what the server answers', () => {
  const at = (method: string, path: string) => document.paths[path][method].responses;
  const cancellation = '/orders/{orderId}/cancellation';
  const server = () =>
    aServer({
      policies: [poshmark],
      orders: [anOrder(), anOrder({ id: 'o2', facts: { fromOffer: true } })],
      evidence: { signingKey },
    });

  for (const [name, method, path, send] of [
    ['a view', 'get', '/orders/{orderId}', (s) => s.fetch('/orders/o1')],
    ['a list', 'get', '/orders', (s) => s.fetch('/orders?id=o1&id=o2&id=o3')],
    ['a policy', 'get', '/policies/{policyId}', (s) => s.fetch('/policies/poshmark')],
    ['a cancelled order', 'post', cancellation, (s) => s.cancel({ action: 'cancel', reason: 'other' })],
    ['a request', 'post', cancellation, (s) => s.post('/orders/o2/cancellation', { action: 'request' })],
    ['a preview', 'post', '/orders/{orderId}/preview', (s) => s.post('/orders/o1/preview', { action: 'cancel' })],
    [
      'a message',
      'post',
      '/orders/{orderId}/messages',
      (s) => s.post('/orders/o1/messages', { to: 'seller', text: 'hi' }),
    ],
    ['a queue', 'get', '/cancellations', (s) => s.fetch('/cancellations')],
    ['a log', 'get', '/orders/{orderId}/events', (s) => s.fetch('/orders/o2/events')],
    [
      'a log with everything in it',
      'get',
      '/orders/{orderId}/events',
      async (s) => {
        await s.post('/orders/o2/messages', { to: 'platform', text: 'hi', ticket: 'T', representative: 'R' });
        const { view } = await s.post('/orders/o2/cancellation', { action: 'request', comment: 'please' });
        const sent = { match: `"${view.order.revision}"` };
        const said = { kind: 'statement', text: 'so', claim: 'requested', claimedAt: ago(1), cites: ['4'] };
        await s.post(`/cancellations/${view.cancellation?.id}/evidence`, said, sent);
        s.shop.change('o2', { scans: [{ at: ago(1), code: 'picked-up', carrier: 'UPS', place: 'here' }] });
        await s.server.erase('o2', 'buyer');
        return s.fetch('/orders/o2/events', { as: 'seller' });
      },
    ],
    ['keys', 'get', '/keys', (s) => s.fetch('/keys', { as: null })],
    [
      'a file',
      'put',
      '/attachments/{sha256}',
      (s) =>
        s.fetch(`/attachments/${hash}`, { method: 'PUT', headers: { 'Content-Type': 'application/pdf' }, body: pdf }),
    ],
    [
      'a file of another type',
      'put',
      '/attachments/{sha256}',
      (s) => s.fetch(`/attachments/${hash}`, { method: 'PUT', headers: { 'Content-Type': 'text/html' }, body: pdf }),
    ],
    [
      'evidence',
      'post',
      '/cancellations/{cancellationId}/evidence',
      async (s) => {
        const { view } = await s.post('/orders/o2/cancellation', { action: 'request' });
        const sent = { match: `"${view.order.revision}"` };
        return s.post(`/cancellations/${view.cancellation?.id}/evidence`, { kind: 'statement', text: 'so' }, sent);
      },
    ],
    ['counts by reason', 'get', '/reports/reasons', (s) => s.fetch('/reports/reasons')],
    [
      'an action',
      'post',
      '/cancellations/{cancellationId}/{action}',
      async (s) => {
        const { view } = await s.post('/orders/o2/cancellation', { action: 'request' });
        const sent = { match: `"${view.order.revision}"` };
        return s.post(`/cancellations/${view.cancellation?.id}/withdraw`, {}, sent);
      },
    ],
    [
      'an unsafe action',
      'post',
      '/cancellations/{cancellationId}/{action}',
      async (s) => {
        const { view } = await s.cancel({ action: 'cancel' });
        const sent = { as: 'seller', match: `"${view.order.revision}"` };
        return s.post(`/cancellations/${view.cancellation?.id}/remark`, {}, sent);
      },
    ],
    [
      "a seller's preview",
      'post',
      '/orders/{orderId}/preview',
      (s) => s.post('/orders/o1/preview', { action: 'cancel' }, { as: 'seller' }),
    ],
    ['a refusal with a view', 'post', cancellation, (s) => s.cancel({ action: 'request' })],
    ['a refusal with issues', 'post', cancellation, (s) => s.cancel({ action: 'explode' })],
    ['a stale revision', 'post', cancellation, (s) => s.cancel({ action: 'cancel' }, { match: '"old"' })],
    ['nothing found', 'get', '/cancellations/{cancellationId}', (s) => s.fetch('/cancellations/none')],
  ] as [string, string, string, (s: ReturnType<typeof server>) => ReturnType<ReturnType<typeof server>['fetch']>][]) {
    it(`${name} is what the document says`, async () => {
      const { status, headers, json } = await send(server());
      const response = at(method, path)[status];
      assert.ok(response, `${status} is not in the document`);
      const [type, { schema: said }] = Object.entries<{ schema: { $ref: string } }>(response.content)[0]!;
      assert.equal(headers.get('Content-Type'), type);
      assert.deepEqual(schema(said.$ref.split('/').at(-1)!).parse(json), json);
    });
  }
});
