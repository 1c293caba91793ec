import { instantReader } from '../../domain/decision/calendar-words.ts';
import type { CancelPolicy, DerivedInstant, InstantName } from '../../domain/policy.ts';
import type { Cancellation, Order } from '../../domain/records.ts';
import { parseDate, parseTimeOfDay } from '../../domain/values/date.ts';
import { formatInstant } from '../../domain/values/instant.ts';
import { dayLength, instantOfLocal, localOf, startOfDay } from '../../domain/values/local-time.ts';
import type { Span } from './time-order.ts';

/** So many days to either side of the middle are looked at: a year, so that clocks change twice. */
const halfYear = 183;
/** And so many around each holiday, of at most so many. */
const aroundHoliday = 8;
const mostHolidays = 60;

/** Later than any order, ms: the calendar ends somewhere. */
const latest = 2e14;
const mostKnown = 10_000;

/** How a derived instant follows from another: from `of`, epoch ms; `NaN`: unknown. */
export type Derive = (of: number) => number;

/** What the package's own calendar makes of an instant. */
export function deriverOf(name: string, policy: CancelPolicy): Derive {
  const own = name.slice('instants.'.length);
  const derived = policy.instants?.[own] as DerivedInstant;
  const asked: CancelPolicy = { ...policy, instants: { [own]: { ...derived, of: 'placedAt' } } };
  const read = instantReader(name as InstantName, asked);
  const known = new Map<number, number>();
  return (of) => {
    let found = known.get(of);
    if (found === undefined) {
      const order = { placedAt: Math.abs(of) < latest ? formatInstant(of) : '' } as Order;
      found = read(order, null as unknown as Cancellation);
      if (known.size > mostKnown) known.clear();
      known.set(of, found);
    }
    return found;
  };
}

/** Instants at which what follows from them may change: where days begin and end, and the times of day that a policy names. */
export function momentsOf(policy: CancelPolicy, around: number): number[] {
  const { timeZone, calendar, instants } = policy;
  if (timeZone === undefined) return [around];
  const middle = Math.floor(localOf(around, timeZone) / dayLength);
  const days = new Set<number>();
  const note = (day: number, width: number): void => {
    for (let at = day - width; at <= day + width; at++) days.add(at);
  };
  note(middle, halfYear);
  const holidays = [...(calendar?.holidays ?? []).slice(0, mostHolidays), ...[calendar?.holidaysUntil ?? []].flat()];
  for (const holiday of holidays) note(parseDate(holiday), aroundHoliday);
  const times = new Set<number>([dayLength / 2]);
  for (const { at } of Object.values(instants ?? {})) if (at !== undefined) times.add(parseTimeOfDay(at) % dayLength);
  const moments = new Set<number>();
  // From the middle outwards, so that orders are of about then.
  for (const day of [...days].sort((one, other) => Math.abs(one - middle) - Math.abs(other - middle))) {
    const start = startOfDay(day, timeZone);
    const edges = [start, ...[...times].map((time) => instantOfLocal(day * dayLength + time, timeZone))];
    for (const edge of edges) moments.add(edge).add(edge - 1);
  }
  return [...moments];
}

/** When the day of an instant begins where a policy reads its dates, epoch ms. */
export function dayBegin(at: number, { timeZone = 'UTC' }: CancelPolicy): number {
  return startOfDay(Math.floor(localOf(at, timeZone) / dayLength), timeZone);
}

/** How long after an instant what is derived of it lies, at least and at most; `unknown`: or nobody knows. */
export function shiftOf(derive: Derive, moments: readonly number[]): Span & { unknown: boolean } {
  let [min, max, unknown] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, false];
  for (const moment of moments) {
    const shift = derive(moment) - moment;
    if (Number.isNaN(shift)) unknown = true;
    else [min, max] = [Math.min(min, shift), Math.max(max, shift)];
  }
  return { min, max, unknown };
}
