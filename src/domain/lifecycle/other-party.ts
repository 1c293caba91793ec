import type { Actor, Cancellation } from '../records.ts';

/** The other side of an order: to whom somebody turns. */
export function otherParty(actor: Actor): Actor {
  return actor === 'buyer' ? 'seller' : 'buyer';
}

/** Who has to answer a request: the other side; of what the platform asked, the seller. */
export function answererOf({ requestedBy }: Pick<Cancellation, 'requestedBy'>): Actor {
  return requestedBy === 'seller' ? 'buyer' : 'seller';
}
