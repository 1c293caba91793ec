const pattern =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3])(:[0-5]\d){2}(\.\d{1,19})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i;

/** The calendar repeats after 400 years, ms: `Date.UTC` reads the years before 100 as of the 20th century. */
const cycle = 146_097 * 86_400_000;

/**
 * Reads an RFC 3339 date-time with offset as epoch milliseconds; `NaN` where it is malformed.
 * Strict: `2026-02-30T00:00:00Z` is malformed, and so is a time without an offset. Digits past the millisecond are cut.
 * By hand, as decisions are made by the thousand and `Date.parse` takes several times as long.
 */
export function parseInstant(text: unknown): number {
  if (typeof text !== 'string' || !pattern.test(text)) return Number.NaN;
  const two = (at: number): number => text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 528;
  const day = two(8);
  const date = Date.UTC(two(0) * 100 + two(2) + 400, two(5) - 1, day);
  if (day > 28 && new Date(date).getUTCDate() !== day) return Number.NaN;
  const { length } = text;
  const fraction = text[19] === '.' ? Math.round(Number.parseFloat(text.slice(19, 23)) * 1000) : 0;
  // `+` is 43 and `-` is 45; a text that ends in `Z` has no offset.
  const sign = text.charCodeAt(length - 1) < 58 ? 44 - text.charCodeAt(length - 6) : 0;
  const minutes = two(11) * 60 + two(14) - sign * (two(length - 5) * 60 + two(length - 2));
  return date - cycle + (minutes * 60 + two(17)) * 1000 + fraction;
}

/** An instant as the records hold it: RFC 3339 in UTC. */
export function formatInstant(at: number): string {
  return new Date(at).toISOString();
}
