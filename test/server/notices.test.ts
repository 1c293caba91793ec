// What a host is told for good: kept with what it tells of, and delivered until the host says that it was.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import poshmark from '../../src/policy/presets/poshmark.ts';
import { memoryShop, memoryStore, type Notice } from '../../src/server/index.ts';
import { anOrder, aServer, hours, minutes, start } from './setup.ts';

type Deliver = (notice: Notice) => unknown;

/** Servers over one store and one shop, and what their host was given. */
function aWorld({ deliver = () => {} }: { deliver?: Deliver } = {}) {
  const store = memoryStore();
  const shop = memoryShop([anOrder({ facts: { fromOffer: true } }), anOrder({ id: 'o2', number: '1002' })]);
  const given: Notice[] = [];
  const open = (own: Deliver | null = deliver) =>
    aServer({
      ...{ policies: [poshmark], store, shop },
      ...(own && {
        deliver: (notice: Notice) => {
          given.push(notice);
          return own(notice);
        },
      }),
    });
  const ask = (server: Server) =>
    server.cancel({ action: 'request', reason: 'too-slow' }, { match: `"${shop.orders()[0]?.revision}"` });
  const cancel = (server: Server) =>
    server.post('/orders/o2/cancellation', { action: 'cancel' }, { match: `"${shop.orders()[1]?.revision}"` });
  return { store, given, open, ask, cancel, left: () => store.outgoing(Number.MAX_SAFE_INTEGER, 99) };
}
type Server = ReturnType<typeof aServer>;

const never = () => new Promise<never>(() => {});
const due = async (server: Server, at: number): Promise<void> => {
  server.clock.now = start + at;
  await server.server.runDue();
};

