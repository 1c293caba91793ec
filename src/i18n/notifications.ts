import arCodes from './ar-codes.ts';
import arDialog from './ar-dialog.ts';
import { cached, tagOf } from './cached.ts';
import deCodes from './de-codes.ts';
import deDialog from './de-dialog.ts';
import enCodes from './en-codes.ts';
import enDialog from './en-dialog.ts';
import type { Language } from './keys.ts';
import ar from './notifications-ar.ts';
import de from './notifications-de.ts';
import en from './notifications-en.ts';
import { base, type TextTable } from './texts.ts';

/** What a language's notifications word. */
export type NotificationTexts = Record<keyof typeof en, string>;

/** The words of a language for what is told: the notifications' own, and those of the codes. */
export interface NotificationLanguage {
  language: Language;
  texts: NotificationTexts;
  codes: TextTable;
}

const languages: Record<Language, Omit<NotificationLanguage, 'language'>> = {
  en: { texts: en, codes: { ...enDialog, ...enCodes } },
  de: { texts: de, codes: { ...deDialog, ...deCodes } },
  ar: { texts: ar, codes: { ...arDialog, ...arCodes } },
};

/** The language of a person with this locale; English where it is absent or the package lacks its texts. */
export function notificationLanguage(locale = 'en'): NotificationLanguage {
  const wanted = base(locale);
  const language = Object.hasOwn(languages, wanted) ? (wanted as Language) : 'en';
  return { language, ...languages[language] };
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
      return new Intl.DateTimeFormat(tagOf(language), { ...options, timeZone });
    } catch {
      return new Intl.DateTimeFormat(tagOf(language), { ...options, timeZone: 'UTC' });
    }
  });
  return format.format(at);
}
