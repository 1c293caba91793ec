import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import type { CancelPolicy } from '../../../src/domain/policy.ts';
import { fitOf, newSigningKey, verifyChain } from '../../../src/evidence/index.ts';
import poshmark from '../../../src/policy/presets/poshmark.ts';
import { createCancellationServer, memoryStore } from '../../../src/server/index.ts';
import { anOrder, aServer, people, start } from '../setup.ts';

const policy: CancelPolicy = {
  ...poshmark,
  lifecycle: { ...poshmark.lifecycle!, escalation: ['declined'] },
};
const signingKey = await newSigningKey();
const pdf = new TextEncoder().encode('%PDF-1.7 letter %%EOF');
const sha256 = createHash('sha256').update(pdf).digest('hex');

/** A case in which everybody has written everywhere. What somebody wrote has their name in it. */
async function aCase() {
  const store = memoryStore();
  const order = anOrder({ facts: { fromOffer: true } });
  const server = aServer({ policies: [policy], orders: [order], store, evidence: { signingKey } });
  const { post } = server;
  const put = (as: string) =>
    server.server.fetch(
      new Request(`https://shop.example/attachments/${sha256}`, {
        method: 'PUT',
        headers: { 'X-Person': as, 'Content-Type': 'application/pdf' },
        body: pdf,
      }),
    );
  await put('buyer');
  const attachments = [{ sha256, name: 'letter of BUYERWORD.pdf' }];
  await post('/orders/o1/messages', { to: 'seller', text: 'BUYERWORD one', attachments }, { key: 'm1' });
  await post('/orders/o1/messages', { to: 'buyer', text: 'SELLERWORD one' }, { as: 'seller' });
  const contact = { representative: 'BUYERWORD', ticket: 'BUYERWORD-7' };
  await post('/orders/o1/messages', { to: 'platform', text: 'BUYERWORD two', ...contact });
  await post('/orders/o1/messages', { to: 'buyer', text: 'SUPPORTWORD' }, { as: 'support' });
  const request = { action: 'request', comment: 'BUYERWORD three', message: 'BUYERWORD four' };
  const { view } = await server.cancel(request, { key: 'c1', match: '"r1"' });
  const path = `/cancellations/${view.cancellation?.id}`;
  const match = () => `"${server.shop.orders()[0]?.revision}"`;
  await post(
    `${path}/evidence`,
    { kind: 'statement', text: 'BUYERWORD five', cites: ['BUYERWORD'] },
    { match: match() },
  );
  await post(`${path}/evidence`, { kind: 'refusal', text: 'SELLERWORD two' }, { as: 'seller', match: match() });
  const declined = { reason: 'already-packed', comment: 'SELLERWORD three' };
  await post(`${path}/decline`, declined, { as: 'seller', match: match() });
  await post(`${path}/escalate`, { comment: 'BUYERWORD six' }, { match: match() });
  return { ...server, store, path, put, request, text: () => JSON.stringify(store.snapshot()) };
}

