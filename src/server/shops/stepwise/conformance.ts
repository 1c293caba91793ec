import { casesOf, demandSame, type StoreCase } from '../../stores/conformance/demands.ts';
import { givenUp, type Job, newJob } from './job.ts';
import type { StepJournal } from './journal.ts';

const at = '2026-03-10T12:00:00Z';

function aJob(id: string, changes: Partial<Job> = {}): Job {
  const effects = [{ type: 'status', status: 'CANCELLED', key: `${id}:0` } as const];
  const meta = { id, cancellationId: 'c1', state: 'cancelled', actor: 'buyer', at, afterShipment: false } as const;
  return { ...newJob('o1', 'r1', effects, meta), ...changes };
}

const ids = (jobs: readonly Job[]): string[] => jobs.map(({ id }) => id);
const stuck = (id: string): Job =>
  aJob(id, { dueAt: null, steps: aJob(id).steps.map((step) => ({ ...step, state: 'stuck' as const })) });

const cases: Record<string, (journal: StepJournal, other: StepJournal) => Promise<void>> = {
  'keeps a transition as it was given, once': async (journal, other) => {
    const job = aJob('j1');
    demandSame(await journal.job('j1'), null, 'before');
    demandSame(await journal.open(job), true, 'the first');
    demandSame(await other.open(aJob('j1', { orderId: 'o2' })), false, 'the second');
    const kept = await other.job('j1');
    demandSame(kept?.orderId, 'o1', 'its order');
    demandSame(kept?.steps, job.steps, 'its steps');
    demandSame(kept?.version, 1, 'its version');
  },
  'of many who open the same at once one does': async (journal, other) => {
    const opened = await Promise.all([journal, other, journal, other].map((one) => one.open(aJob('j1'))));
    demandSame(opened.filter(Boolean).length, 1, 'how many opened it');
  },
  'replaces what still has the version, and nothing else': async (journal, other) => {
    await journal.open(aJob('j1'));
    demandSame(await journal.save(aJob('j1', { dueAt: 5 }), 1), true, 'with its version');
    demandSame(await other.save(aJob('j1', { dueAt: 9 }), 1), false, 'with the version before');
    const kept = await other.job('j1');
    demandSame([kept?.dueAt, kept?.version], [5, 2], 'what is kept');
    demandSame(await journal.save(aJob('j2'), 1), false, 'one that is not there');
  },
  'of many who save the same version one does': async (journal, other) => {
    await journal.open(aJob('j1'));
    const saved = await Promise.all([journal, other, journal, other].map((one) => one.save(aJob('j1'), 1)));
    demandSame(saved.filter(Boolean).length, 1, 'how many saved it');
  },
  'finds what is due and held by nobody, the longest overdue first': async (journal) => {
    await journal.open(aJob('late', { dueAt: 20 }));
    await journal.open(aJob('early', { dueAt: 10 }));
    await journal.open(aJob('later', { dueAt: 31 }));
    await journal.open(aJob('held', { dueAt: 5, heldUntil: 31 }));
    await journal.open(stuck('stuck'));
    await journal.open(givenUp('given-up', 'o1', 3));
    demandSame(ids(await journal.due(30, 10)), ['early', 'late'], 'at 30');
    demandSame(ids(await journal.due(31, 10)), ['held', 'early', 'late', 'later'], 'at 31');
    demandSame(ids(await journal.due(31, 2)), ['held', 'early'], 'two of them');
  },
  'counts what is done, by order': async (journal) => {
    await journal.open(aJob('j1'));
    await journal.open(aJob('j2', { state: 'done', dueAt: null }));
    await journal.open({ ...aJob('j3', { state: 'done', dueAt: null }), orderId: 'o2' });
    await journal.open(givenUp('j4', 'o1', 3));
    demandSame(await journal.finished('o1'), 1, 'of the first order');
    demandSame(await journal.finished('o3'), 0, 'of one that has none');
  },
  'finds what waits for a person, page by page': async (journal) => {
    for (const id of ['c', 'a', 'b']) await journal.open(stuck(id));
    await journal.open(aJob('d'));
    demandSame(ids(await journal.stuck(null, 2)), ['a', 'b'], 'the first page');
    demandSame(ids(await journal.stuck('b', 2)), ['c'], 'the second page');
  },
  'finds what has ended, the longest ago first, page by page': async (journal, other) => {
    await journal.open(aJob('running', { dueAt: 1 }));
    await journal.open(stuck('stuck'));
    await journal.open(aJob('b', { state: 'done', dueAt: null, endedAt: 20 }));
    await journal.open(aJob('a', { state: 'refused', dueAt: null, endedAt: 20 }));
    await journal.open(aJob('later', { state: 'done', dueAt: null, endedAt: 31 }));
    await journal.open(givenUp('z', 'o1', 10));
    const [first, second] = await other.ended(30, null, 2);
    demandSame([first?.id, second?.id], ['z', 'a'], 'the first page');
    demandSame(ids(await other.ended(30, second as Job, 2)), ['b'], 'the second page');
    demandSame(ids(await journal.ended(31, null, 10)), ['z', 'a', 'b', 'later'], 'a little later');
  },
  'drops what has ended and nothing else, and goes on to count it': async (journal, other) => {
    await journal.open(aJob('running', { dueAt: 1 }));
    await journal.open(aJob('done', { state: 'done', dueAt: null, endedAt: 1 }));
    await journal.open(aJob('done-too', { state: 'done', dueAt: null, endedAt: 1 }));
    await journal.open(givenUp('given-up', 'o1', 1));
    await journal.open({ ...givenUp('elsewhere', 'o2', 1) });
    demandSame(await journal.finished('o1'), 2, 'how many were finished');
    demandSame(await journal.drop([]), 0, 'of none');
    const each = ['running', 'done', 'given-up', 'none'];
    const [one, two] = await Promise.all([journal.drop(each), other.drop(each)]);
    demandSame(one + two, 2, 'how many were dropped, by two at once');
    demandSame(
      await Promise.all(each.map(async (id) => (await journal.job(id))?.id)),
      ['running', undefined, undefined, undefined],
      'what is left of them',
    );
    // Who decided on a revision of before, and comes late, finds another one.
    demandSame(await journal.finished('o1'), 3, 'how many count as finished afterwards');
    demandSame(await journal.drop(['done-too']), 1, 'one more');
    demandSame([await journal.finished('o1'), await journal.finished('o2')], [3, 0], 'how many afterwards');
    demandSame(await journal.save(aJob('done', { state: 'done' }), 1), false, 'one that was dropped');
  },
  'finds all of an order': async (journal) => {
    await journal.open(aJob('b'));
    await journal.open(givenUp('a', 'o1', 1));
    await journal.open({ ...aJob('c'), orderId: 'o2' });
    demandSame(ids(await journal.of('o1')).sort(), ['a', 'b'], 'of the first');
    demandSame(await journal.of('o3'), [], 'of one that has none');
  },
};

/** The cases that every `StepJournal` passes, for any test runner; `setup` gives an empty one, `other` the same by another way. */
export function journalConformance(
  setup: () => Promise<{ journal: StepJournal; other?: StepJournal; dispose?: () => unknown }>,
): StoreCase[] {
  return casesOf(cases, setup, (check, { journal, other = journal }) => check(journal, other));
}
