import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { CancelPolicy, Lifecycle } from '../../src/domain/policy.ts';
import type { Cancellation, Order } from '../../src/domain/records.ts';
import shopBuilder from '../../src/policy/presets/shop-builder.ts';
import { memoryShop, type ShopConnector } from '../../src/server/index.ts';
import { ago, anOrder, aServer, days, hours, minutes, sumsOf, usd } from './setup.ts';

const atOnce: CancelPolicy = {
  ...shopBuilder,
  consequences: {
    ...shopBuilder.consequences,
    marketplaceFee: 'reset',
    recentCancellations: { atLeast: 3, withinDays: 30 },
  },
  lifecycle: { ...(shopBuilder.lifecycle as Lifecycle), completes: 'at-once' },
};

const seed = Number(process.env['SEED']) || Math.floor(Math.random() * 2 ** 31);
const runs = (usual: number): number => Number(process.env['RUNS']) || usual;
console.log(`# refunds in flight: SEED=${seed}`);

type Said = 'pending' | 'settled' | 'failed';

/** A server whose shop says that money is under way, until a test says otherwise, and what it was asked to send in all. */
function aSlowProvider(changes: Partial<Order> = {}, policy = atOnce) {
  const shop = memoryShop([anOrder({ status: 'PREPARING', ...changes })]);
  /** By the transitions that asked for them. */
  const refunds = new Map<string, { of: string; amount: number; said: Said; counted: boolean }>();
  let own = shop.orders()[0]?.payment.refunded.amount ?? 0;
  let asked = 0;
  let broken = false;
  const withRefund = <T extends Awaited<ReturnType<ShopConnector['commit']>> | null>(done: T, id: string): T => {
    const refund = refunds.get(id)?.said;
    return done?.ok && refund ? { ...done, refund } : done;
  };
  const connector: ShopConnector = {
    ...shop,
    async commit(orderId, revision, effects, meta) {
      const refund = effects.find((effect) => effect.type === 'refund');
      // Counted when it has arrived, and the shop says so when it is told to.
      const others = effects.filter((effect) => effect !== refund);
      const done = await shop.commit(orderId, revision, others, meta);
      if (done.ok && refund)
        refunds.set(meta.id, {
          of: meta.cancellationId ?? '',
          amount: refund.amount.amount,
          said: 'pending',
          counted: false,
        });
      return withRefund(done, meta.id);
    },
    async committed(orderId, id) {
      asked++;
      if (broken) throw new Error('out of order');
      return withRefund(await shop.committed(orderId, id), id);
    },
  };
  const server = aServer({ policies: [policy], shop: connector });
  const revision = () => `"${shop.orders()[0]?.revision}"`;
  const count = (amount: number): void => {
    const { payment } = shop.orders()[0] as Order;
    shop.change('o1', { payment: { ...payment, refunded: usd(payment.refunded.amount + amount) } });
  };
  const sent = (): number =>
    [...refunds.values()].reduce((sum, { said, amount }) => (said === 'failed' ? sum : sum + amount), 0);
  const first = (which: (one: { said: Said; counted: boolean }) => boolean) => [...refunds.values()].find(which);
  return {
    ...server,
    shop,
    sent,
    /** What went back, or is on its way, by anybody's doing. */
    gone: () => own + sent(),
    /** From now on nobody can ask it what became of something. */
    break(): void {
      broken = true;
    },
    /** How often the shop was asked what became of something. */
    asked: () => asked,
    /** The shop gives money back of its own accord. */
    giveBack(amount: number): void {
      own += amount;
      count(amount);
    },
    /** What is under way longest is counted. */
    arrive(): void {
      const one = first(({ said, counted }) => said === 'pending' && !counted);
      if (one) one.counted = true;
      if (one) count(one.amount);
    },
    /** The shop says of what it counts that it settled, or of what is under way that it failed. */
    say(word: 'settled' | 'failed'): void {
      const one = first(({ said, counted }) => said === 'pending' && counted === (word === 'settled'));
      if (one) one.said = word;
    },
    /** It says of a refund that it failed, whichever it is: by its place among all. */
    fail(at: number): void {
      const one = [...refunds.values()].at(at);
      if (one) one.said = 'failed';
    },
    cancel: (body: object = {}) =>
      server.cancel({ action: 'cancel', reason: 'sold-out', ...body }, { as: 'seller', match: revision() }),
    async act(action: string, body: object = {}, as = 'seller') {
      const { cancellation } = await server.view();
      return server.post(`/cancellations/${cancellation?.id}/${action}`, body, { as, match: revision() });
    },
    request: () => server.cancel({ action: 'request' }, { match: revision() }),
    cancellations: async () => (await server.store.records('o1')).cancellations,
    /** To any of the order's cancellations, by its place. */
    async actOn(at: number, action: string, body: object = {}) {
      const { cancellations } = await server.store.records('o1');
      const id = cancellations[at % Math.max(1, cancellations.length)]?.id;
      return server.post(`/cancellations/${id}/${action}`, body, { as: 'seller', match: revision() });
    },
    /** What is counted has settled, and all else has failed. */
    end(): void {
      for (const one of refunds.values()) if (one.said === 'pending') one.said = one.counted ? 'settled' : 'failed';
    },
    sentFor(some: readonly Cancellation[]): number {
      const ids = new Set(some.map(({ id }) => id));
      return [...refunds.values()].reduce(
        (sum, { of, said, amount }) => (ids.has(of) && said !== 'failed' ? sum + amount : sum),
        0,
      );
    },
    failOne(at: number): void {
      const all = [...refunds.values()].filter(({ said, counted }) => said === 'pending' && !counted);
      const one = all[at % Math.max(1, all.length)];
      if (one) one.said = 'failed';
    },
  };
}

