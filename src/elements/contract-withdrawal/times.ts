import { cached } from '../../i18n/cached.ts';
import { dateFormat } from '../../i18n/date-format.ts';

type Options = Intl.DateTimeFormatOptions;

/** Not by the tag that the page speaks: the withdrawal has words in more languages than the rest, and dates go with them. */
function format(lang: string, options: Options, at: number): string {
  if (!Number.isFinite(at)) return '';
  return cached(`withdrawal ${lang} ${Object.entries(options)}`, () => {
    try {
      return dateFormat(lang.replaceAll('_', '-'), options);
    } catch {
      return dateFormat('en', options);
    }
  }).format(at);
}

/** A day (epoch ms), in the person's own zone. */
export function dayOf(lang: string, at: number): string {
  return format(lang, { dateStyle: 'long' }, at);
}

/** An instant (epoch ms) with its zone, the person's own, which is named: a statement in time is so by the minute (EU-6). */
export function timeOf(lang: string, at: number): string {
  const date: Options = { year: 'numeric', month: 'long', day: 'numeric' };
  return format(lang, { ...date, hour: 'numeric', minute: '2-digit', timeZoneName: 'short' }, at);
}

/** What may run the other way than the words around it. */
export function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}
