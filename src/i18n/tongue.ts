/** What is spoken where a language was asked for. `dir`: where the words run otherwise than the page has reason to think. */
interface Tongue {
  lang: string;
  dir?: 'ltr' | 'rtl';
}

/** By the tag that was asked for; each is there once texts were loaded. */
export const tongues = new Map<string, Tongue>();

export function tongueFor(tag: string): Tongue {
  return tongues.get(tag) ?? { lang: tag };
}
