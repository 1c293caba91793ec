import type { Consequences } from './consequences.ts';

/** What comes of it with another amount than is due, where the terms let one be named. */
export function withAmount(found: Consequences, amount: number | null | undefined): Consequences {
  const { refund } = found;
  if (!refund?.adjustable || typeof amount !== 'number') return found;
  const { kept: _, ...rest } = refund;
  return { ...found, refund: { ...rest, fee: { ...refund.fee, amount: 0 }, due: { ...refund.due, amount } } };
}
