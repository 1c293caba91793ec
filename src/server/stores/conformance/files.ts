import type { Attachment } from '../../../domain/log-entry.ts';
import { eraseFrom } from '../../../evidence/chain.ts';
import type { ListScope, Putting } from '../store.ts';
import { demandSame, type Given, type StoreCases } from './demands.ts';
import { aMessage, anAppend, anEntry, instant, keptAnswer, observed, orderId } from './records.ts';

/** Every byte there is, and no text. */
const bytes = Uint8Array.from({ length: 300 }, (_, place) => place % 256);

function aFile(digit: string): Attachment {
  return { sha256: digit.repeat(64), type: 'image/png', size: bytes.length };
}

function putting(given: Partial<Putting> = {}): Putting {
  return { owner: 'ada', at: instant, most: { files: 2, bytes: 1000 }, ...given };
}

async function ownersOf({ other }: Given, file: Attachment): Promise<string[] | null> {
  return (await other.attachment(file.sha256))?.owners.sort() ?? null;
}

/** An entry that refers to the files, which `owner` has put. */
async function refer({ store }: Given, owner: string, id: string, after: number, files: Attachment[]): Promise<void> {
  const kept = keptAnswer({ principalId: owner, key: id });
  const append = anAppend(after, [anEntry(id, { attachments: files })]);
  const uses = files.map(({ sha256 }) => ({ sha256, owner }));
  await store.keep(kept, aMessage({ id, attachments: files }), append, uses);
}

