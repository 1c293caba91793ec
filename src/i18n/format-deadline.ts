import { cached, tagOf } from './cached.ts';

type Options = Intl.DateTimeFormatOptions;

/**
 * Until when something may be done (epoch ms), as people say it: the time alone on the day of `now`, “tomorrow, 20:00”,
 * “Sunday, 29 March, 12:00”. In `timeZone`, which is named where its clocks show another time than the person's own; without
 * it, or where it is unknown here, in the person's own zone.
 */
export function formatDeadline(language: string, at: number, now: number, timeZone?: string): string {
  const format = (options: Options, zone = timeZone): Intl.DateTimeFormat =>
    cached(
      `${language} ${zone} ${Object.entries(options)}`,
      () => new Intl.DateTimeFormat(tagOf(language), { ...options, ...(zone && { timeZone: zone }) }),
    );
  const numbers: Options = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' };
  try {
    // Without a zone nothing can be unknown, and a formatter less is made: on a phone each is a frame or two.
    if (timeZone) format(numbers);
  } catch {
    return formatDeadline(language, at, now);
  }
  const isOwn = !timeZone || format(numbers).format(at) === format(numbers, '').format(at);
  const time = format({ hour: 'numeric', minute: '2-digit', ...(!isOwn && { timeZoneName: 'short' }) }).format(at);
  const [here, there] = [now, at].map((instant) => dateIn(instant, timeZone)) as [Date, Date];
  const ahead = (there.getTime() - here.getTime()) / 86_400_000;
  if (ahead === 0) return time;
  const sameYear = there.getUTCFullYear() === here.getUTCFullYear();
  const date =
    ahead === 1
      ? cached(`${language} tomorrow`, () => new Intl.RelativeTimeFormat(tagOf(language), { numeric: 'auto' })).format(
          1,
          'day',
        )
      : format({ weekday: 'long', day: 'numeric', month: 'long', ...(!sameYear && { year: 'numeric' }) }).format(at);
  return `${date}${separatorOf(format({ dateStyle: 'medium', timeStyle: 'short' }))}${time}`;
}

/** What a language puts between date and time. */
function separatorOf(format: Intl.DateTimeFormat): string {
  const parts = format.formatToParts(0);
  const hour = parts.findIndex(({ type }) => type === 'hour' || type === 'dayPeriod');
  return parts[hour - 1]?.value ?? ', ';
}

/** The day of an instant in a zone, as its beginning in UTC. */
function dateIn(instant: number, timeZone: string | undefined): Date {
  const own = new Date(instant);
  if (!timeZone) return new Date(Date.UTC(own.getFullYear(), own.getMonth(), own.getDate()));
  const numbers = cached(
    `en day ${timeZone}`,
    () =>
      new Intl.DateTimeFormat('en', {
        ...{ year: 'numeric', month: 'numeric', day: 'numeric', numberingSystem: 'latn', calendar: 'gregory' },
        timeZone,
      }),
  );
  const [month = 1, day = 1, year = 0] = numbers.format(instant).split('/').map(Number);
  return new Date(Date.UTC(year, month - 1, day));
}