const l1 = { lines: [{ id: 'l1', quantity: 1 }] };
const l2 = { lines: [{ id: 'l2', quantity: 3 }] };

describe('a provider whose refunds are under way', () => {
  it('sends what was paid once, where an order is cancelled, undone and cancelled again', async () => {
    const server = aSlowProvider();
    assert.equal((await server.cancel()).view.cancellation?.refund?.status, 'pending');
    assert.equal((await server.act('undo')).problem.code, 'undo-unsafe');
    assert.equal((await server.act('undo', { acknowledged: ['recapture'] })).view.cancellation?.state, 'undone');
    const preview = await server.post('/orders/o1/preview', { action: 'cancel' }, { as: 'seller' });
    assert.equal(preview.json.consequences.refund, null, 'nothing is promised again');
    assert.equal((await server.cancel()).view.cancellation?.state, 'cancelled');
    assert.equal(server.sent(), 4500);
  });

  it('sends no more than what the shop has not given back before, part by part', async () => {
    const server = aSlowProvider({ payment: { method: 'card', paid: usd(4500), refunded: usd(1000) } });
    await server.cancel(l1);
    await server.cancel(l2);
    assert.equal(server.sent(), 3500);
  });

  it('does not have its own refunds taken for ours, though they are as much', async () => {
    const server = aSlowProvider();
    await server.cancel(l1);
    server.giveBack(3000);
    await server.server.orderChanged('o1');
    await server.cancel(l2);
    assert.deepEqual([server.sent(), server.gone()], [3000, 6000], 'nothing is left that could be sent');
  });

  it('is asked what became of them before more is sent, and frees what settled', async () => {
    const server = aSlowProvider();
    await server.cancel(l1);
    server.arrive();
    server.say('settled');
    await server.server.orderChanged('o1');
    const { cancellation } = await server.view();
    assert.deepEqual(sumsOf(cancellation?.refund), {
      due: usd(3000),
      refunded: usd(3000),
      method: 'original',
      status: 'settled',
    });
    await server.cancel(l2);
    assert.equal(server.sent(), 4500);
  });

  it('frees what failed later, which can be sent again', async () => {
    const server = aSlowProvider();
    await server.cancel();
    assert.equal((await server.act('refund')).problem.code, 'illegal-transition');
    server.say('failed');
    await server.server.orderChanged('o1');
    const { cancellation } = await server.view();
    assert.deepEqual([cancellation?.state, cancellation?.refund?.status], ['cancelled', 'failed']);
    const again = await server.act('refund');
    assert.deepEqual([again.status, server.sent()], [200, 4500]);
    const money = (await server.log('buyer', ['cancellation'])).map(({ action, refund, amount }) => [
      action,
      refund,
      amount?.amount,
    ]);
    assert.deepEqual(money, [
      ['cancel', 'pending', 4500],
      ['refund', 'failed', undefined],
      ['refund', 'pending', 4500],
    ]);
  });

  it('is asked once about what has settled', async () => {
    const server = aSlowProvider();
    await server.cancel(l1);
    server.arrive();
    server.say('settled');
    await server.server.orderChanged('o1');
    const once = server.asked();
    await server.server.orderChanged('o1');
    assert.equal(server.asked(), once);
  });

  it('says of an undone cancellation that its refund failed: one that came after it stays the last word', async () => {
    const server = aSlowProvider();
    await server.cancel();
    await server.act('undo', { acknowledged: ['recapture'] });
    await server.cancel();
    const states = ['cancelled', 'undone', 'cancelled'];
    const heard = (await server.store.changes(0, 100)).changes.length;
    server.say('failed');
    await server.server.orderChanged('o1');
    const log = (await server.log('buyer', ['cancellation'])).slice(-2);
    assert.deepEqual(
      log.map(({ action, refund }) => refund ?? action),
      ['failed', 'owed'],
    );
    assert.throws(() => server.shop.ship('o1', ago(0)), /cancelled and cannot be shipped/);
    assert.deepEqual(
      server.events.flatMap((event) => (event.type === 'transition' ? [event.state] : [])),
      states,
      'no state is taken by it',
    );
    const { changes } = await server.store.changes(heard, 100);
    assert.deepEqual([...new Set(changes.map(({ cancellation }) => cancellation))], [null], 'the order is another one');
  });

  it('is asked about each of many that are under way, though not of all at once', async () => {
    const server = aSlowProvider({}, shopBuilder);
    await server.cancel();
    const parts = [...Array(24).fill(10), 4260];
    for (const amount of parts) await server.act('refund', { refund: { amount } });
    assert.equal(server.sent(), 4500);
    server.fail(-1);
    assert.equal(server.sent(), 240);
    let most = 0;
    // Which are asked about is left to chance: of so many times one is bound to be the last one's.
    for (let times = 0; times < 100 && (await server.view()).cancellation?.refund?.status !== 'failed'; times++) {
      const before = server.asked();
      await server.server.orderChanged('o1');
      most = Math.max(most, server.asked() - before);
    }
    assert.equal((await server.view()).cancellation?.refund?.status, 'failed');
    assert.ok(most <= 20, `${most} at once`);
  });

  it('owes what failed after an undo to the cancellation that came after it', async () => {
    const server = aSlowProvider();
    await server.cancel();
    await server.act('undo', { acknowledged: ['recapture'] });
    assert.deepEqual((await server.cancel()).view.cancellation?.refund?.status, 'none');
    server.say('failed');
    await server.server.orderChanged('o1');
    const seen = await server.view('seller');
    assert.deepEqual(sumsOf(seen.cancellation?.refund), {
      due: usd(4500),
      refunded: usd(0),
      method: 'original',
      status: 'failed',
    });
    assert.ok(seen.actions?.includes('refund'));
    const again = await server.act('refund');
    assert.deepEqual([again.status, server.sent()], [200, 4500]);
    assert.equal((await server.act('refund')).problem.code, 'illegal-transition', 'once');
  });

  it('owes it part by part, no more than a part comes to, nor than is there', async () => {
    const server = aSlowProvider();
    const due = async () => (await server.view()).cancellation?.refund?.due.amount;
    await server.cancel(l1);
    await server.act('undo', { acknowledged: ['recapture'] });
    await server.cancel({ lines: [{ id: 'l2', quantity: 1 }] });
    assert.equal(await due(), 0, 'no more was there than the rest costs');
    await server.cancel(l1);
    assert.equal(await due(), 500, 'what was left beyond the rest');
    server.fail(0);
    await server.server.orderChanged('o1');
    assert.equal(await due(), 3000);
    assert.equal((await server.act('refund')).status, 200);
    assert.equal(server.sent(), 3000, 'of which 500 were on their way');
    const { items } = (await server.fetch('/cancellations?sort=requestedAt', { as: 'seller' })).json;
    const dues = items.map(({ cancellation }: { cancellation: Cancellation }) => cancellation.refund?.due.amount);
    assert.deepEqual(dues.sort(), [3000, 3000, 500]);
    const owed = items.find(
      ({ cancellation }: { cancellation: Cancellation }) => cancellation.refund?.due.amount === 500,
    );
    const match = `"${server.shop.orders()[0]?.revision}"`;
    const path = `/cancellations/${owed?.cancellation.id}/refund`;
    assert.equal((await server.post(path, {}, { as: 'seller', match })).status, 200);
    assert.equal(server.sent(), 3500);
  });

  it('sends what is cancelled in the end, whatever was undone before and failed, when it is asked again', async () => {
    const parts = { l1, l2, 'l2-one': { lines: [{ id: 'l2', quantity: 1 }] }, all: {} };
    const which = fc.nat(5);
    const step = fc.oneof(
      fc.record({ do: fc.constantFrom('l1', 'l2', 'l2-one', 'all'), which }),
      fc.record({ do: fc.constantFrom('failed', 'fail', 'told', 'arrive', 'settled'), which }),
      fc.record({ do: fc.constantFrom('undo', 'undo', 'refund', 'refund-part'), which }),
    );
    const steps = fc.array(step, { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('at-once', 'when-refunded'), steps, async (completes, all) => {
        const server = aSlowProvider({}, completes === 'at-once' ? atOnce : shopBuilder);
        const acts: Record<string, (at: number) => unknown> = {
          undo: (at) => server.actOn(at, 'undo', { acknowledged: ['recapture'] }),
          refund: (at) => server.actOn(at, 'refund'),
          'refund-part': (at) => server.actOn(at, 'refund', { refund: { amount: 400 } }),
          fail: server.failOne,
          failed: () => server.say('failed'),
          arrive: server.arrive,
          settled: () => server.say('settled'),
          told: () => server.server.orderChanged('o1'),
        };
        for (const { do: one, which } of all) {
          await (acts[one] ? acts[one](which) : server.cancel(parts[one as keyof typeof parts]));
          assert.ok(server.gone() <= 4500);
        }
        server.end();
        await server.server.orderChanged('o1');
        const cancellations = await server.cancellations();
        for (let at = 0; at < cancellations.length; at++) await server.actOn(at, 'refund');
        const { lines } = server.shop.orders()[0] as Order;
        const worth = lines.map(({ cancelledQuantity = 0, unitPrice }) => cancelledQuantity * unitPrice.amount);
        const due = worth.reduce((sum, one) => sum + one, 0);
        // What had arrived for what was undone stays away; as much less may be there for the rest.
        const undone = server.sentFor(cancellations.filter(({ state }) => state === 'undone'));
        const told = `${server.sent()} sent, ${due} due, ${undone} for what was undone`;
        assert.ok(server.sent() >= Math.max(due, undone) && server.sent() <= due + undone, told);
      }),
      { seed, numRuns: runs(100) },
    );
  });

  it('is asked by the clock what became of them, ever more rarely, until it says', async () => {
    const server = aSlowProvider();
    await server.cancel();
    const { now } = server.clock;
    const times: number[] = [];
    for (const minute of [9, 10, 11, 19, 20, 39, 40, 1439, 1440, 1441, 2879, 2880, 4321]) {
      const before = server.asked();
      server.clock.now = now + minutes(minute);
      await server.server.runDue();
      if (server.asked() > before) times.push(minute);
    }
    assert.deepEqual(times, [10, 20, 40, 1439, 1440, 2880, 4321]);
    server.say('failed');
    server.clock.now += days(1);
    assert.equal(await server.server.runDue(), 1);
    assert.equal((await server.view()).cancellation?.refund?.status, 'failed');
    const asked = server.asked();
    server.clock.now += days(9);
    assert.equal(await server.server.runDue(), 0);
    assert.equal(server.asked(), asked, 'not any more');
  });

  it('that cannot be asked keeps nobody from writing, and what it has not said stays reserved', async () => {
    const server = aSlowProvider();
    await server.cancel(l1);
    server.break();
    await server.cancel(l2);
    assert.equal(server.sent(), 4500);
    assert.ok(server.events.some((event) => event.type === 'error' && event.during === 'asking about a refund'));
  });

  it('never has sent more than what was paid, whatever it gives back itself, says, and is asked for', async () => {
    const step = fc.constantFrom(
      'l1',
      'l2',
      'all',
      'undo',
      'refund',
      'arrive',
      'settled',
      'failed',
      'l2-itself',
      'l1-itself',
      'told',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
        const server = aSlowProvider();
        const acts: Record<string, () => unknown> = {
          l1: () => server.cancel(l1),
          l2: () => server.cancel(l2),
          all: () => server.cancel(),
          undo: () => server.act('undo', { acknowledged: ['recapture'] }),
          refund: () => server.act('refund'),
          arrive: server.arrive,
          settled: () => server.say('settled'),
          failed: () => server.say('failed'),
          // What is left is the shop's to send as well; more than that is no doing of ours.
          'l2-itself': () => server.gone() + 1500 <= 4500 && server.giveBack(1500),
          'l1-itself': () => server.gone() + 3000 <= 4500 && server.giveBack(3000),
          told: () => server.server.orderChanged('o1'),
        };
        for (const one of steps) {
          await acts[one]?.();
          assert.ok(server.gone() <= 4500, `${server.gone()} of 4500 after ${one}`);
        }
        await server.log();
      }),
      { seed, numRuns: runs(150) },
    );
  });

  it('is not asked where nobody can say how much is to be given back', async () => {
    const eur = { amount: 500, currency: 'EUR' };
    const server = aSlowProvider({ payment: { method: 'card', paid: usd(4500), refunded: eur } });
    const { status, problem } = await server.cancel();
    assert.deepEqual([status, problem.code], [422, 'payment-unreadable']);
    assert.equal((await server.view()).cancellation, null);
  });
});

