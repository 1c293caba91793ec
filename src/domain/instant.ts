const pattern = /^\d{4}-\d\d-\d\dT([01]\d|2[0-3])(:[0-5]\d){2}(\.\d{1,19})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i;

/**
 * Reads an RFC 3339 date-time with offset as epoch milliseconds; `NaN` where it is malformed.
 * Strict: `2026-02-30T00:00:00Z` is malformed, and so is a time without an offset. Digits past the millisecond are cut.
 */
export function parseInstant(text: unknown): number {
  if (typeof text !== 'string' || !pattern.test(text)) return Number.NaN;
  // A day that its month lacks rolls over to the next in some engines.
  if (new Date(text.slice(0, 10)).getUTCDate() !== Number(text.slice(8, 10))) return Number.NaN;
  return Date.parse(text.toUpperCase().replace(/(\.\d{3})\d+/, '$1'));
}

/** An instant as the records hold it: RFC 3339 in UTC. */
export function formatInstant(at: number): string {
  return new Date(at).toISOString();
}
