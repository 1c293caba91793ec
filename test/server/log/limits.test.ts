import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import bricklink from '../../../src/policy/presets/bricklink.ts';
import poshmark from '../../../src/policy/presets/poshmark.ts';
import type { Limits } from '../../../src/server/index.ts';
import { ago, anOrder, aServer, days, hours, type Server } from '../setup.ts';

/** The orders `o1` and `o2` of the same people, of which a cancellation can only be asked for. */
function bounded(limits: Limits) {
  const asked = { facts: { fromOffer: true } };
  return aServer({ policies: [poshmark], orders: [anOrder(asked), anOrder({ ...asked, id: 'o2' })], limits });
}

const write = (server: Server, { as = 'buyer', order = 'o1', text = 'Hello', ...more } = {}) =>
  server.post(
    `/orders/${order}/messages`,
    { to: as === 'buyer' ? 'seller' : 'buyer', text, ...more },
    { as, match: null },
  );

/** Puts a picture of so many bytes, another one for each mark. */
async function put(server: Server, mark: number, length = 100, as = 'buyer'): Promise<string> {
  const bytes = new Uint8Array(length);
  bytes.set([...'\x89PNG\r\n\x1a\n'].map((letter) => letter.charCodeAt(0)));
  bytes[20] = mark;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const headers = { 'Content-Type': 'image/png' };
  const { status } = await server.fetch(`/attachments/${sha256}`, { method: 'PUT', as, headers, body: bytes });
  assert.ok(status < 300);
  return sha256;
}

const attach = (server: Server, sha256: string[], more: object = {}) =>
  write(server, { ...more, attachments: sha256.map((one) => ({ sha256: one })) } as object);

describe('what one side writes about an order', () => {
  it('is bound by the day, for this side and this order alone, and says when there is room again', async () => {
    const server = bounded({ writtenADay: 2 });
    await write(server);
    server.clock.now += hours(1);
    assert.equal((await write(server)).status, 201);
    // Neither support nor the shop makes room.
    await server.post('/orders/o1/messages', { to: 'buyer', text: 'Well?' }, { as: 'support', match: null });
    server.shop.change('o1', { status: 'SHIPPED', shippedAt: ago(0) });
    await server.server.orderChanged('o1');
    const third = await write(server);
    assert.deepEqual([third.status, third.problem.code], [429, 'rate-limited']);
    assert.equal(third.headers.get('Retry-After'), String(23 * 3600));
    assert.equal((await write(server, { as: 'seller' })).status, 201, 'the other side');
    assert.equal((await write(server, { order: 'o2' })).status, 201, 'another order');
    server.clock.now += hours(23) - 1;
    assert.equal((await write(server)).status, 429);
    server.clock.now += 1;
    assert.equal((await write(server)).status, 201, 'a day after the first');
    assert.equal((await server.log('support', ['message'])).length, 5);
  });

  it('is bound in bytes, as they were sent', async () => {
    const server = bounded({ bytesADay: 1000 });
    // Of characters that take three bytes each.
    assert.equal((await write(server, { text: '€'.repeat(300) })).status, 201);
    assert.equal((await write(server, { text: '€'.repeat(20) })).status, 429);
    assert.equal((await write(server, { text: 'x' })).status, 201, 'what is short enough');
    server.clock.now += days(1);
    assert.equal((await write(server, { text: '€'.repeat(300) })).status, 201);
  });

  it('counts once, however often it is sent, and not at all where it was refused', async () => {
    const server = bounded({ writtenADay: 2 });
    const sent = { as: 'buyer', match: null, key: 'the-same' };
    for (let times = 0; times < 4; times++) {
      assert.equal((await server.post('/orders/o1/messages', { to: 'seller', text: 'Hi' }, sent)).status, 201);
      assert.equal((await write(server, { to: 'buyer' } as object)).status, 400);
    }
    assert.equal((await write(server)).status, 201);
    assert.equal((await write(server)).status, 429);
    assert.equal(
      (await server.post('/orders/o1/messages', { to: 'seller', text: 'Hi' }, sent)).status,
      201,
      'replayed',
    );
  });

  it('counts as evidence too, and is not bound for support', async () => {
    const server = bounded({ writtenADay: 1 });
    const { view } = await server.cancel({ action: 'request' });
    const path = `/cancellations/${view.cancellation?.id}/evidence`;
    const match = `"${view.order.revision}"`;
    const said = { kind: 'statement', text: 'It was so.' };
    assert.equal((await server.post(path, said, { match })).status, 200);
    assert.equal((await server.post(path, said, { match })).status, 429);
    for (let times = 0; times < 3; times++) {
      assert.equal((await server.post(path, said, { match, as: 'support' })).status, 200);
    }
  });
});

