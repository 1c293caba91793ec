import type { CancelPolicy } from '../policy.ts';
import { parseInstant } from '../values/instant.ts';
import { own } from '../values/own-member.ts';
import { isAbsent, isObject, type ReadInstant, sourceOf } from './conditions.ts';
import { instantOfLine } from './lines.ts';

/**
 * Reads an instant of the line that is asked: of its parcels, or a fact of the shop's own, by what `parse` makes of it. Without
 * that, throws a `TypeError` of a fact that needs a calendar.
 */
export function lineInstant(
  name: string,
  { lineFacts }: CancelPolicy,
  parse?: (value: unknown) => number,
): ReadInstant {
  if (!name.startsWith('facts.')) {
    return ({ line, order }) => (line ? instantOfLine(name, line, order) : Number.POSITIVE_INFINITY);
  }
  const fact = name.slice('facts.'.length);
  if (!parse && lineFacts?.[fact]?.type === 'date') throw new TypeError(name);
  const read = parse ?? parseInstant;
  return ({ line }) => {
    if (!line) return Number.POSITIVE_INFINITY;
    const { facts } = line.record;
    if (!isAbsent(facts) && !isObject(facts)) return Number.NaN;
    const recorded = own(facts, fact);
    const value = recorded === undefined ? lineFacts?.[fact]?.default : recorded;
    return value === null ? Number.POSITIVE_INFINITY : read(value);
  };
}

/** Whether an instant is a line's, or derived of one that is. */
export function isOfLine(name: unknown, policy: CancelPolicy): boolean {
  return lineInstantOf(name, policy) !== null;
}

/** The instant of a line that another is derived of, or is itself; `null`: none. */
export function lineInstantOf(name: unknown, { instants }: CancelPolicy): string | null {
  const source = sourceOf(name, instants);
  return typeof source === 'string' && source.startsWith('line.') ? source.slice('line.'.length) : null;
}
