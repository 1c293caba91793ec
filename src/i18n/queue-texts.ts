import { own } from '../domain/own.ts';
import { loadDialogTexts } from './dialog-texts.ts';
import { addEnglish, base, type TextTable } from './texts.ts';

type Load = () => Promise<{ default: TextTable }>;

/** Whatever a policy's codes are: all the words that the package has for them come along. */
const everything = [''];

const queue: Record<string, Load> = {
  en: () => import('./en-queue.ts'),
  de: () => import('./de-queue.ts'),
  ar: () => import('./ar-queue.ts'),
};
const inventory: Record<string, Load> = {
  en: () => import('./en-inventory.ts'),
  de: () => import('./de-inventory.ts'),
  ar: () => import('./ar-inventory.ts'),
};

/** The texts of the seller's queue, joined with the dialog's and the page's. */
export function loadQueueTexts(tag: string): Promise<TextTable> {
  return joined(tag, loadDialogTexts(tag, everything), queue);
}

/** The texts of the inventory's editor, joined with those that are there. */
export function loadInventoryTexts(tag: string, texts: TextTable): Promise<TextTable> {
  return joined(tag, Promise.resolve(texts), inventory);
}

async function joined(tag: string, texts: Promise<TextTable>, parts: Record<string, Load>): Promise<TextTable> {
  const load = own(parts, base(tag));
  const [before, { default: more }] = await Promise.all([texts, (load ?? (parts['en'] as Load))()]);
  // English is one table, to which each part adds its own.
  if (load && base(tag) !== 'en') return { ...before, ...more };
  addEnglish(more);
  return before;
}
