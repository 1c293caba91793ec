const pattern =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3])(:[0-5]\d){2}(\.\d{1,19})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i;

/**
 * Reads an RFC 3339 date-time with offset as epoch milliseconds; `NaN` where it is malformed.
 * Strict: `2026-02-30T00:00:00Z` is malformed, and so is a time without an offset. Digits past the millisecond are cut.
 * By hand, as decisions are made by the thousand and `Date.parse` takes several times as long.
 */
export function parseInstant(text: unknown): number {
  if (typeof text !== 'string' || !pattern.test(text)) return Number.NaN;
  const two = (at: number): number => text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 528;
  const month = two(5);
  const day = two(8);
  // Of years that begin in March, so that the leap day is their last.
  const year = two(0) * 100 + two(2) - (month < 3 ? 1 : 0);
  const leaps = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
  const days = 365 * year + leaps + Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 719_469;
  if (day > 28 && new Date(days * 86_400_000).getUTCDate() !== day) return Number.NaN;
  const { length } = text;
  let fraction = 0;
  if (text.charCodeAt(19) === 46) {
    // What follows the digits is no digit: 'Z', '+' or '-'.
    for (let at = 20, unit = 100; at < 23; at++, unit /= 10) {
      const digit = text.charCodeAt(at) - 48;
      if (digit < 0 || digit > 9) break;
      fraction += digit * unit;
    }
  }
  // `+` is 43 and `-` is 45; a text that ends in `Z` has no offset.
  const sign = text.charCodeAt(length - 1) < 58 ? 44 - text.charCodeAt(length - 6) : 0;
  const minutes = two(11) * 60 + two(14) - sign * (two(length - 5) * 60 + two(length - 2));
  return days * 86_400_000 + (minutes * 60 + two(17)) * 1000 + fraction;
}

/** An instant as the records hold it: RFC 3339 in UTC. */
export function formatInstant(at: number): string {
  return new Date(at).toISOString();
}
