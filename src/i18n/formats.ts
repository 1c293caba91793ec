import type { Money } from '../domain/records.ts';

const formatters = new Map<string, unknown>();

function cached<T>(key: string, make: () => T): T {
  let formatter = formatters.get(key) as T | undefined;
  if (!formatter) {
    formatter = make();
    formatters.set(key, formatter);
  }
  return formatter;
}

/** An amount in the person's language; the currency's own minor units. An unknown currency is shown with its code. */
export function formatMoney(language: string, { amount, currency }: Money): string {
  const format = cached(
    `${language} ${currency}`,
    () => new Intl.NumberFormat(language, { style: 'currency', currency }),
  );
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}

/** The time of day of an instant (epoch ms), with the date unless it is the day of `now`. In the person's own zone. */
export function formatTime(language: string, at: number, now: number): string {
  const near = new Date(at).toDateString() === new Date(now).toDateString();
  const format = cached(
    `${language} ${near}`,
    () => new Intl.DateTimeFormat(language, { ...(!near && { dateStyle: 'medium' }), timeStyle: 'short' }),
  );
  return format.format(at);
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

/**
 * The time left (ms) in at most two units, as “2 hr 5 min”, and after how many ms the text changes.
 * A beginning unit counts as whole, so that the text reaches zero with the time.
 */
export function formatLeft(language: string, left: number): { text: string; changesIn: number } {
  const first = units.findIndex(([, size], index) => left >= size || index === units.length - 1);
  const [unit, size] = units[first] as (typeof units)[number];
  const finer = units[first + 1];
  const step = finer?.[1] ?? size;
  const steps = Math.ceil(left / step);
  const whole = Math.floor((steps * step) / size);
  const rest = steps - (whole * size) / step;
  const parts = [formatUnit(language, whole, unit)];
  if (finer && rest > 0) parts.push(formatUnit(language, rest, finer[0]));
  return { text: parts.join(' '), changesIn: left - (steps - 1) * step };
}

function formatUnit(language: string, count: number, unit: string): string {
  return cached(
    `${language} ${unit}`,
    () => new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }),
  ).format(count);
}
