import { readMessages } from '../../scripts/texts.mjs';

/** What stands in src/i18n/messages/, by language and section. Nothing else says which languages there are. */
export const messages: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>> =
  readMessages();

export const languages = Object.keys(messages);

/** The texts of a language from all sections, as they are written. */
export function textsIn(language: string): Readonly<Record<string, string>> {
  return Object.assign({}, ...Object.values(messages[language] ?? {}));
}
