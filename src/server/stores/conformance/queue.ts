import type { Cancellation, CancellationState } from '../../../domain/records.ts';
import { type Listing, type ListQuery, type SortKey, sorts } from '../store.ts';
import { demandSame, type Given, type StoreCases } from './demands.ts';
import { aCancellation, aListing, aPlan, aQuery, aResult, instant } from './records.ts';

/** A row of the queue: what differs from the common listing, and perhaps from the common cancellation. */
type Row = Partial<Listing> & { cancellationId: string };

/** Writes rows down, each as an order of its own unless it names one. */
async function write({ store }: Given, rows: readonly Row[]): Promise<void> {
  const lengths = new Map<string, number>();
  for (const row of rows) {
    const { cancellationId: id, state = 'requested', orderId = `order-of-${id}` } = row;
    const after = lengths.get(orderId) ?? 0;
    lengths.set(orderId, after + 1);
    const plan = aPlan({ id: `plan-${id}`, orderId, cancellations: [aCancellation({ id, orderId, state })] });
    await store.begin(plan);
    const listings = [aListing({ ...row, orderId, state })];
    await store.finish(plan, aResult(plan, after, { listings, changes: [] }));
  }
}

/** The ids of a page. */
async function idsOf({ other }: Given, query: Partial<ListQuery> = {}): Promise<string[]> {
  return (await other.list(aQuery(query))).rows.map(({ cancellation }) => cancellation.id);
}

const amountOf = (amount: number) => ({ amount, currency: 'EUR' });

/** Their order by each sort is plain from the members, those of `e` are the same as those of `d`. */
const sorted: Row[] = [
  { cancellationId: 'b', requestedAt: instant + 3, respondBy: instant + 20, amount: amountOf(500), silence: 0 },
  { cancellationId: 'e', requestedAt: instant + 2, respondBy: null, amount: amountOf(9000), silence: 3 },
  { cancellationId: 'a', requestedAt: instant + 1, respondBy: instant + 30, amount: amountOf(70), silence: 0 },
  { cancellationId: 'd', requestedAt: instant + 2, respondBy: null, amount: amountOf(9000), silence: 3 },
  { cancellationId: 'c', requestedAt: instant + 4, respondBy: instant + 10, amount: amountOf(80), awaits: 'buyer' },
  { cancellationId: 'f', requestedAt: instant + 6, amount: amountOf(1), state: 'declined', awaits: null },
  { cancellationId: 'g', requestedAt: instant + 5, amount: amountOf(2), state: 'cancelled', awaits: null },
];
const ofSeller = { buyerId: null, sellerId: 'seller-1', all: false };
const orders: Record<(typeof sorts)[number], string> = {
  'cost-of-delay': 'badecfg',
  requestedAt: 'adebcgf',
  '-requestedAt': 'fgcbdea',
  respondBy: 'cbadefg',
  amount: 'fgacbde',
  '-amount': 'debcagf',
};

