import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { CancelError } from '../../../../src/domain/errors.ts';
import type { CancelPolicy } from '../../../../src/domain/policy.ts';
import type { Order } from '../../../../src/domain/records.ts';
import shopBuilder from '../../../../src/policy/presets/shop-builder.ts';
import {
  type Job,
  memoryJournal,
  memoryStore,
  type Step,
  type StepCall,
  StepRefused,
  type Steps,
  stepwiseShop,
} from '../../../../src/server/index.ts';
import { anOrder, aServer, days, hours, minutes, start, usd } from '../../setup.ts';

/** Cancels, restocks and pays back in one go. */
const policy: CancelPolicy = {
  ...shopBuilder,
  lifecycle: { ...(shopBuilder.lifecycle as NonNullable<CancelPolicy['lifecycle']>), completes: 'at-once' },
};

type Fault = 'none' | 'before' | 'after' | 'hang';

/** A commerce server of plain calls, none of which is safe to repeat, and each of which may fail before or after it is done. */
function aPlainShop(next: () => Fault = () => 'none') {
  let order = anOrder({ status: 'PREPARING', revision: '' });
  const done: { type: string; key: string; amount?: number }[] = [];
  const call =
    (effect: (call: StepCall) => void): Step['run'] =>
    async (given) => {
      const fault = next();
      if (fault === 'before') throw new Error('no connection');
      if (fault === 'hang') await new Promise(() => {});
      effect(given);
      const { effect: asked, key } = given;
      done.push({ type: asked.type, key, ...(asked.type === 'refund' && { amount: asked.amount.amount }) });
      if (fault === 'after') throw new Error('connection lost');
    };
  const check: NonNullable<Step['check']> = async ({ key }) => {
    if (next() !== 'none') throw new Error('no connection');
    return done.some((one) => one.key === key) ? 'done' : 'not-done';
  };
  const checked = (effect: (call: StepCall) => void): Step => ({ run: call(effect), check });
  const nothing = checked(() => {});
  const change = (changes: Partial<Order>): void => {
    order = { ...order, ...changes };
  };
  const steps = {
    lines: checked(({ effect }) => {
      if (effect.type !== 'lines') return;
      const cancelled = new Map(effect.lines.map(({ id, quantity }) => [id, quantity]));
      change({
        lines: order.lines.map((line) => ({ ...line, cancelledQuantity: cancelled.get(line.id) ?? 0 })),
      });
    }),
    status: checked(({ effect }) => effect.type === 'status' && change({ status: effect.status })),
    refund: checked(({ effect }) => {
      if (effect.type !== 'refund') return;
      const { paid, refunded, ...payment } = order.payment;
      change({ payment: { ...payment, paid, refunded: usd(refunded.amount + effect.amount.amount) } });
    }),
    void: nothing,
    stock: nothing,
    unstock: nothing,
    coupons: nothing,
    fee: nothing,
    strike: nothing,
    penalty: nothing,
    remark: 'none',
    notices: 'none',
    'removal-requests': 'none',
    'hold-fulfilment': nothing,
    'release-fulfilment': nothing,
  } satisfies Record<keyof Steps, Step | 'none'> as unknown as Steps;
  return {
    done,
    steps,
    change,
    read: { order: async (id: string) => (id === order.id ? order : null), orderByNumber: async () => order },
    sent: () => done.reduce((sum, { amount = 0 }) => sum + amount, 0),
    refunded: () => order.payment.refunded.amount,
  };
}

interface Setup {
  next?: () => Fault;
  steps?: Partial<Record<keyof Steps, unknown>>;
  patience?: number;
  /** Whether the server is told of what has ended. */
  isTold?: boolean;
}

