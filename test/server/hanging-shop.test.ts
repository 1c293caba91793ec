import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import poshmark from '../../src/policy/presets/poshmark.ts';
import { memoryShop, memoryStore } from '../../src/server/index.ts';
import { anOrder, aServer, hours } from './setup.ts';

/** A shop that is asked to commit something of `o1`, and says nothing until a test has it go on. */
function aHangingShop() {
  const shop = memoryShop([anOrder(), anOrder({ id: 'o2', number: '1002' })]);
  let goOn = (): void => {};
  let isAsked = (): void => {};
  const hanging = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const asked = new Promise<void>((resolve) => {
    isAsked = resolve;
  });
  return {
    shop,
    goOn: () => goOn(),
    asked,
    connector: {
      ...shop,
      async commit(...transition: Parameters<typeof shop.commit>) {
        isAsked();
        if (transition[0] === 'o1') await hanging;
        return shop.commit(...transition);
      },
    },
  };
}

const cancel = { action: 'cancel', reason: 'changed-mind' };

describe('a shop that hangs on one order', () => {
  it('keeps neither its readers, nor other orders, nor what is due waiting', async () => {
    const { connector, goOn, asked, shop } = aHangingShop();
    const server = aServer({ policies: [poshmark], shop: connector });
    const match = `"${shop.orders()[0]?.revision}"`;
    const first = server.cancel(cancel, { match });
    await asked;
    const { pending, actions, cancellation } = await server.view();
    assert.deepEqual([pending?.action, actions, cancellation], ['cancel', [], null]);
    assert.equal((await server.post('/orders/o2/cancellation', cancel, { match })).status, 201);
    server.clock.now += hours(1);
    await server.server.runDue();
    assert.equal((await server.view()).pending?.action, 'cancel');
    goOn();
    assert.equal((await first).status, 201);
    const after = await server.view();
    assert.deepEqual([after.pending, after.cancellation?.state], [undefined, 'cancelled']);
  });

  it('that it goes on with by itself keeps nothing that is due waiting', { timeout: 10_000 }, async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const shop = memoryShop([anOrder({ facts: { fromOffer: true } })]);
    const store = memoryStore();
    let drops = 0;
    const dropUnused: typeof store.dropUnused = (before) => {
      drops++;
      return store.dropUnused(before);
    };
    let sendings = 0;
    const sendReceipt = async () => {
      if (sendings++ === 0) throw new Error('no mail');
    };
    const server = aServer({
      policies: [poshmark],
      shop: { ...shop, work: () => new Promise<void>(() => {}) },
      store: { ...store, dropUnused },
      withdrawals: { trader: { name: 'Kawabe Crafts' }, sendReceipt },
    });
    const match = `"${shop.orders()[0]?.revision}"`;
    assert.equal((await server.cancel({ action: 'request', reason: 'changed-mind' }, { match })).status, 201);
    const statement = { name: 'Ada', address: 'ada@example.com' };
    await server.post('/withdrawals', statement, { as: null, match: null });
    server.clock.now += hours(48);
    const looking = server.server.runDue();
    while (drops === 0) await setImmediate();
    assert.equal((await store.records('o1')).cancellations[0]?.state, 'escalated');
    assert.equal(sendings, 2);
    t.mock.timers.tick(20_000);
    assert.equal(await looking, 1);
  });

  it('for longer than it may is asked what became of it, and what was not done can be asked for again', async () => {
    const { connector, goOn, shop } = aHangingShop();
    const server = aServer({ policies: [poshmark], shop: connector, shopTimeout: 5 });
    const match = `"${shop.orders()[0]?.revision}"`;
    const { status, headers } = await server.cancel(cancel, { match, key: 'one' });
    assert.deepEqual([status, headers.get('Retry-After')], [503, '5']);
    goOn();
    assert.equal((await server.cancel(cancel, { match, key: 'one' })).status, 201);
    assert.equal(shop.ledger().length, 1, 'what came late was refused');
  });

  it('or on many, keeps no deadline of another waiting, and is asked ever more rarely', {
    timeout: 20_000,
  }, async (t) => {
    const many = Array.from({ length: 30 }, (_, at) => anOrder({ id: `h${at}`, number: `${at}` }));
    const shop = memoryShop([anOrder({ facts: { fromOffer: true } }), ...many]);
    const store = memoryStore();
    const dying = aServer({
      ...{ policies: [poshmark], store },
      shop: { ...shop, commit: async () => ({ ok: false, underWay: true }) },
    });
    const match = `"${shop.orders()[0]?.revision}"`;
    for (const { id } of many) {
      assert.equal((await dying.post(`/orders/${id}/cancellation`, { action: 'cancel' }, { match })).status, 202);
    }
    let asked = 0;
    const committed = async () => {
      asked++;
      return new Promise<never>(() => {});
    };
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const server = aServer({ policies: [poshmark], store, shop: { ...shop, committed } });
    assert.equal((await server.cancel({ action: 'request', reason: 'changed-mind' }, { match })).status, 201);
    server.clock.now += hours(48);
    const ends = async (looking: Promise<unknown>) => {
      let isOver = false;
      void looking.finally(() => {
        isOver = true;
      });
      for (; !isOver; t.mock.timers.tick(1000)) await setImmediate();
    };
    const look = () => ends(server.server.runDue());
    const first = server.server.runDue();
    while (asked < 7) await setImmediate();
    // No timer has moved: nobody was waited for.
    for (let at = 0; at < 20; at++) await setImmediate();
    assert.equal((await store.records('o1')).cancellations[0]?.state, 'escalated');
    await ends(first);
    assert.equal(asked, many.length);
    server.clock.now += 4000;
    await look();
    assert.equal(asked, many.length, 'asked again at once');
    const looks: number[] = [];
    for (let at = 0; at < 40; at++) {
      server.clock.now += 60_000;
      const before = asked;
      await look();
      looks.push(asked - before);
    }
    const sum = (counts: number[]) => counts.reduce((one, other) => one + other, 0);
    assert.ok(looks[0] === many.length && sum(looks.slice(-10)) < 10 * many.length * 0.8, `${looks}`);
    assert.ok(sum(looks.slice(-10)) >= many.length, `${looks}`);
  });
});