describe('an undo', () => {
  it('takes back strikes, fee and removal requests, however often it is accepted and undone', async () => {
    const order = {
      placedAt: ago(hours(1)),
      fee: { amount: usd(250), billedMonth: '2026-03' },
      itemRemovalRequests: [
        { id: 'x1', status: 'pending' },
        { id: 'x2', status: 'accepted' },
      ],
    };
    const server = aSlowProvider(order);
    for (let times = 0; times < 3; times++) {
      await server.request();
      const { view } = await server.act('accept', { reason: 'buyer-asked' });
      assert.equal(view.cancellation?.state, 'cancelled');
      assert.deepEqual(
        [view.order.buyer.recentCancellations, view.order.fee?.amount, view.order.itemRemovalRequests?.[0]?.status],
        [1, usd(0), 'cancelled'],
      );
      const undone = await server.act('undo', { acknowledged: ['recapture'] });
      assert.equal(undone.status, 200, undone.text);
      const { buyer, fee, itemRemovalRequests } = undone.view.order;
      assert.deepEqual(
        [buyer.recentCancellations, fee, itemRemovalRequests],
        [0, order.fee, order.itemRemovalRequests],
      );
    }
  });

  it('takes back the credit on a later invoice', async () => {
    const server = aSlowProvider({
      placedAt: '2026-02-27T12:00:00Z',
      fee: { amount: usd(250), billedMonth: '2026-02' },
    });
    await server.cancel();
    assert.deepEqual(server.shop.credits(), { '2026-03': [{ orderId: 'o1', amount: usd(250) }] });
    await server.act('undo', { acknowledged: ['recapture'] });
    assert.deepEqual(server.shop.credits(), { '2026-03': [] });
  });
});
