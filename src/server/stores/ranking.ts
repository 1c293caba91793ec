import { openStates } from '../../domain/records.ts';
import type { Listing, ListScope, Observed, Sort, SortKey } from './store.ts';

/** Whether somebody sees a row. */
export function isVisible({ buyerId, sellerId }: Pick<Listing, 'buyerId' | 'sellerId'>, scope: ListScope): boolean {
  return scope.all || buyerId === scope.buyerId || sellerId === scope.sellerId;
}

/** Whether somebody saw an order when it was last observed. */
export function wasVisible(
  { buyerId = '', sellerId = '', sellerIds = [sellerId] }: Pick<Observed, 'buyerId' | 'sellerId' | 'sellerIds'> = {},
  scope: ListScope,
): boolean {
  return sellerIds.some((id) => isVisible({ buyerId, sellerId: id }, scope));
}

/** Whether it is the asker whose answer is awaited. */
function awaitsAsker({ awaits, buyerId, sellerId }: Listing, scope: ListScope): boolean {
  if (buyerId === scope.buyerId) return awaits === 'buyer';
  return sellerId === scope.sellerId ? awaits === 'seller' : awaits === 'platform';
}

const never = Number.MAX_SAFE_INTEGER;

/**
 * Where a row stands. By cost of delay: what awaits the asker, from where silence costs money to where it does nothing, then
 * what is open otherwise, the ended ones last and the latest of them first; within, by the time left, then by amount.
 */
export function sortKey(listing: Listing, sort: Sort, scope: ListScope): SortKey {
  const { cancellationId, requestedAt, respondBy, amount, silence, state } = listing;
  switch (sort) {
    case 'cost-of-delay': {
      const open = openStates.includes(state);
      const rank = awaitsAsker(listing, scope) ? silence : open ? 4 : 5;
      return [rank, open ? (respondBy ?? never) : -requestedAt, -amount.amount, cancellationId];
    }
    case 'requestedAt':
      return [requestedAt, cancellationId];
    case '-requestedAt':
      return [-requestedAt, cancellationId];
    case 'respondBy':
      return [respondBy ?? never, cancellationId];
    case 'amount':
      return [amount.amount, cancellationId];
    case '-amount':
      return [-amount.amount, cancellationId];
  }
}

export function compareKeys(one: SortKey, other: SortKey): number {
  for (let at = 0; at < one.length; at++) {
    const mine = one[at] as number;
    const theirs = other[at] as number;
    if (mine < theirs) return -1;
    if (mine > theirs) return 1;
  }
  return 0;
}
