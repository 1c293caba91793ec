import { dayLength } from '../values/local-time.ts';
import { holidaysIn } from './holiday-rules.ts';
import { holidaysOfStates } from './holidays.ts';
import type { Place } from './zones.ts';

const known = new Map<string, Set<number>>();
/** More than the orders of many years need. */
const mostKnown = 4096;

/** Whether a day (counted from 1970-01-01) is a public holiday at a place: where no region is known, in any of the state's. */
export function isPublicHoliday(day: number, { state, region }: Place): boolean {
  const year = new Date(day * dayLength).getUTCFullYear();
  return state !== null && daysOff(state, region, year).has(day);
}

function daysOff(state: string, region: string | null, year: number): Set<number> {
  const of = holidaysOfStates[state];
  // A region that no holiday names tells nothing apart, or was misread.
  const own = of?.holidays.some(({ in: regions }) => regions?.includes(region ?? '')) ? region : null;
  const key = `${state} ${own} ${year}`;
  if (known.size > mostKnown) known.clear();
  const days = known.get(key) ?? (of ? holidaysIn(of, year, own) : new Set());
  known.set(key, days);
  return days;
}
