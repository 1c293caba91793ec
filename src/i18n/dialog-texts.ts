import { own } from '../domain/values/own-member.ts';
import { loadPart } from '../load-part.ts';
import type { Language } from './keys.ts';
import { addEnglish, base, type TextTable, textsOf } from './texts.ts';

type Load = () => Promise<{ default: TextTable }>;

const english: Load[] = [() => import('./en-dialog.ts'), () => import('./en-codes.ts')];
const languages: Record<Exclude<Language, 'en'>, Load[]> = {
  de: [() => import('./de-dialog.ts'), () => import('./de-codes.ts')],
  ar: [() => import('./ar-dialog.ts'), () => import('./ar-codes.ts')],
};

/**
 * Loads the dialog's texts of a language, joined with the page's. The English ones are one table, to which later parts
 * add theirs.
 * Where one of the `needed` keys is not among them, the words of the rarer codes come along.
 */
export async function loadDialogTexts(tag: string, needed: string[] = []): Promise<TextTable> {
  let texts = await new Promise<TextTable>((resolve) => {
    const take = (): void => {
      const page = textsOf(tag, take);
      if (page) resolve(page);
    };
    take();
  });
  const parts = own<Load[]>(languages, base(tag));
  for (const load of parts ?? english) {
    const more = (await loadPart(load, 'default')).default;
    if (parts) texts = { ...texts, ...more };
    else addEnglish(more);
    if (needed.every((key) => key in texts)) break;
  }
  return texts;
}
