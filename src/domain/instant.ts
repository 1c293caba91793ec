const pattern =
  /^(\d{4}-\d\d-(\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d)(?:\.(\d{1,19}))?(?:Z|([+-])([01]\d|2[0-3]):([0-5]\d))$/i;

/**
 * Reads an RFC 3339 date-time with offset as epoch milliseconds; `NaN` where it is malformed.
 * Strict: `2026-02-30T00:00:00Z` is malformed, and so is a time without an offset. Digits past the millisecond are cut.
 */
export function parseInstant(text: unknown): number {
  const parts = typeof text === 'string' ? pattern.exec(text) : null;
  if (!parts) return Number.NaN;
  const [, local = '', day, , fraction = '', sign, hours, minutes] = parts;
  const date = new Date(`${local.toUpperCase()}.${`${fraction}000`.slice(0, 3)}Z`);
  // A day that its month lacks rolls over to the next in some engines.
  if (date.getUTCDate() !== Number(day)) return Number.NaN;
  const offset = sign ? Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) : 0;
  return date.getTime() - offset * 60_000;
}

/** An instant as the records hold it: RFC 3339 in UTC. */
export function formatInstant(at: number): string {
  return new Date(at).toISOString();
}