/** A server over it, which can be stopped at any time and begun anew over what it kept. */
function aWorld({ next, steps = {}, patience = 1000, isTold = false }: Setup = {}) {
  const shop = aPlainShop(next);
  const journal = memoryJournal();
  const store = memoryStore();
  const clock = { now: start };
  const stuck: Job[] = [];
  const ended: string[] = [];
  const begin = () => {
    const stepwise = stepwiseShop({
      read: shop.read,
      steps: { ...shop.steps, ...steps } as Steps,
      journal,
      patience,
      timeout: 5000,
      now: () => clock.now,
      onStuck: (job) => stuck.push(job),
      onDone(orderId) {
        ended.push(orderId);
        return isTold ? server.server.orderChanged(orderId) : undefined;
      },
    });
    return { stepwise, ...aServer({ policies: [policy], store, shop: stepwise, now: () => clock.now }) };
  };
  let { stepwise, ...server } = begin();
  return {
    shop,
    store,
    journal,
    clock,
    stuck,
    ended,
    restart() {
      ({ stepwise, ...server } = begin());
    },
    view: (as?: string) => server.view(as),
    async cancel(key = 'key') {
      const { order } = await server.view();
      return server.cancel(
        { action: 'cancel', reason: 'sold-out', restock: true },
        { as: 'seller', match: `"${order.revision}"`, key },
      );
    },
    async goOn() {
      clock.now += minutes(15);
      await server.server.runDue();
    },
    log: () => server.log('buyer', ['cancellation']),
    runDue: () => server.server.runDue(),
    waiting: () => stepwise.stuck(),
    settle: (jobId: string, key: string, found: 'done' | 'not-done') => stepwise.settle(jobId, key, found),
    again: (orderId: string, id: string) => stepwise.committed(orderId, id),
    late: (...transition: Parameters<typeof stepwise.commit>) => stepwise.commit(...transition),
  };
}

