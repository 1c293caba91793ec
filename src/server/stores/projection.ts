import type { CancellationState } from '../../domain/records.ts';
import { compareKeys, isVisible, sortKey } from './ranking.ts';
import type { Listing, ListQuery, Scope, Sort, SortKey } from './store.ts';

interface Row {
  key: SortKey;
  listing: Listing;
}

/** The rows that somebody sees, kept in one order: made once, then changed row by row. */
interface Projection {
  scope: Scope;
  sort: Sort;
  rows: Row[];
}

/** So many orders of rows are kept; the least used goes. */
const mostProjections = 32;

export interface Listings {
  get(cancellationId: string): Listing | undefined;
  all(): Listing[];
  put(listing: Listing): void;
  /** The ids and keys of a page's rows, and the counts of all that the search finds. */
  find(query: ListQuery): {
    rows: { id: string; key: SortKey }[];
    more: boolean;
    counts: Partial<Record<CancellationState, number>>;
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
      for (const listing of byId.values()) {
        if (isVisible(listing, scope)) rows.push({ key: sortKey(listing, sort, scope), listing });
      }
      found = { scope, sort, rows: rows.sort((one, other) => compareKeys(one.key, other.key)) };
    }
    projections.set(name, found);
    for (const oldest of projections.keys()) {
      if (projections.size <= mostProjections) break;
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
      for (const { scope, sort, rows } of projections.values()) {
        if (before && isVisible(before, scope)) rows.splice(placeOf(rows, sortKey(before, sort, scope)), 1);
        if (!isVisible(listing, scope)) continue;
        const key = sortKey(listing, sort, scope);
        rows.splice(placeOf(rows, key), 0, { key, listing });
      }
    },
    find(query) {
      const { states, words, after, limit } = query;
      const { rows } = projectionOf(query);
      const wanted = states && new Set(states);
      const found: { id: string; key: SortKey }[] = [];
      const counts: Partial<Record<CancellationState, number>> = {};
      let more = false;
      const first = after ? placeAfter(rows, after) : 0;
      for (const [at, { key, listing }] of rows.entries()) {
        const { state, text } = listing;
        if (!words.every((word) => text.includes(word))) continue;
        counts[state] = (counts[state] ?? 0) + 1;
        if (more || at < first || (wanted && !wanted.has(state))) continue;
        if (found.length === limit) more = true;
        else found.push({ id: listing.cancellationId, key });
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
