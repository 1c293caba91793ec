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
export async function loadQueueTexts(tag: string): Promise<TextTable> {
  const [before, more] = await Promise.all([loadDialogTexts(tag, everything), load(queue, tag)]);
  if (own(queue, base(tag)) && base(tag) !== 'en') return { ...before, ...more };
  // English is one table, to which each part adds its own.
  addEnglish(more);
  return before;
}

/** The texts of the inventory's editor, which needs no others. */
export function loadInventoryTexts(tag: string): Promise<TextTable> {
  return load(inventory, tag);
}

async function load(parts: Record<string, Load>, tag: string): Promise<TextTable> {
  return (await (own(parts, base(tag)) ?? (parts['en'] as Load))()).default;
}
