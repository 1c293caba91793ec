import { spoken } from './texts.ts';

const formatters = new Map<string, unknown>();

/** Makes an `Intl` formatter once per key: making one costs a page far more than using it. */
export function cached<T>(key: string, make: () => T): T {
  let formatter = formatters.get(key) as T | undefined;
  if (!formatter) {
    formatter = make();
    formatters.set(key, formatter);
  }
  return formatter;
}

/**
 * A tag that `Intl` takes, of the language whose words are shown. A page may carry any text as its language, `en_US` not
 * the least.
 */
export function tagOf(language: string): string {
  try {
    return Intl.getCanonicalLocales(spoken(language).replaceAll('_', '-'))[0] ?? 'en';
  } catch {
    return 'en';
  }
}