describe('a shop of plain calls', () => {
  it('carries a cancellation out at once where it answers', async () => {
    const world = aWorld();
    const { status, view } = await world.cancel();
    assert.equal(status, 201);
    assert.equal(view.cancellation?.state, 'cancelled');
    assert.equal(view.pending, undefined);
    assert.equal(world.shop.sent(), 4500);
  });

  it('gives an order another revision with each transition, whatever it counts itself', async () => {
    const world = aWorld();
    const before = (await world.view()).order.revision;
    const { view } = await world.cancel();
    assert.notEqual(view.order.revision, before);
    assert.equal((await world.view()).order.revision, view.order.revision);
  });

  it('needs a word about every effect', () => {
    const { steps, read } = aPlainShop();
    const { refund: _, ...others } = steps;
    assert.throws(
      () => stepwiseShop({ read, steps: others as Steps, journal: memoryJournal() }),
      (error) => error instanceof CancelError && error.code === 'invalid-shop' && error.issues[0]?.path[1] === 'refund',
    );
  });

  it('that answers late is said to be under way, by 202, to readers too, and nothing else can be asked for meanwhile', async () => {
    const faults: Fault[] = ['before'];
    const world = aWorld({ next: () => faults.shift() ?? 'none' });
    const first = await world.cancel();
    assert.equal(first.status, 202);
    const since = new Date(start).toISOString();
    assert.equal(first.view.pending?.action, 'cancel');
    assert.equal(Date.parse(first.view.pending?.since ?? ''), Date.parse(since));
    const { pending, decision, actions } = await world.view();
    assert.equal(pending?.action, 'cancel');
    assert.deepEqual([decision?.outcome, decision?.reason, actions], ['none', 'in-progress', []]);
    assert.equal((await world.cancel()).status, 202, 'the same request');
    const other = await world.cancel('another');
    assert.deepEqual([other.status, other.problem.code], [409, 'in-progress']);
    await world.goOn();
    const { view, status } = await world.cancel();
    assert.deepEqual([status, view.cancellation?.state, view.pending], [201, 'cancelled', undefined]);
    assert.equal(world.shop.sent(), 4500);
    assert.deepEqual(world.ended, ['o1']);
  });

  it('that hangs keeps neither readers nor other orders waiting', async () => {
    const world = aWorld({ next: () => 'hang', patience: 5 });
    assert.equal((await world.cancel()).status, 202);
    assert.equal((await world.view()).pending?.action, 'cancel');
  });

  it('that refuses before anything was done has done nothing', async () => {
    const refusing: Step = { run: () => Promise.reject(new StepRefused('it was shipped')) };
    const world = aWorld({ steps: { lines: refusing, status: refusing } });
    const { status, problem } = await world.cancel();
    assert.deepEqual([status, problem.code], [409, 'illegal-transition']);
    assert.deepEqual(world.shop.done, []);
    assert.equal((await world.view()).cancellation, null);
  });

  it('is told with the first call of a transition which revision was decided on, and again only where it takes the key', async () => {
    for (const repeatable of [true, false]) {
      const told: (string | undefined)[] = [];
      let failures = 1;
      const first: Step = {
        async run({ revision }) {
          told.push(revision);
          if (failures-- > 0) throw new Error('no answer');
        },
        ...(repeatable ? { repeatable } : { check: async () => 'not-done' as const }),
      };
      const refund: Step = {
        async run({ revision }) {
          told.push(revision);
        },
      };
      const world = aWorld({ steps: { lines: first, status: 'none', refund } });
      const { revision } = (await world.view()).order;
      await world.cancel();
      for (const _ of [1, 2, 3]) await world.goOn();
      assert.equal((await world.view()).cancellation?.state, 'cancelled');
      const own = revision.slice(0, revision.lastIndexOf('.'));
      assert.deepEqual(told, [own, repeatable ? own : undefined, undefined]);
    }
  });

  it('that refuses after a step that the shop has nothing of has done nothing either', async () => {
    const refusing: Step = { run: () => Promise.reject(new StepRefused('it was shipped')) };
    const world = aWorld({ steps: { lines: refusing, status: 'none' } });
    const { status, problem } = await world.cancel();
    assert.deepEqual([status, problem.code], [409, 'illegal-transition']);
    assert.deepEqual(world.shop.done, []);
    assert.equal((await world.view()).cancellation, null);
  });

  it('that refuses in the middle waits for a person, and does not leave the rest out', async () => {
    const world = aWorld({ steps: { refund: { run: () => Promise.reject(new StepRefused('no such payment')) } } });
    assert.equal((await world.cancel()).status, 202);
    for (const _ of [1, 2, 3]) await world.goOn();
    assert.equal((await world.view()).pending?.action, 'cancel');
    const [job] = await world.waiting();
    const step = job?.steps.find(({ state }) => state === 'stuck');
    assert.deepEqual([step?.effect.type, step?.problem], ['refund', 'no such payment']);
    assert.equal(world.stuck.length, 1);
    assert.equal(await world.settle(job?.id ?? '', step?.effect.key ?? '', 'done'), true);
    assert.equal(await world.settle(job?.id ?? '', step?.effect.key ?? '', 'done'), false);
    assert.equal((await world.view()).cancellation?.state, 'cancelled');
  });

  it('whose lost answer nobody can tell about is asked about by a person, and nothing is guessed', async () => {
    let sent = 0;
    const blind: Step = {
      run: async () => {
        sent++;
        if (sent === 1) throw new Error('connection lost');
      },
    };
    const world = aWorld({ steps: { refund: blind } });
    assert.equal((await world.cancel()).status, 202);
    for (const _ of [1, 2, 3]) await world.goOn();
    assert.equal(sent, 1);
    const [job] = await world.waiting();
    const key = job?.steps.find(({ state }) => state === 'stuck')?.effect.key ?? '';
    assert.equal(await world.settle(job?.id ?? '', key, 'not-done'), true);
    assert.equal(sent, 2);
    assert.equal((await world.view()).cancellation?.state, 'cancelled');
  });

  it('does not believe soon after a lost answer that nothing was done', async () => {
    const faults: Fault[] = ['none', 'none', 'before'];
    const world = aWorld({ next: () => faults.shift() ?? 'none' });
    await world.cancel();
    const tries = async () => {
      const [job] = await world.journal.due(Number.POSITIVE_INFINITY, 1);
      return job?.steps.find(({ state }) => state === 'trying')?.tries;
    };
    const before = await tries();
    assert.equal(before, 1);
    world.clock.now += 30_000;
    world.restart();
    await world.again('o1', 'unknown');
    const [job] = await world.journal.due(Number.POSITIVE_INFINITY, 1);
    assert.ok(job);
    await world.late('o1', '', [], { ...(job.meta as NonNullable<Job['meta']>) });
    assert.equal(await tries(), 1);
    await world.goOn();
    assert.equal((await world.view()).cancellation?.state, 'cancelled');
  });

  it('goes on though the clock is set back by a day, while it waits and while a process that died holds it, and does all once', async () => {
    for (const fault of ['before', 'after', 'hang'] as const) {
      let faults = 1;
      const world = aWorld({ next: () => (faults-- > 0 ? fault : 'none'), patience: 5 });
      assert.equal((await world.cancel()).status, 202);
      // Who held it is gone; who comes next has another clock.
      world.restart();
      world.clock.now -= days(1);
      for (const _ of [1, 2, 3]) {
        await world.runDue();
        world.clock.now += minutes(2);
      }
      assert.equal((await world.view()).cancellation?.state, 'cancelled', fault);
      assert.equal(world.shop.sent(), 4500, fault);
      const keys = world.shop.done.map(({ key }) => key);
      assert.equal(new Set(keys).size, keys.length, fault);
    }
  });

  it('I2: does not set the status of an order that was shipped meanwhile, which would hide it; a person is asked', async () => {
    const hold: Step = {
      run: async () => world.shop.change({ status: 'IN_TRANSIT', shippedAt: new Date(start).toISOString() }),
    };
    const world = aWorld({ steps: { 'hold-fulfilment': hold } });
    const effects = [
      { type: 'status', status: 'CANCELLATION_REQUESTED', key: 't1:0' } as const,
      { type: 'hold-fulfilment', key: 't1:1' } as const,
    ];
    const meta = {
      id: 't1',
      cancellationId: 'c1',
      state: 'requested',
      actor: 'buyer',
      at: '',
      afterShipment: false,
    } as const;
    const { order } = await world.view();
    assert.deepEqual(await world.late('o1', order.revision, [...effects], meta), { ok: false, underWay: true });
    assert.equal((await world.view()).order.status, 'IN_TRANSIT');
    const [job] = await world.waiting();
    assert.equal(job?.steps.find(({ state }) => state === 'stuck')?.problem, 'the order was shipped meanwhile');
    assert.equal(await world.settle('t1', 't1:0', 'done'), true);
    assert.equal((await world.again('o1', 't1'))?.ok, true);
    assert.equal((await world.view()).order.status, 'IN_TRANSIT');
  });

  it('writes nothing where it is asked about a transition that it knows', async () => {
    const world = aWorld();
    await world.cancel();
    const [entry] = await world.log();
    const { open, save } = world.journal;
    const fail = (): never => assert.fail('written');
    Object.assign(world.journal, { open: fail, save: fail });
    assert.equal((await world.again('o1', entry?.id ?? ''))?.ok, true);
    Object.assign(world.journal, { open, save });
    assert.equal(await world.again('o1', 'never heard of'), null);
  });

  it('whose lost step one look at what is due does again has its order settled by that look', async () => {
    let faults = 1;
    const world = aWorld({ next: () => (faults-- > 0 ? 'before' : 'none'), isTold: true });
    assert.equal((await world.cancel()).status, 202);
    world.restart();
    await world.goOn();
    const { cancellations, plan } = await world.store.records('o1');
    assert.deepEqual([cancellations[0]?.state, plan], ['cancelled', null]);
  });

  it('refuses for good what was asked about before it came', async () => {
    const world = aWorld();
    const { order } = await world.view();
    assert.equal(await world.again('o1', 'x'), null);
    const at = new Date(start).toISOString();
    const meta = {
      id: 'x',
      cancellationId: 'c',
      state: 'cancelled',
      actor: 'buyer',
      at,
      afterShipment: false,
    } as const;
    assert.deepEqual(await world.late('o1', order.revision, [], { ...meta }), { ok: false, refused: 'given-up' });
  });

  it('says of a refund that is on its way what became of it', async () => {
    let word: 'pending' | 'settled' = 'pending';
    const slow: Step = { run: async () => ({ refund: 'pending' }), check: async () => ({ refund: word }) };
    const world = aWorld({ steps: { refund: slow } });
    const { view } = await world.cancel();
    assert.equal(view.cancellation?.refund?.status, 'pending');
    word = 'settled';
    world.clock.now += hours(1);
    await world.goOn();
    assert.equal((await world.view()).cancellation?.refund?.status, 'settled');
  });

  it('does everything once, whichever calls are lost before or after they are done, and however often it is restarted', async () => {
    const faults = fc.array(fc.constantFrom<Fault>('none', 'none', 'before', 'after'), { maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(faults, fc.array(fc.boolean(), { maxLength: 10 }), async (given, restarts) => {
        const left = [...given];
        const world = aWorld({ next: () => left.shift() ?? 'none' });
        const { status } = await world.cancel();
        assert.ok(status === 201 || status === 202, `answered with ${status}`);
        for (let round = 0; round < 80 && (await world.view()).pending; round++) {
          if (restarts[round]) world.restart();
          await world.goOn();
        }
        const { cancellation, pending } = await world.view();
        assert.equal(pending, undefined);
        assert.equal(cancellation?.state, 'cancelled');
        assert.equal(world.shop.sent(), 4500);
        assert.equal(world.shop.refunded(), 4500);
        const keys = world.shop.done.map(({ key }) => key);
        assert.equal(new Set(keys).size, keys.length, 'nothing was done twice');
        assert.equal((await world.log()).length, 1);
      }),
      { numRuns: 150 },
    );
  });
});
