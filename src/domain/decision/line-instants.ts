import type { CancelPolicy } from '../policy.ts';
import { parseInstant } from '../values/instant.ts';
import { own } from '../values/own-member.ts';
import { type EvaluationScope, isAbsent, isObject } from './conditions.ts';
import { instantOfLine } from './lines.ts';

/** Reads an instant of the line that is asked, epoch ms: of its parcels, or a fact of the shop's own. */
export function lineInstant(name: string, { lineFacts }: CancelPolicy): (scope: EvaluationScope) => number {
  if (!name.startsWith('facts.')) {
    return ({ line, order }) => (line ? instantOfLine(name, line, order) : Number.POSITIVE_INFINITY);
  }
  const fact = name.slice('facts.'.length);
  return ({ line }) => {
    if (!line) return Number.POSITIVE_INFINITY;
    const { facts } = line.record;
    if (!isAbsent(facts) && !isObject(facts)) return Number.NaN;
    const recorded = own(facts, fact);
    const value = recorded === undefined ? lineFacts?.[fact]?.default : recorded;
    return value === null ? Number.POSITIVE_INFINITY : parseInstant(value);
  };
}
