import { parseInstant } from './instant.ts';

/** Reads a date, `YYYY-MM-DD`, as days since 1970-01-01; `NaN` where it is malformed or no calendar has it. */
export function parseDate(text: unknown): number {
  return typeof text === 'string' ? parseInstant(`${text}T00:00:00Z`) / 86_400_000 : Number.NaN;
}

/** Reads a time of day, `HH:MM` from `00:00` to `24:00`, as ms since midnight; `NaN` where it is malformed. */
export function parseTimeOfDay(text: unknown): number {
  if (typeof text !== 'string' || !/^([01]\d:[0-5]\d|2[0-3]:[0-5]\d|24:00)$/.test(text)) return Number.NaN;
  return (Number(text.slice(0, 2)) * 60 + Number(text.slice(3))) * 60_000;
}

/** A date as days since 1970-01-01; a day past its month's last counts on into the next. */
export function dayOf(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / 86_400_000;
}

/** The weekday of a day that is given as days since 1970-01-01: 1 is Monday, 7 is Sunday. */
export function weekdayOf(day: number): number {
  // 1970-01-01 was a Thursday.
  return ((((day + 3) % 7) + 7) % 7) + 1;
}
