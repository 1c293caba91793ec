import { dayOf, weekdayOf } from '../values/date.ts';
import { orthodoxEaster, westernEaster } from './easter.ts';
import { isWeekend } from './period.ts';

/** A public holiday of a state. */
export interface Holiday {
  /**
   * `12-25`: a day of each year. `E+39`, `O-2`: so many days from western or Orthodox Easter. `06-20/6`: the first Saturday
   * (1 is Monday, 7 is Sunday) from that day on. `2025-05-08`: once.
   */
  on: string;
  /** Where it is longer than one. */
  days?: number;
  /** The first and the last year. */
  from?: number;
  until?: number;
  /** Where only parts of the state keep it: the second half of their ISO 3166-2 codes. */
  in?: string[];
  /** Where it falls on a weekend, on a Sunday: the next day that is neither weekend nor such a holiday is one too. */
  moves?: 'weekend' | 'sunday';
  /** The statute, where it is not the state's usual one, or why it counts here. */
  source?: string;
}

/** The public holidays of a state, and the statute that names them. */
export interface StateHolidays {
  statute: string;
  holidays: Holiday[];
}

/** The holidays of a year in a region (`null`: unknown, each counts), as days since 1970-01-01. */
export function holidaysIn({ holidays }: StateHolidays, year: number, region: string | null): Set<number> {
  const kept = holidays.filter(
    ({ from = 0, until = Number.POSITIVE_INFINITY, in: regions }) =>
      year >= from && year <= until && (!regions || region === null || regions.includes(region)),
  );
  const dates = kept
    .flatMap(({ on, days = 1, moves }) =>
      Array.from({ length: days }, (_, later) => ({ day: dayInYear(on, year) + later, moves })),
    )
    .filter(({ day }) => !Number.isNaN(day));
  const found = new Set(dates.map(({ day }) => day));
  for (const { day, moves } of dates.sort((one, other) => one.day - other.day)) {
    if (!moves || !(moves === 'weekend' ? isWeekend(day) : weekdayOf(day) === 7)) continue;
    let next = day + 1;
    while (isWeekend(next) || found.has(next)) next++;
    found.add(next);
  }
  return found;
}

/** A day as days since 1970-01-01; `NaN` where the year has none. */
function dayInYear(on: string, year: number): number {
  const [first = '', weekday] = on.split('/');
  if (/^[EO]/.test(first)) {
    return (first.startsWith('E') ? westernEaster(year) : orthodoxEaster(year)) + Number(first.slice(1));
  }
  const [day = 0, month = 0, only = year] = first.split('-').map(Number).reverse();
  if (only !== year) return Number.NaN;
  const found = dayOf(year, month, day);
  return weekday === undefined ? found : found + ((Number(weekday) - weekdayOf(found) + 7) % 7);
}
