import { own } from '../domain/values/own-member.ts';
import { cached, tagOf } from './cached.ts';
import { chainOf } from './chain.ts';
import lettersOf from './chunks/letters-of.ts';
import { dateFormat } from './date-format.ts';
import type { TextTable } from './part.ts';

/** The words of a language for what people are told in letters, those of the codes among them. */
interface LetterLanguage {
  language: string;
  texts: TextTable;
}

/** The language of a person with this locale; English where it is absent or the package lacks its texts. */
export function letterLanguage(locale = 'en'): LetterLanguage {
  const letters: Readonly<Record<string, TextTable>> = lettersOf;
  const language = chainOf(locale).find((one) => own(letters, one)) ?? 'en';
  return { language, texts: letters[language] as TextTable };
}

/** An instant (epoch ms) with its date and time zone, since a letter does not know where it is read. An unknown zone counts as UTC. */
export function formatInstantIn(language: string, at: number, timeZone = 'UTC'): string {
  const format = cached(`${language} at ${timeZone}`, () => {
    const options = {
      year: 'numeric',
      month: 'long',
      day: 'numeric',
      hour: 'numeric',
      minute: '2-digit',
      timeZoneName: 'short',
    } as const;
    try {
      return dateFormat(tagOf(language), { ...options, timeZone });
    } catch {
      return dateFormat(tagOf(language), { ...options, timeZone: 'UTC' });
    }
  });
  return format.format(at);
}
