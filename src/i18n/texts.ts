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

export const base = (tag: string): string => tag.toLowerCase().split(/[-_]/)[0] as string;

export function own<T>(table: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return table && Object.hasOwn(table, key) ? table[key] : undefined;
}
