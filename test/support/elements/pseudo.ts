import { registerTexts } from 'order-cancel-elements';
import type { Text, TextTable } from '../../../src/i18n/part.ts';
import { below } from './page.ts';
import { all } from './words.ts';

const plain = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
const accented = 'áƀćđéƒǵĥíĵķłɱńóƥɋŕśťúṽŵẋýžÁƁĆĐÉƑǴĤÍĴĶŁḾŃÓƤɊŔŚŤÚṼŴẊÝŽ';

/** A text as a language might have it that is longer: each letter accented, brackets around it, and two fifths more. */
function longer(text: string, isMirrored: boolean): string {
  if (text === '') return '';
  const words = text.replace(/\{[a-z]+\}|[a-z]/gi, (found) => {
    if (found.length > 1) return isMirrored ? `\u2068${found}\u2069` : found;
    return accented[plain.indexOf(found)] as string;
  });
  // In words of their own, as a longer sentence has more of them.
  const more = 'łóńǵéŕ '.repeat(Math.ceil(text.length / 7)).slice(0, Math.ceil(text.length * 0.4));
  const all = `⟦${words} ${more.trim()}⟧`;
  // Letters that run from right to left are what its own would be.
  return isMirrored ? `\u202e${all}\u202c` : all;
}

/**
 * Registers a language made of the English texts: what is on the page of other words is not worded. Returns its tag, one that
 * neither the package nor `Intl` has words for: Latin, or Dhivehi, which runs from right to left, where it is mirrored.
 */
export function registerPseudo(isMirrored: boolean): string {
  const tag = isMirrored ? 'dv' : 'la';
  const made = (text: Text): Text =>
    typeof text === 'string' ? longer(text, isMirrored) : (values) => longer(text(values), isMirrored);
  const table: TextTable = Object.fromEntries(Object.entries(all).map(([key, text]) => [key, made(text)]));
  registerTexts(tag, table as Parameters<typeof registerTexts>[1]);
  return tag;
}

/** What `Intl` says in the language of the machine in place of one that it does not know, and what is the same in each language. */
const sameEverywhere =
  /\b(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:tember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|AM|PM|UTC|GMT|and|or|min|sec|hr|days?|hours?|minutes?|seconds?|months?|USD|EUR)\b/g;

/** Elements that hold the names of people and keys, and what people have written. */
const notWords = ['style', 'script', 'kbd', 'bdi', 'blockquote'];

/** The texts that stand below an element and are no words of the language, without `data`, which is the shop's. */
export function unworded(root: Element, data: RegExp): string[] {
  const names = ['aria-label', 'title', 'placeholder', 'alt'];
  return [root, ...below(root)].flatMap((element) => {
    if (notWords.includes(element.localName)) return [];
    const own = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
    const said = [
      ...own.map(({ nodeValue }) => nodeValue ?? ''),
      ...names.map((name) => element.getAttribute(name) ?? ''),
    ];
    return said.flatMap((text) => {
      let left = text;
      // What a text is filled with may be such a text.
      for (let before = ''; before !== left; ) {
        before = left;
        left = left.replace(/⟦[^⟦⟧]*⟧/g, '');
      }
      left = left.replace(data, '').replace(sameEverywhere, '');
      return /\p{L}/u.test(left) ? [`${element.localName}: ${text.trim()}`] : [];
    });
  });
}

/** What below an element is cut off at its side, or stands out of the window. */
export function clipped(root: Element): string[] {
  return below(root).flatMap((element) => {
    const { left, right, width, height } = element.getBoundingClientRect();
    if (width <= 1 || height <= 1 || element.closest('svg, .unseen, .head, dialog:not([open])')) return [];
    const { overflowX, display } = getComputedStyle(element);
    const faults: string[] = [];
    if (left < -1 || right > innerWidth + 1) faults.push(`outside: ${Math.round(left)} to ${Math.round(right)}`);
    const isCut = overflowX !== 'visible' && overflowX !== 'auto' && overflowX !== 'scroll';
    if (isCut && display !== 'inline' && element.scrollWidth > element.clientWidth + 1) faults.push('clipped');
    return faults.map((fault) => `${element.localName}.${element.className}[${element.part}] ${fault}`);
  });
}
