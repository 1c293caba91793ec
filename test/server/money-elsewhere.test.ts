import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CancelPolicy, Lifecycle } from '../../src/domain/policy.ts';
import type { Cancellation, Order } from '../../src/domain/records.ts';
import shopBuilder from '../../src/policy/presets/shop-builder.ts';
import { type Committed, memoryShop, memoryStore, type ShopConnector } from '../../src/server/index.ts';
import { anOrder, aServer, days, hours, usd } from './setup.ts';

const policyWith = (lifecycle: Partial<Lifecycle>): CancelPolicy => ({
  ...shopBuilder,
  lifecycle: { ...(shopBuilder.lifecycle as Lifecycle), ...lifecycle },
});
const atOnce = policyWith({ completes: 'at-once' });
const l1 = { lines: [{ id: 'l1', quantity: 1 }] };

/** A server with an order worth 45.00: one of `l1` for 30.00, three of `l2` for 5.00 each. */
function aShop(
  policy: CancelPolicy,
  order: Partial<Order> = {},
  connect: (shop: ShopConnector) => object = () => ({}),
) {
  const shop = memoryShop([anOrder({ status: 'PREPARING', ...order })]);
  const store = memoryStore();
  const server = aServer({ policies: [policy], store, shop: { ...shop, ...connect(shop) } });
  const match = (): string => `"${shop.orders()[0]?.revision}"`;
  return {
    ...server,
    shop,
    cancel: (body: object = {}) =>
      server.cancel({ action: 'cancel', reason: 'sold-out', ...body }, { as: 'seller', match: match() }),
    async act(action: string, body: object = {}) {
      const { cancellation } = await server.view('seller');
      return server.post(`/cancellations/${cancellation?.id}/${action}`, body, { as: 'seller', match: match() });
    },
    /** The shop changes the order, and says so. */
    async changes(changes: Partial<Order>) {
      shop.change('o1', changes);
      await server.server.orderChanged('o1');
      return (await server.view('seller')) as { cancellation: Cancellation } & Awaited<ReturnType<typeof server.view>>;
    },
    /** What the shop was asked to give back, minor units. */
    sent: () =>
      shop
        .ledger()
        .flatMap(({ effects }) => effects.flatMap((one) => (one.type === 'refund' ? [one.amount.amount] : []))),
    letters: () =>
      server.events.flatMap((event) => (event.type === 'notify' ? [`${event.to} ${event.event}`] : [])).splice(0),
  };
}

const money = (paid: number, refunded = 0): Partial<Order> => ({
  payment: { method: 'card', paid: usd(paid), refunded: usd(refunded) },
});

/** A provider of which the shop says at first that it is under way, and later what a test says, or nothing. */
function saying(first: Committed['refund'], later: { word: Committed['refund'] }) {
  return (shop: ShopConnector): Pick<ShopConnector, 'commit' | 'committed'> => ({
    async commit(id, revision, effects, meta) {
      const kept = effects.filter(({ type }) => type !== 'refund');
      const done = await shop.commit(id, revision, kept, meta);
      return done.ok && kept.length < effects.length ? { ...done, refund: first } : done;
    },
    async committed(orderId, id) {
      const done = await shop.committed(orderId, id);
      return done && { ...done, refund: later.word };
    },
  });
}

