// What a shop was asked to do, step by step, is kept for as long as it may be asked about, and no longer.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Order } from '../../../../src/domain/records.ts';
import shopBuilder from '../../../../src/policy/presets/shop-builder.ts';
import {
  type CommitMeta,
  createCancellationServer,
  memoryJournal,
  memoryStore,
  type ShopEffect,
  type Step,
  type Steps,
  stepwiseShop,
} from '../../../../src/server/index.ts';
import { effectTypes } from '../../../../src/server/shops/stepwise/job.ts';
import { aPlan } from '../../../../src/server/stores/conformance/records.ts';
import { anOrder, days, start, usd } from '../../setup.ts';

const meta = (id: string): CommitMeta => ({
  ...{ id, cancellationId: 'c1', state: 'cancelled', actor: 'buyer', at: new Date(start).toISOString() },
  afterShipment: false,
});
const remark: ShopEffect = { type: 'remark', party: 'buyer', text: 'Ada was rude', at: meta('').at, key: 'm:1' };
const refund: ShopEffect = { type: 'refund', amount: usd(100), method: 'card', key: 'm:0' };

/** A server over a shop of which each step is done by `run`. */
function aWorld(run: Step['run'] = async () => {}, check?: Step['check']) {
  const journal = memoryJournal();
  const store = memoryStore();
  const clock = { now: start };
  /** Whether its orders cannot be read. */
  const reach = { isCutOff: false };
  let runs = 0;
  const step: Step = {
    async run(call) {
      runs++;
      return run(call);
    },
    ...(check && { check }),
  };
  const order: Order = anOrder();
  const shop = stepwiseShop({
    read: {
      async order(id) {
        if (reach.isCutOff) throw new Error('no connection');
        return id === order.id ? order : null;
      },
      orderByNumber: async () => null,
    },
    steps: Object.fromEntries(effectTypes.map((type) => [type, step])) as unknown as Steps,
    journal,
    now: () => clock.now,
  });
  const server = createCancellationServer({
    ...{ policies: [shopBuilder], store, shop, authenticate: async () => null, now: () => clock.now },
  });
  const revision = async () => (await shop.order(order.id))?.revision ?? '';
  return { reach, journal, store, clock, shop, server, revision, runs: () => runs };
}

describe('what a shop was asked to do', () => {
  it('is dropped a month after it has ended, and never done again by whoever comes late', async () => {
    const { shop, server, clock, journal, revision, runs } = aWorld();
    const decidedOn = await revision();
    assert.equal((await shop.commit('o1', decidedOn, [remark], meta('m'))).ok, true);
    assert.equal(await shop.committed('o1', 'never'), null);
    clock.now += days(30) - 1;
    await server.runDue();
    assert.deepEqual([(await journal.job('m'))?.state, (await journal.job('never'))?.state], ['done', 'given-up']);
    const before = await revision();
    clock.now += 1;
    await server.runDue();
    assert.deepEqual([await journal.job('m'), await journal.job('never')], [null, null]);
    // Of both it is on record that what was decided before is out of date.
    for (const id of ['m', 'never'])
      for (const late of [decidedOn, before])
        assert.deepEqual(await shop.commit('o1', late, [remark], meta(id)), { ok: false });
    assert.equal(runs(), 1);
  });

  it('is kept while it is not finished, while its refund is on its way, and while its plan is on record', async () => {
    let word: 'pending' | 'settled' = 'pending';
    let isAway = true;
    const { reach, shop, server, clock, journal, store, revision } = aWorld(
      async ({ effect }) => {
        if (effect.type === 'refund') return { refund: 'pending' };
        if (isAway && effect.type === 'remark') throw new Error('no connection');
        return undefined;
      },
      async ({ effect }) => (effect.type === 'refund' ? { refund: word } : 'not-done'),
    );
    await shop.commit('o1', await revision(), [refund], meta('refund'));
    await shop.commit('o1', await revision(), [], meta('planned'));
    const pending = shop.commit('o1', await revision(), [remark], meta('running'));
    assert.deepEqual(await pending, { ok: false, underWay: true });
    await store.begin(aPlan({ id: 'planned', orderId: 'o1', claim: null, cancellations: [] }));
    clock.now += days(400);
    const kept = () =>
      Promise.all(['refund', 'planned', 'running'].map(async (id) => (await journal.job(id)) !== null));
    // What nobody can finish, since the order cannot be read, is asked about again.
    reach.isCutOff = true;
    await server.runDue();
    assert.deepEqual(await kept(), [true, true, true]);

    reach.isCutOff = false;
    await store.abandon(aPlan({ id: 'planned', orderId: 'o1', claim: null, cancellations: [] }));
    isAway = false;
    word = 'settled';
    clock.now += days(1);
    await shop.work();
    await shop.committed('o1', 'refund');
    await server.runDue();
    // What ended just now is kept for a month from now.
    assert.deepEqual(await kept(), [true, false, true]);
    clock.now += days(30);
    await server.runDue();
    assert.deepEqual(await kept(), [false, false, false]);
  });

  it('loses what people wrote, and what errors quote, when its order is erased; what is still to be done, when it is', async () => {
    let isAway = true;
    const { shop, server, clock, journal, revision } = aWorld(
      async ({ effect }) => {
        if (isAway && effect.type === 'remark') throw new Error('Ada Lovelace is not to be reached');
      },
      async () => 'not-done',
    );
    const said = async () => JSON.stringify(await journal.of('o1'));
    await shop.commit('o1', await revision(), [remark], meta('m'));
    assert.match(await said(), /Ada was rude.*Ada Lovelace/s);
    await server.erase('o1', 'seller');
    assert.match(await said(), /Ada was rude/);
    assert.doesNotMatch(await said(), /Lovelace/);
    isAway = false;
    clock.now += days(1);
    await shop.work();
    assert.equal((await journal.job('m'))?.state, 'done');
    assert.doesNotMatch(await said(), /Ada/);
    await shop.commit('o1', await revision(), [{ ...remark, key: 'n:1' }], meta('n'));
    assert.match(await said(), /Ada was rude/);
    await server.erase('o1', 'buyer');
    assert.doesNotMatch(await said(), /Ada/);
  });

  it('is not erased while a step of it is being done, which is said', async () => {
    let end = (): void => {};
    const called = new Promise<void>((resolve) => {
      end = resolve;
    });
    const { shop, server, journal, revision } = aWorld(() => called);
    const committing = shop.commit('o1', await revision(), [remark], meta('m'));
    await assert.rejects(
      (async () => {
        while ((await journal.job('m'))?.steps[0]?.state !== 'trying') await new Promise((next) => setImmediate(next));
        await server.erase('o1', 'buyer');
      })(),
      { code: 'order-busy' },
    );
    end();
    assert.equal((await committing).ok, true);
    await server.erase('o1', 'buyer');
    assert.doesNotMatch(JSON.stringify(await journal.of('o1')), /Ada/);
  });
});
