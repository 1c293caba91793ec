import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isOpen } from '../../../src/domain/decision/conditions.ts';
import b2b from '../../../src/policy/presets/b2b-supplier.ts';
import poshmark from '../../../src/policy/presets/poshmark.ts';
import { createCancellationServer, memoryShop, memoryStore, type ShopConnector } from '../../../src/server/index.ts';
import { anOrder, aServer, days, hours, minutes, people, start } from '../setup.ts';

const cancel = { action: 'cancel', reason: 'changed-mind' };
const atPoshmark = () => aServer({ policies: [poshmark] });

describe('a key that was used', () => {
  it('gives the first answer again, byte for byte, though the order has moved on', async () => {
    const server = atPoshmark();
    const sent = { key: 'mine', match: '"r1"' };
    const first = await server.cancel(cancel, sent);
    server.clock.now += days(30);
    server.shop.change('o1', { facts: { note: 'archived' } });
    const again = await server.cancel(cancel, sent);
    assert.equal(again.status, 201);
    assert.equal(again.text, first.text);
    assert.deepEqual([...again.headers], [...first.headers]);
    assert.equal(server.shop.ledger().length, 1);
    assert.equal(server.events.filter(({ type }) => type === 'notify').length, 2);
  });

  it('stands for the same body whatever the order of its members', async () => {
    const server = atPoshmark();
    const first = await server.cancel('{"action":"cancel","reason":"other"}', { key: 'mine' });
    const again = await server.cancel('{ "reason": "other", "action": "cancel" }', { key: 'mine' });
    assert.equal(again.text, first.text);
  });

  for (const [name, path, body] of [
    ['another body', '/orders/o1/cancellation', { ...cancel, reason: 'other' }],
    ['another order', '/orders/o2/cancellation', cancel],
    ['another action', '/orders/o1/messages', { to: 'seller', text: 'hi' }],
  ] as const) {
    it(`does not stand for ${name}`, async () => {
      const server = aServer({ policies: [poshmark], orders: [anOrder(), anOrder({ id: 'o2' })] });
      await server.cancel(cancel, { key: 'mine' });
      const { status, problem } = await server.post(path, body, { key: 'mine' });
      assert.deepEqual([status, problem.code], [422, 'key-reused']);
      assert.equal(server.shop.ledger().length, 1);
    });
  }

  it("is somebody else's to use as well", async () => {
    const server = aServer({
      policies: [poshmark],
      orders: [anOrder(), anOrder({ id: 'o2', buyer: { id: 'buyer-2', name: 'Eve', status: 'active' } })],
    });
    await server.cancel(cancel, { key: 'mine' });
    const theirs = await server.post('/orders/o2/cancellation', cancel, { key: 'mine', as: 'stranger' });
    assert.equal(theirs.status, 201);
    assert.equal(theirs.view.order.id, 'o2');
  });

  it('may be used again after a refusal, which changed nothing', async () => {
    const server = atPoshmark();
    const refused = await server.cancel({ ...cancel, reason: 'whim' }, { key: 'mine' });
    const corrected = await server.cancel(cancel, { key: 'mine' });
    assert.deepEqual([refused.status, corrected.status], [422, 201]);
  });

  it('still counts for a server that was started anew', async () => {
    const one = atPoshmark();
    const sent = { key: 'mine', match: '"r1"' };
    const first = await one.cancel(cancel, sent);
    const store = memoryStore();
    store.restore(JSON.parse(JSON.stringify((one.store as ReturnType<typeof memoryStore>).snapshot())));
    const two = aServer({ policies: [poshmark], store });
    two.shop.restore(JSON.parse(JSON.stringify(one.shop.snapshot())));
    const again = await two.cancel(cancel, sent);
    assert.deepEqual([again.status, again.text], [201, first.text]);
    assert.equal(two.shop.ledger().length, 1);
  });

  it('gives a message its first answer again, and records it once', async () => {
    const server = atPoshmark();
    const message = { to: 'platform', text: 'hello', ticket: 'T-7' };
    const [first, again] = await Promise.all([
      server.post('/orders/o1/messages', message, { key: 'mine' }),
      server.post('/orders/o1/messages', message, { key: 'mine' }),
    ]);
    assert.deepEqual([first.status, again.status], [201, 201]);
    assert.equal(first.text, again.text);
    assert.equal(server.events.filter(({ type }) => type === 'message').length, 1);
    assert.equal(first.json.message.ticket, 'T-7');
    assert.equal(first.json.view.order.revision, 'r1');
  });
});