export const queueCases: StoreCases = {
  async 'list: every sort puts the rows in its order'(given) {
    await write(given, sorted);
    for (const sort of sorts) {
      demandSame((await idsOf(given, { sort, scope: ofSeller })).join(''), orders[sort], `by ${sort}`);
    }
  },

  async 'list: pages by the key of the last row hold every row once, whatever the sort'(given) {
    await write(given, sorted);
    for (const sort of sorts) {
      const found: string[] = [];
      let after: SortKey | null = null;
      for (let pages = 1; pages <= 4; pages++) {
        const page = await given.other.list(aQuery({ sort, scope: ofSeller, limit: 2, after }));
        found.push(...page.rows.map(({ cancellation }) => cancellation.id));
        demandSame(page.more, pages < 4, `whether there is more after page ${pages} by ${sort}`);
        // As a cursor carries it.
        after = JSON.parse(JSON.stringify(page.rows.at(-1)?.key ?? null));
      }
      demandSame(found.join(''), orders[sort], `the pages by ${sort}`);
    }
  },

  async 'list: a page goes on where the row before it is gone or moved'(given) {
    await write(given, sorted);
    const { rows } = await given.store.list(aQuery({ limit: 2 }));
    const moved = aListing({ ...sorted[3], orderId: 'order-of-d', requestedAt: instant + 50 });
    await given.store.keepListings([moved]);
    demandSame((await idsOf(given, { after: rows[1]?.key ?? null })).join(''), 'ebcgfd', 'what follows');
  },

  async 'list: everybody sees the orders that are theirs, and nobody else’s'(given) {
    await write(given, [
      { cancellationId: 'a', buyerId: 'ada', sellerId: 'sam' },
      { cancellationId: 'b', buyerId: 'bea', sellerId: 'sam' },
      { cancellationId: 'c', buyerId: 'sam', sellerId: 'zoë' },
    ]);
    const ofScope = (buyerId: string | null, sellerId: string | null) =>
      idsOf(given, { scope: { buyerId, sellerId, all: false } });
    demandSame(await ofScope(null, 'sam'), ['a', 'b'], 'as the seller');
    demandSame(await ofScope('sam', 'sam'), ['a', 'b', 'c'], 'on both sides');
    demandSame(await ofScope('ada', null), ['a'], 'as the buyer');
    demandSame(await ofScope('ADA', null), [], 'another id, in capitals');
    demandSame(await ofScope(null, null), [], 'nobody');
    const { counts } = await given.other.list(aQuery({ scope: { buyerId: 'ada', sellerId: null, all: false } }));
    demandSame(counts, { requested: 1 }, 'what the buyer can count');
  },

  async 'list: states choose the rows, and the counts are of all that the search finds'(given) {
    await write(given, sorted);
    const states: CancellationState[] = ['declined', 'cancelled'];
    const page = await given.other.list(aQuery({ states, limit: 1 }));
    demandSame(
      page.rows.map(({ cancellation }) => cancellation.id),
      ['g'],
      'the page',
    );
    demandSame([page.more, page.counts], [true, { requested: 5, declined: 1, cancelled: 1 }], 'more, and the counts');
    demandSame(await idsOf(given, { states: ['undone'] }), [], 'a state that none has');
  },

  async 'list: a search finds rows with all its words, each as it is written'(given) {
    await write(given, [
      { cancellationId: 'a', text: 'ada lovelace 4711 100% of_it' },
      { cancellationId: 'b', text: "bea o'hara 4712 100 ofxit", state: 'declined' },
      { cancellationId: 'c', text: 'zoë c:\\path "quoted" 👜' },
    ]);
    const found = async (...words: string[]) => (await idsOf(given, { words })).join('');
    demandSame(await found('471'), 'ab', 'a part of a word');
    demandSame(await found('4711', 'ada'), 'a', 'two words');
    demandSame(await found('4711', 'bea'), '', 'words of two rows');
    for (const [word, id] of [
      ['100%', 'a'],
      ['of_it', 'a'],
      ["o'h", 'b'],
      ['c:\\p', 'c'],
      ['"quoted"', 'c'],
      ['👜', 'c'],
      ['zoë', 'c'],
      ['zoe', ''],
    ] as const) {
      demandSame(await found(word), id, `rows with ${word}`);
    }
    const page = await given.other.list(aQuery({ words: ['471'], limit: 1, states: ['requested'] }));
    demandSame([page.more, page.counts], [false, { requested: 1, declined: 1 }], 'more, and the counts');
  },

  async 'list: a row comes with all cancellations of its order, oldest first'(given) {
    await write(given, [
      { cancellationId: 'b', orderId: 'one', state: 'declined' },
      { cancellationId: 'a', orderId: 'one', state: 'requested' },
      { cancellationId: 'c', orderId: 'two', state: 'declined' },
    ]);
    const { rows } = await given.other.list(aQuery());
    demandSame(
      Object.fromEntries(rows.map((row) => [row.cancellation.id, row.cancellations.map(({ id }) => id)])),
      { a: ['b', 'a'], b: ['b', 'a'], c: ['c'] },
      'what comes with them',
    );
  },

  async 'list: a row says what was last written of it'(given) {
    await write(given, [{ cancellationId: 'a' }]);
    demandSame(await idsOf(given, { words: ['ada'] }), ['a'], 'the search before');
    await given.store.keepListings([
      aListing({ cancellationId: 'a', orderId: 'order-of-a', text: 'new', reason: null }),
    ]);
    demandSame(
      [await idsOf(given, { words: ['new'] }), await idsOf(given, { words: ['ada'] })],
      [['a'], []],
      'the search',
    );
  },

  async 'unlisted: cancellations without a listing, in chunks by id, until they have one'(given) {
    const { store, other } = given;
    const written: Cancellation[] = [];
    for (const id of ['c', 'a', 'b']) {
      const cancellation = aCancellation({ id, orderId: `order-of-${id}` });
      const plan = aPlan({ id: `plan-${id}`, orderId: cancellation.orderId, cancellations: [cancellation] });
      await store.begin(plan);
      await store.finish(plan, aResult(plan, 0, { listings: [] }));
      written.push(cancellation);
    }
    const [c, a, b] = written;
    demandSame(await other.unlisted(null, 2), [a, b], 'the first chunk');
    demandSame(await other.unlisted('b', 2), [c], 'the second chunk');
    demandSame(await idsOf(given), [], 'the queue');
    await store.keepListings([aListing({ cancellationId: 'a', orderId: 'order-of-a' })]);
    demandSame(await other.unlisted(null, 5), [b, c], 'what is left');
    demandSame(await idsOf(given), ['a'], 'the queue afterwards');
  },

  async 'watch: an order is due at the instant, with a record or without, until it is watched no more'(given) {
    const { store, other } = given;
    await write(given, [{ cancellationId: 'a', dueAt: instant + 20 }]);
    const { version } = await other.records('order-of-a');
    await store.watch('unknown', instant + 10);
    await store.watch('order-of-a', instant + 30);
    demandSame(await other.due(instant + 9), [], 'a moment too early');
    demandSame(await other.due(instant + 30), ['unknown', 'order-of-a'], 'at the instant, each once');
    const { watchedAt, version: after } = await other.records('order-of-a');
    demandSame([watchedAt, after], [instant + 30, version], 'when it is watched, and the version');
    await store.watch('unknown', instant + 40);
    await store.watch('order-of-a', null);
    demandSame(await other.due(instant + 39), ['order-of-a'], 'what is due of its record');
    demandSame('watchedAt' in (await other.records('order-of-a')), false, 'whether it is watched');
  },

  async 'due: orders by what is overdue longest, each once, at the instant itself'(given) {
    await write(given, [
      { cancellationId: 'a', dueAt: instant + 20 },
      { cancellationId: 'b', dueAt: instant + 10 },
      { cancellationId: 'c', dueAt: instant + 21 },
      { cancellationId: 'd', dueAt: null },
      { cancellationId: 'e', dueAt: instant + 15, state: 'cancelled' },
    ]);
    demandSame(await given.other.due(instant + 9), [], 'a moment too early');
    demandSame(await given.other.due(instant + 20), ['order-of-b', 'order-of-e', 'order-of-a'], 'at the instant');
    const ended = aPlan({
      id: 'end',
      orderId: 'order-of-b',
      cancellations: [aCancellation({ id: 'b', orderId: 'order-of-b', state: 'declined' })],
    });
    await given.store.begin(ended);
    await given.store.finish(ended, aResult(ended, 1));
    demandSame(await given.other.due(instant + 20), ['order-of-e', 'order-of-a'], 'after one has ended');
  },

  async 'countReasons: by reason in half-open intervals, of what somebody sees'(given) {
    await write(given, [
      { cancellationId: 'a', requestedAt: instant - 1 },
      { cancellationId: 'b', requestedAt: instant, reason: 'early' },
      { cancellationId: 'c', requestedAt: instant + 9, reason: null },
      { cancellationId: 'd', requestedAt: instant + 9, reason: 'constructor', sellerId: 'seller-2' },
      { cancellationId: 'e', requestedAt: instant + 10, reason: 'late' },
      { cancellationId: 'f', requestedAt: instant + 20 },
    ]);
    const edges = [instant, instant + 10, instant + 20];
    const all = { buyerId: null, sellerId: null, all: true };
    const { other } = given;
    demandSame(
      await other.countReasons(all, null, edges),
      [{ early: 1, '': 1, constructor: 1 }, { late: 1 }],
      'of all',
    );
    demandSame(await other.countReasons(all, 'seller-2', edges), [{ constructor: 1 }, {}], 'of one seller');
    demandSame(
      await other.countReasons(ofSeller, null, edges),
      [{ early: 1, '': 1 }, { late: 1 }],
      'of what a seller sees',
    );
    demandSame(await other.countReasons(ofSeller, 'seller-2', edges), [{}, {}], 'of another seller, seen by one');
  },
};
