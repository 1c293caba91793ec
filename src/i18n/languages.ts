import { own } from '../domain/values/own-member.ts';
import type { Language } from './keys.ts';
import type { TextTable } from './texts.ts';

type Load = () => Promise<{ default: TextTable }>;

const languages: Record<Exclude<Language, 'en'>, Load> = {
  de: () => import('./de.ts'),
  ar: () => import('./ar.ts'),
};

/** The page's texts of a language by its base tag; `undefined` where the package lacks it. */
export async function loadPageTexts(language: string): Promise<TextTable | undefined> {
  return (await own<Load>(languages, language)?.())?.default;
}
