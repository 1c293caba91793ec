import { own } from '../domain/values/own-member.ts';
import { loadDialogTexts } from './dialog-texts.ts';
import { loadPart, partLanguages } from './part-texts.ts';
import { base, spoken, type TextTable } from './texts.ts';

/** Whatever a policy's codes are: all the words that the package has for them come along. */
const everything = [''];

/** The texts of the timeline, which win over those of the dialog and the page. */
export async function loadTimelineTexts(tag: string): Promise<TextTable> {
  const language = own(partLanguages, base(tag)) ? tag : 'en';
  const [before, more] = await Promise.all([loadDialogTexts(language, everything), loadPart('timeline', language)]);
  return { ...before, ...more };
}

/** The texts of the printed packet beside the timeline's, and the language that they are in. */
export async function loadPacketTexts(tag: string): Promise<{ words: TextTable; lang: string }> {
  const [before, more] = await Promise.all([loadTimelineTexts(tag), loadPart('packet', tag)]);
  return { words: { ...before, ...more }, lang: spoken(tag) };
}
