import { cached, tagOf } from './cached.ts';

/** The time of day of an instant (epoch ms), with the date unless it is the day of `now`. In the person's own zone. */
export function formatTime(language: string, at: number, now: number): string {
  const near = new Date(at).toDateString() === new Date(now).toDateString();
  const format = cached(
    `${language} ${near}`,
    () => new Intl.DateTimeFormat(tagOf(language), { ...(!near && { dateStyle: 'medium' }), timeStyle: 'short' }),
  );
  return format.format(at);
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const;

/** The unit down to which a time is told: hours from a day on, seconds only in the last minute. */
function stepOf(left: number): number {
  return left > 86_400_000 ? 3_600_000 : left > 60_000 ? 60_000 : 1000;
}

/**
 * The time left (ms), as “2 hr 5 min”, and after how many ms the text changes.
 * A beginning unit counts as whole, so that the text reaches zero with the time; then nothing changes any more.
 */
export function formatLeft(language: string, left: number): { text: string; changesIn: number } {
  const step = stepOf(left);
  const steps = Math.max(0, Math.ceil(left / step));
  let rest = steps * step;
  const parts: string[] = [];
  for (const [unit, size] of units) {
    const count = Math.floor(rest / size);
    if (count > 0) parts.push(formatUnit(language, count, unit));
    rest -= count * size;
  }
  return {
    text: parts.join(' ') || formatUnit(language, 0, 'second'),
    changesIn: steps > 0 ? left - (steps - 1) * step : Number.POSITIVE_INFINITY,
  };
}

/** Time that has passed (ms), in the same words: only what has passed whole counts. */
export function formatPassed(language: string, passed: number): string {
  const step = stepOf(passed);
  return formatLeft(language, Math.max(0, Math.floor(passed / step) * step)).text;
}

function formatUnit(language: string, count: number, unit: string): string {
  return cached(
    `${language} ${unit}`,
    () => new Intl.NumberFormat(tagOf(language), { style: 'unit', unit, unitDisplay: 'short' }),
  ).format(count);
}
