import { eraseFrom, verifyChain } from '../../../evidence/chain.ts';
import type { Erasure } from '../store.ts';
import { demandRejected, demandSame, type StoreCases } from './demands.ts';
import { aMessage, anAppend, anEntry, aPlan, aResult, instant, keptAnswer, observed, orderId } from './records.ts';

const nothing: Erasure = {
  entries: [],
  messages: [],
  cancellations: [],
  listings: [],
  answers: [],
  attachments: [],
};

export const logCases: StoreCases = {
  async 'append: entries are linked in order, and the head says where the log stands'({ store, other }) {
    await store.append(orderId, anAppend(0, [anEntry('e1'), anEntry('e2')]));
    const last = { ...observed, status: 'SHIPPED', scans: ['left'] };
    const policies = ['b'.repeat(64), 'a'.repeat(64)];
    const appended = await other.append(orderId, anAppend(2, [anEntry('e3')], { policies, observed: last }));
    const { entries } = await store.log(orderId, 0, 10);
    demandSame(verifyChain(orderId, entries).faults, [], 'faults of the chain');
    demandSame(
      entries.map(({ id }) => id),
      ['e1', 'e2', 'e3'],
      'the entries',
    );
    const head = { seq: 3, hash: entries[2]?.hash, policies, observed: last };
    demandSame(appended, { code: 'appended', head }, 'what was appended');
    demandSame((await other.records(orderId)).head, head, 'the head');
  },

  async 'append: after another entry than the last one nothing is kept'({ store }) {
    demandSame((await store.append(orderId, anAppend(1, [anEntry('e1')]))).code, 'moved', 'too far');
    await store.append(orderId, anAppend(0, [anEntry('e1')]));
    demandSame((await store.append(orderId, anAppend(0, [anEntry('e2')]))).code, 'moved', 'too early');
    demandSame((await store.log(orderId, 0, 10)).entries.length, 1, 'entries');
  },

  async 'append: of several at once after the same entry one is kept'({ store, other }) {
    const appends = Array.from({ length: 6 }, (_, at) =>
      (at % 2 === 0 ? store : other).append(orderId, anAppend(0, [anEntry(`a${at}`), anEntry(`b${at}`)])),
    );
    const codes = (await Promise.all(appends)).map(({ code }) => code);
    demandSame(codes.filter((code) => code === 'appended').length, 1, 'appended');
    const { entries } = await store.log(orderId, 0, 100);
    demandSame([entries.length, verifyChain(orderId, entries).ok], [2, true], 'entries, and whether they are a chain');
  },

  async 'append: without entries the head alone moves'({ store, other }) {
    await store.append(orderId, anAppend(0, [anEntry('e1')]));
    await store.append(orderId, anAppend(1, [], { observed: { ...observed, refunded: 5 } }));
    const { head } = await other.records(orderId);
    demandSame([head?.seq, head?.observed.refunded], [1, 5], 'number and what was observed');
  },

  async 'append: what each side wrote is kept with the head, and only with that'({ store, other }) {
    const written = { buyer: { since: instant, entries: 3, bytes: 4096, files: 1, fileBytes: 300 } };
    await store.append(orderId, anAppend(0, [anEntry('e1')], { written }));
    demandSame((await other.records(orderId)).head?.written, written, 'what was written');
    await store.append(orderId, anAppend(1, [anEntry('e2')]));
    demandSame((await other.records(orderId)).head?.written, undefined, 'what was written after that');
  },

  async 'append: what was observed is not kept while the order has a plan'({ store, other }) {
    const seen = { observes: true };
    await store.begin(aPlan());
    demandSame((await other.append(orderId, anAppend(0, [anEntry('e1')], seen))).code, 'moved', 'what was observed');
    demandSame(
      (await other.append('another', anAppend(0, [anEntry('e2')], seen))).code,
      'appended',
      'of another order',
    );
    demandSame((await other.append(orderId, anAppend(0, [anEntry('e3')]))).code, 'appended', 'what was not observed');
    await store.abandon(aPlan());
    demandSame((await other.append(orderId, anAppend(1, [anEntry('e4')], seen))).code, 'appended', 'when it is gone');
  },

  async 'recordsVersion: another one with every write about the order, and only then'({ store, other }) {
    const plan = aPlan();
    let last = await other.recordsVersion(orderId);
    demandSame(await other.recordsVersion(orderId), last, 'asked again');
    const demandAnother = async (what: string, written: Promise<unknown>): Promise<void> => {
      await written;
      const version = await other.recordsVersion(orderId);
      if (version === last) throw new Error(`${what}: the version is still ${version}`);
      demandSame((await other.records(orderId)).version, version, `${what}: the version of the records`);
      last = version;
    };
    await demandAnother('begin', store.begin(plan));
    await demandAnother('finish', store.finish(plan, aResult(plan, 0)));
    await demandAnother('append', store.append(orderId, anAppend(1, [anEntry('e2')])));
    await demandAnother('keep', store.keep(keptAnswer(), aMessage(), anAppend(2, [anEntry('m1')])));
    await demandAnother('erase', store.erase(orderId, nothing, anAppend(3, [anEntry('e4')])));
    await demandAnother('begin again', store.begin(aPlan({ id: 'plan-2' })));
    await demandAnother('abandon', store.abandon(aPlan({ id: 'plan-2' })));
    await store.append('another', anAppend(0, [anEntry('x1')]));
    await store.append(orderId, anAppend(0, [anEntry('late')]));
    demandSame(
      await other.recordsVersion(orderId),
      last,
      'after a write about another order, and one that came too late',
    );
  },

  async 'log: pages, the orders apart, and whether there is more'({ store, other }) {
    await store.append(orderId, anAppend(0, [anEntry('e1'), anEntry('e2'), anEntry('e3')]));
    await store.append('another', anAppend(0, [anEntry('x1')]));
    const read = async (after: number, limit: number): Promise<unknown> => {
      const { entries, more } = await other.log(orderId, after, limit);
      return [entries.map(({ id }) => id), more];
    };
    demandSame(await read(0, 2), [['e1', 'e2'], true], 'the first page');
    demandSame(await read(2, 2), [['e3'], false], 'the second page');
    demandSame(await read(0, 3), [['e1', 'e2', 'e3'], false], 'a page that holds all');
    demandSame(await read(3, 2), [[], false], 'what comes after the last');
    demandSame(await other.log('none', 0, 2), { entries: [], more: false }, 'the log of no order');
  },

  async 'keep: message, answer and entry are kept together, once a key'({ store, other }) {
    const first = await store.keep(keptAnswer(), aMessage(), anAppend(0, [anEntry('m1')]));
    demandSame(first.code, 'appended', 'the first time');
    const again = await other.keep(keptAnswer(), aMessage({ id: 'm2' }), anAppend(1, [anEntry('m2')]));
    demandSame(again.code, 'known', 'the second time');
    const { messages, answers } = await other.written(orderId);
    demandSame([messages, answers], [[aMessage()], [keptAnswer()]], 'messages and answers');
    demandSame((await other.log(orderId, 0, 10)).entries.length, 1, 'entries');
    const { fingerprint, answer } = keptAnswer();
    demandSame(await store.answered('buyer-1', 'key'), { fingerprint, answer }, 'the answer');
  },

  async 'keep: where the log moved on nothing is kept, and the key is free'({ store }) {
    await store.append(orderId, anAppend(0, [anEntry('e1')]));
    const kept = await store.keep(keptAnswer(), aMessage(), anAppend(0, [anEntry('m1')]));
    demandSame(kept.code, 'moved', 'keep');
    demandSame(await store.message('m1'), null, 'the message');
    demandSame(await store.answered('buyer-1', 'key'), null, 'the answer');
  },

  async 'keep: of several at once under one key one is kept'({ store, other }) {
    const all = await Promise.all(
      Array.from({ length: 6 }, (_, at) =>
        (at % 2 === 0 ? store : other).keep(
          keptAnswer({ orderId: `o${at}` }),
          aMessage({ id: `m${at}`, orderId: `o${at}` }),
          anAppend(0, [anEntry(`m${at}`)]),
        ),
      ),
    );
    demandSame(all.filter(({ code }) => code === 'appended').length, 1, 'kept');
    demandSame(all.filter(({ code }) => code === 'known').length, 5, 'known');
  },

  async 'dropAnswers: what was answered by then goes, and its key is free'({ store, other }) {
    const old = { ...keptAnswer(), key: 'old', at: instant };
    await store.keep(old, aMessage(), anAppend(0, [anEntry('m1')]));
    await store.keep({ ...old, key: 'new', at: instant + 1 }, null, anAppend(1, [anEntry('m2')]));
    const plan = aPlan({ id: 'm3' });
    await store.begin(plan);
    await store.finish(plan, aResult(plan, 2));
    await other.dropAnswers(instant);
    demandSame(await store.answered('buyer-1', 'old'), null, 'the older answer');
    demandSame((await store.answered('buyer-1', 'new'))?.fingerprint, 'print', 'the younger answer');
    demandSame(await store.answered('buyer-1', 'key-of-m3'), null, 'the answer to a transition of that instant');
    demandSame((await store.written(orderId)).answers.length, 1, 'answers');
    demandSame(await store.message('m1'), aMessage(), 'the message, which stays');
    const again = await other.keep(old, null, anAppend(3, [anEntry('m4')]));
    demandSame(again.code, 'appended', 'the key of the older answer');
  },

  async 'dropAnswers: a plan keeps its key'({ store, other }) {
    await store.begin(aPlan());
    await other.dropAnswers(instant + 1);
    const { key } = aPlan().claim ?? {};
    demandSame((await store.answered('buyer-1', key ?? ''))?.answer, null, 'what is being carried out');
  },

  async 'secret: the same for all, and nobody can guess it'({ store, other }) {
    const secret = await store.secret();
    demandSame([await store.secret(), await other.secret()], [secret, secret], 'asked for again');
    if (!/^[!-~]{22,}$/.test(secret)) throw new Error(`${JSON.stringify(secret)} has fewer than 128 random bits`);
  },

  async 'erase: the words go everywhere, and the chain stays whole'({ store, other }) {
    await store.keep(keptAnswer(), aMessage(), anAppend(0, [anEntry('m1')]));
    const { entries } = await store.log(orderId, 0, 10);
    const erasure: Erasure = {
      ...nothing,
      entries: entries.map((entry) => eraseFrom(entry, ['text'])),
      messages: [aMessage({ text: '' })],
      answers: [keptAnswer({ fingerprint: '', answer: { status: 201, headers: {}, body: '' } })],
    };
    const note = anEntry('erased', { by: 'platform', type: 'erasure', party: 'buyer', erased: [1] });
    demandSame(await store.erase(orderId, erasure, anAppend(1, [note])), true, 'erase');
    const after = (await other.log(orderId, 0, 10)).entries;
    demandSame(verifyChain(orderId, after).faults, [], 'faults of the chain');
    demandSame([after[0]?.hash, after[0]?.text, after.length], [entries[0]?.hash, undefined, 2], 'the entries');
    const { messages, answers } = await other.written(orderId);
    demandSame([messages, answers], [erasure.messages, erasure.answers], 'messages and answers');
    demandSame((await other.answered('buyer-1', 'key'))?.fingerprint, '', 'what the key stands for');
    demandSame(JSON.stringify([after, await other.written(orderId)]).includes('Zoë'), false, 'whether a word is left');
  },

  async 'erase: where the log has other entries by now nothing is done'({ store }) {
    await store.keep(keptAnswer(), aMessage(), anAppend(0, [anEntry('m1')]));
    const { entries } = await store.log(orderId, 0, 10);
    await store.append(orderId, anAppend(1, [anEntry('e2')]));
    const erasure = {
      ...nothing,
      entries: entries.map((one) => eraseFrom(one, ['text'])),
      messages: [aMessage({ text: '' })],
    };
    demandSame(await store.erase(orderId, erasure, anAppend(1, [anEntry('e3')])), false, 'after an older entry');
    demandSame(await store.erase(orderId, erasure, null), false, 'as if there were no log');
    demandSame((await store.log(orderId, 0, 1)).entries, entries, 'the first entry');
    demandSame(await store.message('m1'), aMessage(), 'the message');
    demandSame((await store.log(orderId, 0, 10)).entries.length, 2, 'entries');
  },

  async 'erase: an entry that would get another hash is refused, with all the rest'({ store }) {
    await store.keep(keptAnswer(), aMessage(), anAppend(0, [anEntry('m1')]));
    const { entries } = await store.log(orderId, 0, 10);
    const forged = entries.map((entry) => ({ ...entry, hash: 'f'.repeat(64) }));
    const erasure = { ...nothing, entries: forged, messages: [aMessage({ text: '' })] };
    await demandRejected(store.erase(orderId, erasure, anAppend(1, [anEntry('e2')])), 'another hash');
    demandSame((await store.log(orderId, 0, 10)).entries, entries, 'the entries');
    demandSame(await store.message('m1'), aMessage(), 'the message');
  },

  async 'erase: where there is no log, without a note'({ store }) {
    demandSame(await store.erase(orderId, nothing, null), true, 'erase');
    demandSame((await store.records(orderId)).head, null, 'the head');
  },
};
