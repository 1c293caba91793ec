import { readMessages } from '../../scripts/texts.mjs';

/** What stands in src/i18n/messages/, by language and section. Nothing else says which languages there are. */
export const messages: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>> =
  readMessages();

export const languages = Object.keys(messages);

/** The texts of a language from all sections, as they are written. */
export function textsIn(language: string): Readonly<Record<string, string>> {
  return Object.assign({}, ...Object.values(messages[language] ?? {}));
}

/** A script that is written with others, by ISO 15924. */
const writtenWith: Readonly<Record<string, readonly string[]>> = {
  Hans: ['Han', 'Bopomofo'],
  Hant: ['Han', 'Bopomofo'],
  Jpan: ['Han', 'Hiragana', 'Katakana'],
  Kore: ['Hangul', 'Han'],
};

/** A letter of no script that a language is written in. */
export function foreignIn(language: string): RegExp {
  const { script = '' } = new Intl.Locale(language).maximize();
  const own = (writtenWith[script] ?? [script]).map((one) => `\\p{Script_Extensions=${one}}`);
  return new RegExp(`(?!${own.join('|')})\\p{L}`, 'u');
}
