import { languageOf, type TextTable, textsOf } from './texts.ts';

const languages: Record<string, () => Promise<{ default: TextTable }>> = {
  en: () => import('./en-dialog.ts'),
  de: () => import('./de-dialog.ts'),
  ar: () => import('./ar-dialog.ts'),
};

/** Loads the dialog's texts of a language, joined with the page's. */
export async function loadDialogTexts(tag: string): Promise<TextTable> {
  const page = await new Promise<TextTable>((resolve) => {
    const take = (): void => {
      const texts = textsOf(tag, take);
      if (texts) resolve(texts);
    };
    take();
  });
  const load = languages[languageOf(tag)] as () => Promise<{ default: TextTable }>;
  return { ...page, ...(await load()).default };
}
