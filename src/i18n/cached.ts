import { tongueFor } from './tongue.ts';

const formatters = new Map<string, unknown>();

/** Makes an `Intl` formatter once per key, which begins with the language: making one costs a page far more than using it. */
export function cached<T>(key: string, make: () => T): T {
  // Where it was English for want of a language, that may be there by now.
  const name = `${key} ${tongueFor(key.split(' ', 1)[0] as string).lang}`;
  let formatter = formatters.get(name) as T | undefined;
  if (!formatter) {
    formatter = make();
    formatters.set(name, formatter);
  }
  return formatter;
}

/**
 * A tag that `Intl` takes, of the language whose words are shown. A page may carry any text as its language, `en_US` not
 * the least.
 */
export function tagOf(language: string): string {
  try {
    return Intl.getCanonicalLocales(tongueFor(language).lang.replaceAll('_', '-'))[0] ?? 'en';
  } catch {
    return 'en';
  }
}
