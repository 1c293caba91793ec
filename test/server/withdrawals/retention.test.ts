import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { verifyChain } from '../../../src/evidence/index.ts';
import shopBuilder from '../../../src/policy/presets/shop-builder.ts';
import { memoryStore } from '../../../src/server/index.ts';
import { logOf } from '../../../src/server/withdrawals/statement-log.ts';
import { anOrder, aServer, days, start } from '../setup.ts';

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

  it('has never a network address in it', async () => {
    const { shop, kept, store } = await setup();
    const headers = { 'X-Forwarded-For': '203.0.113.7', Forwarded: 'for=203.0.113.7', 'X-Real-IP': '203.0.113.7' };
    await shop.post('/withdrawals', { name: 'Di' }, { as: null, match: null, headers });
    assert.ok(!(await kept()).includes('203.0.113') && !JSON.stringify(store.snapshot()).includes('203.0.113'));
  });
});
