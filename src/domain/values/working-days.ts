import type { PolicyCalendar } from '../policy.ts';
import { parseDate, weekdayOf } from './date.ts';

/** Whether a day, counted from 1970-01-01, is a working day; `undefined`: nobody knows its holidays. */
export type IsWorkingDay = (day: number) => boolean | undefined;

/** More days than a policy can count, with every weekend and holiday between. */
const farthest = 300_000;

export function workingDaysOf({
  workingDays = [1, 2, 3, 4, 5],
  holidays = [],
  holidaysUntil,
}: PolicyCalendar): IsWorkingDay {
  const known = holidaysUntil === undefined ? Number.POSITIVE_INFINITY : parseDate(holidaysUntil);
  const off = new Set(holidays.map(parseDate));
  return (day) => {
    if (!workingDays.includes(weekdayOf(day))) return false;
    return day > known ? undefined : !off.has(day);
  };
}

/** The day so many working days later, or with a minus before; `NaN` where a holiday on the way may not be known. */
export function moveByWorkingDays(day: number, count: number, isWorking: IsWorkingDay): number {
  let [found, left] = [day, Math.abs(count)];
  for (let steps = 0; left > 0 && !Number.isNaN(found); steps++) {
    found += Math.sign(count);
    const working = isWorking(found);
    if (working === undefined || steps > farthest) return Number.NaN;
    if (working) left--;
  }
  return found;
}
