import type { Lease } from '../store.ts';
import { demandLeaseLost, demandSame, type Given, type StoreCases } from './demands.ts';
import { aListing, aMessage, anAppend, anEntry, aPlan, aResult, instant, keptAnswer, orderId } from './records.ts';

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
