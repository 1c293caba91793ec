import type { Lease } from '../store.ts';
import { demandLeaseLost, demandSame, type Given, type StoreCases } from './demands.ts';
import {
  aCancellation,
  aListing,
  aMessage,
  anAppend,
  anEntry,
  answer,
  aPlan,
  aResult,
  instant,
  keptAnswer,
  orderId,
} from './records.ts';

const nothing = { entries: [], messages: [], cancellations: [], listings: [], answers: [], attachments: [] };

/** That nothing can be written about the order under a lease, and that it changes nothing. */
async function demandRefused({ store, other }: Given, lease: Lease | null, after: number): Promise<void> {
  const plan = aPlan({ id: 'late' });
  const before = await other.records(orderId);
  const writes: Record<string, Promise<unknown>> = {
    begin: store.begin(plan, lease),
    finish: store.finish(plan, aResult(plan, after), lease),
    abandon: store.abandon(before.plan ?? plan, lease),
    keep: store.keep(keptAnswer({ key: 'late' }), aMessage(), anAppend(after, [anEntry('m1')]), [], lease),
    append: store.append(orderId, anAppend(after, [anEntry('late')]), lease),
    erase: store.erase(orderId, nothing, anAppend(after, [anEntry('late')]), lease),
    watch: store.watch(orderId, instant, lease),
    keepListings: store.keepListings([aListing({ text: 'late' })], lease),
  };
  await Promise.allSettled(Object.values(writes));
  for (const [name, write] of Object.entries(writes)) await demandLeaseLost(write, name);
  demandSame(await other.records(orderId), before, 'the records');
  demandSame(await other.answered('buyer-1', 'late'), null, 'the answer');
}

