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

/** The years that a calendar file can write, epoch ms. */
const earliest = Date.UTC(1601, 0);
const latest = Date.UTC(9999, 11, 31);

/**
 * The deadlines that are ahead, as a calendar file (RFC 5545) with an alarm each, at the time of the warning. Empty where
 * there is none: a calendar without an entry would not be valid.
 */
export function toCalendar(deadlines: readonly Deadline[], texts: CalendarTexts): string {
  const events = deadlines.flatMap((deadline) => eventOf(deadline, texts));
  if (events.length === 0) return '';
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//order-cancel-elements//deadlines//EN',
    'CALSCALE:GREGORIAN',
    ...events,
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function eventOf(deadline: Deadline, { title, description, url, now, uidOf }: CalendarTexts): string[] {
  const { at, warnAt, state } = deadline;
  if (at === null || (state !== 'ahead' && state !== 'soon') || at < earliest || at > latest) return [];
  // A warning whose time is over is given halfway from now.
  const alarmAt = warnAt !== null && warnAt > now ? warnAt : now + (at - now) / 2;
  const name = escaped(title(deadline));
  const link = linkOf(url);
  return [
    'BEGIN:VEVENT',
    `UID:${escaped(uidOf(deadline))}`,
    `DTSTAMP:${utc(now)}`,
    `DTSTART:${utc(at)}`,
    `SUMMARY:${name}`,
    `DESCRIPTION:${escaped(description(deadline))}`,
    ...(link === null ? [] : [`URL:${link}`]),
    // It takes none of the person's time.
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${name}`,
    `TRIGGER;VALUE=DATE-TIME:${utc(alarmAt)}`,
    'END:VALARM',
    'END:VEVENT',
  ];
}

/** `20260301T120000Z`. To the second, and never later than it is. */
function utc(instant: number): string {
  return `${new Date(instant).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

/**
 * A TEXT value: no control character but the tab may stand in one, and a line's end is written as `\n`. What turns the
 * direction of the text, or is seen by nobody, goes too: a calendar shows titles of many origins side by side.
 */
function escaped(text: string): string {
  return (
    text
      .replace(/[\\;,]/g, '\\$&')
      .replace(/\r\n|[\r\n\x85\u2028\u2029]/g, '\\n')
      // Emoji and some scripts are joined by a few of them, which do no harm.
      .replace(/(?![\t\u061c\u200c-\u200f])[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
  );
}

/** As the URL parser writes it: without line ends and spaces. */
function linkOf(url: string | undefined): string | null {
  try {
    const { protocol, href } = new URL(url ?? '');
    return protocol === 'https:' ? href : null;
  } catch {
    return null;
  }
}

const encoder = new TextEncoder();

/** Lines of at most 75 octets without their end; what goes on stands after a space. No character is cut in two. */
function folded(line: string): string {
  let octets = 0;
  let text = '';
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > 75) {
      text += '\r\n ';
      octets = 1;
    }
    text += character;
    octets += size;
  }
  return text;
}
