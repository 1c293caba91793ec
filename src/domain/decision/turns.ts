import type { Outcome } from '../policy.ts';
import type { Decision, Turn } from './decision.ts';

/** How much an outcome lets a person do by themselves. */
export const freedom: Record<Outcome, number> = { cancel: 2, request: 1, 'ask-server': 1, return: 0, none: 0 };

/**
 * The first change that takes away what a person can do now, of any line that they can do it with, or that gives more than they
 * can do with any.
 */
export function turnOfFreedom({ outcome, next, lines }: Decision): Turn | null {
  const now = freedom[outcome];
  let first: Turn | null = null;
  for (const one of lines ?? [{ outcome, next }]) {
    const then = one.next ? freedom[one.next.outcome] : now;
    const counts = then > now || (then < now && freedom[one.outcome] === now);
    if (counts && (!first || (one.next as Turn).at < first.at)) first = one.next;
  }
  return first;
}
