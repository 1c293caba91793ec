import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import poshmark from '../../../src/policy/presets/poshmark.ts';
import { memoryStore, type StoreSnapshot } from '../../../src/server/index.ts';
import { anOrder, aServer } from '../setup.ts';

const bytesOf = (...parts: (string | number[])[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...Buffer.from(part)] : part)));
const [sign, header, trailer] = ['\x89PNG\r\n\x1a\n', '\0\0\0\rIHDR', '\0\0\0\0IEND\xae\x42\x60\x82'].map((text) =>
  Array.from(text, (letter) => letter.charCodeAt(0)),
) as [number[], number[], number[]];
/** A picture of so many bytes, another one for each mark. */
const pngOf = (length: number, mark = 0): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(length);
  bytes.set([...sign, ...header, mark % 256, mark >> 8, 255, 128]);
  bytes.set(trailer, length - trailer.length);
  return bytes;
};
const png = pngOf(64);
const jpeg = bytesOf([0xff, 0xd8, 0xff, 0xe0], 'picture', [0xff, 0xd9]);
const pdf = bytesOf('%PDF-1.7\nletter\n%%EOF\n');
const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function setup(maxBytes?: number, store = memoryStore()) {
  const server = aServer({
    policies: [poshmark],
    orders: [anOrder({ facts: { fromOffer: true } }), anOrder({ id: 'o2' })],
    store,
    ...(maxBytes && { evidence: { maxBytes } }),
  });
  const ask = (method: string, sha256: string, as: string | null, headers: object = {}, body?: BodyInit) => {
    const all = new Headers({ ...(as !== null && { 'X-Person': as }), ...headers });
    const request = new Request(`https://shop.example/attachments/${sha256}`, {
      method,
      headers: all,
      ...(body !== undefined && { body, duplex: 'half' }),
    } as RequestInit);
    return server.server.fetch(request);
  };
  return {
    ...server,
    put: (
      bytes: Uint8Array<ArrayBuffer>,
      { as = 'buyer' as string | null, type = 'image/png', sha256 = hashOf(bytes), headers = {} } = {},
    ) => ask('PUT', sha256, as, { ...(type && { 'Content-Type': type }), ...headers }, bytes),
    get: (sha256: string, as: string | null = 'buyer', method = 'GET') => ask(method, sha256, as),
  };
}

const codeOf = async (response: Response) => {
  const { code, issues } = await response.json();
  return [response.status, code, issues?.[0]?.path.join('.'), issues?.[0]?.code].filter((one) => one !== undefined);
};