describe('a payment that is captured after the cancellation', () => {
  it('is owed, told to the seller once, in the log, and given back with one click', async () => {
    const shop = aShop(atOnce, money(0));
    assert.equal((await shop.cancel()).view.cancellation?.refund?.status, 'none');
    const { cancellation, actions } = await shop.changes(money(4500));
    assert.deepEqual([cancellation.refund?.due, cancellation.refund?.status], [usd(4500), 'pending']);
    assert.ok(actions?.includes('refund'));
    await shop.changes({ facts: { note: 'looked at again' } });
    assert.deepEqual(
      shop.letters().filter((letter) => letter.includes('refund-due')),
      ['seller refund-due'],
    );
    const log = await shop.log('seller', ['cancellation']);
    assert.deepEqual(
      log.map(({ action }) => action),
      ['cancel', 'captured'],
    );
    const { view } = await shop.act('refund');
    assert.deepEqual([view.cancellation?.refund?.refunded, view.cancellation?.refund?.status], [usd(4500), 'settled']);
    assert.deepEqual(shop.sent(), [4500]);
    assert.equal((await shop.act('refund')).problem.code, 'illegal-transition', 'once');
  });

  it('is found by who reads the order, where the shop says nothing', async () => {
    const shop = aShop(atOnce, money(0));
    await shop.cancel();
    shop.shop.change('o1', money(4500));
    assert.deepEqual((await shop.view()).cancellation?.refund?.due, usd(4500));
  });

  it('is found by the clock where nobody reads the order, ever more rarely, for 30 days', async () => {
    let reads = 0;
    const shop = aShop(atOnce, money(0), (inner) => ({
      order(id: string) {
        reads++;
        return inner.order(id);
      },
    }));
    await shop.cancel();
    const { now } = shop.clock;
    const looked: number[] = [];
    for (let hour = 0; hour <= 24 * 40; hour += 1) {
      const before = reads;
      shop.clock.now = now + hours(hour);
      await shop.server.runDue();
      if (reads > before) looked.push(hour);
    }
    assert.deepEqual(looked.slice(0, 7), [1, 2, 3, 6, 11, 22, 24]);
    assert.deepEqual([looked.length, looked.at(-1)], [6 + 30, 24 * 30]);

    const late = aShop(atOnce, money(0));
    await late.cancel();
    late.shop.change('o1', money(4500));
    late.clock.now += hours(1);
    assert.equal(await late.server.runDue(), 1);
    assert.equal(late.letters().at(-1), 'seller refund-due');
    const { cancellations } = await late.store.records('o1');
    assert.deepEqual(cancellations[0]?.refund?.due, usd(4500));
    await late.act('refund');
    assert.deepEqual(late.sent(), [4500]);
    late.clock.now += days(1);
    assert.equal(await late.server.runDue(), 0);
  });

  it('is not looked for where all was paid before', async () => {
    const shop = aShop(atOnce, money(4500));
    await shop.cancel();
    assert.deepEqual(await shop.store.due(Number.MAX_SAFE_INTEGER), []);
  });

  it('is owed of a part only as far as it is more than the rest costs', async () => {
    const shop = aShop(atOnce, money(0));
    await shop.cancel(l1);
    const due = async (paid: number) => (await shop.changes(money(paid))).cancellation.refund?.due.amount;
    assert.deepEqual([await due(1500), await due(2500), await due(4500)], [0, 1000, 3000]);
  });

  it('is owed no more as far as the payer has got it back by another way', async () => {
    const shop = aShop(policyWith({}), {});
    await shop.cancel();
    const { cancellation } = await shop.changes(money(1000));
    assert.deepEqual(cancellation.refund?.due, usd(1000));
    await shop.act('refund');
    assert.deepEqual(shop.sent(), [1000]);
  });
});

describe('a refund that the shop makes itself', () => {
  it('is given to the cancellation that is owed it, and not paid twice', async () => {
    const shop = aShop(policyWith({}));
    await shop.cancel(l1);
    const { cancellation } = await shop.changes(money(4500, 3000));
    assert.deepEqual(
      cancellation.refund?.entries?.map(({ by, amount, status }) => [by, amount.amount, status]),
      [['shop', 3000, 'settled']],
    );
    assert.equal((await shop.act('refund')).view.cancellation?.state, 'cancelled');
    assert.deepEqual(shop.sent(), []);
  });

  it('in part leaves the rest to be paid', async () => {
    const shop = aShop(policyWith({}));
    await shop.cancel(l1);
    await shop.changes(money(4500, 1000));
    const { view } = await shop.act('refund');
    assert.deepEqual([view.cancellation?.state, view.cancellation?.refund?.refunded], ['cancelled', usd(3000)]);
    assert.deepEqual(shop.sent(), [2000]);
  });

  it('that is for nothing that was cancelled is given to none, then or later', async () => {
    const shop = aShop(atOnce);
    await shop.cancel(l1);
    const { cancellation } = await shop.changes(money(4500, 3500));
    assert.deepEqual(cancellation.refund?.refunded, usd(3000));
    const { view } = await shop.cancel({ lines: [{ id: 'l2', quantity: 3 }] });
    assert.deepEqual([view.cancellation?.refund?.due, shop.sent()], [usd(1000), [3000, 1000]]);
  });

  it('is owed again where the shop takes it back', async () => {
    const shop = aShop(policyWith({}));
    await shop.cancel(l1);
    await shop.changes(money(4500, 3000));
    const { cancellation } = await shop.changes(money(4500, 0));
    assert.deepEqual([cancellation.refund?.refunded, cancellation.refund?.status], [usd(0), 'failed']);
    await shop.act('refund');
    assert.deepEqual(shop.sent(), [3000]);
  });

  it('may be recorded before the shop counts it: nothing is sent, and it is counted once', async () => {
    const shop = aShop(policyWith({}));
    await shop.cancel(l1);
    const { view } = await shop.act('refund', { refund: { elsewhere: true, amount: 3000 } });
    assert.deepEqual([view.cancellation?.state, view.cancellation?.refund?.refunded], ['cancelled', usd(3000)]);
    const { cancellation } = await shop.changes(money(4500, 3000));
    assert.deepEqual([cancellation.refund?.refunded, cancellation.refund?.entries?.length], [usd(3000), 1]);
    assert.deepEqual(shop.sent(), []);
  });
});

