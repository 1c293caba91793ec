import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CancelPolicy, OnSilence } from '../../../src/domain/policy.ts';
import bricklink from '../../../src/policy/presets/bricklink.ts';
import poshmark from '../../../src/policy/presets/poshmark.ts';
import {
  createCancellationServer,
  type MemoryStore,
  memoryShop,
  type ShopConnector,
} from '../../../src/server/index.ts';
import { ago, anOrder, aServer, days, hours, people, type Server, start, usd } from '../setup.ts';

const offer = (id = 'o1') => anOrder({ id, facts: { fromOffer: true } });
const silent = (onSilence: OnSilence): CancelPolicy => ({
  ...poshmark,
  lifecycle: { ...poshmark.lifecycle!, onSilence, holdsFulfilment: true },
});

async function asked(policy: CancelPolicy, orders = [offer()]) {
  const server = aServer({ policies: [policy], orders });
  for (const { id } of orders) await server.post(`/orders/${id}/cancellation`, { action: 'request' });
  return server;
}

/** Another handler over the same store and shop. */
const handlerBeside = ({ store, shop, clock }: Server, policy: CancelPolicy) =>
  createCancellationServer({
    policies: [policy],
    store,
    shop,
    authenticate: async () => people.buyer ?? null,
    now: () => clock.now,
  });

describe('silence', () => {
  for (const [onSilence, state, refunded, event] of [
    ['accept', 'cancelled', 4500, 'cancelled'],
    ['decline', 'expired', 0, 'expired'],
    ['escalate', 'escalated', 0, 'escalated'],
  ] as const) {
    it(`PM-14 does what the policy says, once, under two who look at the same time: ${onSilence}`, async () => {
      const policy = silent(onSilence);
      const server = await asked(policy);
      const beside = handlerBeside(server, policy);
      server.clock.now += hours(48) - 1;
      assert.equal(await server.server.runDue(), 0, 'not before its time');
      assert.equal(server.shop.isHeld('o1'), true);
      server.clock.now += 1;
      const done = await Promise.all([server.server.runDue(), beside.runDue(), server.server.runDue()]);
      assert.equal(done[0] + done[1] + done[2], 1);
      const { cancellation, order } = await server.view();
      assert.deepEqual([cancellation?.state, order.payment.refunded.amount], [state, refunded]);
      assert.equal(server.shop.ledger().length, 2);
      assert.equal(server.shop.isHeld('o1'), onSilence === 'escalate');
      assert.deepEqual(
        (await server.log('buyer', ['cancellation'])).map(({ action, by }) => [action, by]),
        [
          ['request', 'buyer'],
          ['lapse', 'platform'],
        ],
      );
      const told = server.events.filter((one) => one.type === 'notify' && one.event === event);
      const people = told.map((one) => one.type === 'notify' && one.to);
      const expected = event === 'escalated' ? ['buyer', 'seller', 'platform'] : ['buyer', 'seller'];
      assert.deepEqual(people, people.length === 0 ? [] : expected);
    });
  }

  it('that does nothing is not due', async () => {
    const server = await asked(silent('nothing'));
    server.clock.now += days(30);
    assert.deepEqual(await server.store.due(server.clock.now), []);
    assert.equal(await server.server.runDue(), 0);
  });

  it('has spoken before a seller who comes late, whoever looked meanwhile', async () => {
    const server = await asked(silent('accept'));
    const seen = await server.view('seller');
    server.clock.now += hours(48);
    assert.equal((await server.view('seller')).cancellation?.state, 'requested', 'reading changes nothing');
    const late = await server.post(
      `/cancellations/${seen.cancellation?.id}/decline`,
      {},
      {
        as: 'seller',
        match: `"${seen.order.revision}"`,
      },
    );
    assert.deepEqual([late.status, late.problem.view?.cancellation?.state], [412, 'cancelled']);
  });

  it('about one order that fails keeps no other waiting', async () => {
    const policy = silent('decline');
    const orders = [offer('o1'), offer('o2'), offer('o3')];
    const shop = memoryShop(orders);
    let broken = false;
    const connector: ShopConnector = {
      ...shop,
      async order(id) {
        if (broken && id === 'o2') throw new Error('no connection');
        return shop.order(id);
      },
    };
    const server = aServer({ policies: [policy], orders, shop: connector });
    for (const { id } of orders)
      await server.post(`/orders/${id}/cancellation`, { action: 'request' }, { match: '"r1"' });
    server.clock.now += hours(49);
    broken = true;
    assert.equal(await server.server.runDue(), 2);
    assert.equal(server.events.filter(({ type }) => type === 'error').length, 1);
    broken = false;
    assert.equal(await server.server.runDue(), 1);
  });

  it('gives up for now on a shop that changes the order all the time', async () => {
    const shop = memoryShop([offer()]);
    let refused = -1;
    const connector: ShopConnector = {
      ...shop,
      async commit(...details) {
        // Beyond any patience: a server that tries on and on ends all the same, and has tried too often.
        if (refused < 0 || refused > 50) return shop.commit(...details);
        refused++;
        shop.change('o1', { status: 'PLACED' });
        return { ok: false };
      },
    };
    const server = aServer({ policies: [silent('decline')], shop: connector });
    await server.cancel({ action: 'request' }, { match: '"r1"' });
    server.clock.now += hours(49);
    refused = 0;
    assert.equal(await server.server.runDue(), 0);
    assert.ok(refused > 1 && refused <= 10, `${refused} attempts`);
    refused = -1;
    assert.equal(await server.server.runDue(), 1);
  });

  it('and a change of the shop are told once to who listens, also where one leads to the other', async () => {
    const server = await asked(silent('accept'));
    const answered = async (more: Record<string, string> = {}) => {
      const headers = { 'X-Person': 'buyer', ...more };
      return (await server.server.fetch(new Request('https://shop.example/events?wait=0', { headers }))).text();
    };
    const begun = (await answered()).match(/(?<=^id: ).*$/m)?.[0] ?? '';
    const heard = async () => (await answered({ 'Last-Event-ID': begun })).match(/^event: .*$/gm);
    assert.deepEqual(await heard(), null);
    server.shop.ship('o1', server.clock.now, 'SHIPPED', { evenIfHeld: true });
    await server.server.orderChanged('o1');
    assert.deepEqual(await heard(), ['event: order', 'event: cancellation']);
    server.shop.change('o1', { status: 'DELIVERED' });
    await server.server.orderChanged('o1');
    assert.deepEqual(await heard(), ['event: order', 'event: cancellation', 'event: order']);
  });

  it('about an order that was shipped has nothing to say: the request is superseded', async () => {
    const server = await asked(silent('accept'));
    assert.throws(() => server.shop.ship('o1', start), 'it is held');
    server.shop.ship('o1', server.clock.now + 1, 'SHIPPED', { evenIfHeld: true });
    server.clock.now += hours(50);
    assert.equal(await server.server.runDue(), 1);
    const { cancellation, order } = await server.view();
    assert.deepEqual([cancellation?.state, order.payment.refunded.amount], ['superseded', 0]);
    assert.equal(server.shop.isHeld('o1'), false);
  });
});

