import { dayOf, weekdayOf } from '../values/date.ts';
import { dayLength, localOf, startOfDay } from '../values/local-time.ts';

/** Whether a day, counted from 1970-01-01, is a public holiday. */
type IsHoliday = (day: number) => boolean;

/** How long a period is. */
export type Length = { days: number } | { months: number };

/** Saturday or Sunday. */
export function isWeekend(day: number): boolean {
  return weekdayOf(day) > 5;
}

/**
 * The last day of a period by Regulation (EEC, Euratom) 1182/71: the day of the event does not count (Art. 3(1)); a period of
 * months ends on the date of the event, else on its month's last day (3(2)); if that is a Saturday, Sunday or holiday, on the
 * next working day (3(4)). Days are counted from 1970-01-01.
 */
export function lastDayOf(event: number, length: Length, isHoliday: IsHoliday): number {
  let last = 'days' in length ? event + length.days : monthsLater(event, length.months);
  while (isWeekend(last) || isHoliday(last)) last++;
  return last;
}

/** Where a period may run: a time zone, and the holidays there; without, nobody knows them. */
export interface Whereabouts {
  zone: string;
  isHoliday?: IsHoliday;
}

/**
 * When a period is over that an instant (epoch ms) begins: the first instant after its last day, where that is latest; `NaN`
 * beyond all dates. Each further length is counted from the last day of the one before. Where nobody knows the holidays it is
 * no earlier than with those of any state.
 */
export function endOfPeriod(event: number, lengths: Length[], where: Whereabouts[]): number {
  // Several states may share a zone, as those of a consumer whose state is not known: its clock is read once.
  const zones = new Map<string, { first: number; last: number }>();
  for (const { zone, isHoliday } of where) {
    const { first = dayAt(event, zone), last: latest = Number.NEGATIVE_INFINITY } = zones.get(zone) ?? {};
    const last = lengths.reduce((day, length) => lastDayOf(day, length, isHoliday ?? noHoliday), first);
    const end = isHoliday ? last : lastDayOf(last, { days: mostDelay * lengths.length }, noHoliday);
    zones.set(zone, { first, last: Math.max(latest, end) });
  }
  return Math.max(...[...zones].map(([zone, { last }]) => endOfDay(last, zone)));
}

/** No holidays of a member state delay the end of a period by more days than these. */
export const mostDelay = 7;

const noHoliday = (): boolean => false;

/** The day of an instant (epoch ms) in a zone, counted from 1970-01-01. */
export function dayAt(instant: number, timeZone: string): number {
  return Math.floor(localOf(instant, timeZone) / dayLength);
}

/** When a day is over in a zone: the first instant of the next, epoch ms. */
export function endOfDay(day: number, timeZone: string): number {
  return startOfDay(day + 1, timeZone);
}

function monthsLater(day: number, months: number): number {
  const date = new Date(day * dayLength);
  const [year, month] = [date.getUTCFullYear(), date.getUTCMonth() + 1 + months];
  return Math.min(dayOf(year, month, date.getUTCDate()), dayOf(year, month + 1, 0));
}