describe('a refund that is under way', () => {
  it('has settled when as much is counted and the shop has nothing else to say; the buyer is told', async () => {
    const shop = aShop(atOnce, {}, saying('pending', { word: 'none' }));
    assert.equal((await shop.cancel()).view.cancellation?.refund?.status, 'pending');
    const { cancellation } = await shop.changes(money(4500, 4500));
    assert.deepEqual([cancellation.refund?.status, cancellation.refund?.refunded], ['settled', usd(4500)]);
    assert.ok(shop.letters().includes('buyer refund-settled'));
    assert.equal(cancellation.refund?.entries?.length, 1, 'it is that one');
  });

  it('stays under way, however much is counted, where the shop says that it is', async () => {
    const shop = aShop(atOnce, {}, saying('pending', { word: 'pending' }));
    await shop.cancel(l1);
    const { cancellation } = await shop.changes(money(4500, 3000));
    assert.deepEqual([cancellation.refund?.status, cancellation.refund?.refunded], ['pending', usd(0)]);
    const { view } = await shop.cancel({ lines: [{ id: 'l2', quantity: 3 }] });
    assert.deepEqual(view.cancellation?.refund?.due, usd(0), 'nothing is left that is sure to be there');
  });

  it('and counted may be the shop’s own: what is owed beyond it is left open until that is known', async () => {
    const later: { word: Committed['refund'] } = { word: 'pending' };
    const shop = aShop(policyWith({}), {}, saying('pending', later));
    await shop.cancel(l1);
    await shop.act('refund', { refund: { amount: 400 } });
    await shop.changes(money(4500, 400));
    const { view } = await shop.act('refund');
    assert.deepEqual([view.cancellation?.state, view.actions?.includes('refund')], ['refunding', false]);
    later.word = 'settled';
    await shop.changes(money(4500, 2600));
    const { refund } = (await shop.view('seller')).cancellation ?? {};
    assert.deepEqual(
      [refund?.refunded, refund?.status],
      [usd(2600), 'pending'],
      'nothing is taken as given that was not',
    );
    assert.equal((await shop.act('refund')).view.cancellation?.state, 'cancelled');
  });

  it('and counted keeps no money from another part any more when it has settled', async () => {
    const later: { word: Committed['refund'] } = { word: 'pending' };
    const shop = aShop(atOnce, {}, saying('pending', later));
    await shop.cancel(l1);
    await shop.changes(money(4500, 3000));
    assert.deepEqual((await shop.cancel()).view.cancellation?.refund?.due, usd(0), 'it may have been given back twice');
    later.word = 'settled';
    const { cancellation, actions } = await shop.changes({});
    assert.deepEqual(cancellation.refund?.due, usd(1500));
    assert.ok(actions?.includes('refund'));
    assert.ok(shop.letters().includes('seller refund-due'));
    assert.equal((await shop.log('seller', ['cancellation'])).at(-1)?.action, 'owed');
  });

  it('that fails is told to the seller, and can be made again', async () => {
    const later: { word: Committed['refund'] } = { word: 'pending' };
    const shop = aShop(atOnce, {}, saying('pending', later));
    await shop.cancel();
    later.word = 'failed';
    const { cancellation, actions } = await shop.changes({});
    assert.equal(cancellation.refund?.status, 'failed');
    assert.ok(actions?.includes('refund'));
    assert.ok(shop.letters().includes('seller refund-failed'));
    later.word = 'settled';
    await shop.act('refund');
    const again = (await shop.changes({})).cancellation.refund;
    assert.deepEqual([again?.status, again?.entries?.map(({ status }) => status)], ['settled', ['failed', 'settled']]);
  });

  it('in two parts may settle in one and fail in the other, by the keys of their effects', async () => {
    const card = { id: 'card', method: 'card', paid: usd(3500), refunded: usd(0) };
    const points = { id: 'points', method: 'points', paid: usd(1000), refunded: usd(0) };
    const payment = { method: 'card', paid: usd(4500), refunded: usd(0), parts: [card, points] };
    const shop = aShop(atOnce, { payment }, (inner) => ({
      async commit(...[id, revision, effects, meta]: Parameters<ShopConnector['commit']>) {
        const done = await inner.commit(id, revision, effects, meta);
        const failed = effects.filter((one) => one.type === 'refund' && one.part === 'points').map(({ key }) => key);
        return done.ok ? { ...done, refunds: Object.fromEntries(failed.map((key) => [key, 'failed'])) } : done;
      },
    }));
    const { refund } = (await shop.cancel()).view.cancellation ?? {};
    assert.deepEqual(
      refund?.entries?.map(({ part, status }) => [part, status]),
      [
        ['card', 'settled'],
        ['points', 'failed'],
      ],
    );
    assert.deepEqual([refund?.refunded, refund?.status], [usd(3500), 'failed']);
  });
});

