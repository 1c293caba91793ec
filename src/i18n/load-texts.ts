import { own } from '../domain/values/own-member.ts';
import { loadPart } from '../load-part.ts';
import button from './chunks/button.ts';
import { languages } from './chunks/languages.ts';
import type { LoadTexts, Part, TextTable } from './part.ts';
import { forgetTexts, wording } from './texts.ts';
import { tongues } from './tongue.ts';

/** Languages that are written from right to left, by their tag. */
export const leftwards = /^(?:ar|ckb|dv|fa|he|ks|ps|sd|ug|ur|yi)\b|-(?:arab|hebr)\b/i;

/** Without those whose texts could not be loaded: English is spoken in their place. */
let reachable = languages;

/** The language that is spoken where one is asked for: itself, a wider one (`pt` for `pt-BR`), else English. */
export function languageFor(tag: string): string {
  return chainOf(tag).find((language) => wording.has(language) || isThere(language)) ?? 'en';
}

/** The texts of some parts in a language, joined, in the page's wording where it has its own. */
export async function loadTexts(tag: string, ...parts: Part[]): Promise<TextTable> {
  const chain = chainOf(tag);
  const language = chain.find(isThere) ?? 'en';
  // English comes with the elements: its pages do not even fetch the list of the others.
  const others: Readonly<Record<string, LoadTexts>> | undefined =
    language === 'en'
      ? undefined
      : own((await loadPart(() => import('./chunks/others.ts'), 'default')).default, language);
  const loaded = await Promise.all(parts.map(({ file, english }) => loadPart(own(others, file) ?? english, 'default')));
  const falls = !chain.includes(languageFor(tag));
  // Where the words of the language run that a page asks for, it says itself, but for one that it asks of an element alone.
  tongues.set(
    tag,
    falls ? { lang: 'en', dir: 'ltr' } : leftwards.test(chain[0] as string) ? { lang: tag, dir: 'rtl' } : { lang: tag },
  );
  // A page's own words: the general ones first, those of the very region last.
  const words = [language, ...chain.reverse()].map((one) => wording.get(one));
  return Object.assign({}, ...loaded.map((module) => module.default), ...words);
}

/** The texts that elements show at once. Where they cannot be loaded, English, in the page's own wording all the same. */
export async function loadPageTexts(tag: string): Promise<TextTable> {
  try {
    return await loadTexts(tag, button);
  } catch {
    const language = chainOf(tag).find(isThere);
    reachable = reachable.filter((one) => one !== language);
    forgetTexts();
    // Who was offline for a moment is spoken to in their language again.
    globalThis.addEventListener?.('online', restore, { once: true });
    return loadTexts(tag, button);
  }
}

function restore(): void {
  reachable = languages;
  forgetTexts();
}

function isThere(language: string): boolean {
  return reachable.includes(language);
}

/** A tag and the wider ones that it is part of, lower case: `zh-hant-tw`, `zh-hant`, `zh`. */
export function chainOf(tag: string): string[] {
  const subtags = tag.toLowerCase().split(/[-_]/);
  return subtags.map((_, at) => subtags.slice(0, subtags.length - at).join('-'));
}
