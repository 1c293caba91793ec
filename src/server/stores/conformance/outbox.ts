import type { Outgoing } from '../store.ts';
import { demandSame, type StoreCases } from './demands.ts';
import { anAppend, anEntry, aPlan, aResult, instant, keptAnswer, orderId } from './records.ts';

const letter = (id: string, given: Partial<Outgoing> = {}): Outgoing => ({
  ...{
    id,
    kind: 'receipt',
    about: null,
    dueAt: instant,
    attempts: 0,
    body: JSON.stringify({ text: 'Line\none, “two” \u{1f45c} \'"%_\\' }),
  },
  ...given,
});

export const outboxCases: StoreCases = {
  async 'outbox: what is to be sent is there with the entry that it was put out with, the longest due first'({
    store,
    other,
  }) {
    const late = letter('s1', { dueAt: instant + 2 });
    const sends = [late, letter('s3'), letter('s2 "\'👜')];
    await store.append(orderId, anAppend(0, [anEntry('e1')], { sends }));
    demandSame(await other.outgoing(instant - 1, 10), [], 'before it is due');
    demandSame(await other.outgoing(instant + 2, 10), [letter('s2 "\'👜'), letter('s3'), late], 'when all is due');
    demandSame(await other.outgoing(instant + 2, 1), [letter('s2 "\'👜')], 'one of them');
    demandSame(await other.outgoing(instant + 2, 1, { id: 's1' }), [late], 'that one of them');
    demandSame(await other.outgoing(instant + 1, 1, { id: 's1' }), [], 'that one, before it is due');
    demandSame(await other.outgoing(instant + 2, 1, { id: 's9' }), [], 'one that is not there');
  },

  async 'outbox: kinds are apart, and what is about an order is found by it'({ store, other }) {
    const notice = letter('n1', { kind: 'notice', about: 'o"1\u{1f45c}', dueAt: instant + 1 });
    const sends = [letter('s1'), notice, letter('n2', { kind: 'notice', about: 'o2' })];
    await store.append(orderId, anAppend(0, [anEntry('e1')], { sends }));
    demandSame(await other.outgoing(instant + 1, 10, { kind: 'notice' }), [sends[2], notice], 'of one kind');
    demandSame(await other.outgoing(instant, 10, { kind: 'receipt' }), [letter('s1')], 'of the other');
    demandSame(await other.outgoing(instant + 1, 10, { about: 'o"1\u{1f45c}' }), [notice], 'about an order');
    demandSame(await other.outgoing(instant, 10, { id: 'n1' }), [], 'before it is due');
    demandSame(await other.outgoing(instant + 1, 10, { id: 'n1', kind: 'receipt' }), [], 'of another kind');
  },

  async 'outbox: what was delivered is taken out, once'({ store, other }) {
    await store.append(orderId, anAppend(0, [anEntry('e1')], { sends: [letter('s1'), letter('s2')] }));
    const { version } = await store.records(orderId);
    const taken = await Promise.all([store.takeOut('s1'), other.takeOut('s1'), store.takeOut('s9')]);
    demandSame(taken.filter(Boolean).length, 1, 'how many took it');
    demandSame(await other.outgoing(instant, 10), [letter('s2')], 'what is left');
    demandSame((await store.records(orderId)).version, version, 'the order, of which nothing was written');
  },

  async 'outbox: what a transition tells is put out with its result, or not at all'({ store, other }) {
    const plan = aPlan();
    await store.begin(plan);
    const result = aResult(plan, 0);
    const told = { ...result, append: { ...result.append, sends: [letter('n1', { kind: 'notice', about: orderId })] } };
    const early = await store.finish(plan, { ...told, append: { ...told.append, after: 7 } });
    demandSame([early.code, await other.outgoing(instant, 10)], ['moved', []], 'after another entry than the last one');
    demandSame((await store.finish(plan, told)).code, 'appended', 'the result');
    demandSame((await other.finish(plan, told)).code, 'known', 'once more');
    demandSame(await other.outgoing(instant, 10), told.append.sends, 'the outbox');
  },

  async 'outbox: nothing is put out where the entry is not kept, or its key is taken'({ store }) {
    await store.append(orderId, anAppend(3, [anEntry('e1')], { sends: [letter('s1')] }));
    const kept = keptAnswer();
    await store.keep(kept, null, anAppend(0, [anEntry('e1')]));
    const again = await store.keep(kept, null, anAppend(1, [anEntry('e2')], { sends: [letter('s1')] }));
    demandSame(again, { code: 'known' }, 'a key that is taken');
    demandSame(await store.outgoing(instant, 10), [], 'the outbox');
  },

  async 'outbox: of several who take the same thing one gets it'({ store, other }) {
    await store.append(orderId, anAppend(0, [anEntry('e1')], { sends: [letter('s1')] }));
    const next = { dueAt: instant + 1000, attempts: 1 };
    const taken = await Promise.all(
      Array.from({ length: 6 }, (_, at) => (at % 2 === 0 ? store : other).postpone(letter('s1'), next)),
    );
    demandSame(taken.filter(Boolean).length, 1, 'how many got it');
    demandSame(await store.outgoing(instant, 10), [], 'meanwhile');
    demandSame(await other.outgoing(instant + 1000, 10), [letter('s1', next)], 'later');
  },

  async 'outbox: what was sent is gone with the entry that says so, once'({ store, other }) {
    await store.append(orderId, anAppend(0, [anEntry('e1')], { sends: [letter('s1'), letter('s2')] }));
    const moved = await store.append(orderId, anAppend(0, [anEntry('e2')], { sent: ['s1'] }));
    demandSame(moved, { code: 'moved' }, 'after another entry than the last one');
    demandSame((await other.outgoing(instant, 10)).length, 2, 'what is left then');
    const sent = await store.append(orderId, anAppend(1, [anEntry('e2')], { sent: ['s1'] }));
    demandSame(sent.code, 'appended', 'the entry');
    const again = await other.append(orderId, anAppend(2, [anEntry('e3')], { sent: ['s1', 's2'] }));
    demandSame(again, { code: 'known' }, 'said once more');
    demandSame(await other.outgoing(instant, 10), [letter('s2')], 'what is left');
    demandSame((await store.log(orderId, 0, 10)).entries.length, 2, 'entries');
    demandSame(await store.postpone(letter('s1'), { dueAt: instant, attempts: 1 }), false, 'trying it again');
  },
};
