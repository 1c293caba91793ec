import { invalid, Refusal } from './problem.ts';

/**
 * The idempotency key, `null` where there is none: 1 to 255 visible ASCII characters (400). As a string in quotes, which the
 * header's draft demands, it is the same key as without.
 */
export function readKey({ headers }: Request): string | null {
  const given = headers.get('Idempotency-Key');
  const quoted = given && /^"((?:[^"\\]|\\["\\])*)"$/.exec(given)?.[1];
  const key = typeof quoted === 'string' ? quoted.replace(/\\(.)/g, '$1') : given;
  if (key !== null && !/^[!-~]{1,255}$/.test(key)) throw invalid({ path: ['Idempotency-Key'], code: 'format' });
  return key;
}

/** Refuses a write without a key (428). */
export function demandKey(key: string | null): string {
  if (key === null) throw new Refusal('precondition-required');
  return key;
}

/** What `If-Match` lists (428). */
export function demandMatch({ headers }: Request): string {
  const match = headers.get('If-Match');
  if (match === null) throw new Refusal('precondition-required');
  return match;
}

/**
 * Whether an `If-Match` header names the revision. Weak tags never match, as RFC 9110 says; nor does `*`,
 * since a person who has not seen the order cannot have decided on it.
 */
export function matches(match: string, revision: string): boolean {
  return [...match.matchAll(/(W\/)?"([!#-~]*)"/g)].some(([, weak, tag]) => !weak && tag === revision);
}

export function etag(revision: string): string {
  if (!/^[!#-~]{1,128}$/.test(revision)) throw new Error(`${JSON.stringify(revision)} does not fit an ETag`);
  return `"${revision}"`;
}
