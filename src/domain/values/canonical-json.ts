import { CancelError } from '../errors.ts';

/** Far deeper than any policy; it keeps a hostile value from exhausting the stack. */
const deepest = 256;

/**
 * The canonical JSON of a value (RFC 8785): one text for one value, whatever the order of its members.
 * Members that are `undefined` are left out, as in JSON.
 *
 * @throws {CancelError} `invalid-json`: a lone surrogate, a number that JSON lacks, another type, or nesting past 256.
 */
export function canonicalJson(value: unknown): string {
  return write(value, 0);
}

function write(value: unknown, depth: number): string {
  if (depth > deepest) throw invalid(`nested deeper than ${deepest}`);
  // ECMAScript writes numbers and escapes strings exactly as RFC 8785 demands; -0 becomes 0.
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw invalid(`${value} is no JSON number`);
    return JSON.stringify(value);
  }
  if (typeof value === 'string') {
    // With `u`, a pair is one code point, so only a lone half matches.
    if (/[\ud800-\udfff]/u.test(value)) throw invalid('a string holds a lone surrogate');
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map((item) => write(item, depth + 1)).join()}]`;
  if (typeof value !== 'object') throw invalid(`a ${typeof value} is no JSON`);
  const members = value as Record<string, unknown>;
  const names = Object.keys(members).filter((name) => members[name] !== undefined);
  // The default order of `sort` is that of UTF-16 code units.
  return `{${names
    .sort()
    .map((name) => `${write(name, depth)}:${write(members[name], depth + 1)}`)
    .join()}}`;
}

function invalid(what: string): CancelError {
  return new CancelError('invalid-json', `no canonical JSON: ${what}`);
}
