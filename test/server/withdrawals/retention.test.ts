import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { verifyChain } from '../../../src/evidence/index.ts';
import euWithdrawal from '../../../src/policy/presets/eu-withdrawal.ts';
import shopBuilder from '../../../src/policy/presets/shop-builder.ts';
import { memoryShop, memoryStore } from '../../../src/server/index.ts';
import { logOf, statementsAmong } from '../../../src/server/withdrawals/statement-log.ts';
import { ago, anOrder, aServer, days, start } from '../setup.ts';

const month = logOf('2026-03');

describe('what statements of withdrawal say', () => {
  const setup = async (retention = {}) => {
    const store = memoryStore();
    const withdrawals = { trader: { name: 'Kawabe Crafts' }, sendReceipt: () => {} };
    const shop = aServer({ policies: [shopBuilder], orders: [anOrder()], store, withdrawals, retention });
    const guest = async (name: string): Promise<string> =>
      (await shop.post('/withdrawals', { name, address: `${name}@example.com` }, { as: null, match: null })).json
        .reference;
    const support = (path: string, body: object) =>
      shop.post(`/withdrawals/${path}`, body, { as: 'support', match: null });
    const references = { unmatched: await guest('zoe'), settled: await guest('bo'), owed: await guest('cy') };
    for (const reference of [references.settled, references.owed]) {
      await support(`${reference}/match`, { orderId: 'o1' });
    }
    await support(`${references.settled}/settle`, { comment: 'Paid to Bo by transfer.' });
    await shop.server.runDue();
    const kept = async () => JSON.stringify((await store.log(month, 0, 100)).entries);
    const pass = async (later: number) => {
      shop.clock.now = start + later;
      await shop.server.runDue();
      const { entries } = await store.log(month, 0, 100);
      assert.deepEqual(verifyChain(month, entries).faults, []);
      return entries;
    };
    return { references, shop, store, kept, pass, support };
  };

  it('is kept for four years, and then its proof alone', async () => {
    const { kept, pass } = await setup();
    await pass(days(1400));
    for (const word of ['zoe', 'bo@', 'transfer']) assert.ok((await kept()).includes(word), word);
    await pass(days(1461 + 31));
    for (const word of ['zoe', 'bo@', 'transfer']) assert.ok(!(await kept()).includes(word), word);
    // Number, instants and commitments stay.
    const statements = (await pass(days(1461 + 31))).filter(({ type, action }) => type === 'withdrawal' && !action);
    assert.equal(statements.length, 3);
    assert.ok(statements.every(({ reference, at, commitments }) => reference && at && commitments?.statement));
  });

  it('about an order is kept until what is owed for it is settled', async () => {
    const { kept, pass, support, references } = await setup();
    await pass(days(1461 + 31));
    assert.ok((await kept()).includes('cy@'));
    await support(`${references.owed}/settle`, { comment: 'At last.' });
    await pass(days(1461 + 62));
    assert.ok(!(await kept()).includes('cy@'));
  });

  it('goes by itself where nothing is owed, and stays where something may be', async () => {
    const policy = { ...shopBuilder, withdrawal: euWithdrawal.withdrawal! };
    const paidBack = { ...anOrder().payment, refunded: anOrder().payment.paid };
    const about = {
      owed: anOrder({ id: 'owed', facts: { country: 'DE' } }),
      late: anOrder({ id: 'late', facts: { country: 'DE' }, placedAt: ago(days(60)), deliveredAt: ago(days(40)) }),
      business: anOrder({ id: 'business', facts: { business: true } }),
      abroad: anOrder({ id: 'abroad', facts: { country: 'CH' } }),
      exempt: anOrder({ id: 'exempt', lines: anOrder().lines.map((line) => ({ ...line, exempt: 'c' })) }),
      back: anOrder({ id: 'back', facts: { country: 'DE' }, payment: paidBack }),
      unreadable: anOrder({ id: 'unreadable', total: null as never }),
      gone: anOrder({ id: 'gone' }),
      down: anOrder({ id: 'down' }),
    };
    const store = memoryStore();
    const orders = Object.values(about);
    const inner = memoryShop(orders);
    let isLater = false;
    const shop = {
      ...inner,
      async order(id: string) {
        if (isLater && id === 'down') throw new Error('the shop is down');
        return isLater && id === 'gone' ? null : inner.order(id);
      },
    };
    const { post, server, clock } = aServer({ policies: [policy], orders, shop, store });
    for (const id of Object.keys(about)) {
      const { json } = await post('/withdrawals', { name: `word-${id}` }, { as: null, match: null });
      const path = `/withdrawals/${json.reference}/match`;
      assert.equal((await post(path, { orderId: id }, { as: 'support', match: null })).status, 200, id);
    }
    isLater = true;
    clock.now = start + days(1461 + 31);
    await server.runDue();
    const { entries } = await store.log(month, 0, 100);
    const left = Object.keys(about).filter((id) => JSON.stringify(entries).includes(`word-${id}`));
    assert.deepEqual(left, ['owed', 'unreadable', 'down']);
    assert.deepEqual(verifyChain(month, entries).faults, []);
    // Nobody has to settle what nobody can read any more.
    assert.equal(statementsAmong(entries).filter(({ settledAt }) => settledAt === null).length, 3);
  });

  it('is kept for as long as the host says', async () => {
    const short = await setup({ statementsFor: days(30) });
    await short.pass(days(30));
    assert.ok((await short.kept()).includes('zoe'));
    await short.pass(days(62));
    assert.ok(!(await short.kept()).includes('zoe'));
    const forever = await setup({ statementsFor: Number.MAX_SAFE_INTEGER });
    await forever.pass(days(9000));
    assert.ok((await forever.kept()).includes('zoe'));
    assert.deepEqual(
      forever.shop.events.filter(({ type }) => type === 'error'),
      [],
    );
  });

  it('is not to be guessed from what tells a second sending: its name is a secret’s, and nothing else of it is kept', async () => {
    const names = await Promise.all(
      [undefined, undefined, 'its-key'].map(async (key) => {
        const store = memoryStore();
        const options = { policies: [shopBuilder], orders: [anOrder()], store };
        const body = { name: 'Zoe', address: 'zoe@example.com' };
        for (const shop of [aServer(options), aServer(options)]) {
          // Without a key, and by whichever process: the same words are the same statement.
          await shop.post('/withdrawals', body, { as: null, match: null, key: key ?? null });
        }
        const { answers } = await store.written(month);
        assert.deepEqual([answers.length, answers[0]?.fingerprint], [1, '']);
        return answers[0]?.key;
      }),
    );
    assert.equal(new Set(names).size, 3);
  });

  it('has never a network address in it', async () => {
    const { shop, kept, store } = await setup();
    const headers = { 'X-Forwarded-For': '203.0.113.7', Forwarded: 'for=203.0.113.7', 'X-Real-IP': '203.0.113.7' };
    await shop.post('/withdrawals', { name: 'Di' }, { as: null, match: null, headers });
    assert.ok(!(await kept()).includes('203.0.113') && !JSON.stringify(store.snapshot()).includes('203.0.113'));
  });
});
