import type { Deadline } from './deadlines.ts';

export interface CalendarTexts {
  title: (deadline: Deadline) => string;
  description: (deadline: Deadline) => string;
  /** Where to look: the page of the order. https only. */
  url?: string;
  /** Epoch ms. */
  now: number;
  /** One for one deadline, the same each time, unique in the world: `dispute.<order>@shop.example`. */
  uidOf: (deadline: Deadline) => string;
}

/** The deadlines whose time is known and that were neither met nor missed, as a calendar file (RFC 5545). */
export function toCalendar(_deadlines: readonly Deadline[], _texts: CalendarTexts): string {
  return '';
}
