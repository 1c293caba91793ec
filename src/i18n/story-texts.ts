import { own } from '../domain/own.ts';
import { base, type TextTable } from './texts.ts';

const languages: Record<string, () => Promise<{ default: TextTable }>> = {
  en: () => import('./en-story.ts'),
  de: () => import('./de-story.ts'),
  ar: () => import('./ar-story.ts'),
};

/** The texts for the fate of a cancellation; English where the package lacks the language. */
export async function loadStoryTexts(tag: string): Promise<TextTable> {
  const load = own(languages, base(tag)) ?? (languages['en'] as (typeof languages)[string]);
  return (await load()).default;
}
