import { cached, tagOf } from './cached.ts';

/** Date and time of an instant (epoch ms) to the second, in the person's own zone. */
export function formatExactTime(language: string, at: number): string {
  return cached(
    `${language} exact`,
    () => new Intl.DateTimeFormat(tagOf(language), { dateStyle: 'medium', timeStyle: 'medium' }),
  ).format(at);
}

/** The person's own zone, as their language calls it. */
export function zoneName(language: string, at: number): string {
  const parts = cached(
    `${language} zone`,
    () => new Intl.DateTimeFormat(tagOf(language), { timeZoneName: 'long' }),
  ).formatToParts(at);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}
