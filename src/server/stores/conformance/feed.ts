import type { CancelPolicy } from '../../../domain/policy.ts';
import { demandSame, type StoreCases } from './demands.ts';
import { aChange, aPlan, aResult } from './records.ts';

const policy: CancelPolicy = { id: 'p', version: '1', statuses: ['PLACED'], rules: [] } as unknown as CancelPolicy;

export const feedCases: StoreCases = {
  async 'changes: nothing at first, and no gap'({ store }) {
    demandSame(await store.changes(0, 10), { changes: [], latest: 0, gap: false }, 'the feed');
  },

  async 'changes: those after one, oldest first, under numbers that grow'({ store, other }) {
    for (const revision of ['r1', 'r2', 'r3']) await store.keepChange(aChange({ revision }));
    const { changes, latest, gap } = await other.changes(0, 2);
    demandSame(
      changes.map((change) => change.revision),
      ['r1', 'r2'],
      'the first page',
    );
    const [first, second] = changes.map(({ id }) => id);
    demandSame([(first ?? 0) > 0, (second ?? 0) > (first ?? 0), gap], [true, true, false], 'numbers, and no gap');
    const next = await other.changes(second ?? 0, 2);
    const { id, ...third } = next.changes[0] ?? { id: 0 };
    demandSame([third, next.changes.length, id], [aChange({ revision: 'r3' }), 1, latest], 'the second page');
    demandSame(await other.changes(latest, 2), { changes: [], latest, gap: false }, 'after the latest');
  },

  async 'changes: a number that no change has had yet is a gap'({ store }) {
    await store.keepChange(aChange({ cancellation: null }));
    const { latest } = await store.changes(0, 1);
    demandSame(await store.changes(latest + 1, 10), { changes: [], latest, gap: true }, 'after a number to come');
  },

  async 'changes: several at once are all told, each under its own number'({ store, other }) {
    const revisions = ['r1', 'r2', 'r3', 'r4', 'r5', 'r6'];
    await Promise.all(
      revisions.map((revision, at) => (at % 2 === 0 ? store : other).keepChange(aChange({ revision }))),
    );
    const { changes } = await other.changes(0, 10);
    demandSame(changes.map(({ revision }) => revision).sort(), revisions, 'the changes');
    demandSame(new Set(changes.map(({ id }) => id)).size, revisions.length, 'different numbers');
  },

  async 'changes: who reads while others write finds each change once, under numbers without a gap'({ store, other }) {
    const revisions = Array.from({ length: 24 }, (_, at) => `r${at + 1}`);
    const found: { id: number; revision: string }[] = [];
    const read = async (): Promise<void> => {
      const { changes } = await other.changes(found.at(-1)?.id ?? 0, 100);
      found.push(...changes);
    };
    const write = async (own: string[], via: typeof store): Promise<void> => {
      for (const revision of own) await via.keepChange(aChange({ revision }));
    };
    const thirds = [0, 1, 2].map((third) => revisions.filter((_, at) => at % 3 === third));
    let writing = true;
    const written = Promise.all(thirds.map((own, at) => write(own, at === 1 ? other : store))).finally(() => {
      writing = false;
    });
    while (writing) await read();
    await written;
    await read();
    demandSame(found.map(({ revision }) => revision).sort(), [...revisions].sort(), 'what was found');
    const [first] = found;
    demandSame(
      found.map(({ id }) => id),
      found.map((_, at) => (first?.id ?? 0) + at),
      'the numbers',
    );
    for (const own of thirds) {
      const places = own.map((revision) => found.findIndex((change) => change.revision === revision));
      demandSame(
        places,
        [...places].sort((one, two) => one - two),
        'what one wrote after the other',
      );
    }
  },

  async 'changes: those of a transition that was not kept are not told'({ store, other }) {
    const plan = aPlan();
    await store.begin(plan);
    const { code } = await store.finish(plan, aResult(plan, 7));
    demandSame(code, 'moved', 'finish');
    demandSame((await other.changes(0, 10)).changes, [], 'the changes');
  },

  async 'dropChanges: the latest are kept, and who heard of none of the others has a gap'({ store, other }) {
    for (const revision of ['r1', 'r2', 'r3', 'r4']) await store.keepChange(aChange({ revision }));
    const { changes, latest } = await store.changes(0, 10);
    const [first, second] = changes.map(({ id }) => id);
    await other.dropChanges(2);
    const { changes: left, gap } = await store.changes(second ?? 0, 10);
    demandSame([left.map(({ revision }) => revision), gap], [['r3', 'r4'], false], 'after the last one dropped');
    demandSame(await store.changes(first ?? 0, 10), { changes: [], latest, gap: true }, 'after one before it');
    await store.dropChanges(0);
    demandSame((await other.changes(latest, 10)).latest, latest, 'the number of the latest');
    await store.keepChange(aChange({ revision: 'r5' }));
    demandSame((await other.changes(latest, 10)).changes.length, 1, 'the next one');
  },

  async 'policy: found by its hash in any process, and kept once'({ store, other }) {
    const hash = 'a'.repeat(64);
    demandSame(await store.policy(hash), null, 'before');
    await Promise.all([store, other].map((one) => one.keepPolicies(new Map([[hash, policy]]))));
    demandSame(await other.policy(hash), policy, 'afterwards');
    demandSame([await store.policy('b'.repeat(64)), await store.policy('constructor')], [null, null], 'of no policy');
  },
};
