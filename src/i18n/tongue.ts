/** What is spoken where a language was asked for. `dir`: where the words run otherwise than the page has reason to think. */
interface Tongue {
  lang: string;
  dir?: 'ltr' | 'rtl';
}

/** Languages that are written from right to left, by their tag. */
export const leftwards = /^(?:ar|ckb|dv|fa|he|ks|ps|sd|ug|ur|yi)\b|-(?:arab|hebr)\b/i;

const tongues = new Map<string, Tongue>();

/** What is spoken where a language is asked for. It is known once texts were loaded. */
export function tongueFor(tag: string): Tongue {
  return tongues.get(tag) ?? { lang: tag };
}

export function keepTongue(tag: string, tongue: Tongue): void {
  tongues.set(tag, tongue);
}