describe('a reminder', () => {
  it('BL-5 goes to the seller, once, and changes nothing else', async () => {
    const server = aServer({ policies: [bricklink], orders: [anOrder({ status: 'PAID' })] });
    await server.cancel({ action: 'request', reason: 'mutual-agreement', comment: 'As agreed.' });
    server.clock.now += days(3) - 1;
    assert.equal(await server.server.runDue(), 0);
    server.clock.now += 1;
    const told = server.events.length;
    assert.equal(
      (await Promise.all([server.server.runDue(), server.server.runDue()])).reduce((a, b) => a + b),
      1,
    );
    const letters = server.events.slice(told).filter((event) => event.type === 'notify');
    assert.deepEqual(
      letters.map(({ to, event }) => [to, event]),
      [['seller', 'reminder']],
    );
    server.clock.now += days(90);
    assert.equal(await server.server.runDue(), 0);
    const { cancellation, order } = await server.view();
    assert.deepEqual([cancellation?.state, order.status], ['requested', 'OCR']);
  });
});

describe('a crash', () => {
  /** What a test does, on an order whose request is open or whose refund runs. */
  const policy: CancelPolicy = {
    ...silent('accept'),
    lifecycle: {
      ...silent('accept').lifecycle!,
      completes: 'when-refunded',
      refunding: 'PLACED',
      undo: { from: ['refunding', 'cancelled'], by: ['seller'], guards: [] },
    },
  };
  const first: Record<string, string[]> = {
    withdraw: [],
    accept: [],
    decline: [],
    escalate: ['decline'],
    refund: ['accept'],
    undo: ['accept'],
    remark: ['accept', 'refund'],
    dispute: ['decline'],
  };
  const bodies: Record<string, object> = { refund: { refund: { amount: 4500 } }, remark: { comment: 'So it was.' } };
  const by = (action: string) => (['withdraw', 'escalate', 'dispute'].includes(action) ? 'buyer' : 'seller');

  /** A server whose store and shop fail at their n-th call from when the count begins, before or after it took effect. */
  function failing(when: 'before' | 'after') {
    const shop = memoryShop([offer()]);
    const plain = aServer({ policies: [policy], orders: [] });
    let left = Number.POSITIVE_INFINITY;
    let calls = 0;
    const guarded = <T extends object>(target: T, names: (keyof T)[]): T => {
      const wrapped = Object.fromEntries(
        names.map((name) => [
          name,
          async (...details: unknown[]) => {
            calls++;
            const fails = --left === 0;
            if (fails && when === 'before') throw new Error('cut off');
            const answer = await (target[name] as (...details: unknown[]) => unknown)(...details);
            if (fails) throw new Error('cut off');
            return answer;
          },
        ]),
      );
      return { ...target, ...wrapped };
    };
    const store = guarded(plain.store as MemoryStore, ['records', 'begin', 'finish', 'abandon', 'answered', 'append']);
    const server = aServer({
      policies: [policy],
      store,
      shop: guarded<ShopConnector>(shop, ['order', 'commit', 'committed']),
    });
    return {
      ...server,
      shop,
      failAt(call: number) {
        left = call;
        calls = 0;
      },
      calls: () => calls,
    };
  }

  async function send(server: Server, action: string, key: string) {
    const { order, cancellation } = await server.view('support');
    const sent = { as: by(action), key, match: `"${order.revision}"` };
    return {
      answer: await server.post(`/cancellations/${cancellation?.id}/${action}`, bodies[action] ?? {}, sent),
      sent,
      id: cancellation?.id,
    };
  }

  for (const action of Object.keys(first)) {
    it(`at any call of store or shop leaves no half of it: ${action}`, async () => {
      for (const when of ['before', 'after'] as const) {
        for (let call = 1; ; call++) {
          const server = failing(when);
          const opened = await server.cancel({ action: 'request' }, { match: '"r1"' });
          assert.equal(opened.status, 201, opened.text);
          for (const step of first[action] ?? [])
            assert.equal((await send(server, step, step)).answer.status, 200, step);
          const before = await server.view('support');
          const match = `"${before.order.revision}"`;
          const path = `/cancellations/${before.cancellation?.id}/${action}`;
          const sent = { as: by(action), key: 'mine', match };
          server.failAt(call);
          await server.post(path, bodies[action] ?? {}, sent);
          const reached = server.calls() >= call;
          server.failAt(0);
          const retried = await server.post(path, bodies[action] ?? {}, sent);
          assert.equal(retried.status, 200, `${when} call ${call}: ${retried.text}`);
          assert.equal((await server.post(path, bodies[action] ?? {}, sent)).text, retried.text);
          const { order, cancellation } = await server.view('support');
          const log = await server.log();
          const done = log.filter((entry) => entry.action === action);
          assert.equal(done.length, 1, `${when} call ${call}: one entry of the log`);
          const foreign = log.filter(({ type }) => type === 'status' || type === 'refund');
          assert.deepEqual(foreign, [], `${when} call ${call}: nothing that the shop did by itself`);
          assert.equal(server.shop.ledger().filter(({ meta }) => meta.action === action).length, 1);
          assert.equal(order.payment.refunded.amount, cancellation?.refund?.refunded.amount ?? 0);
          assert.deepEqual(await server.store.unfinished(), []);
          if (!reached) break;
        }
      }
    });
  }

  it('of a server that looks after deadlines leaves no half of what silence does', async () => {
    for (const when of ['before', 'after'] as const) {
      for (let call = 1; ; call++) {
        const server = failing(when);
        assert.equal((await server.cancel({ action: 'request' }, { match: '"r1"' })).status, 201);
        server.clock.now += hours(48);
        server.failAt(call);
        await server.server.runDue();
        const reached = server.calls() >= call;
        server.failAt(0);
        await server.server.runDue();
        const { cancellation } = await server.view();
        assert.equal(cancellation?.state, 'refunding', `${when} call ${call}`);
        assert.equal(server.shop.ledger().filter(({ meta }) => meta.action === 'lapse').length, 1);
        const told = server.events.filter((event) => event.type === 'notify' && event.event === 'accepted');
        assert.ok(told.length <= 2, `${told.length} letters`);
        if (!reached) break;
      }
    }
  });
});

