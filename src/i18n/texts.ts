import english from './chunks/en/button.ts';
import type { TextTable } from './part.ts';

export type { TextTable } from './part.ts';

/**
 * The texts of the button by the tag that was asked for: the same table each time, and until it is there what whoever wants it
 * waits for. Another map: they are others by now.
 */
let tables = new Map<string, TextTable | Promise<void>>();
let version = 0;

/** Wording of a page's own, by language (BCP 47, lower case). It wins over the package's. */
export const wording = new Map<string, TextTable>();

/** Keeps a page's own words for a language (BCP 47; `de` counts for `de-AT` too), which win over the package's. */
export function addWording(language: string, messages: TextTable): void {
  const tag = language.toLowerCase();
  wording.set(tag, { ...wording.get(tag), ...messages });
  forgetTexts();
}

/** The words are others from now on. */
export function forgetTexts(): void {
  tables = new Map();
  version++;
}

/** Names what the texts of a language are by now: another name, and they have to be loaded anew. */
export function textsKey(tag: string): string {
  return `${tag} ${version}`;
}

/**
 * The texts of the button in a language; English where the package lacks it.
 * `undefined` while they are loaded: `whenLoaded` is called then, once for each call.
 */
export function textsOf(tag: string, whenLoaded: () => void): TextTable | undefined {
  const isEnglish = /^en(?![a-z])/i.test(tag);
  const into = tables;
  // English pages have their first words at hand, and load none.
  let table = into.get(tag) ?? (isEnglish && !version ? english : undefined);
  if (!table) {
    // Where the words of other languages are is asked for in the same trip as what reads them.
    if (!isEnglish) import('./chunks/others.ts').catch(() => {});
    table = import('./load-texts.ts')
      .then(({ loadPageTexts }) => loadPageTexts(tag))
      // Better English than nothing: the chunk may be unreachable while the page works.
      .catch(() => english)
      .then((texts) => {
        into.set(tag, texts);
      });
    into.set(tag, table);
  }
  if (!(table instanceof Promise)) return table;
  table.then(whenLoaded);
  return undefined;
}
