import { tagOf } from './cached.ts';

/** A month (`2026-03`) as people write it; nothing where it is none. */
export function monthName(language: string, month: string): string {
  const at = Date.parse(`${month.slice(0, 7)}-15T12:00:00Z`);
  if (Number.isNaN(at)) return '';
  return new Intl.DateTimeFormat(tagOf(language), { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(at);
}