describe('an alert', () => {
  const unpaid = (changes = {}) =>
    anOrder({
      status: 'PENDING',
      placedAt: ago(days(8)),
      payment: { method: 'card', paid: usd(0), refunded: usd(0) },
      ...changes,
    });
  const at = (changes = {}) => aServer({ policies: [bricklink], orders: [unpaid(changes)] });
  const file = { kind: 'NPB', action: 'file' };
  const bySeller = { as: 'seller' };

  it('BL-6 is filed by the seller, answered by the buyer, lifted again, and told each time', async () => {
    const server = at();
    const filed = await server.post('/orders/o1/notices', file, bySeller);
    assert.deepEqual([filed.status, filed.view.order.status], [200, 'NPB']);
    assert.deepEqual(filed.view.order.notices, [{ kind: 'NPB', filedAt: '2026-03-10T12:00:00.000Z' }]);
    const answered = await server.post('/orders/o1/notices', { kind: 'NPB', action: 'respond' });
    assert.ok(answered.view.order.notices?.[0]?.respondedAt, answered.text);
    const lifted = await server.post('/orders/o1/notices', { kind: 'NPB', action: 'lift' }, bySeller);
    assert.equal(lifted.view.order.status, 'PENDING');
    const log = await server.log('buyer', ['notice']);
    assert.deepEqual(
      log.map(({ type, kind, action, by }) => [type, kind, action, by]),
      [
        ['notice', 'NPB', 'file', 'seller'],
        ['notice', 'NPB', 'respond', 'buyer'],
        ['notice', 'NPB', 'lift', 'seller'],
      ],
    );
    const told = server.events.filter((event) => event.type === 'notify').map(({ event }) => event);
    assert.deepEqual([...new Set(told)], ['notice-filed', 'notice-responded', 'notice-lifted']);
  });

  it('BL-8 whose penalty is accepted lets the seller cancel at once', async () => {
    const server = at();
    await server.post('/orders/o1/notices', file, bySeller);
    const { view } = await server.post('/orders/o1/notices', { kind: 'NPB', action: 'accept-penalty' });
    assert.equal(view.order.status, 'NPX');
    assert.deepEqual((await server.view('seller')).actions, ['cancel']);
  });

  for (const [name, changes, code] of [
    ['too early', { placedAt: ago(days(7) - 1) }, 'too-early'],
    ['twice', { status: 'NPB', notices: [{ kind: 'NPB', filedAt: ago(days(1)) }] }, 'already-standing'],
    ['of a paid order', { paidAt: ago(days(1)) }, 'not-possible'],
  ] as const) {
    it(`BL-10 is refused, with the state as it is: ${name}`, async () => {
      const { status, problem } = await at(changes).post('/orders/o1/notices', file, bySeller);
      assert.deepEqual([status, problem.code, problem.issues], [409, 'illegal-transition', [{ path: ['kind'], code }]]);
      assert.ok(problem.view, 'with the view');
    });
  }

  it('of a kind or an action that the role does not have is not there', async () => {
    const server = at();
    const absent = await server.post('/orders/none/notices', file, { ...bySeller, match: '"r1"' });
    for (const [body, as] of [
      [file, 'buyer'],
      [{ kind: 'NPB', action: 'respond' }, 'seller'],
      [{ kind: 'XXX', action: 'file' }, 'seller'],
      [{ kind: 'constructor', action: 'file' }, 'seller'],
      [file, 'stranger'],
      [file, 'support'],
    ] as const) {
      const { status, text } = await server.post('/orders/o1/notices', body, { as });
      assert.deepEqual([status, text], [404, absent.text]);
    }
    assert.equal(server.shop.ledger().length, 0);
  });

  it('sent again is filed once', async () => {
    const server = at();
    const sent = { ...bySeller, key: 'mine', match: '"r1"' };
    const [one, two] = await Promise.all([1, 2].map(() => server.post('/orders/o1/notices', file, sent)));
    assert.deepEqual([one?.status, one?.text], [200, two?.text]);
    assert.equal(server.shop.ledger().length, 1);
  });
});
