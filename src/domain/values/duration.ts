const pattern = /^P(?!$)(?:(\d+)W)?(?:(\d+)D)?(?:T(?!$)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/**
 * Reads an ISO 8601 duration of exact length (weeks, days of 24 hours, hours, minutes, seconds) as milliseconds;
 * `NaN` where it is malformed or longer than any calendar. Months and years are not exact and are malformed here.
 */
export function parseDuration(text: unknown): number {
  const parts = typeof text === 'string' && text.length < 32 && pattern.exec(text);
  if (!parts) return Number.NaN;
  const [weeks, days, hours, minutes, seconds] = parts.slice(1).map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const length = ((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
  return length < 1e16 ? length : Number.NaN;
}
