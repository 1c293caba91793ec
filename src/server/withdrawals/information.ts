import { type InformationWords, informationSource, informationWords } from '../../i18n/withdrawal/information-words.ts';
import type { Trader } from '../options.ts';

/** What a shop says of the right of withdrawal, as plain text, in one of the Union's languages. */
export interface WithdrawalInformation {
  /** Of the words. */
  language: string;
  /** Who has checked them: nobody yet. They are ours, not those of the act's models. */
  source: typeof informationSource;
  /** One paragraph: that the function exists and where it is, and that a receipt follows (EU-10). */
  information: string;
  /** The form that stays beside the function (EU-1), with lines to be filled in. */
  form: string;
}

/**
 * The information that belongs into what a consumer reads before the contract, and the form of Annex I-B. Missing or wrong
 * information makes the period twelve months longer.
 * @param locale BCP 47; a language that is none of the Union's is answered in English
 * @param where URL of the page with the function, or in words where it is
 */
export function withdrawalInformation(
  locale: string,
  { trader, where }: { trader: Trader; where: string },
): WithdrawalInformation {
  const asked = locale.toLowerCase().split(/[-_]/, 1)[0] as string;
  const language = Object.hasOwn(informationWords, asked) ? asked : 'en';
  const words = informationWords[language] as InformationWords;
  const blank = '______________________________';
  const rows = [
    `${words.to}: ${[trader.name, trader.address].filter(Boolean).join('\n')}`,
    `${words.notice}:\n${blank}\n${blank}`,
    ...[words.ordered, words.received, words.name, words.address, words.signature, words.date].map(
      (name) => `${name}: ${blank}`,
    ),
  ];
  return {
    language,
    source: informationSource,
    // Not as a pattern: an address may hold what one would replace.
    information: words.information.replace('{where}', () => where),
    form: [words.title, words.note, ...rows].join('\n\n'),
  };
}
