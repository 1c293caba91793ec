const units: Record<string, number> = { W: 604_800_000, D: 86_400_000, H: 3_600_000, M: 60_000, S: 1000 };

/**
 * Reads an ISO 8601 duration of exact length (weeks, days of 24 hours, hours, minutes, seconds) as milliseconds;
 * `NaN` where it is malformed. Months and years are not exact and are malformed here.
 */
export function parseDuration(text: unknown): number {
  const parts =
    typeof text === 'string' && text.length < 32
      ? /^P(?=[\dT])(\d{1,9}W)?(\d{1,9}D)?(?:T(?=\d)(\d{1,9}H)?(\d{1,9}M)?(\d{1,9}S)?)?$/.exec(text)
      : null;
  if (!parts) return Number.NaN;
  return parts
    .slice(1)
    .reduce((sum, part) => sum + (part ? Number.parseInt(part, 10) * (units[part.slice(-1)] ?? 0) : 0), 0);
}