describe('a file', () => {
  it('DP-8 is there under the hash of its bytes, and comes back byte by byte, only to be saved', async () => {
    const { put, get } = setup();
    for (const [bytes, type, extension] of [
      [png, 'image/png', 'png'],
      [jpeg, 'image/jpeg', 'jpg'],
      [pdf, 'application/pdf', 'pdf'],
    ] as const) {
      const sha256 = hashOf(bytes);
      const first = await put(bytes, { type: `${type}; charset=x` });
      const again = await put(bytes, { type });
      assert.deepEqual([first.status, again.status], [201, 200]);
      assert.deepEqual(await first.json(), { sha256, type, size: bytes.length });
      const response = await get(sha256);
      assert.deepEqual(Object.fromEntries(response.headers), {
        'content-type': type,
        'content-disposition': `attachment; filename="${sha256.slice(0, 12)}.${extension}"`,
        'content-security-policy': "default-src 'none'; sandbox",
        'cross-origin-resource-policy': 'same-origin',
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
      });
      assert.deepEqual(new Uint8Array(await response.arrayBuffer()), bytes);
      const head = await get(sha256, 'buyer', 'HEAD');
      assert.deepEqual([head.status, head.headers.get('Content-Type'), await head.text()], [200, type, '']);
    }
  });

  it('that is no file of its type, or not what its name says, is refused', async () => {
    const { put, store } = setup();
    const page = bytesOf('<script>alert(1)</script>');
    const none = '0'.repeat(64);
    assert.deepEqual(await codeOf(await put(page)), [400, 'invalid-request', 'type', 'value']);
    assert.deepEqual(await codeOf(await put(png, { type: 'image/jpeg' })), [400, 'invalid-request', 'type', 'value']);
    assert.deepEqual(await codeOf(await put(bytesOf())), [400, 'invalid-request', 'type', 'value']);
    assert.deepEqual(await codeOf(await put(bytesOf('x', [...png]))), [400, 'invalid-request', 'type', 'value']);
    const begins: [type: string, begin: number[] | string][] = [
      ['image/png', sign ?? ''],
      ['image/jpeg', [0xff, 0xd8, 0xff]],
      ['application/pdf', '%PDF-'],
    ];
    for (const [type, begin] of begins) {
      assert.deepEqual(
        await codeOf(await put(bytesOf(begin), { type })),
        [400, 'invalid-request', 'type', 'value'],
        type,
      );
      const other = type === 'image/png' ? 'application/pdf' : 'image/png';
      const bytes = bytesOf(begin, 'more');
      assert.deepEqual(
        await codeOf(await put(bytes, { type: other })),
        [400, 'invalid-request', 'type', 'value'],
        type,
      );
      // What programs write behind a file is theirs.
      assert.equal((await put(bytes, { type })).status, 201);
    }
    for (const sha256 of [none, hashOf(png).toUpperCase(), 'x']) {
      assert.deepEqual(await codeOf(await put(png, { sha256 })), [400, 'invalid-request', 'sha256', 'value']);
    }
    for (const type of ['text/html', 'image/svg+xml', 'application/json', '']) {
      const response = await put(png, { type });
      assert.equal(response.headers.get('Accept'), 'image/jpeg, image/png, application/pdf');
      assert.deepEqual(await codeOf(response), [415, 'unsupported-media-type']);
    }
    assert.equal(await store.attachment(hashOf(png)), null);
    assert.equal(await store.attachment(hashOf(page)), null);
  });

  it('of more than 5 MiB is refused, or than the shop’s own limit', async () => {
    const { put } = setup();
    assert.equal((await put(pngOf(5 * 1024 * 1024))).status, 201);
    assert.deepEqual(await codeOf(await put(pngOf(5 * 1024 * 1024 + 1))), [413, 'too-large']);
    const strict = setup(png.length);
    assert.equal((await strict.put(png)).status, 201);
    assert.deepEqual(await codeOf(await strict.put(pngOf(png.length + 1))), [413, 'too-large']);
  });

  it('is taken from nobody, and from no other site', async () => {
    const { put } = setup();
    assert.deepEqual(await codeOf(await put(png, { as: null })), [401, 'sign-in-required']);
    const headers = { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' };
    assert.deepEqual(await codeOf(await put(png, { headers })), [403, 'cross-site']);
    assert.deepEqual(await codeOf(await put(png, { headers, as: null })), [403, 'cross-site']);
  });

  it('is to anybody else as if it were not there, even if they put the same', async () => {
    const { put, get } = setup();
    await put(png);
    const absent = await get('0'.repeat(64));
    const text = await absent.text();
    for (const as of ['seller', 'stranger', 'support']) {
      const response = await get(hashOf(png), as);
      assert.deepEqual([response.status, await response.text()], [404, text]);
      assert.deepEqual([...response.headers], [...absent.headers]);
    }
    assert.equal((await get(hashOf(png), null)).status, 401);
    assert.equal((await put(png, { as: 'seller' })).status, 201, 'that the buyer has put it is not told');
    assert.equal((await get(hashOf(png), 'seller')).status, 200);
  });

  it('DP-6 is read by whoever may read an entry that refers to it, and by nobody else', async () => {
    const { put, get, post } = setup();
    const file = { attachments: [{ sha256: hashOf(png), name: 'screen.png' }] };
    const readers = async () => {
      const statuses = await Promise.all(
        ['buyer', 'seller', 'support', 'stranger'].map(async (as) => (await get(hashOf(png), as)).status),
      );
      return statuses.map((status) => status === 200);
    };
    await put(png);
    await post('/orders/o1/messages', { to: 'platform', text: 'See.', ...file });
    assert.deepEqual(await readers(), [true, false, true, false]);
    await post('/orders/o1/messages', { to: 'seller', text: 'See.', ...file });
    assert.deepEqual(await readers(), [true, true, true, false]);
  });

  it('taken by a camera or a printer may have something behind its end', async () => {
    const { put } = setup();
    const behind = 'x'.repeat(1000);
    assert.equal((await put(bytesOf([...jpeg], behind), { type: 'image/jpeg' })).status, 201);
    assert.equal((await put(bytesOf([...pdf], behind), { type: 'application/pdf' })).status, 201);
  });

  it('survives a snapshot of the store, as plain JSON', async () => {
    const first = memoryStore();
    const one = setup(undefined, first);
    const all = pngOf(100_000).map((byte, at) => (at < 30 || at > 99_900 ? byte : (at * 7) % 256));
    await one.put(all);
    const kept: StoreSnapshot = JSON.parse(JSON.stringify(first.snapshot()));
    const store = memoryStore();
    store.restore(kept);
    const two = setup(undefined, store);
    assert.deepEqual(new Uint8Array(await (await two.get(hashOf(all))).arrayBuffer()), all);
  });
});

describe('files that nothing refers to', () => {
  const day = 86_400_000;
  const send = ({ post }: ReturnType<typeof setup>, sha256: string, as = 'buyer') =>
    post('/orders/o1/messages', { to: 'platform', text: 'See.', attachments: [{ sha256 }] }, { as });

  it('are twenty of a person at most, until they are used or their day is over', async () => {
    const server = setup();
    const { put, clock } = server;
    const files = Array.from({ length: 24 }, (_, at) => pngOf(64, at + 1));
    const status = async (at: number, as = 'buyer') => (await put(files[at]!, { as })).status;
    for (let at = 0; at < 20; at++) assert.equal(await status(at), 201);
    clock.now += 60_000;
    const refused = await put(files[20]!);
    assert.equal(refused.headers.get('Retry-After'), `${86_400 - 60}`);
    assert.deepEqual(await codeOf(refused), [429, 'rate-limited']);
    assert.equal(await server.store.attachment(hashOf(files[20]!)), null);
    assert.equal(await status(3), 200, 'one that is there already');
    assert.equal(await status(20, 'seller'), 201, 'others have their own');
    assert.equal(await status(20), 429);
    assert.equal((await send(server, hashOf(files[5]!))).status, 201);
    assert.equal(await status(20), 201);
    assert.equal(await status(21), 429);
    clock.now += day - 60_000;
    await server.server.runDue();
    assert.equal(await status(21), 201);
  });

  it('are 50 MiB of a person at most', async () => {
    const { put } = setup();
    for (let at = 0; at < 10; at++) assert.equal((await put(pngOf(5 * 1024 * 1024, at + 1))).status, 201);
    assert.deepEqual(await codeOf(await put(png)), [429, 'rate-limited']);
  });

  it('are no other’s, though that one used the same', async () => {
    const server = setup();
    const files = Array.from({ length: 21 }, (_, at) => pngOf(64, at + 1));
    for (const file of files) {
      await server.put(file, { as: 'seller' });
      await send(server, hashOf(file), 'seller');
    }
    const statuses: number[] = [];
    for (const file of files) statuses.push((await server.put(file)).status);
    assert.deepEqual(statuses, [...Array(20).fill(201), 429]);
  });

  it('are dropped after a day, those that were used never, and of two who put the same only one’s part', async () => {
    const store = memoryStore();
    const server = setup(undefined, store);
    const [used, unused, both, again] = [1, 2, 3, 4].map((mark) => pngOf(64, mark)) as [typeof png, ...(typeof png)[]];
    for (const file of [used, unused, both, again]) await server.put(file!);
    await server.put(both!, { as: 'seller' });
    for (const as of ['seller', 'buyer']) await send(server, hashOf(as === 'seller' ? both! : used), as);
    const there = async () =>
      Promise.all([used, unused, both, again].map(async (file) => (await store.attachment(hashOf(file!)))?.owners));
    server.clock.now += day - 1;
    await server.put(again!);
    await server.server.runDue();
    assert.deepEqual(await there(), [
      ['buyer+seller:buyer-1'],
      ['buyer+seller:buyer-1'],
      ['buyer+seller:buyer-1', 'buyer+seller:seller-1'],
      ['buyer+seller:buyer-1'],
    ]);
    store.restore(JSON.parse(JSON.stringify(store.snapshot())));
    server.clock.now += 1;
    await server.server.runDue();
    assert.deepEqual(await there(), [
      ['buyer+seller:buyer-1'],
      undefined,
      ['buyer+seller:seller-1'],
      ['buyer+seller:buyer-1'],
    ]);
    server.clock.now += day;
    await server.server.runDue();
    assert.deepEqual(await there(), [['buyer+seller:buyer-1'], undefined, ['buyer+seller:seller-1'], undefined]);
    assert.equal((await server.get(hashOf(used))).status, 200);
    assert.equal((await send(server, hashOf(unused!))).status, 400);
  });

  it('keep nothing else from being done where they cannot be dropped', async () => {
    const store = memoryStore();
    const dropUnused = async () => Promise.reject(new Error('no disk'));
    const server = aServer({ policies: [poshmark], store: { ...store, dropUnused } });
    assert.equal(await server.server.runDue(), 0);
    assert.equal(server.events.filter(({ type }) => type === 'error').length, 1);
  });
});

describe('what refers to files', () => {
  it('has them with type and size, and their names beside the chain', async () => {
    const { put, post, log, cancel } = setup();
    await put(png);
    await put(pdf, { type: 'application/pdf' });
    const attachments = [{ sha256: hashOf(png), name: '../<b>screen</b>.png' }, { sha256: hashOf(pdf) }];
    const sent = await post('/orders/o1/messages', { to: 'seller', text: 'Two files.', attachments });
    assert.equal(sent.status, 201);
    const { view } = await cancel({ action: 'request' });
    const path = `/cancellations/${view.cancellation?.id}/evidence`;
    const match = `"${view.order.revision}"`;
    const added = await post(path, { kind: 'screenshot', attachments: attachments.slice(1) }, { match });
    assert.equal(added.status, 200, added.text);
    const entries = await log('seller', ['message', 'evidence']);
    const [inPng, inPdf] = [
      { sha256: hashOf(png), type: 'image/png', size: png.length },
      { sha256: hashOf(pdf), type: 'application/pdf', size: pdf.length },
    ];
    assert.deepEqual(
      entries.map((entry) => [entry.type, entry.attachments, entry.names]),
      [
        ['message', [inPng, inPdf], ['../<b>screen</b>.png', '']],
        ['evidence', [inPdf], undefined],
      ],
    );
    assert.ok(entries[0]?.commitments?.names, 'what somebody calls a file is personal');
  });

  it('is refused where one is not there, or somebody else’s', async () => {
    const { put, post, log, cancel } = setup();
    await put(png);
    await put(pdf, { as: 'seller', type: 'application/pdf' });
    const attachments = [png, pdf, jpeg].map((bytes) => ({ sha256: hashOf(bytes) }));
    const issues = [1, 2].map((at) => ({ path: ['attachments', at, 'sha256'], code: 'value' }));
    const sent = await post('/orders/o1/messages', { to: 'seller', text: 'Three files.', attachments });
    assert.deepEqual([sent.status, sent.problem.issues], [400, issues]);
    const { view } = await cancel({ action: 'request' });
    const path = `/cancellations/${view.cancellation?.id}/evidence`;
    const added = await post(path, { kind: 'screenshot', attachments }, { match: `"${view.order.revision}"` });
    assert.deepEqual([added.status, added.problem.issues], [400, issues]);
    assert.deepEqual(await log('buyer', ['message', 'evidence']), []);
  });
});
