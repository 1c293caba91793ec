import type { Given, StoreCases } from './demands.ts';
import { demandSame } from './demands.ts';
import { aCancellation, aMessage, answer, aPlan, aResult, instant, keptAnswer, orderId } from './records.ts';

/** All that can be read of an order. */
async function everythingOf({ other }: Given, id = orderId): Promise<unknown> {
  const { cancellations, plan, head } = await other.records(id);
  return {
    cancellations,
    plan,
    head,
    log: await other.log(id, 0, 100),
    written: await other.written(id),
    changes: await other.changes(0, 100),
  };
}

export const transitionCases: StoreCases = {
  async 'records: an order that nobody wrote about has none'({ store }) {
    const { cancellations, plan, head } = await store.records(orderId);
    demandSame({ cancellations, plan, head }, { cancellations: [], plan: null, head: null }, 'the records');
  },

  async 'records: the version changes with every write of a transition'({ store }) {
    const versions = [(await store.records(orderId)).version];
    const plan = aPlan();
    await store.begin(plan);
    versions.push((await store.records(orderId)).version);
    await store.abandon(plan);
    versions.push((await store.records(orderId)).version);
    await store.begin(plan);
    versions.push((await store.records(orderId)).version);
    await store.finish(plan, aResult(plan, 0));
    versions.push((await store.records(orderId)).version);
    demandSame(new Set(versions).size, versions.length, 'different versions');
  },

  async 'recordsOf, versionsOf: of several orders at once, in their order'({ store, other }) {
    const plan = aPlan();
    await store.begin(plan);
    await store.finish(plan, aResult(plan, 0));
    const second = aPlan({ id: 'plan-2', orderId: 'o2', cancellations: [aCancellation({ id: 'c2', orderId: 'o2' })] });
    await store.begin(second);
    const ids = ['o2', 'none', orderId, 'o2'];
    const each = await Promise.all(ids.map((id) => other.records(id)));
    demandSame(await other.recordsOf(ids), each, 'the records');
    demandSame(
      await other.versionsOf(ids),
      each.map(({ version }) => version),
      'the versions',
    );
    demandSame([await other.recordsOf([]), await other.versionsOf([])], [[], []], 'of none');
  },

  async 'begin: the plan is on record, whole, until it is finished'({ store, other }) {
    const plan = aPlan({ message: aMessage(), before: null, status: 200 });
    demandSame(await store.begin(plan), { code: 'begun' }, 'begin');
    demandSame((await other.records(orderId)).plan, plan, 'the plan');
    demandSame(await other.unfinished(), [orderId], 'orders with a plan');
    demandSame(await other.message('m1'), null, 'its message, which is not written yet');
    await store.finish(plan, aResult(plan, 0));
    demandSame((await other.records(orderId)).plan, null, 'the plan afterwards');
    demandSame(await other.unfinished(), [], 'orders with a plan afterwards');
  },

  async 'unfinished: what is under way for longest comes first'({ store, other }) {
    const begun = ['2026-03-10T12:00:03Z', '2026-03-10T12:00:01Z', '2026-03-10T12:00:02Z'];
    for (const [at, instant] of begun.entries()) {
      const plan = aPlan({ id: `plan-${at}`, orderId: `o${at}` });
      const own = { ...plan, claim: null, cancellations: [], meta: { ...plan.meta, at: instant } };
      if (at === 0) await store.begin(own);
      else
        demandSame(
          (await store.beginHeld(own, { version: 0, cancellations: [] }, async () => {})).code,
          'begun',
          'begin',
        );
    }
    demandSame(await other.unfinished(), ['o1', 'o2', 'o0'], 'orders with a plan');
  },

  async 'begin: an order has one plan, also where several begin at once'({ store, other }) {
    const plans = Array.from({ length: 6 }, (_, at) => aPlan({ id: `plan-${at}` }));
    const begun = await Promise.all(plans.map((plan, at) => (at % 2 === 0 ? store : other).begin(plan)));
    const codes = begun.map(({ code }) => code);
    demandSame(codes.filter((code) => code === 'begun').length, 1, 'plans begun');
    demandSame(codes.filter((code) => code === 'planned').length, 5, 'plans refused');
    demandSame((await store.records(orderId)).plan, plans[codes.indexOf('begun')], 'the plan on record');
    demandSame(await other.begin(aPlan({ id: 'late' })), { code: 'planned' }, 'one more');
  },

  async 'begin: a key is one person’s for one plan, also where several orders begin at once'({ store, other }) {
    const claim = { principalId: 'buyer-1', key: 'mine', fingerprint: 'print' };
    const plans = Array.from({ length: 6 }, (_, at) => aPlan({ id: `plan-${at}`, orderId: `o${at}`, claim }));
    const begun = await Promise.all(plans.map((plan, at) => (at % 2 === 0 ? store : other).begin(plan)));
    demandSame(begun.filter(({ code }) => code === 'begun').length, 1, 'plans begun');
    demandSame(begun.filter(({ code }) => code === 'taken').length, 5, 'plans refused');
    const theirs = aPlan({ id: 'theirs', orderId: 'o9', claim: { ...claim, principalId: 'buyer-2' } });
    demandSame(await store.begin(theirs), { code: 'begun' }, 'the same key of somebody else');
  },

  async 'begin: a key that was answered is taken for good'({ store }) {
    const plan = aPlan();
    await store.begin(plan);
    await store.finish(plan, aResult(plan, 0));
    const again = aPlan({ id: 'plan-2', claim: plan.claim, cancellations: [] });
    demandSame(await store.begin(again), { code: 'taken' }, 'begin under the same key');
    await store.keep(keptAnswer({ key: 'kept' }), null, { ...aResult(plan, 1).append, entries: [] });
    const claim = { principalId: 'buyer-1', key: 'kept', fingerprint: 'x' };
    const said = aPlan({ id: 'plan-3', claim, cancellations: [] });
    demandSame(await store.begin(said), { code: 'taken' }, 'begin under the key of a message');
  },

  async 'begin: plans that nobody asked for need no key'({ store }) {
    demandSame(await store.begin(aPlan({ claim: null })), { code: 'begun' }, 'the first');
    const second = aPlan({ id: 'plan-2', orderId: 'o2', claim: null, cancellations: [] });
    demandSame(await store.begin(second), { code: 'begun' }, 'of another order');
  },

  async 'answered: nothing, then that it is being carried out, then the answer'({ store, other }) {
    const plan = aPlan();
    const { principalId, key, fingerprint } = plan.claim ?? keptAnswer();
    demandSame(await other.answered(principalId, key), null, 'before');
    await store.begin(plan);
    demandSame(await other.answered(principalId, key), { fingerprint, answer: null }, 'meanwhile');
    await store.finish(plan, aResult(plan, 0));
    demandSame(await other.answered(principalId, key), { fingerprint, answer }, 'afterwards');
    demandSame(await other.answered('buyer-2', key), null, 'for somebody else');
    demandSame(await other.answered(principalId, key.toUpperCase()), null, 'for a key in capitals');
  },

  async 'finish: cancellation, message, answer, listing, log and change are kept together'({ store, other }) {
    const plan = aPlan({ message: aMessage() });
    await store.begin(plan);
    const result = aResult(plan, 0);
    const appended = await store.finish(plan, result);
    const { cancellations, head } = await other.records(orderId);
    demandSame(cancellations, plan.cancellations, 'the cancellations');
    demandSame(appended, { code: 'appended', head }, 'what was appended');
    demandSame(await other.orderOf('c1'), orderId, 'the order of the cancellation');
    demandSame(await other.orderOf('c2'), null, 'the order of none');
    demandSame(await other.message('m1'), plan.message, 'the message');
    const { messages, answers, listings } = await other.written(orderId);
    demandSame(messages, [plan.message], 'the messages of the order');
    demandSame(answers, [{ ...plan.claim, orderId, answer, at: instant }], 'the answers of the order');
    demandSame(listings, result.listings, 'the listings of the order');
    const { changes } = await other.changes(0, 10);
    demandSame(
      changes.map(({ id, ...change }) => change),
      result.changes,
      'the changes',
    );
  },

  async 'finish: a second time it is known, and nothing is kept twice'(given) {
    const plan = aPlan({ message: aMessage() });
    await given.store.begin(plan);
    await given.store.finish(plan, aResult(plan, 0));
    const before = await everythingOf(given);
    demandSame((await given.other.finish(plan, aResult(plan, 0))).code, 'known', 'the second time');
    demandSame(await everythingOf(given), before, 'what is kept');
  },

  async 'finish: where the log moved on nothing is kept, and the plan stays'(given) {
    const plan = aPlan({ message: aMessage() });
    await given.store.begin(plan);
    await given.store.append(orderId, {
      ...aResult(plan, 0).append,
      entries: aResult(aPlan({ id: 'e' }), 0).append.entries,
    });
    const before = await everythingOf(given);
    demandSame((await given.store.finish(plan, aResult(plan, 0))).code, 'moved', 'finish');
    demandSame(await everythingOf(given), before, 'what is kept');
    demandSame((await given.store.finish(plan, aResult(plan, 1))).code, 'appended', 'finish after the last entry');
  },

  async 'finish: the result is kept though somebody abandoned the plan'(given) {
    const plan = aPlan();
    await given.store.begin(plan);
    await given.other.abandon(plan);
    demandSame((await given.store.finish(plan, aResult(plan, 0))).code, 'appended', 'finish');
    demandSame((await given.other.records(orderId)).cancellations, plan.cancellations, 'the cancellations');
  },

  async 'finish: takes away no other plan than its own'({ store, other }) {
    const [first, second] = [aPlan(), aPlan({ id: 'plan-2', cancellations: [] })];
    await store.begin(first);
    await other.abandon(first);
    await other.begin(second);
    await store.finish(first, aResult(first, 0));
    demandSame((await other.records(orderId)).plan, second, 'the plan on record');
  },

  async 'finish: an order may have several open cancellations, each of its own lines'({ store, other }) {
    const [cup, pot] = ['cup', 'pot'].map((id) => [{ id, quantity: 1 }]);
    const first = aPlan({ cancellations: [aCancellation({ lines: cup ?? null })] });
    await store.begin(first);
    await store.finish(first, aResult(first, 0));
    const second = aPlan({ id: 'plan-2', cancellations: [aCancellation({ id: 'c2', lines: pot ?? null })] });
    await store.begin(second);
    await store.finish(second, aResult(second, 1));
    const { cancellations } = await other.records(orderId);
    demandSame(
      cancellations.map(({ state, lines }) => [state, lines]),
      [
        ['requested', cup],
        ['requested', pot],
      ],
      'what is on record',
    );
  },

  async 'finish: cancellations are replaced in place and read oldest first'({ store, other }) {
    const first = aPlan({ cancellations: [aCancellation({ id: 'z' })] });
    await store.begin(first);
    await store.finish(first, aResult(first, 0));
    const ended = aCancellation({ id: 'z', state: 'declined' });
    const second = aPlan({ id: 'plan-2', cancellations: [ended, aCancellation({ id: 'a' })] });
    await store.begin(second);
    await store.finish(second, aResult(second, 1));
    demandSame((await other.records(orderId)).cancellations, second.cancellations, 'the cancellations');
  },

  async 'abandon: the order and the key are free again'({ store, other }) {
    const plan = aPlan({ message: aMessage() });
    await store.begin(plan);
    await other.abandon(plan);
    const { principalId, key } = plan.claim ?? keptAnswer();
    demandSame(await store.answered(principalId, key), null, 'the answer');
    demandSame((await store.records(orderId)).cancellations, [], 'the cancellations');
    demandSame(
      await store.begin(aPlan({ id: 'plan-2', claim: plan.claim })),
      { code: 'begun' },
      'begin under the same key',
    );
    await other.abandon(plan);
    demandSame((await store.records(orderId)).plan?.id, 'plan-2', 'the plan after a late word about the first');
  },

  async 'ids that differ in a capital are different orders'({ store }) {
    const [small, capital] = ['order-a', 'order-A'].map((id, at) =>
      aPlan({ id: `plan-${at}`, orderId: id, cancellations: [aCancellation({ id: `c${at}`, orderId: id })] }),
    );
    if (small) demandSame(await store.begin(small), { code: 'begun' }, 'the first');
    if (capital) demandSame(await store.begin(capital), { code: 'begun' }, 'the second');
    demandSame((await store.records('order-A')).plan?.id, 'plan-1', 'the plan of the second');
  },

  async 'what was given or returned may be changed without changing what is kept'({ store }) {
    const plan = aPlan();
    const kept = structuredClone(plan);
    await store.begin(plan);
    plan.cancellations.length = 0;
    demandSame((await store.records(orderId)).plan, kept, 'the plan, after the given one was changed');
    const returned = await store.records(orderId);
    if (returned.plan) returned.plan.revision = 'changed';
    demandSame((await store.records(orderId)).plan, kept, 'the plan, after the returned one was changed');
  },
};
