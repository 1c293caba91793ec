import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import poshmark from '../../../src/policy/presets/poshmark.ts';
import { memoryCounter, type RateCounter } from '../../../src/server/index.ts';
import { sqlCounter, sqliteFile } from '../../../src/server/sql/index.ts';
import { aServer, minutes } from '../setup.ts';

const aShop = (counter: RateCounter, requests = 3) =>
  aServer({ policies: [poshmark], rateLimit: { requests, every: minutes(1), counter } });
const full = { action: 'withdraw-contract', name: 'Ada', address: 'ada@example.com' };

describe('a limit on requests', () => {
  it('refuses one too many, by 429 and until when, and takes others’, and theirs in the next interval', async () => {
    const shop = aShop(memoryCounter());
    shop.clock.now += 12_500;
    for (let sent = 0; sent < 3; sent++) assert.equal((await shop.fetch('/orders/o1')).status, 200);
    const { status, headers, problem } = await shop.fetch('/orders/o1');
    assert.deepEqual([status, problem.code, headers.get('Retry-After')], [429, 'rate-limited', '48']);
    assert.equal((await shop.cancel({ action: 'cancel' })).status, 429);
    assert.deepEqual(shop.shop.ledger(), [], 'and nothing is done');
    assert.equal((await shop.fetch('/orders/o1', { as: 'seller' })).status, 200);
    shop.clock.now += 48_000;
    assert.equal((await shop.cancel({ action: 'cancel' })).status, 201);
  });

  it('EU-7: refuses no statement of withdrawal, from anybody', async () => {
    const shop = aShop(memoryCounter(), 0);
    assert.equal((await shop.fetch('/orders/o1')).status, 429);
    for (const as of ['buyer', null]) {
      assert.equal((await shop.post('/withdrawals', full, { as, match: null })).status, 201);
    }
    assert.equal((await shop.cancel(full, { match: null })).status, 201);
  });

  it('refuses nobody where it cannot be counted, and says so', async () => {
    const fail = () => Promise.reject(new Error('down'));
    const shop = aShop({ count: fail, drop: fail }, 0);
    assert.equal((await shop.fetch('/orders/o1')).status, 200);
    await shop.server.runDue();
    const told = shop.events.flatMap((event) => (event.type === 'error' ? [event.during] : []));
    assert.deepEqual(told, ['counting requests', 'runDue']);
  });

  it('is one for all handlers of a database, each over a connection of its own', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rates-'));
    const opened = await Promise.all([1, 2].map(() => sqliteFile(join(folder, 'rates.db'))));
    try {
      const shops = opened.map((one) => aShop(sqlCounter(one), 5));
      const sent = Array.from({ length: 12 }, (_, at) => shops[at % 2]?.fetch('/orders/o1'));
      const statuses = (await Promise.all(sent)).map((answer) => answer?.status).sort();
      assert.deepEqual(statuses, [...Array(5).fill(200), ...Array(7).fill(429)]);
      assert.equal((await shops[0]?.fetch('/orders/o1', { as: 'seller' }))?.status, 200);
    } finally {
      await Promise.all(opened.map((one) => one.destroy()));
      rmSync(folder, { recursive: true });
    }
  });

  it('lets as many pass as it says, however they come and by however many processes over one database', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rates-'));
    const opened = await Promise.all([1, 2].map(() => sqliteFile(join(folder, 'rates.db'))));
    const counters = opened.map((one) => sqlCounter(one));
    let names = 0;
    try {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.record({ at: fc.nat(2), by: fc.nat(1), who: fc.nat(1) }), { maxLength: 20 }),
          async (sent) => {
            const own = ++names;
            for (let interval = 0; interval <= 2; interval++) {
              const now = sent.filter(({ at }) => at === interval);
              const counts = await Promise.all(
                now.map(({ by, who }) => counters[by]?.count(`${own} ${who}`, interval * 1000)),
              );
              for (const who of [0, 1]) {
                const theirs = counts.filter((_, at) => now[at]?.who === who).sort((one, other) => one! - other!);
                assert.deepEqual(
                  theirs,
                  theirs.map((_, at) => at + 1),
                );
              }
            }
            await counters[0]?.drop(2000);
            for (const who of [0, 1]) {
              const kept = sent.filter((one) => one.at === 2 && one.who === who).length;
              assert.equal(await counters[1]?.count(`${own} ${who}`, 2000), kept + 1);
            }
          },
        ),
        { numRuns: 40 },
      );
    } finally {
      await Promise.all(opened.map((one) => one.destroy()));
      rmSync(folder, { recursive: true });
    }
  });
});

describe('what waits to be done', () => {
  it('is counted: transitions and since when, steps that wait for a person, receipts', async () => {
    const shop = aShop(memoryCounter(), 1000);
    const none = { count: 0, since: null };
    assert.deepEqual(await shop.server.waiting(), { transitions: none, stuck: 0, receipts: 0, notices: none });
    const begun = shop.clock.now;
    const hanging = aServer({
      policies: [poshmark],
      store: shop.store,
      shop: {
        ...shop.shop,
        commit: async () => ({ ok: false, underWay: true }),
        committed: async () => ({ ok: false, underWay: true }),
        stuck: async () => [{ id: 'x' }],
      },
    });
    assert.equal((await hanging.cancel({ action: 'cancel' })).status, 202);
    await shop.post('/withdrawals', full, { as: null, match: null });
    const { transitions, stuck, receipts } = await hanging.server.waiting();
    assert.deepEqual([transitions, stuck, receipts], [{ count: 1, since: begun }, 1, 1]);
  });
});

describe('a counter in memory', () => {
  it('forgets by itself the intervals that are over, once one begins, as nobody else may come to drop them', async () => {
    const counter = memoryCounter();
    assert.deepEqual(
      [await counter.count('a', 0), await counter.count('a', 0), await counter.count('b', 0)],
      [1, 2, 1],
    );
    assert.deepEqual([await counter.count('a', 60_000), await counter.count('b', 0)], [1, 1]);
    // By a clock that was set back nothing is forgotten of what goes on.
    assert.equal(await counter.count('a', 60_000), 2);
  });
});
