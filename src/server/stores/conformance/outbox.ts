import type { Outgoing } from '../store.ts';
import { demandSame, type StoreCases } from './demands.ts';
import { anAppend, anEntry, instant, keptAnswer, orderId } from './records.ts';

const letter = (id: string, given: Partial<Outgoing> = {}): Outgoing => ({
  ...{ id, dueAt: instant, attempts: 0, body: JSON.stringify({ text: 'Line\none, “two” \u{1f45c} \'"%_\\' }) },
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
    demandSame(await other.outgoing(instant + 2, 1, 's1'), [late], 'that one of them');
    demandSame(await other.outgoing(instant + 1, 1, 's1'), [], 'that one, before it is due');
    demandSame(await other.outgoing(instant + 2, 1, 's9'), [], 'one that is not there');
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
