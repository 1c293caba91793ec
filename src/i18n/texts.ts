import type { CancelPolicy } from '../domain/policy.ts';
import en from './en.ts';

/** Texts by key. A key may be missing: {@link textOf} falls back. */
export type TextTable = Readonly<Record<string, string>>;

const languages: Record<string, () => Promise<{ default: TextTable }>> = {
  de: () => import('./de.ts'),
  ar: () => import('./ar.ts'),
};
const dialogLanguages: Record<string, () => Promise<{ default: TextTable }>> = {
  en: () => import('./en-dialog.ts'),
  de: () => import('./de-dialog.ts'),
  ar: () => import('./ar-dialog.ts'),
};

const tables = new Map<string, TextTable | Promise<unknown>>([['en', en]]);

const base = (language: string): string => language.toLowerCase().split('-')[0] as string;

/**
 * The texts of a language, by its base tag (`de` for `de-AT`); another than the package's is English.
 * `undefined` while they are loaded: `whenLoaded` is called then.
 */
export function textsOf(language: string, whenLoaded: () => void): TextTable | undefined {
  const key = Object.hasOwn(languages, base(language)) ? base(language) : 'en';
  const table = tables.get(key);
  if (table && !(table instanceof Promise)) return table;
  const loading = table ?? load(key);
  loading.then(whenLoaded);
  return undefined;
}

async function loadTable(key: string): Promise<void> {
  try {
    tables.set(key, (await (languages[key] as () => Promise<{ default: TextTable }>)()).default);
  } catch {
    // Better English than nothing: the chunk may be unreachable while the page works.
    tables.set(key, en);
  }
}

function load(key: string): Promise<void> {
  const loading = loadTable(key);
  tables.set(key, loading);
  return loading;
}

/** Loads the dialog's texts of a language, joined with the page's. */
export async function loadDialogTexts(language: string): Promise<TextTable> {
  const key = Object.hasOwn(languages, base(language)) ? base(language) : 'en';
  if (key !== 'en' && !tables.has(key)) load(key);
  await tables.get(key);
  const dialog = await (dialogLanguages[key] as () => Promise<{ default: TextTable }>)();
  return { ...(tables.get(key) as TextTable), ...dialog.default };
}

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
  return text.replace(/\{([a-z]+)\}/g, (whole, name: string) => String(values[name] ?? whole));
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
