import { own } from '../domain/values/own-member.ts';
import buttonPart from './chunks/button.ts';
import english from './chunks/en/button.ts';
import type { TextKey } from './chunks/keys.ts';
import type { Part, Text, TextTable } from './part.ts';

export type { Text, TextTable, Values } from './part.ts';

/** Wording of a page's own, by language (BCP 47, lower case). It wins over the package's. */
const registered = new Map<string, TextTable>();
/** What was joined, by the tag that was asked for: the same table each time. */
const tables = new Map<string, TextTable>([['en', english]]);
let version = 0;

/** Keeps a page's own words for a language (BCP 47; `de` counts for `de-AT` too), which win over the package's. */
export function addWording(language: string, messages: Partial<Record<TextKey, Text>>): void {
  const tag = normalized(language);
  registered.set(tag, { ...registered.get(tag), ...(messages as TextTable) });
  tables.clear();
  version++;
}

/** Names what the texts of a language are by now: another name, and they have to be loaded anew. */
export function textsKey(tag: string): string {
  return `${tag} ${version}`;
}

/** The base of a BCP 47 tag: `de` for `de-AT`. */
export function base(tag: string): string {
  return chainOf(tag).at(-1) as string;
}

/** The language that is spoken where one is asked for: itself, a wider one (`pt` for `pt-BR`), else English. */
export function languageFor(tag: string): string {
  return chainOf(tag).find((language) => registered.has(language) || own(buttonPart as Part, language)) ?? 'en';
}

/** The tag whose dates and amounts go with the texts of a language: that of English where those are English. */
export function spoken(tag: string): string {
  return languageFor(tag) === 'en' && base(tag) !== 'en' ? 'en' : tag;
}

/** The texts of some parts in a language, joined, in the page's wording where it has its own. */
export async function loadTexts(tag: string, ...parts: Part[]): Promise<TextTable> {
  const language = chainOf(tag).find((one) => own(buttonPart as Part, one)) ?? 'en';
  const loaded = await Promise.all(parts.map((part) => (own(part, language) ?? part['en'])?.()));
  return Object.assign({}, ...loaded.map((module) => module?.default), wordingOf(tag, language));
}

/**
 * The texts of the button in a language; English where the package lacks it.
 * `undefined` while they are loaded: `whenLoaded` is called then, once for each call.
 */
export function textsOf(tag: string, whenLoaded: () => void): TextTable | undefined {
  const name = normalized(tag);
  const table = tables.get(name);
  if (table) return table;
  const keep = (texts: TextTable): TextTable => {
    tables.set(name, texts);
    return texts;
  };
  if (languageFor(tag) === 'en') return keep({ ...english, ...wordingOf(tag, 'en') });
  loadTexts(tag, buttonPart)
    // Better English than nothing: the chunk may be unreachable while the page works.
    .catch(() => english)
    .then((texts) => {
      keep(texts);
      whenLoaded();
    });
  return undefined;
}

/** A page's own words for a language: the general ones first, those of the very region last. */
function wordingOf(tag: string, language: string): TextTable {
  const chain = [...new Set([...chainOf(tag), language])];
  return Object.assign({}, ...chain.reverse().map((one) => registered.get(one)));
}

/** A tag and the wider ones that it is part of, lower case: `zh-hant-tw`, `zh-hant`, `zh`. */
function chainOf(tag: string): string[] {
  const subtags = normalized(tag).split('-');
  return subtags.map((_, at) => subtags.slice(0, subtags.length - at).join('-'));
}

function normalized(tag: string): string {
  return tag.toLowerCase().replaceAll('_', '-');
}
