import type { CancelPolicy } from '../domain/policy.ts';
import page from './en.ts';

/** Texts by key. A key may be missing: {@link textOf} falls back. */
export type TextTable = Readonly<Record<string, string>>;

const languages: Record<string, () => Promise<{ default: TextTable }>> = {
  de: () => import('./de.ts'),
  ar: () => import('./ar.ts'),
};

const english: Record<string, string> = { ...page };
const tables: Record<string, TextTable | Promise<void>> = { en: english };

/** Adds the English texts that a part of the package brings along. */
export function addEnglish(texts: TextTable): void {
  Object.assign(english, texts);
}

/** The package's language for a BCP 47 tag, by its base (`de` for `de-AT`); English where it has none. */
export function languageOf(tag: string): string {
  const key = base(tag);
  return own(languages, key) ? key : 'en';
}

/** The texts of a language. `undefined` while they are loaded: `whenLoaded` is called then. */
export function textsOf(tag: string, whenLoaded: () => void): TextTable | undefined {
  const key = languageOf(tag);
  const table = (tables[key] ??= load(key));
  if (!(table instanceof Promise)) return table;
  table.then(whenLoaded);
  return undefined;
}

async function load(key: string): Promise<void> {
  // Better English than nothing: the chunk may be unreachable while the page works.
  tables[key] = await (languages[key] as () => Promise<{ default: TextTable }>)().then(
    ({ default: texts }) => texts,
    () => english,
  );
}

const base = (tag: string): string => tag.toLowerCase().split(/[-_]/)[0] as string;

/**
 * The text of a code: the policy's own message, else the shared list's `group.code`, else the group's general sentence.
 * Never the raw code.
 */
export function textOf(
  texts: TextTable,
  language: string,
  group: string,
  code: string,
  policy?: CancelPolicy | null,
): string {
  return ownMessage(policy?.messages, language, code) ?? own(texts, `${group}.${code}`) ?? own(texts, group) ?? '';
}

/** Puts values in place of `{name}`. */
export function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{([a-z]+)\}/g, (whole, name: string) => String(own(values, name) ?? whole));
}

function ownMessage(messages: CancelPolicy['messages'], language: string, code: string): string | undefined {
  if (!messages) return undefined;
  for (const candidate of [language, base(language), 'en', ...Object.keys(messages)]) {
    const text = own(own(messages, candidate), code);
    if (text !== undefined) return text;
  }
  return undefined;
}

function own<T>(table: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return table && Object.hasOwn(table, key) ? table[key] : undefined;
}
