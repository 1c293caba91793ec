const formats = new Map<string, Intl.DateTimeFormat | null>();

/** The year 1600, epoch ms: no clocks were ever changed before, and `Intl` may write older days by the Julian calendar. */
const earliest = -11_676_096_000_000;

/** How far the clocks of an IANA time zone are ahead of UTC at an instant (epoch ms), in ms; `NaN` of an unknown zone, or beyond all dates. */
export function offsetAt(instant: number, timeZone: string): number {
  const format = formatIn(timeZone);
  const at = Math.max(Math.floor(instant / 1000) * 1000, earliest);
  if (!format || !(at <= 8.64e15)) return Number.NaN;
  // By name: in what order they are written differs between engines.
  const shown: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of format.formatToParts(at)) shown[type] = Number(value);
  const { year = 0, month = 0, day, hour, minute, second } = shown;
  return Date.UTC(year, month - 1, day, hour, minute, second) - at;
}

/** Whether the system knows an IANA time zone of this name. */
export function isTimeZone(name: string): boolean {
  return formatIn(name) !== null;
}

/** The names of the time zones that the system knows. */
export function timeZones(): string[] {
  return Intl.supportedValuesOf('timeZone');
}

/** The month of an instant (epoch ms) in an IANA time zone (default UTC), as `YYYY-MM`. An unknown zone counts as UTC. */
export function monthOf(instant: number, timeZone = 'UTC'): string {
  const local = new Date(instant + (offsetAt(instant, timeZone) || 0));
  return asMonth(local.getUTCFullYear() * 12 + local.getUTCMonth());
}

/** The month after one: `2026-12` → `2027-01`. */
export function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return asMonth(year * 12 + number);
}

/** Of months counted from the year 0. */
function asMonth(count: number): string {
  return `${String(Math.floor(count / 12)).padStart(4, '0')}-${String((count % 12) + 1).padStart(2, '0')}`;
}

/** Writes date and time of a zone, digits alone; `null` of one that is unknown. */
function formatIn(timeZone: string): Intl.DateTimeFormat | null {
  let format = formats.get(timeZone);
  if (format === undefined) {
    const two = '2-digit';
    const time = { hour: two, minute: two, second: two, hourCycle: 'h23' } as const;
    const date = { year: 'numeric', month: two, day: two, calendar: 'iso8601', numberingSystem: 'latn' } as const;
    try {
      format = new Intl.DateTimeFormat('en', { ...date, ...time, timeZone });
    } catch {
      format = null;
    }
    formats.set(timeZone, format);
  }
  return format;
}
