import { own } from '../domain/values/own-member.ts';
import { loadPart } from '../load-part.ts';
import button from './chunks/button.ts';
import type { LoadTexts, Part, TextTable } from './part.ts';
import { forgetTexts, wording } from './texts.ts';
import { tongues } from './tongue.ts';

/** Languages that are written from right to left, by their tag. */
export const leftwards = /^(?:ar|ckb|dv|fa|he|iw|ks|ps|sd|ug|ur|yi)\b|-(?:arab|hebr)\b/i;

/** Tags whose texts could not be loaded: English is spoken in their place. */
let lost: readonly string[] = [];

/** What a language is asked for as, beside its own tag. */
const otherNames: Readonly<Record<string, string>> = { zh: 'zh-hans', no: 'nb', nn: 'nb', iw: 'he', in: 'id' };

/** The texts of some parts in a language, joined, in the page's wording where it has its own. */
export async function loadTexts(tag: string, ...parts: Part[]): Promise<TextTable> {
  const chain = chainOf(tag);
  const open = chain.filter((one) => !lost.includes(one));
  // English comes with the elements: its pages do not even fetch the list of the others.
  const others: Readonly<Record<string, Readonly<Record<string, LoadTexts>>>> =
    open.length === 0 || chain.includes('en') ? {} : (await loadPart(() => import('./chunks/others.ts'), 'default')).default;
  const language = open.find((one) => own(others, one)) ?? 'en';
  const files = own(others, language);
  const loaded = await Promise.all(parts.map(({ file, english }) => loadPart(own(files, file) ?? english, 'default')));
  const falls = !chain.some((one) => one === language || wording.has(one));
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
    lost = [...lost, ...chainOf(tag)];
    forgetTexts();
    // Who was offline for a moment is spoken to in their language again.
    globalThis.addEventListener?.('online', restore, { once: true });
    return loadTexts(tag, button);
  }
}

function restore(): void {
  lost = [];
  forgetTexts();
}

/**
 * A tag and the wider ones that it is part of, lower case: `pt-br`, `pt`; and what the package calls the same: `no`, `nb`.
 * Chinese without a script is the simplified one, but for regions that write the traditional one, which has no wider tag.
 */
export function chainOf(tag: string): string[] {
  const subtags = tag.toLowerCase().split(/[-_]/);
  const chain = subtags.map((_, at) => subtags.slice(0, subtags.length - at).join('-'));
  const [language = ''] = subtags;
  if (language === 'zh' && !subtags.includes('hans') && /-(?:hant|tw|hk|mo)\b/.test(chain[0] as string))
    return [...new Set([...chain.slice(0, -1), 'zh-hant'])];
  return [...new Set([...chain, own(otherNames, language) ?? language])];
}