describe('erasing what one side wrote', () => {
  for (const [party, word, others, name] of [
    ['buyer', 'BUYERWORD', ['SELLERWORD', 'SUPPORTWORD'], 'Ada'],
    ['seller', 'SELLERWORD', ['BUYERWORD', 'SUPPORTWORD'], 'Grace'],
  ] as const) {
    it(`leaves no trace of it in the store, the rest as it was, and the chain valid: ${party}`, async () => {
      const { server, text, log, store, events } = await aCase();
      const before = await log('support');
      const told = events.flatMap((event) => (event.type === 'checkpoint' ? [event.checkpoint] : []));
      assert.ok(text().includes(word));
      const count = await server.erase('o1', party);
      const after = text();
      assert.equal(new RegExp(word, 'i').test(after), false);
      assert.equal(after.includes(`"name":"${name}"`), false);
      for (const other of others) assert.ok(after.includes(other), other);

      const all = await log('support');
      const report = verifyChain('o1', all);
      assert.deepEqual([report.faults, report.erased.length], [[], count]);
      assert.deepEqual(
        all.slice(0, before.length).map(({ hash, type, at }) => [hash, type, at]),
        before.map(({ hash, type, at }) => [hash, type, at]),
      );
      const last = all.at(-1);
      assert.deepEqual(
        [last?.type, last?.by, last?.party, last?.erased],
        ['erasure', 'platform', party, report.erased],
      );
      for (const checkpoint of told) assert.equal(fitOf('o1', all, checkpoint).code, 'fits');
      for (const as of ['buyer', 'seller']) await log(as);
      assert.equal(await server.erase('o1', party), 0);
      assert.equal((await log()).length, all.length, 'what is gone is not erased again');
      assert.equal((await store.records('o1')).head?.seq, all.length);
    });
  }

  it('leaves a key used: whatever is sent with it afterwards is refused, and does nothing', async () => {
    const { server, post, cancel, request, text, log, shop } = await aCase();
    await server.erase('o1', 'buyer');
    const before = [await log('support'), shop.snapshot()];
    const message = { to: 'seller', text: 'BUYERWORD one' };
    for (const again of [
      await cancel(request, { key: 'c1', match: '"r1"' }),
      await cancel({ ...request, comment: 'another' }, { key: 'c1', match: '"r1"' }),
      await post('/orders/o1/messages', message, { key: 'm1' }),
      await post('/orders/o1/messages', { ...message, text: 'another' }, { key: 'm1' }),
    ]) {
      assert.deepEqual([again.status, again.problem.code], [422, 'key-reused']);
    }
    assert.deepEqual([await log('support'), shop.snapshot()], before);
    assert.equal(/BUYERWORD/i.test(text()), false, 'nothing came back with it');
  });

  it('leaves others the answers to what they sent, without the words', async () => {
    const { server, post } = await aCase();
    const sent = { to: 'buyer', text: 'SELLERWORD four' };
    const first = await post('/orders/o1/messages', sent, { as: 'seller', key: 's1' });
    await server.erase('o1', 'buyer');
    const again = await post('/orders/o1/messages', sent, { as: 'seller', key: 's1' });
    assert.deepEqual([again.status, again.json.message], [201, first.json.message]);
    assert.deepEqual([again.json.view.order.buyer.name, again.json.view.order.lines[0].title], ['', '']);
    assert.equal(again.json.view.cancellation.comment, null);
  });

  it('reaches every member that the buyer can fill with words, and what tells of them', async () => {
    const names = 'text ticket representative file comment message'.split(' ');
    const fields = [
      ...names.slice(0, 4).map((name) => `message-${name}`),
      ...[...names.slice(0, 4), 'cites'].map((name) => `evidence-${name}`),
      ...names.slice(4).map((name) => `request-${name}`),
      'action-comment',
      'shop-title',
      'shop-description',
      'shop-place',
    ];
    /** A word that is nowhere else. */
    const word = (field: string): string => {
      assert.ok(fields.includes(field), field);
      return `word of ${field}`;
    };
    const store = memoryStore();
    const [line] = anOrder().lines;
    const lines = [{ ...line!, title: word('shop-title'), description: word('shop-description') }];
    const scans = [{ at: new Date(start).toISOString(), code: 'delivered', place: word('shop-place') }];
    const order = anOrder({ lines, facts: { fromOffer: true } });
    const { server, post, shop, cancel, log, fetch } = aServer({ policies: [policy], orders: [order], store });
    const headers = { 'Content-Type': 'application/pdf' };
    const file = { method: 'PUT', headers, body: pdf };
    await server.fetch(
      new Request(`https://shop.example/attachments/${sha256}`, {
        ...file,
        headers: { ...headers, 'X-Person': 'buyer' },
      }),
    );
    const said = (to: string) => ({
      text: word(`${to}-text`),
      ticket: word(`${to}-ticket`),
      representative: word(`${to}-representative`),
      attachments: [{ sha256, name: word(`${to}-file`) }],
    });
    const sent = [await post('/orders/o1/messages', { to: 'platform', ...said('message') })];
    const request = { action: 'request', comment: word('request-comment'), message: word('request-message') };
    sent.push(await cancel(request));
    const path = `/cancellations/${sent[1]?.view.cancellation?.id}`;
    shop.change('o1', { scans });
    const match = () => `"${shop.orders()[0]?.revision}"`;
    const evidence = { kind: 'support', cites: [word('evidence-cites')], ...said('evidence') };
    sent.push(await post(`${path}/evidence`, evidence, { match: match() }));
    sent.push(await post('/orders/o1/messages', { to: 'buyer', text: 'Hello.' }, { as: 'seller' }));
    sent.push(await post(`${path}/withdraw`, { comment: word('action-comment') }, { match: match() }));
    assert.deepEqual(
      sent.map(({ status }) => status),
      [201, 201, 200, 201, 200],
    );

    const everything = async () =>
      JSON.stringify([store.snapshot(), await store.references(sha256), await log('support')]);
    const before = await everything();
    for (const field of fields) assert.ok(before.includes(`word of ${field}`), field);
    assert.ok(before.includes(sha256));
    // The shop's own comes first.
    shop.change('o1', { lines: anOrder().lines, scans: scans.map(({ place: _, ...scan }) => scan) });
    await server.erase('o1', 'buyer');
    const after = await everything();
    for (const field of fields) assert.equal(after.includes(`word of ${field}`), false, field);
    assert.equal(after.includes(sha256), false);
    for (const as of ['buyer', 'seller', 'support']) {
      const page = await fetch('/orders/o1/events', { as });
      assert.equal(/word of|sha256/.test(page.text), false, as);
    }
  });

  it('takes files that only they put, unless another order needs them', async () => {
    const get = async ({ store }: Awaited<ReturnType<typeof aCase>>) => (await store.attachment(sha256))?.owners;
    const alone = await aCase();
    await alone.server.erase('o1', 'buyer');
    assert.equal(await get(alone), undefined);
    const [entry] = await alone.log('seller', ['message']);
    assert.deepEqual([entry?.attachments, entry?.names], [undefined, undefined]);
    assert.deepEqual(await alone.store.references(sha256), []);
    assert.equal(alone.text().includes(sha256), false);

    const both = await aCase();
    await both.put('seller');
    await both.server.erase('o1', 'buyer');
    assert.deepEqual(await get(both), ['buyer+seller:seller-1']);

    const other = await aCase();
    const shop = { ...other.shop, order: async (id: string) => ({ ...other.shop.orders()[0]!, id }) };
    const beside = aServer({ policies: [policy], store: other.store, shop });
    const sent = { to: 'seller', text: 'See.', attachments: [{ sha256 }] };
    assert.equal((await beside.post('/orders/o2/messages', sent)).status, 201);
    await other.server.erase('o1', 'buyer');
    assert.deepEqual(await get(other), ['buyer+seller:buyer-1']);
  });

  it('reaches an order that the shop has forgotten already', async () => {
    const { store, text } = await aCase();
    const server = createCancellationServer({
      policies: [policy],
      store,
      shop: {
        order: async () => null,
        orderByNumber: async () => null,
        commit: async () => ({ ok: false }),
        committed: async () => null,
      },
      authenticate: async () => people.buyer ?? null,
      now: () => start,
    });
    assert.ok((await server.erase('o1', 'buyer')) > 5);
    assert.equal(/BUYERWORD|"Ada"/i.test(text()), false);
    assert.equal(await server.erase('none', 'buyer'), 0);
  });

  it('is the only thing that a store changes in a log, and of an entry only what is not hashed', async () => {
    const { store } = await aCase();
    const { head } = await store.records('o1');
    const [first] = (await store.log('o1', 0, 1)).entries;
    assert.ok(head && first);
    const nothing = {
      messages: [],
      cancellations: [],
      listings: [],
      answers: [],
      attachments: [],
    };
    const erasure = { ...nothing, entries: [{ ...first, hash: 'f'.repeat(64) }] };
    await assert.rejects(store.erase('o1', erasure, { ...head, after: head.seq, entries: [] }));
    assert.deepEqual((await store.log('o1', 0, 1)).entries, [first]);
    assert.equal(await store.erase('o1', { ...nothing, entries: [] }, null), false, 'there is a log');
  });

  it('reaches a cancellation that has no log', async () => {
    const { store } = await aCase();
    const { cancellations } = await store.records('o1');
    const bare = memoryStore({ cancellations });
    const { server } = aServer({ policies: [policy], store: bare });
    assert.equal(await server.erase('o1', 'buyer'), 0);
    assert.equal(/BUYERWORD/i.test(JSON.stringify(bare.snapshot())), false);
    assert.deepEqual((await bare.log('o1', 0, 10)).entries, []);
  });
});
