import { PartChoice } from '../../../../controllers/part-choice.ts';
import choicesPart from '../../../../i18n/chunks/choices.ts';
import { loadTexts } from '../../../../i18n/load-texts.ts';
import type { TextTable } from '../../../../i18n/part.ts';
import { adoptStyles } from '../../../shared/adopted-styles.ts';
import styles from './choices.styles.ts';

export { renderItems } from './items.ts';
export { renderMoney } from './money.ts';
export { wordsFor } from './part-words.ts';
export { nameAnswerers } from './sellers.ts';
export { renderStock } from './stock.ts';
export { renderTenders } from './tenders.ts';
export { PartChoice };

/** Brings this part's styles into the dialog's shadow tree, and its words in a language. */
export function prepareChoices(root: ShadowRoot, language: string): Promise<TextTable> {
  adoptStyles(root, [styles]);
  return loadTexts(language, choicesPart);
}