describe('whatever is sent at the same time', () => {
  interface Attempt {
    key: string;
    as: string;
    action: 'cancel' | 'request';
    reason: string;
    retries: number;
  }
  const attempt: fc.Arbitrary<Attempt> = fc.record({
    key: fc.constantFrom('a', 'b', 'c'),
    as: fc.constantFrom('buyer', 'seller', 'stranger'),
    action: fc.constantFrom('cancel', 'request'),
    reason: fc.constantFrom('other', 'changed-mind', 'defective'),
    retries: fc.integer({ min: 0, max: 2 }),
  });

  it('leaves one cancellation at most, refunds at most what was captured, and one answer a key', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(attempt, { minLength: 2, maxLength: 12 }),
        fc.integer({ min: 0, max: 5 }),
        fc.scheduler(),
        async (attempts, age, scheduler) => {
          const shop = memoryShop([anOrder({ placedAt: new Date(start - hours(age)).toISOString() })]);
          // The shop answers in any order: every step of a transition may meet any step of another.
          const slow: ShopConnector = {
            order: scheduler.scheduleFunction(shop.order),
            orderByNumber: shop.orderByNumber,
            commit: scheduler.scheduleFunction(shop.commit),
            committed: scheduler.scheduleFunction(shop.committed),
          };
          const store = memoryStore();
          const server = aServer({ policies: [poshmark], shop: slow, store });
          const sends = attempts.flatMap(({ retries, key, as, ...body }) =>
            Array.from({ length: retries + 1 }, () => ({ body, key, as })),
          );
          const answers = Promise.all(
            sends.map(({ body, ...sent }) => server.cancel(body, { ...sent, match: '"r1"' })),
          );
          await scheduler.waitFor(answers);

          const { cancellations } = await store.records('o1');
          assert.ok(cancellations.length <= 1, `${cancellations.length} cancellations`);
          assert.equal(shop.ledger().length, cancellations.length);
          const [order] = shop.orders();
          assert.ok(order && order.payment.refunded.amount <= order.payment.paid.amount);
          const done = (await answers)
            .map((answer, index) => ({ ...answer, ...sends[index] }))
            .filter(({ status }) => status === 201);
          assert.equal(new Set(done.map(({ text }) => text)).size, cancellations.length);
          assert.ok(new Set(done.map(({ as, key }) => `${as} ${key}`)).size <= 1);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('of two orders, one key has one effect', async () => {
    const server = aServer({ policies: [poshmark], orders: [anOrder(), anOrder({ id: 'o2' })] });
    const answers = await Promise.all(
      ['o1', 'o2'].map((id) => server.post(`/orders/${id}/cancellation`, cancel, { key: 'mine' })),
    );
    assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 422]);
    assert.equal(server.shop.ledger().length, 1);
  });

  it('a reader sees either all of a transition or none', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const shop = memoryShop([anOrder()]);
        const slow: ShopConnector = {
          ...shop,
          order: scheduler.scheduleFunction(shop.order),
          commit: scheduler.scheduleFunction(shop.commit),
        };
        const server = aServer({ policies: [poshmark], shop: slow });
        const views = [server.view(), server.view(), server.view()];
        const all = Promise.all([...views, server.cancel(cancel, { match: '"r1"' })]);
        await scheduler.waitFor(all);
        for (const { order, cancellation } of await Promise.all(views)) {
          assert.equal(cancellation?.state ?? 'none', order.status === 'CANCELLED' ? 'cancelled' : 'none');
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('a shop that fails', () => {
  /** A shop whose next commit fails, before or after it took effect, and whose word about it may fail as well. */
  function failing(when: 'before' | 'after', mute = false) {
    const shop = memoryShop([anOrder()]);
    let broken = true;
    const connector: ShopConnector = {
      ...shop,
      async commit(...details) {
        if (!broken) return shop.commit(...details);
        if (when === 'after') await shop.commit(...details);
        broken = mute;
        throw new Error('connection reset, secret=hunter2');
      },
      async committed(...details) {
        if (broken) throw new Error('no connection');
        return shop.committed(...details);
      },
    };
    const server = aServer({ policies: [poshmark], shop: connector });
    return { ...server, shop, mend: () => (broken = false) };
  }
  const sent = { key: 'mine', match: '"r1"' };

  it('before it took effect leaves nothing, says unavailable, and gives nothing away', async () => {
    const server = failing('before');
    const { status, headers, text, problem } = await server.cancel(cancel, sent);
    assert.deepEqual([status, problem.code, headers.get('Retry-After')], [503, 'unavailable', '5']);
    assert.deepEqual(await server.store.unfinished(), []);
    assert.equal(/hunter2|stack|Error/.test(text), false);
    const view = await server.view();
    assert.deepEqual([view.order.revision, view.order.status, view.cancellation], ['r1', 'PLACED', null]);
    assert.ok(server.events.some((event) => event.type === 'error' && String(event.error).includes('hunter2')));
    assert.equal((await server.cancel(cancel, sent)).status, 201);
    assert.equal(server.shop.ledger().length, 1);
  });

  it('after it took effect is asked, and the transition is completed', async () => {
    const server = failing('after');
    const { status, view } = await server.cancel(cancel, sent);
    assert.deepEqual([status, view.cancellation?.state], [201, 'cancelled']);
    assert.equal(server.shop.ledger().length, 1);
  });

  for (const when of ['before', 'after'] as const) {
    it(`without a word ${when} it took effect is settled by the retry`, async () => {
      const server = failing(when, true);
      assert.equal((await server.cancel(cancel, sent)).status, 503);
      server.mend();
      const retried = await server.cancel(cancel, sent);
      assert.deepEqual([retried.status, retried.view.cancellation?.state], [201, 'cancelled']);
      assert.equal(server.shop.ledger().length, 1);
      assert.equal((await server.cancel(cancel, sent)).text, retried.text);
    });
  }

  it('without a word after it took effect is settled by whoever reads next, or by runDue', async () => {
    const read = failing('after', true);
    await read.cancel(cancel, sent);
    read.mend();
    assert.equal((await read.view()).cancellation?.state, 'cancelled');

    const due = failing('after', true);
    await due.cancel(cancel, sent);
    due.mend();
    assert.equal(await due.server.runDue(), 1);
    assert.equal(await due.server.runDue(), 0);
    assert.equal((await due.store.records('o1')).cancellations.length, 1);
  });

  it('can still be read while its word is missing', async () => {
    const server = failing('before', true);
    await server.cancel(cancel, sent);
    const { status, view } = await server.fetch('/orders/o1');
    assert.deepEqual([status, view.order.status], [200, 'PLACED']);
  });
});

describe('a process thought dead', () => {
  it('that acts after its transition was given up does nothing, and can be asked again under the same key', async () => {
    const shop = memoryShop([anOrder()]);
    const store = memoryStore();
    let begun = () => {};
    let wake = () => {};
    const commits = new Promise<void>((resolve) => (begun = resolve));
    const woken = new Promise<void>((resolve) => (wake = resolve));
    const sleepy: ShopConnector = {
      ...shop,
      async commit(...details) {
        begun();
        await woken;
        return shop.commit(...details);
      },
    };
    // As when a lease has run out: nobody waits for anybody.
    const lapsed = { ...store, exclusively: <T>(_: string, work: (lease: null) => Promise<T>) => work(null) };
    const server = aServer({ policies: [poshmark], shop: sleepy, store: lapsed });
    const late = server.cancel(cancel, { key: 'late', match: '"r1"' });
    await commits;
    // Another process, which does not know that the shop works on it.
    const beside = aServer({ policies: [poshmark], shop: sleepy, store: lapsed });
    assert.equal(await beside.server.runDue(), 0);
    assert.deepEqual(await store.unfinished(), []);
    wake();
    const { status, problem } = await late;
    assert.deepEqual([status, problem.code], [503, 'unavailable']);
    assert.deepEqual(shop.ledger(), [], 'what the shop said would never be is not');
    assert.deepEqual((await store.records('o1')).cancellations, []);
    const again = await server.cancel(cancel, { key: 'late', match: '"r1"' });
    assert.equal(again.status, 201);
    assert.equal(shop.ledger().length, 1);
    assert.equal(server.events.filter(({ type }) => type === 'transition').length, 1);
  });
});

describe('a store that fails', () => {
  const moved = { beginHeld: async () => ({ code: 'moved' }) as const };
  const ways = [
    ...(['recordsFor', 'beginHeld', 'finish'] as const).map((method) => ({ method, way: {} })),
    // As where somebody else has held the order meanwhile.
    ...(['records', 'begin', 'finish', 'answered'] as const).map((method) => ({ method, way: moved })),
  ];
  for (const { method, way } of ways) {
    it(`in ${method} leaves no half of a transition${way === moved ? ', the long way' : ''}`, async () => {
      const store = memoryStore();
      let failures = 1;
      const broken = {
        ...store,
        ...way,
        [method]: async (...details: never[]) => {
          if (failures-- > 0) throw new Error('disk full');
          return (store[method] as (...details: never[]) => Promise<unknown>)(...details);
        },
      };
      const server = aServer({ policies: [poshmark], store: broken });
      const sent = { key: 'mine', match: '"r1"' };
      assert.equal((await server.cancel(cancel, sent)).status, 503);
      const view = await server.view();
      assert.equal(view.cancellation?.state ?? 'none', view.order.status === 'CANCELLED' ? 'cancelled' : 'none');
      const retried = await server.cancel(cancel, sent);
      assert.deepEqual([retried.status, retried.view.order.status], [201, 'CANCELLED']);
      assert.equal(server.shop.ledger().length, 1);
    });
  }
});

describe('a message', () => {
  for (const when of ['before', 'after'] as const) {
    it(`that a failing store cuts off ${when} it was kept is on record once`, async () => {
      const store = memoryStore();
      let failures = 1;
      const broken = {
        ...store,
        keep: async (...details: Parameters<typeof store.keep>) => {
          if (when === 'after') await store.keep(...details);
          if (failures-- > 0) throw new Error('disk full');
          return store.keep(...details);
        },
      };
      const server = aServer({ policies: [poshmark], store: broken });
      const message = { to: 'seller', text: 'hello' };
      assert.equal((await server.post('/orders/o1/messages', message, { key: 'mine' })).status, 503);
      const retried = await server.post('/orders/o1/messages', message, { key: 'mine' });
      const again = await server.post('/orders/o1/messages', message, { key: 'mine' });
      assert.deepEqual([retried.status, again.text], [201, retried.text]);
      assert.equal((await server.log('buyer', ['message'])).length, 1);
    });
  }
});

describe('shipping and cancelling', () => {
  it('never both: a cancelled order cannot be shipped', async () => {
    const server = atPoshmark();
    await server.cancel(cancel);
    assert.throws(() => server.shop.ship('o1', start));
  });

  it('never both: an order shipped since it was read is not cancelled', async () => {
    const server = atPoshmark();
    server.shop.ship('o1', start);
    const { status, problem } = await server.cancel(cancel, { match: '"r1"' });
    assert.deepEqual([status, problem.code, problem.view?.decision?.outcome], [412, 'stale-revision', 'return']);
  });

  it('never both: an order shipped between the decision and the commit is not cancelled', async () => {
    const shop = memoryShop([anOrder()]);
    const server = aServer({
      policies: [poshmark],
      shop: {
        ...shop,
        async commit(...details) {
          shop.ship('o1', start);
          return shop.commit(...details);
        },
      },
    });
    const { status, problem } = await server.cancel(cancel, { match: '"r1"' });
    assert.deepEqual([status, problem.code], [412, 'stale-revision']);
    assert.equal(shop.orders()[0]?.payment.refunded.amount, 0);
  });

  it('the shop itself refuses what was decided on another revision', async () => {
    const shop = memoryShop([anOrder()]);
    const at = '2026-03-10T12:00:00Z';
    const meta = {
      id: 'x',
      cancellationId: 'x',
      state: 'cancelled',
      actor: 'buyer',
      at,
      afterShipment: false,
    } as const;
    shop.change('o1', { facts: { note: 'gift' } });
    assert.deepEqual(await shop.commit('o1', 'r1', [{ type: 'status', status: 'CANCELLED', key: 'x:0' }], meta), {
      ok: false,
    });
    assert.equal(shop.orders()[0]?.status, 'PLACED');
  });

  it('the shop itself refuses to cancel what it has shipped', async () => {
    const shop = memoryShop([anOrder({ shippedAt: '2026-03-10T11:30:00Z' })]);
    const meta = {
      id: 'x',
      cancellationId: 'x',
      state: 'cancelled',
      actor: 'buyer',
      at: '2026-03-10T12:00:00Z',
    } as const;
    assert.deepEqual(await shop.commit('o1', 'r1', [], { ...meta, afterShipment: false }), { ok: false });
    assert.equal((await shop.commit('o1', 'r1', [], { ...meta, afterShipment: true })).ok, true);
  });

  it('the shop itself refuses to refund more than was captured', async () => {
    const shop = memoryShop([anOrder()]);
    const meta = {
      id: 'x',
      cancellationId: 'x',
      state: 'cancelled',
      actor: 'buyer',
      at: '2026-03-10T12:00:00Z',
      afterShipment: false,
    } as const;
    const refund = {
      type: 'refund',
      amount: { amount: 4501, currency: 'USD' },
      method: 'original',
      key: 'x:1',
    } as const;
    await assert.rejects(shop.commit('o1', 'r1', [{ type: 'status', status: 'CANCELLED', key: 'x:0' }, refund], meta));
    assert.deepEqual(shop.orders(), [anOrder()]);
    assert.equal(await shop.committed('o1', 'x'), null);
  });

  it('a shipment supersedes an open request', async () => {
    const server = aServer({ policies: [poshmark], orders: [anOrder({ facts: { fromOffer: true } })] });
    const requested = await server.cancel({ action: 'request' });
    assert.deepEqual(
      [requested.view.cancellation?.state, requested.view.cancellation?.respondBy],
      ['requested', '2026-03-12T12:00:00.000Z'],
    );
    const { revision } = requested.view.order;
    server.clock.now += minutes(10);
    server.shop.ship('o1', server.clock.now);
    await server.server.orderChanged('o1');
    const { order, cancellation, decision } = await server.view();
    assert.deepEqual([cancellation?.state, order.status, decision?.outcome], ['superseded', 'SHIPPED', 'return']);
    assert.equal(new Set([revision, order.revision, 'r1', 'm2']).size, 4, 'each change has a revision of its own');
    await server.server.orderChanged('o1');
    assert.equal((await server.view()).order.revision, order.revision);
  });

  it('a shipment supersedes an open request even if the shop forgot to tell', async () => {
    const server = aServer({ policies: [poshmark], orders: [anOrder({ facts: { fromOffer: true } })] });
    await server.cancel({ action: 'request' });
    server.shop.ship('o1', start);
    assert.equal((await server.view()).cancellation?.state, 'superseded');
  });

  it('a request that was made after shipping stands', async () => {
    const rules = [{ id: 'late', when: { status: 'SHIPPED' }, then: { outcome: 'request' as const, reason: 'late' } }];
    const order = anOrder({ status: 'SHIPPED', shippedAt: '2026-03-10T11:30:00Z' });
    const server = aServer({ policies: [{ ...poshmark, rules }], orders: [order] });
    assert.equal((await server.cancel({ action: 'request' })).view.cancellation?.state, 'requested');
    await server.server.orderChanged('o1');
    assert.equal((await server.view()).cancellation?.state, 'requested');
  });

  it('an order that does not exist may change without harm', async () => {
    await atPoshmark().server.orderChanged('none');
  });
});

describe('one open request', () => {
  it('keeps another from being made, and is governed by the policy that it was made under', async () => {
    const store = memoryStore();
    const one = aServer({ policies: [poshmark], store, orders: [anOrder({ facts: { fromOffer: true } })] });
    const requested = await one.cancel({ action: 'request' });
    const again = await one.cancel({ action: 'request' });
    assert.deepEqual([again.status, again.problem.decision?.reason], [409, 'request-open']);

    const later = createCancellationServer({
      policies: [{ ...poshmark, version: '2' }],
      store,
      shop: one.shop,
      authenticate: async () => people.buyer ?? null,
      now: () => start,
    });
    const url = (path: string) => new Request(`https://shop.example${path}`);
    const view = await (await later.fetch(url('/orders/o1'))).json();
    assert.equal(view.policy.version, '1');
    assert.equal(view.policy.hash, requested.view.policy.hash);
    const old = await later.fetch(url(`/policies/poshmark?hash=${view.policy.hash}`));
    assert.equal((await old.json()).version, '1');
    const current = await later.fetch(url('/policies/poshmark'));
    assert.equal((await current.json()).version, '2');
  });

  it('gives way to what the policy permits while it is open', async () => {
    const [first, ...rules] = poshmark.rules;
    const patient = {
      id: 'unanswered-two-days',
      when: {
        all: [
          { actor: 'buyer' as const },
          { request: 'open' as const },
          { since: 'requestedAt' as const, from: 'PT48H' },
        ],
      },
      then: { outcome: 'cancel' as const, reason: 'request-unanswered' },
    };
    const lifecycle = { ...poshmark.lifecycle!, onSilence: 'nothing' as const };
    const policy = { ...poshmark, lifecycle, rules: [...(first ? [first] : []), patient, ...rules] };
    const server = aServer({ policies: [policy], orders: [anOrder({ facts: { fromOffer: true } })] });
    await server.cancel({ action: 'request' });
    server.clock.now += hours(48);
    const { view } = await server.cancel({ action: 'cancel' });
    assert.equal(view.cancellation?.state, 'cancelled');
    const { cancellations } = await server.store.records('o1');
    assert.deepEqual(
      cancellations.map(({ state }) => state),
      ['withdrawn', 'cancelled'],
    );
    assert.equal(cancellations.filter(isOpen).length, 0);
  });
});

describe('what was applied', () => {
  it('is applied once, whoever commits it again', async () => {
    const shop = memoryShop([anOrder({ status: 'PENDING' })]);
    const server = aServer({
      policies: [b2b],
      shop: {
        ...shop,
        async commit(...details) {
          await shop.commit(...details);
          return shop.commit(...details);
        },
      },
    });
    assert.equal((await server.cancel({ action: 'cancel' }, { match: '"r1"' })).status, 201);
    assert.equal(shop.ledger().length, 1);
    assert.equal(shop.orders()[0]?.payment.refunded.amount, 4500);
  });
});
