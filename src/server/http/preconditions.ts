import { invalid, Refusal } from './problem.ts';

/**
 * The idempotency key, `null` where there is none: 1 to 255 visible ASCII characters (400). As a string in quotes, which the
 * header's draft demands, it is the same key as without.
 */
export function readKey(request: Request): string | null {
  const key = keyIn(request);
  if (key !== null && !/^[!-~]{1,255}$/.test(key)) throw invalid({ path: ['Idempotency-Key'], code: 'format' });
  return key;
}

/** The key as it is, whatever it holds: what is refused for nothing is not refused for that. */
export function keyIn({ headers }: Request): string | null {
  const given = headers.get('Idempotency-Key');
  const quoted = given && /^"((?:[^"\\]|\\["\\])*)"$/.exec(given)?.[1];
  return typeof quoted === 'string' ? quoted.replace(/\\(.)/g, '$1') : given;
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
  return entityTags(match).some(({ weak, tag }) => !weak && tag === revision);
}

/** The entity tags that a header lists (RFC 9110, 8.8.3 and 5.6.1); none of a header that is no such list. */
function entityTags(list: string): { weak: boolean; tag: string }[] {
  const tags: { weak: boolean; tag: string }[] = [];
  const member = /[ \t]*(?:(W\/)?"([!#-~\x80-\xff]*)")?[ \t]*(?:,|$)/y;
  while (member.lastIndex < list.length) {
    const found = member.exec(list);
    if (!found) return [];
    const [, weak, tag] = found;
    // A list may have empty members.
    if (tag !== undefined) tags.push({ weak: weak !== undefined, tag });
  }
  return tags;
}

export function etag(revision: string): string {
  if (!/^[!#-~]{1,128}$/.test(revision)) throw new Error(`${JSON.stringify(revision)} does not fit an ETag`);
  return `"${revision}"`;
}