export const leaseCases: StoreCases = {
  async 'exclusively: work for one order never overlaps, and each is done once'({ store, other }) {
    let [inside, most, done] = [0, 0, 0];
    const work = async (): Promise<number> => {
      most = Math.max(most, ++inside);
      await store.records(orderId);
      await other.records(orderId);
      inside--;
      return ++done;
    };
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, at) => (at % 2 === 0 ? store : other).exclusively(orderId, work)),
    );
    demandSame(most, 1, 'works at a time');
    demandSame(
      all.sort((one, two) => one - two),
      [1, 2, 3, 4, 5, 6, 7, 8],
      'what the works gave',
    );
  },

  async 'exclusively: work that fails rejects with its own error, and the order is free again'({ store, other }) {
    const fault = new Error('of the work');
    const failing = store.exclusively(orderId, () => Promise.reject(fault)).catch((error: unknown) => error);
    const waiting = other.exclusively(orderId, async () => 'done');
    demandSame((await failing) === fault, true, 'the same error');
    demandSame(await waiting, 'done', 'the work that waited');
    demandSame(await other.exclusively(orderId, async () => 'done'), 'done', 'the next work');
  },

  async 'exclusively: what is written under the lease is kept'({ store, other }) {
    await store.exclusively(orderId, async (lease) => {
      const plan = aPlan({ id: 'first' });
      demandSame(await store.begin(plan, lease), { code: 'begun' }, 'begin');
      await store.abandon(plan, lease);
      demandSame((await store.begin(aPlan(), lease)).code, 'begun', 'begin again');
      demandSame((await store.finish(aPlan(), aResult(aPlan(), 0), lease)).code, 'appended', 'finish');
      demandSame((await store.append(orderId, anAppend(1, [anEntry('e2')]), lease)).code, 'appended', 'append');
      const kept = await store.keep(keptAnswer(), null, anAppend(2, [anEntry('e3')]), [], lease);
      demandSame(kept.code, 'appended', 'keep');
      demandSame(await store.erase(orderId, nothing, anAppend(3, [anEntry('e4')]), lease), true, 'erase');
      await store.watch(orderId, instant, lease);
      await store.keepListings([aListing({ text: 'new' })], lease);
    });
    const { head, watchedAt } = await other.records(orderId);
    demandSame([head?.seq, watchedAt], [4, instant], 'what is on record');
  },

  async 'exclusively: what is written after the work has ended is refused'(given) {
    const plan = aPlan();
    await given.store.begin(plan);
    const lease = await given.store.exclusively(orderId, async (own) => own);
    // A store that takes no order away has nothing to refuse.
    if (lease) await demandRefused(given, lease, 0);
  },

  async 'beginHeld: the plan is written and the order held in one, until the transition is written'(given) {
    const { store, other } = given;
    const plan = aPlan();
    let waited = false;
    let waiting: Promise<void> = Promise.resolve();
    const begun = await store.beginHeld(plan, await store.records(orderId), async (lease) => {
      demandSame((await other.records(orderId)).plan, plan, 'the plan');
      waiting = other.exclusively(orderId, async () => {
        waited = true;
      });
      const taken = await other.beginHeld(aPlan({ id: 'late' }), await other.records(orderId), async () => 'late');
      demandSame(taken, { code: 'moved' }, 'another one meanwhile');
      demandSame(waited, false, 'whether who waits has begun');
      demandSame((await store.finish(plan, aResult(plan, 0), lease)).code, 'appended', 'finish');
      // A store that takes no order away has nothing to refuse.
      if (lease) await demandRefused(given, lease, 1);
      return lease;
    });
    demandSame(begun.code, 'begun', 'beginHeld');
    await waiting;
    demandSame(waited, true, 'whether who waits has begun afterwards');
    const { plan: left, head, cancellations } = await other.records(orderId);
    demandSame([left, head?.seq, cancellations.length], [null, 1, 1], 'what is on record');
  },

  async 'beginHeld: a plan that is abandoned ends it too, and one that is left can be finished by others'({
    store,
    other,
  }) {
    const plan = aPlan();
    await store.beginHeld(plan, await store.records(orderId), (lease) => store.abandon(plan, lease));
    const { principalId, key } = plan.claim ?? keptAnswer();
    demandSame(await other.answered(principalId, key), null, 'its key');
    const left = await store.beginHeld(plan, await store.records(orderId), async () => 'left');
    demandSame(left, { code: 'begun', result: 'left' }, 'beginHeld again');
    const finished = await other.exclusively(orderId, (lease) => other.finish(plan, aResult(plan, 0), lease));
    demandSame(finished.code, 'appended', 'finish by who came next');
  },

  async 'beginHeld: nothing is written where the records are not as they were seen'({ store, other }) {
    const before = await store.records(orderId);
    await other.append(orderId, anAppend(0, [anEntry('e1')]));
    const work = async () => 'done';
    demandSame(await store.beginHeld(aPlan(), before, work), { code: 'moved' }, 'on older records');
    const seen = await store.records(orderId);
    await other.begin(aPlan({ id: 'theirs', claim: null }));
    demandSame(await store.beginHeld(aPlan(), seen, work), { code: 'moved' }, 'where something is under way');
    const planned = await store.records(orderId);
    demandSame(await store.beginHeld(aPlan(), planned, work), { code: 'moved' }, 'the same, seen');
    await other.abandon(aPlan({ id: 'theirs', claim: null }));
    const free = await store.records(orderId);
    await other.exclusively(orderId, async () => {
      demandSame(await store.beginHeld(aPlan(), free, work), { code: 'moved' }, 'where somebody holds the order');
    });
    demandSame((await store.records(orderId)).plan, null, 'the plan');
  },

  async 'beginHeld: a key that is taken and units that are held are refused, whole'({ store, other }) {
    const claim = { principalId: 'buyer-1', key: 'mine', fingerprint: 'print' };
    await other.begin(aPlan({ id: 'theirs', orderId: 'o2', cancellations: [], claim }));
    const work = async () => 'done';
    const before = await store.records(orderId);
    demandSame(await store.beginHeld(aPlan({ claim }), before, work), { code: 'taken' }, 'with a key that is taken');
    demandSame(await other.records(orderId), before, 'the records');
    const first = aPlan({ cancellations: [aCancellation({ lines: null })] });
    await store.beginHeld(first, await store.records(orderId), (lease) =>
      store.finish(first, aResult(first, 0), lease),
    );
    const second = aPlan({ id: 'plan-2', cancellations: [aCancellation({ id: 'c2' })] });
    const held = await store.records(orderId);
    demandSame(await store.beginHeld(second, held, work), { code: 'held' }, 'of what is held');
    demandSame(await other.records(orderId), held, 'the records');
  },

  async 'beginHeld: of many at once one is written'({ store, other }) {
    const seen = await store.records(orderId);
    const begun = await Promise.all(
      Array.from({ length: 6 }, (_, at) => {
        const plan = aPlan({ id: `plan-${at}` });
        const own = at % 2 === 0 ? store : other;
        return own.beginHeld(plan, seen, (lease) => own.finish(plan, aResult(plan, 0), lease));
      }),
    );
    demandSame(begun.filter(({ code }) => code === 'begun').length, 1, 'plans begun');
    demandSame((await store.records(orderId)).head?.seq, 1, 'entries');
  },

  async 'recordsFor: the records, and what was answered to a claim'({ store, other }) {
    const plan = aPlan();
    const { principalId, key, fingerprint } = plan.claim ?? keptAnswer();
    const claim = { principalId, key };
    const none = { cancellations: [], plan: null, head: null, version: 0 };
    demandSame({ ...(await other.recordsFor('none', claim)), version: 0 }, { ...none, answered: null }, 'of nothing');
    await store.begin(plan);
    const begun = { ...(await store.records(orderId)), answered: { fingerprint, answer: null } };
    demandSame(await other.recordsFor(orderId, claim), begun, 'meanwhile');
    await store.finish(plan, aResult(plan, 0));
    const done = { ...(await store.records(orderId)), answered: { fingerprint, answer } };
    demandSame(await other.recordsFor(orderId, claim), done, 'afterwards');
    demandSame((await other.recordsFor('none', claim)).answered, done.answered, 'with another order');
    const theirs = await other.recordsFor(orderId, { principalId: 'buyer-2', key });
    demandSame(theirs, { ...done, answered: null }, 'for somebody else');
  },

  async 'exclusively: of who does not come back the order is taken, and what they write then is refused'(given) {
    const { store, other, lapse } = given;
    if (!lapse) return;
    const plan = aPlan();
    let comeBack = (): void => {};
    const away = new Promise<void>((resolve) => {
      comeBack = resolve;
    });
    let begun = (): void => {};
    const begins = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const lost = store.exclusively(orderId, async (lease) => {
      await store.begin(plan, lease);
      begun();
      await away;
      await demandRefused(given, lease, 1);
      return lease;
    });
    await begins;
    await lapse(orderId);
    await other.exclusively(orderId, async (lease) => {
      demandSame((await other.finish(plan, aResult(plan, 0), lease)).code, 'appended', 'finish by who came next');
      comeBack();
      const old = await lost;
      demandSame((lease?.token ?? 0) > (old?.token ?? 0), true, 'a greater token for who came next');
      const after = await other.append(orderId, anAppend(1, [anEntry('e2')]), lease);
      demandSame(after.code, 'appended', 'what is written by who holds the order');
    });
    demandSame((await other.records(orderId)).head?.seq, 2, 'entries');
  },
};
