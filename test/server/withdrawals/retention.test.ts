import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
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

  it('is kept for as long as the host says, once it is settled; what is not, for four years', async () => {
    const short = await setup({ statementsFor: days(30) });
    await short.pass(days(30));
    assert.ok((await short.kept()).includes('bo@'));
    await short.pass(days(62));
    assert.ok(!(await short.kept()).includes('bo@'));
    await short.pass(days(1461));
    assert.ok((await short.kept()).includes('zoe'), 'it may be matched yet');
    await short.pass(days(1461 + 62));
    assert.ok(!(await short.kept()).includes('zoe'));
    assert.ok((await short.kept()).includes('cy@'), 'it is owed');
    const forever = await setup({ statementsFor: Number.MAX_SAFE_INTEGER });
    await forever.pass(days(9000));
    assert.ok((await forever.kept()).includes('zoe'));
    assert.deepEqual(
      forever.shop.events.filter(({ type }) => type === 'error'),
      [],
    );
  });

  it('goes, with whatever setting and at whatever time, only where nothing is owed and no more can be declared, and goes then', async () => {
    const policy = { ...shopBuilder, withdrawal: euWithdrawal.withdrawal! };
    const { payment } = anOrder();
    const german = { country: 'DE' };
    /** What a statement is about, whether something stays owed for it, and until when more may be declared of its order, days. */
    const kinds = {
      unmatched: { order: null, owed: false, until: 0 },
      delivered: { order: { facts: german, deliveredAt: ago(days(1)) }, owed: true, until: 13 },
      uninformed: {
        order: { facts: { ...german, informed: false }, deliveredAt: ago(days(1)) },
        owed: true,
        until: 378,
      },
      undelivered: { order: { facts: german }, owed: true, until: Number.POSITIVE_INFINITY },
      late: { order: { facts: german, placedAt: ago(days(60)), deliveredAt: ago(days(40)) }, owed: false, until: 0 },
      business: { order: { facts: { business: true } }, owed: false, until: 0 },
      paidBack: {
        order: { facts: german, deliveredAt: ago(days(1)), payment: { ...payment, refunded: payment.paid } },
        ...{ owed: false, until: 13 },
      },
    };
    const names = Object.keys(kinds) as (keyof typeof kinds)[];
    const leastOpen = 1461;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 2500 }),
        fc.uniqueArray(fc.integer({ min: 1, max: 4000 }), { minLength: 1, maxLength: 4 }),
        fc.array(fc.record({ kind: fc.constantFrom(...names), isSettled: fc.boolean() }), {
          minLength: 1,
          maxLength: 4,
        }),
        async (statementsFor, times, statements) => {
          const store = memoryStore();
          const orders = statements.flatMap(({ kind }, at) => {
            const { order } = kinds[kind];
            return order ? [anOrder({ id: `o${at}`, number: `${at}`, ...order })] : [];
          });
          const retention = { statementsFor: days(statementsFor) };
          const { post, server, clock } = aServer({ policies: [policy], orders, store, retention });
          const staff = { as: 'support', match: null };
          for (const [at, { kind, isSettled }] of statements.entries()) {
            const { json } = await post('/withdrawals', { name: `word-${at}-` }, { as: null, match: null });
            const way = `/withdrawals/${json.reference}`;
            if (kinds[kind].order) await post(`${way}/match`, { orderId: `o${at}` }, staff);
            if (isSettled) await post(`${way}/settle`, { comment: 'Done.' }, staff);
          }
          for (const age of times.sort((one, other) => one - other)) {
            clock.now = start + days(age);
            await server.runDue();
            const kept = JSON.stringify((await store.log(month, 0, 100)).entries);
            for (const [at, { kind, isSettled }] of statements.entries()) {
              const { owed, until } = kinds[kind];
              const isOver = isSettled ? age >= Math.min(until, leastOpen) : age >= leastOpen && !owed;
              const isKept = kept.includes(`word-${at}-`);
              if (age < statementsFor || !isOver) assert.ok(isKept, `${kind} is gone after ${age} days`);
              // By the month: at the latest when another has begun after the month after.
              const late = age - 62;
              const isLongOver = isSettled ? late >= Math.min(until, leastOpen) : late >= leastOpen && !owed;
              if (late >= statementsFor && isLongOver) assert.ok(!isKept, `${kind} is there after ${age} days`);
            }
          }
        },
      ),
      { numRuns: 60 },
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
