import type { CancellationState } from '../../domain/records.ts';
import { compareKeys, isVisible, sortKey } from './ranking.ts';
import type { Listing, ListQuery, ListScope, Sort, SortKey } from './store.ts';

interface Row {
  key: SortKey;
  listing: Listing;
}

/** The rows that somebody sees, kept in one order: made once, then changed row by row. */
interface Projection {
  scope: ListScope;
  sort: Sort;
  rows: Row[];
  /** By state, of all rows. */
  counts: Counts;
  /** What a search looks in; `null`: to be made, since a row changed. */
  texts: Texts | null;
}

/** The texts of all rows as one, which is searched many times faster than each by itself. */
interface Texts {
  all: string;
  /** Where each row's text begins. */
  starts: Uint32Array;
  states: CancellationState[];
}

type Counts = Partial<Record<CancellationState, number>>;

/** So many orders of rows are kept; the least used goes. */
const maxProjections = 32;

export interface Listings {
  get(cancellationId: string): Listing | undefined;
  all(): Listing[];
  put(listing: Listing): void;
  /** The ids and keys of a page's rows, and the counts of all that the search finds. */
  find(query: ListQuery): {
    rows: { id: string; key: SortKey }[];
    more: boolean;
    counts: Counts;
  };
}

/** Listings in memory, sorted for whoever has asked: a page of a hundred thousand costs one pass over them. */
export function createListings(known: readonly Listing[]): Listings {
  const byId = new Map(known.map((listing) => [listing.cancellationId, listing]));
  const projections = new Map<string, Projection>();

  const projectionOf = ({ scope, sort }: ListQuery): Projection => {
    const name = JSON.stringify([sort, scope.buyerId, scope.sellerId, scope.all]);
    let found = projections.get(name);
    if (found) projections.delete(name);
    else {
      const rows: Row[] = [];
      const counts: Counts = {};
      for (const listing of byId.values()) {
        if (!isVisible(listing, scope)) continue;
        rows.push({ key: sortKey(listing, sort, scope), listing });
        counts[listing.state] = (counts[listing.state] ?? 0) + 1;
      }
      found = { scope, sort, rows: rows.sort((one, other) => compareKeys(one.key, other.key)), counts, texts: null };
    }
    projections.set(name, found);
    for (const oldest of projections.keys()) {
      if (projections.size <= maxProjections) break;
      projections.delete(oldest);
    }
    return found;
  };

  return {
    get: (id) => byId.get(id),
    all: () => [...byId.values()],
    put(listing) {
      const before = byId.get(listing.cancellationId);
      byId.set(listing.cancellationId, listing);
      for (const projection of projections.values()) {
        const { scope, sort, rows, counts } = projection;
        projection.texts = null;
        if (before && isVisible(before, scope)) {
          rows.splice(placeOf(rows, sortKey(before, sort, scope)), 1);
          counts[before.state] = (counts[before.state] ?? 1) - 1;
          if (counts[before.state] === 0) delete counts[before.state];
        }
        if (!isVisible(listing, scope)) continue;
        const key = sortKey(listing, sort, scope);
        rows.splice(placeOf(rows, key), 0, { key, listing });
        counts[listing.state] = (counts[listing.state] ?? 0) + 1;
      }
    },
    find(query) {
      const { states, words, after, limit } = query;
      const projection = projectionOf(query);
      const { rows } = projection;
      const wanted = states && new Set(states);
      const found: { id: string; key: SortKey }[] = [];
      const first = after ? placeAfter(rows, after) : 0;
      let more = false;
      const take = (at: number): void => {
        const { key, listing } = rows[at] as Row;
        if (wanted && !wanted.has(listing.state)) return;
        if (found.length === limit) more = true;
        else found.push({ id: listing.cancellationId, key });
      };
      if (words.length === 0) {
        // Nothing before the page or after it has to be seen.
        for (let at = first; at < rows.length && !more; at++) take(at);
        return { rows: found, more, counts: { ...projection.counts } };
      }
      projection.texts ??= textsOf(rows);
      const { states: stateOf } = projection.texts;
      const counts: Counts = {};
      for (const at of matches(projection.texts, rows, words)) {
        const state = stateOf[at] as CancellationState;
        counts[state] = (counts[state] ?? 0) + 1;
        if (at >= first && !more) take(at);
      }
      return { rows: found, more, counts };
    },
  };
}

/** Where a key stands, or would. */
function placeOf(rows: readonly Row[], key: SortKey): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareKeys((rows[middle] as Row).key, key) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function placeAfter(rows: readonly Row[], key: SortKey): number {
  const place = placeOf(rows, key);
  const row = rows[place];
  return row && compareKeys(row.key, key) === 0 ? place + 1 : place;
}

function textsOf(rows: readonly Row[]): Texts {
  const starts = new Uint32Array(rows.length);
  let length = 0;
  for (const [at, { listing }] of rows.entries()) {
    starts[at] = length;
    length += listing.text.length + 1;
  }
  const all = rows.map(({ listing }) => listing.text).join('\n');
  return { all, starts, states: rows.map(({ listing }) => listing.state) };
}

/** The rows in whose text all words are, in order. No word holds white space, so that none spans two rows. */
function* matches({ all, starts }: Texts, rows: readonly Row[], words: readonly string[]): Generator<number> {
  const [longest = '', ...others] = [...words].sort((one, other) => other.length - one.length);
  let row = 0;
  for (let hit = all.indexOf(longest); hit >= 0; ) {
    row = rowAt(starts, hit, row);
    if (others.every((word) => (rows[row] as Row).listing.text.includes(word))) yield row;
    const next = starts[row + 1];
    if (next === undefined) return;
    hit = all.indexOf(longest, next);
  }
}

/** The row to whose text a place belongs, at `from` or after. */
function rowAt(starts: Uint32Array, place: number, from: number): number {
  let low = from;
  // In steps that double: most hits are near the one before.
  let step = 1;
  while (low + step < starts.length && (starts[low + step] as number) <= place) {
    low += step;
    step *= 2;
  }
  let high = Math.min(low + step, starts.length);
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((starts[middle] as number) <= place) low = middle;
    else high = middle;
  }
  return low;
}
