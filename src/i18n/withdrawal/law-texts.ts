import { own } from '../../domain/values/own-member.ts';
import { loadPart } from '../../load-part.ts';
import { chainOf } from '../chain.ts';
import files from '../chunks/withdrawal.ts';
import { leftwards } from '../load-texts.ts';
import type { LoadTexts, TextTable } from '../part.ts';
import { wording } from '../texts.ts';
import { nationalLabels } from './national-labels.ts';

/** The words of the statutory withdrawal in one language. */
export interface LawTexts {
  /** Of the words, BCP 47: what was asked for, or English where nobody has worded it. */
  lang: string;
  dir: 'ltr' | 'rtl';
  texts: TextTable;
}

const others: Readonly<Record<string, LoadTexts>> = files;

/**
 * The words of the withdrawal in the language of a page, in more languages than the rest of the package has; the labels of
 * the two buttons as the act of the consumer's country has them on a day (`YYYY-MM-DD`), where it has others (EU-2, EU-5).
 * A page's own wording wins.
 */
export async function loadLawTexts(tag: string, country?: string, day = ''): Promise<LawTexts> {
  const chain = chainOf(tag);
  const spoken = chain.find((one) => wording.has(one) || own(others, one));
  const language = chain.find((one) => own(others, one)) ?? 'en';
  const { default: texts } = await loadPart(own(others, language) as LoadTexts, 'default');
  const act = nationalLabels.find((one) => one.country === country && one.language === language && day >= one.from);
  const words = [language, ...chain.reverse()].map((one) => wording.get(one));
  return {
    lang: spoken ? tag : 'en',
    dir: spoken && leftwards.test(spoken) ? 'rtl' : 'ltr',
    texts: Object.assign(
      {},
      texts,
      act && { 'withdrawal.withdraw': act.withdraw, 'withdrawal.confirm': act.confirm },
      ...words,
    ),
  };
}