export const fileCases: StoreCases = {
  async 'keepAttachment: a file comes back byte for byte, with all who put it'(given) {
    const { store, other } = given;
    const file = aFile('a');
    demandSame(await store.keepAttachment(file, bytes, putting()), { code: 'new' }, 'the first time');
    demandSame(await other.keepAttachment(file, bytes, putting()), { code: 'known' }, 'the second time');
    demandSame(await other.keepAttachment(file, bytes, putting({ owner: 'bea' })), { code: 'new' }, 'by somebody else');
    const kept = await other.attachment(file.sha256);
    const owners = [...(kept?.owners ?? [])].sort();
    demandSame(
      { ...kept, owners },
      { ...file, owners: ['ada', 'bea'] },
      'the file, which is told of without its bytes',
    );
    const found = await other.attachmentBytes(file.sha256);
    demandSame([...(found ?? [])], [...bytes], 'its bytes');
    const none = 'f'.repeat(64);
    demandSame([await other.attachment(none), await other.attachmentBytes(none)], [null, null], 'what nobody put');
  },

  async 'attachmentBytes: what is done to them afterwards changes nothing that is kept'({ store, other }) {
    const mine = bytes.slice();
    await store.keepAttachment(aFile('a'), mine, putting());
    mine.fill(0);
    (await store.attachmentBytes(aFile('a').sha256))?.fill(0);
    demandSame([...((await other.attachmentBytes(aFile('a').sha256)) ?? [])], [...bytes], 'the bytes');
  },

  async 'keepAttachment: no more files than somebody may have lying there'(given) {
    const { store, other } = given;
    await store.keepAttachment(aFile('a'), bytes, putting({ at: instant + 5 }));
    await store.keepAttachment(aFile('b'), bytes, putting({ at: instant + 7 }));
    const third = await other.keepAttachment(aFile('c'), bytes, putting({ at: instant + 9 }));
    demandSame(third, { code: 'full', since: instant + 5 }, 'the third');
    demandSame(await ownersOf(given, aFile('c')), null, 'the third file');
    demandSame((await store.keepAttachment(aFile('a'), bytes, putting())).code, 'known', 'the first again');
    const theirs = await store.keepAttachment(aFile('c'), bytes, putting({ owner: 'bea' }));
    demandSame(theirs.code, 'new', 'by somebody else');
  },

  async 'keepAttachment: no more bytes than somebody may have lying there'(given) {
    const most = { files: 9, bytes: 599 };
    await given.store.keepAttachment(aFile('a'), bytes, putting({ most }));
    const second = await given.store.keepAttachment(aFile('b'), bytes, putting({ most }));
    demandSame(second, { code: 'full', since: instant }, 'the second');
    const enough = { files: 9, bytes: 600 };
    const again = await given.store.keepAttachment(aFile('b'), bytes, putting({ most: enough }));
    demandSame(again.code, 'new', 'the second, with just enough room');
  },

  async 'keepAttachment: of several at once no more than the quota are kept'(given) {
    const puts = await Promise.all(
      ['a', 'b', 'c', 'd', 'e', 'f'].map((digit, place) =>
        (place % 2 === 0 ? given.store : given.other).keepAttachment(aFile(digit), bytes, putting()),
      ),
    );
    demandSame(puts.filter(({ code }) => code === 'new').length, 2, 'files kept');
    demandSame(puts.filter(({ code }) => code === 'full').length, 4, 'files refused');
  },

  async 'keep: a file that an entry of its owner refers to takes no room any more'(given) {
    await given.store.keepAttachment(aFile('a'), bytes, putting());
    await given.store.keepAttachment(aFile('b'), bytes, putting());
    await refer(given, 'ada', 'm1', 0, [aFile('a')]);
    demandSame((await given.store.keepAttachment(aFile('c'), bytes, putting())).code, 'new', 'one more');
    demandSame((await given.store.keepAttachment(aFile('d'), bytes, putting())).code, 'full', 'one too many');
  },

  async 'keep: only who put a file uses it, and only what is named'(given) {
    await given.store.keepAttachment(aFile('a'), bytes, putting());
    await given.store.keepAttachment(aFile('a'), bytes, putting({ owner: 'bea' }));
    await given.store.keepAttachment(aFile('b'), bytes, putting());
    await refer(given, 'bea', 'm1', 0, [aFile('a')]);
    await given.other.dropUnused(instant);
    demandSame(await ownersOf(given, aFile('a')), ['bea'], 'owners of the file that one of them used');
    demandSame(await ownersOf(given, aFile('b')), null, 'owners of the file that was not named');
  },

  async 'dropUnused: what was put by then goes, what an entry refers to stays'(given) {
    await given.store.keepAttachment(aFile('a'), bytes, putting());
    await given.store.keepAttachment(aFile('b'), bytes, putting());
    await refer(given, 'ada', 'm1', 0, [aFile('a')]);
    await given.store.keepAttachment(aFile('c'), bytes, putting({ at: instant + 1 }));
    await given.other.dropUnused(instant);
    demandSame(await ownersOf(given, aFile('a')), ['ada'], 'owners of the file in an entry');
    demandSame(await ownersOf(given, aFile('b')), null, 'owners of the file that nothing refers to');
    demandSame(await ownersOf(given, aFile('c')), ['ada'], 'owners of the file that was put later');
  },

  async 'dropUnused: of a file that two have put only the part goes that is unused'(given) {
    await given.store.keepAttachment(aFile('a'), bytes, putting());
    await given.store.keepAttachment(aFile('a'), bytes, putting({ owner: 'bea' }));
    await refer(given, 'ada', 'm1', 0, [aFile('a')]);
    await given.store.dropUnused(instant);
    demandSame(await ownersOf(given, aFile('a')), ['ada'], 'its owners');
  },

  async 'dropUnused: a file that was put again counts from then'(given) {
    await given.store.keepAttachment(aFile('a'), bytes, putting());
    await given.store.keepAttachment(aFile('a'), bytes, putting({ at: instant + 10 }));
    await given.store.dropUnused(instant + 9);
    demandSame(await ownersOf(given, aFile('a')), ['ada'], 'its owners');
    await given.store.dropUnused(instant + 10);
    demandSame(await ownersOf(given, aFile('a')), null, 'its owners at the instant');
  },

  async 'references: the entries of all orders that refer to a file, each once'(given) {
    await refer(given, 'ada', 'm1', 0, [aFile('a'), aFile('b')]);
    await refer(given, 'ada', 'm2', 1, [aFile('a'), aFile('a')]);
    const kept = keptAnswer({ key: 'm3', orderId: 'another' });
    await given.store.keep(kept, null, anAppend(0, [anEntry('m3', { attachments: [aFile('a')] })]));
    const found = await given.other.references(aFile('a').sha256);
    const names = found.map((one) => `${one.orderId} ${one.entry.id}`).sort();
    demandSame(names, [`${orderId} m1`, `${orderId} m2`, 'another m3'].sort(), 'orders and entries');
    const { entries } = await given.other.log(orderId, 0, 1);
    demandSame(found.find(({ entry }) => entry.id === 'm1')?.entry, entries[0], 'an entry');
    demandSame(await given.other.references('f'.repeat(64)), [], 'entries of no file');
  },

  async 'references: with a scope only those of orders that were within it when last observed'({ store, other }) {
    const file = aFile('a');
    const parties: [string, string][] = [
      ['ada', 'bea'],
      ['bea', 'cai'],
    ];
    for (const [place, [buyerId, sellerId]] of parties.entries()) {
      const append = anAppend(0, [anEntry(`m${place}`, { attachments: [file] })], {
        observed: { ...observed, buyerId, sellerId },
      });
      await store.append(`o${place}`, append);
    }
    await store.append(
      'shared',
      anAppend(0, [anEntry('m8', { attachments: [file] })], {
        observed: { ...observed, buyerId: 'eve', sellerId: 'dot', sellerIds: ['dot', 'bea'] },
      }),
    );
    await store.append('unknown', anAppend(0, [anEntry('m9', { attachments: [file] })]));
    const found = async (scope: Partial<ListScope>): Promise<string[]> => {
      const whole = { buyerId: null, sellerId: null, all: false, ...scope };
      return (await other.references(file.sha256, whole)).map(({ orderId: of }) => of).sort();
    };
    demandSame(await found({ buyerId: 'ada' }), ['o0'], 'of a buyer');
    demandSame(await found({ sellerId: 'bea' }), ['o0', 'shared'], 'of a seller, of one among several too');
    demandSame(await found({ sellerId: 'cai' }), ['o1'], 'of none of several');
    demandSame(await found({ buyerId: 'bea', sellerId: 'bea' }), ['o0', 'o1', 'shared'], 'of somebody who is both');
    demandSame(await found({ buyerId: 'cai' }), [], 'of a seller, asked for as a buyer');
    demandSame(await found({}), [], 'of nobody');
    demandSame(await found({ all: true }), ['o0', 'o1', 'shared', 'unknown'], 'of all');
  },

  async 'erase: an entry that lost its files is found by none, and its owner lets go of them'(given) {
    const { store, other } = given;
    await store.keepAttachment(aFile('a'), bytes, putting());
    await store.keepAttachment(aFile('b'), bytes, putting());
    await store.keepAttachment(aFile('b'), bytes, putting({ owner: 'bea' }));
    await refer(given, 'ada', 'm1', 0, [aFile('a'), aFile('b')]);
    const { entries } = await store.log(orderId, 0, 1);
    const attachments = [aFile('a'), aFile('b')].map(({ sha256 }) => ({ sha256, owner: 'ada' }));
    const erased = {
      entries: entries.map((entry) => eraseFrom(entry, ['attachments'])),
      messages: [aMessage({ attachments: [] })],
      cancellations: [],
      listings: [],
      answers: [],
      attachments,
    };
    demandSame(await store.erase(orderId, erased, anAppend(1, [anEntry('e2')])), true, 'erase');
    demandSame(await other.references(aFile('a').sha256), [], 'entries of the file');
    demandSame(await ownersOf(given, aFile('a')), null, 'owners of the one');
    demandSame(await ownersOf(given, aFile('b')), ['bea'], 'owners of the other');
  },
};
