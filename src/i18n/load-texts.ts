import { own } from '../domain/values/own-member.ts';
import { loadPart } from '../load-part.ts';
import button from './chunks/button.ts';
import type { LoadTexts, Part, TextTable } from './part.ts';
import { forgetTexts, wording } from './texts.ts';
import { tongues } from './tongue.ts';
import { widerOf } from './wider.ts';

/** Languages that are written from right to left, by their tag. */
export const leftwards = /^(?:ar|ckb|dv|fa|he|iw|ks|ps|sd|ug|ur|yi)\b|-(?:arab|hebr)\b/i;

/** Tags whose texts could not be loaded: English is spoken in their place. */
let lost: readonly string[] = [];

/** The texts of some parts in a language, joined, in the page's wording where it has its own. */
export async function loadTexts(tag: string, ...parts: Part[]): Promise<TextTable> {
  let chain = widerOf(tag);
  let language: string | undefined;
  let files: Readonly<Record<string, LoadTexts>> | undefined;
  // English comes with the elements: its pages do not even fetch the list of the others.
  if (!chain.includes('en') && !chain.every(isLost)) {
    const { default: others, chainOf } = await loadPart(() => import('./chunks/others.ts'), 'default');
    chain = chainOf(tag);
    language = chain.find((one) => !isLost(one) && own(others, one));
    files = own<Record<string, LoadTexts>>(others, language ?? '');
  }
  const loaded = await Promise.all(parts.map(({ file, english }) => loadPart(own(files, file) ?? english, 'default')));
  const falls = !language && !chain.some((one) => one === 'en' || wording.has(one));
  // Where the words of the language run that a page asks for, it says itself, but for one that it asks of an element alone.
  tongues.set(
    tag,
    falls ? { lang: 'en', dir: 'ltr' } : leftwards.test(chain[0] as string) ? { lang: tag, dir: 'rtl' } : { lang: tag },
  );
  // A page's own words: the general ones first, those of the very region last.
  const words = [language ?? 'en', ...chain.reverse()].map((one) => wording.get(one));
  return Object.assign({}, ...loaded.map((module) => module.default), ...words);
}

/** The texts that elements show at once. Where they cannot be loaded, English, in the page's own wording all the same. */
export async function loadPageTexts(tag: string): Promise<TextTable> {
  try {
    return await loadTexts(tag, button);
  } catch {
    lost = [...lost, ...widerOf(tag)];
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

function isLost(tag: string): boolean {
  return lost.includes(tag);
}