describe('a cancelled order that goes on in the shop', () => {
  const reopened = async () => {
    const shop = aShop(atOnce);
    await shop.cancel();
    const view = await shop.changes({ status: 'PREPARING' });
    return { shop, view };
  };

  it('is told to seller and platform once, and cancels, pays and restocks nothing a second time', async () => {
    const { shop, view } = await reopened();
    await shop.changes({ facts: { note: 'looked at again' } });
    const told = shop.letters().filter((letter) => letter.includes('reopened'));
    assert.deepEqual(told, ['seller reopened', 'platform reopened']);
    assert.deepEqual(
      view.actions?.toSorted(),
      ['reopen', 'undo', 'uphold'].filter((one) => view.actions?.includes(one)),
    );
    assert.equal((await shop.cancel()).status, 409);
    assert.deepEqual(shop.sent(), [4500]);
    const log = await shop.log('seller', ['cancellation']);
    assert.deepEqual(
      log.map(({ action }) => action),
      ['cancel', 'conflict'],
    );
  });

  it('is cancelled again with one click, and no money moves', async () => {
    const { shop } = await reopened();
    const { view } = await shop.act('uphold');
    assert.deepEqual([view.order.status, view.cancellation?.state], ['CANCELLED', 'cancelled']);
    assert.deepEqual(shop.sent(), [4500]);
    assert.equal((await shop.act('uphold')).problem.code, 'illegal-transition');
  });

  it('lives again with one click, and no money moves', async () => {
    const { shop } = await reopened();
    const { view } = await shop.act('reopen');
    assert.deepEqual([view.order.status, view.cancellation?.state], ['PREPARING', 'undone']);
    assert.deepEqual(shop.sent(), [4500]);
  });
});

describe('what a connector gives', () => {
  const broken = { lines: [{ id: 'l1', sku: 'X', title: 'X', quantity: -1, unitPrice: usd(1) }] };
  const issues = [{ path: ['lines', 0, 'quantity'], code: 'too-small' }];

  it('that cannot be read offers nothing, names the member, and is refused by name', async () => {
    const shop = aShop(atOnce, broken);
    const view = await shop.view('seller');
    assert.deepEqual([view.decision?.outcome, view.decision?.reason], ['ask-server', 'order-unreadable']);
    assert.deepEqual(view.actions, []);
    await shop.view('seller');
    const told = shop.events.filter((event) => event.type === 'error');
    assert.equal(told.length, 1, 'once');
    assert.deepEqual((told[0] as { error: { issues?: object } }).error.issues, issues);
    const { status, problem } = await shop.cancel();
    assert.deepEqual([status, problem.code, problem.issues], [422, 'order-unreadable', issues]);
  });

  it('that cannot be read any more is named in the queue, and stays in it', async () => {
    const shop = aShop(policyWith({}));
    await shop.cancel();
    await shop.changes(broken);
    const { items } = (await shop.fetch('/cancellations', { as: 'seller' })).json;
    assert.deepEqual([items.length, items[0]?.issues, items[0]?.actions], [1, issues, []]);
  });

  it('as committed, and is not what was asked for, is told and on record', async () => {
    const shop = aShop(atOnce, {}, (inner) => ({
      async commit(...details: Parameters<ShopConnector['commit']>) {
        const done = await inner.commit(...details);
        return done.ok ? { ...done, order: { ...done.order, status: 'PREPARING' } } : done;
      },
    }));
    await shop.cancel();
    const told = shop.events.filter((event) => event.type === 'mismatch');
    assert.deepEqual(
      told.map((event) => event.issues),
      [[{ path: ['status'], code: 'differs' }]],
    );
    const log = await shop.log('seller', ['cancellation']);
    assert.ok(log.some(({ action, code }) => action === 'mismatch' && code === 'status'));
  });
});
