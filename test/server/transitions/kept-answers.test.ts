import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import poshmark from '../../../src/policy/presets/poshmark.ts';
import { memoryStore, type Retention } from '../../../src/server/index.ts';
import { anOrder, aServer, days, hours, usd } from '../setup.ts';

/** So many line items that a view of the order is long. */
const manyLines = Array.from({ length: 200 }, (_, at) => ({
  id: `l${at}`,
  sku: `S${at}`,
  title: `Scarf number ${at}`,
  quantity: 1,
  unitPrice: usd(10),
}));

function setup({ long = true, ...options }: { long?: boolean; retention?: Retention } = {}) {
  const store = memoryStore();
  const order = anOrder({ facts: { fromOffer: true }, ...(long && { lines: manyLines }) });
  const server = aServer({ policies: [poshmark], orders: [order], store, ...options });
  return {
    ...server,
    kept: () => store.snapshot().answers,
    write: (key: string, text = 'Hello') =>
      server.post('/orders/o1/messages', { to: 'seller', text }, { key, match: null }),
  };
}

describe('an answer to what was written', () => {
  it('that is long is kept as what it was given to, and given again as the order is by then', async () => {
    const server = setup();
    const first = await server.write('k');
    assert.ok(first.text.length > 20_000);
    assert.ok((server.kept()[0]?.answer.body.length ?? 0) < 100);
    server.shop.change('o1', { status: 'SHIPPED', shippedAt: new Date(server.clock.now).toISOString() });
    const again = await server.write('k');
    assert.deepEqual([again.status, again.json.message], [201, first.json.message]);
    assert.equal(again.json.view.order.status, 'SHIPPED');
    assert.equal((await server.write('k', 'Other')).problem.code, 'key-reused');
    assert.equal((await server.log('buyer', ['message'])).length, 1);
  });

  it('that is short is given again as it was', async () => {
    const server = setup({ long: false });
    const first = await server.write('k');
    server.shop.change('o1', { status: 'SHIPPED' });
    assert.equal((await server.write('k')).text, first.text);
  });

  it('to evidence is given again with the view of its case', async () => {
    const server = setup();
    const { view } = await server.cancel({ action: 'request' });
    const path = `/cancellations/${view.cancellation?.id}/evidence`;
    const sent = { match: `"${view.order.revision}"`, key: 'e' };
    const said = { kind: 'statement', text: 'So it was.' };
    const first = await server.post(path, said, sent);
    const again = await server.post(path, said, sent);
    assert.deepEqual([again.status, again.view.cancellation], [200, first.view.cancellation]);
    assert.equal(again.headers.get('ETag'), first.headers.get('ETag'));
    assert.equal((await server.log('buyer', ['evidence'])).length, 1);
  });

  it('takes no room that grows with the order', async () => {
    const server = setup();
    for (let times = 0; times < 20; times++) await server.write(`k${times}`, 'x');
    assert.ok(JSON.stringify(server.kept()).length < 20 * 500);
  });
});

describe('the time for which answers are kept', () => {
  it('is seven days: then the key is as good as new', async () => {
    const server = setup();
    const first = await server.write('k');
    server.clock.now += hours(1);
    await server.write('later');
    server.clock.now += days(7) - hours(1) - 1;
    await server.server.runDue();
    assert.equal((await server.write('k')).json.message.id, first.json.message.id);
    server.clock.now += 1;
    await server.server.runDue();
    assert.deepEqual(
      server.kept().map(({ key }) => key),
      ['later'],
    );
    assert.notEqual((await server.write('k')).json.message.id, first.json.message.id);
  });

  it('is as long as the shop says, and nothing is done twice after it', async () => {
    const server = setup({ retention: { answersFor: hours(1) }, long: false });
    const sent = { key: 'k', match: '"r1"' };
    assert.equal((await server.cancel({ action: 'request' }, sent)).status, 201);
    server.clock.now += hours(1) - 1;
    await server.server.runDue();
    assert.equal((await server.cancel({ action: 'request' }, sent)).status, 201, 'replayed');
    server.clock.now += 1;
    await server.server.runDue();
    assert.equal((await server.cancel({ action: 'request' }, sent)).problem.code, 'stale-revision');
    assert.equal((await server.log('buyer', ['cancellation'])).length, 1);
  });
});