describe('the files of one side about an order', () => {
  it('are so many, each once however often it is named, and stay so', async () => {
    const server = bounded({ files: 2 });
    const files = [await put(server, 1), await put(server, 2), await put(server, 3)] as const;
    assert.equal((await attach(server, [files[0], files[0]])).status, 201);
    assert.equal((await attach(server, [files[0], files[1]])).status, 201);
    server.clock.now += days(1);
    const third = await attach(server, [await put(server, 3)]);
    assert.deepEqual([third.status, third.problem.code], [413, 'too-large']);
    assert.equal((await attach(server, [files[1]])).status, 201, 'one that is there already');
    assert.equal((await write(server)).status, 201, 'none');
    const elsewhere = [files[2], files[1], files[0]].map((file) => () => attach(server, [file], { order: 'o2' }));
    const statuses: number[] = [];
    for (const send of elsewhere) statuses.push((await send()).status);
    assert.deepEqual(statuses, [201, 201, 413], 'about another order they count anew');
    assert.equal((await attach(server, [await put(server, 3, 100, 'seller')], { as: 'seller' })).status, 201);
  });

  it('are so many bytes', async () => {
    const server = bounded({ fileBytes: 250 });
    assert.equal((await attach(server, [await put(server, 1), await put(server, 2)])).status, 201);
    assert.equal((await attach(server, [await put(server, 3)])).status, 413);
    assert.equal((await attach(server, [await put(server, 4, 50)])).status, 201);
  });
});

describe('what one side changes of an order', () => {
  /** Asks for a cancellation, and takes the request back. */
  async function toAndFro(server: Server): Promise<number[]> {
    const { status, view } = await server.cancel({ action: 'request' });
    const match = `"${(await server.view()).order.revision}"`;
    const back = await server.post(`/cancellations/${view.cancellation?.id}/withdraw`, {}, { match });
    return [status, back.status];
  }

  it('is bound by the day, and by nothing that was written', async () => {
    const server = bounded({ changesADay: 3, writtenADay: 1 });
    await write(server);
    assert.equal((await write(server)).status, 429);
    assert.deepEqual(await toAndFro(server), [201, 200]);
    server.clock.now += hours(2);
    assert.equal((await server.cancel({ action: 'request' })).status, 201);
    const { cancellation, order } = await server.view();
    const match = `"${order.revision}"`;
    const refused = await server.post(`/cancellations/${cancellation?.id}/withdraw`, {}, { match });
    assert.deepEqual([refused.status, refused.headers.get('Retry-After')], [429, String(22 * 3600)]);
    const answered = { reason: 'other', comment: 'No.' };
    const path = `/cancellations/${cancellation?.id}/decline`;
    assert.equal((await server.post(path, answered, { as: 'seller', match })).status, 200, 'the other side');
    server.clock.now += hours(22);
    assert.equal((await server.cancel({ action: 'request' })).status, 201, 'a day after the first');
  });

  it('is bound in alerts', async () => {
    const order = anOrder({ status: 'PENDING', placedAt: ago(days(20)) });
    const server = aServer({ policies: [bricklink], orders: [order], limits: { changesADay: 2 } });
    const alert = (action: string) => server.post('/orders/o1/notices', { kind: 'NPB', action }, { as: 'seller' });
    assert.deepEqual([(await alert('file')).status, (await alert('lift')).status], [200, 200]);
    assert.equal((await alert('file')).status, 429);
  });

  it('is kept to so many requests, ever', async () => {
    const server = bounded({ requests: 2 });
    for (let times = 0; times < 2; times++) assert.deepEqual(await toAndFro(server), [201, 200]);
    server.clock.now += days(2);
    const { status, problem } = await server.cancel({ action: 'request' });
    assert.deepEqual([status, problem.code, problem.issues?.[0]?.code], [409, 'illegal-transition', 'too-many']);
    assert.equal((await server.post('/orders/o2/cancellation', { action: 'request' })).status, 201, 'another order');
  });

  it('has comments of 10,000 characters at most', async () => {
    const server = bounded({});
    const { status, problem } = await server.cancel({ action: 'request', comment: 'x'.repeat(10_001) });
    assert.deepEqual([status, problem.issues], [400, [{ path: ['comment'], code: 'too-large' }]]);
    const { view } = await server.cancel({ action: 'request', comment: 'x'.repeat(10_000) });
    const sent = { as: 'seller', match: `"${view.order.revision}"` };
    const path = `/cancellations/${view.cancellation?.id}/decline`;
    const declined = await server.post(path, { reason: 'other', comment: 'x'.repeat(10_001) }, sent);
    assert.deepEqual(declined.problem.issues, [{ path: ['comment'], code: 'too-large' }]);
  });
});