describe('A notice', () => {
  it('is what is told at once, with an id of its own and when it happened: states, letters, messages', async () => {
    const { open, ask, given, left } = aWorld();
    const server = open();
    assert.equal((await ask(server)).status, 201);
    await server.post('/orders/o1/messages', { to: 'seller', text: 'Please.' });
    while ((await left()).length > 0) await setImmediate();
    const at = new Date(start).toISOString();
    assert.deepEqual(new Set(given.map((notice) => notice.at)), new Set([at]));
    assert.equal(new Set(given.map(({ id }) => id)).size, 4);
    const told = given.map(({ at: _, ...notice }) => {
      if (notice.type === 'notify') return notice;
      const { id: __, ...rest } = notice;
      return rest;
    });
    const key = (one: object) => JSON.stringify(one);
    assert.deepEqual(told.map(key).sort(), server.events.map(key).sort());
    assert.deepEqual(told.map(({ type }) => type).sort(), ['message', 'notify', 'notify', 'transition']);
  });

  it('is not written down where nobody has any delivered', async () => {
    const { open, ask, cancel, store } = aWorld();
    const server = open(null);
    const put: unknown[] = [];
    const { finish, keep } = store;
    store.finish = (plan, result, lease) => {
      put.push(...(result.append.sends ?? []));
      return finish(plan, result, lease);
    };
    store.keep = (answer, message, append, uses, lease) => {
      put.push(...(append.sends ?? []));
      return keep(answer, message, append, uses, lease);
    };
    for (const act of [ask, cancel]) assert.equal((await act(server)).status, 201);
    assert.equal((await server.post('/orders/o1/messages', { to: 'seller', text: 'Please.' })).status, 201);
    assert.deepEqual(put, []);
  });

  it('that a process did not come to deliver before it died is delivered by another, under the same id', async () => {
    const { open, cancel, given, left, store } = aWorld();
    // What hangs ends with the test.
    const ends: (() => void)[] = [];
    const dying = open(() => new Promise<void>((resolve) => void ends.push(resolve)));
    assert.equal((await cancel(dying)).status, 201);
    const kept = (await left()).map(({ id }) => id).sort();
    assert.equal(kept.length, 3);
    // As after a crash: nothing but what was kept is known.
    const other = open();
    store.restore(JSON.parse(JSON.stringify(store.snapshot())));
    given.length = 0;
    await due(other, hours(1));
    assert.deepEqual(given.map(({ id }) => `notice:${id}`).sort(), kept);
    assert.deepEqual([await left(), (await other.server.waiting()).notices], [[], { count: 0, since: null }]);
    for (const end of ends) end();
  });

  it('that is refused is tried again for as long as it takes, ever more rarely, and counted meanwhile', async () => {
    let isUp = false;
    const { open, cancel, given } = aWorld({
      deliver: () => (isUp ? undefined : Promise.reject(new Error('no hook'))),
    });
    const server = open();
    await cancel(server);
    const tries: number[] = [];
    for (let minute = 0; minute < 600; minute++) {
      const before = given.length;
      await due(server, minutes(minute));
      if (given.length > before) tries.push(minute);
    }
    assert.deepEqual(new Set(given.map(({ id }) => id)).size, 3);
    const [early, late] = [tries.filter((minute) => minute < 60), tries.filter((minute) => minute >= 480)];
    assert.ok(early.length >= 3 && late.length >= 1, `${tries}`);
    assert.ok(given.length < 3 * 60, `${given.length} attempts in ten hours`);
    assert.deepEqual((await server.server.waiting()).notices, { count: 3, since: start });
    assert.ok(server.events.some((event) => event.type === 'error' && event.during === 'delivering a notice'));
    isUp = true;
    for (let minute = 600; minute < 664; minute++) await due(server, minutes(minute));
    assert.deepEqual((await server.server.waiting()).notices, { count: 0, since: null });
  });

  it('waits for no receipt whose mailer hangs, and keeps none waiting', { timeout: 10_000 }, async (t) => {
    const store = memoryStore();
    const given: string[] = [];
    const withdrawals = { trader: { name: 'Kawabe Crafts' }, sendReceipt: never };
    const server = aServer({
      ...{ policies: [poshmark], store, withdrawals },
      deliver: ({ id }: Notice) => void given.push(id),
    });
    t.mock.timers.enable({ apis: ['setTimeout'] });
    for (let at = 0; at < 24; at++) {
      await server.post('/withdrawals', { name: 'Ada', address: `a${at}@example.com` }, { as: null, match: null });
    }
    assert.equal((await server.cancel({ action: 'cancel' })).status, 201);
    while ((await store.outgoing(Number.MAX_SAFE_INTEGER, 99, { kind: 'notice' })).length > 0) await setImmediate();
    assert.equal(given.length, 3);
    // The next look ends, though the mailer does not.
    let isOver = false;
    const looking = server.server.runDue().then(() => {
      isOver = true;
    });
    while (!isOver) {
      t.mock.timers.tick(1000);
      await setImmediate();
    }
    await looking;
    assert.equal((await server.server.waiting()).receipts, 24);
  });

  it('is delivered at least once each, and no other, however many servers are at it and however often it fails', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(fc.constantFrom('ok', 'fails', 'dies'), { maxLength: 3 }), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 1, max: 3 }),
        async (outcomes, count) => {
          const plans = new Map<string, string[]>();
          const done: string[] = [];
          const { open, ask, cancel, left } = aWorld();
          const deliver = async ({ id }: Notice) => {
            const plan = plans.get(id) ?? [...(outcomes[plans.size % outcomes.length] ?? [])];
            plans.set(id, plan);
            const outcome = plan.shift() ?? 'ok';
            if (outcome !== 'fails') done.push(id);
            // It was delivered, and nobody heard.
            if (outcome !== 'ok') throw new Error(outcome);
          };
          const servers = Array.from({ length: count }, () => open(deliver));
          await ask(servers[0] as Server);
          await cancel(servers.at(-1) as Server);
          for (const at of [0, 1, 2, 3, 4]) await Promise.all(servers.map((server) => due(server, hours(at))));
          assert.deepEqual(await left(), []);
          const told = servers.flatMap(({ events }) => events).filter(({ type }) => type !== 'error');
          assert.deepEqual([...new Set(done)].length, told.length);
          for (const event of told) if (event.type === 'notify') assert.ok(done.includes(event.id));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('is delivered before somebody is erased whom it names, or goes nowhere', async () => {
    for (const works of [true, false]) {
      let isUp = false;
      const { open, ask, cancel, given, left, store } = aWorld({
        deliver: () => (isUp ? undefined : Promise.reject(new Error('no hook'))),
      });
      const server = open();
      await ask(server);
      await cancel(server);
      await server.post('/orders/o1/messages', { to: 'seller', text: 'I am Ada.' });
      await due(server, 0);
      isUp = works;
      given.length = 0;
      server.clock.now = start + hours(1);
      await server.server.erase('o1', 'buyer');
      assert.equal(given.filter((one) => one.type === 'message').length, 1, 'it is due');
      const waiting = await left();
      const about = waiting.filter((one) => one.about === 'o1').map(({ body }) => JSON.parse(body).type);
      // What names nobody is told all the same, and what is of others.
      assert.deepEqual([about, waiting.length], works ? [[], 0] : [['transition'], 4]);
      assert.equal(/I am Ada/.test(JSON.stringify(store.snapshot())), false);
    }
  });
});
