import type { Actor } from '../records.ts';

/** The other side of an order: to whom somebody turns, and who has to answer. */
export function otherParty(actor: Actor): Actor {
  return actor === 'buyer' ? 'seller' : 'buyer';
}
