import { cached, tagOf } from './cached.ts';

/** Day and time of an instant (epoch ms) as a list has room for; with the year unless it is that of `now`. In the person's own zone. */
export function formatShortTime(language: string, at: number, now: number): string {
  const near = new Date(at).getFullYear() === new Date(now).getFullYear();
  const format = cached(
    `${language} short ${near}`,
    () =>
      new Intl.DateTimeFormat(tagOf(language), {
        ...(!near && { year: 'numeric' }),
        month: 'short',
        day: 'numeric',
        hour: 'numeric',
        minute: '2-digit',
      }),
  );
  return format.format(at);
}
