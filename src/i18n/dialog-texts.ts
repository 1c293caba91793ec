import { languageOf, type TextTable, textsOf } from './texts.ts';

type Load = () => Promise<{ default: TextTable }>;

const dialogs: Record<string, Load> = {
  en: () => import('./en-dialog.ts'),
  de: () => import('./de-dialog.ts'),
  ar: () => import('./ar-dialog.ts'),
};
const codes: Record<string, Load> = {
  en: () => import('./en-codes.ts'),
  de: () => import('./de-codes.ts'),
  ar: () => import('./ar-codes.ts'),
};

/**
 * Loads the dialog's texts of a language, joined with the page's.
 * Where one of the `needed` keys is not among them, the words of the rarer codes come along.
 */
export async function loadDialogTexts(tag: string, needed: string[] = []): Promise<TextTable> {
  const language = languageOf(tag);
  const page = await new Promise<TextTable>((resolve) => {
    const take = (): void => {
      const texts = textsOf(tag, take);
      if (texts) resolve(texts);
    };
    take();
  });
  const texts = { ...page, ...(await (dialogs[language] as Load)()).default };
  if (needed.every((key) => key in texts)) return texts;
  return { ...texts, ...(await (codes[language] as Load)()).default };
}
