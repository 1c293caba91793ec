import page from './en.ts';

/** Texts by key. A key may be missing. */
export type TextTable = Readonly<Record<string, string>>;

const english: Record<string, string> = { ...page };
const tables = new Map<string, TextTable>([['en', english]]);

/** Adds the English texts that a part of the package brings along. */
export function addEnglish(texts: TextTable): void {
  Object.assign(english, texts);
}

/** The base of a BCP 47 tag: `de` for `de-AT`. */
export function base(tag: string): string {
  return tag.toLowerCase().split(/[-_]/)[0] as string;
}

/** The tag whose dates and amounts go with the texts of a language: that of English where those are English. */
export function spoken(tag: string): string {
  const language = base(tag);
  return language !== 'en' && tables.get(language) === english ? 'en' : tag;
}

/**
 * The texts of a language; English where the package lacks it.
 * `undefined` while they are loaded: `whenLoaded` is called then, once for each call.
 */
export function textsOf(tag: string, whenLoaded: () => void): TextTable | undefined {
  const language = base(tag);
  const table = tables.get(language);
  if (!table) {
    import('./languages.ts')
      .then(({ loadPageTexts }) => loadPageTexts(language))
      // Better English than nothing: the chunk may be unreachable while the page works.
      .catch(() => undefined)
      .then((texts = english) => {
        tables.set(language, texts);
        whenLoaded();
      });
  }
  return table;
}
