import { own } from '../domain/values/own-member.ts';
import { loadDialogTexts } from './dialog-texts.ts';
import { loadPart, partLanguages } from './part-texts.ts';
import { addEnglish, base, type TextTable } from './texts.ts';

/** Whatever a policy's codes are: all the words that the package has for them come along. */
const everything = [''];

/** The texts of the seller's queue, joined with the dialog's and the page's. */
export async function loadQueueTexts(tag: string): Promise<TextTable> {
  const [before, more] = await Promise.all([loadDialogTexts(tag, everything), loadPart('queue', tag)]);
  if (own(partLanguages, base(tag)) && base(tag) !== 'en') return { ...before, ...more };
  // English is one table, to which each part adds its own.
  addEnglish(more);
  return before;
}
