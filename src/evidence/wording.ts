import type { CancelPolicy } from '../domain/policy.ts';
import { parseInstant } from '../domain/values/instant.ts';
import { digitsOf } from '../domain/values/minor-digits.ts';
import { own } from '../domain/values/own-member.ts';
import type { TextTable, Values } from '../i18n/part.ts';
import { html, type Markup, type Part, said } from './html.ts';
import type { EvidencePacket } from './packet.ts';
import { type PacketText, packetTexts } from './packet-texts.ts';
import { policiesByHash } from './policies-by-hash.ts';

/** How a page words and formats things. */
export interface Wording {
  /** A text with its values filled in, each kept apart from the text around it. */
  word: (key: PacketText, values?: Record<string, Part>) => Markup;
  /** A text whose key depends on data: `did.message`; without such a text the fallback, or what the data says. */
  coded: (group: string, code: unknown, fallback?: PacketText) => Markup;
  time: (instant: unknown) => Markup;
  money: (amount: unknown) => Markup;
  /** A text for a code of the shop or its policy, if the caller passed one; what it would be filled with is not known here. */
  passed: (group: string, code: unknown) => string | undefined;
  /** What a status means by the policy that applied to the entry, where the caller passed words, and the status itself. */
  status: (status: unknown, seq: number) => Markup;
  lang: string;
}

/** The number that people know an order by, else its id. */
export function numberOf({ log, orderId }: EvidencePacket): string {
  const { order } = log.findLast(({ type }) => type === 'order') ?? {};
  return typeof order?.number === 'string' ? order.number : orderId;
}

export function wordingOf(words: TextTable, lang: string, timeZone: string, packet: EvidencePacket): Wording {
  const textOf = (key: string, values?: Record<string, Part>): string | undefined =>
    ownText(words, key, values) ?? ownText(packetTexts, key, values);
  const fill = (text: string, values: Record<string, Part>): Markup => {
    const parts = text.split(/\{([\w-]+)\}/);
    return html`${parts.map((part, at): Part => (at % 2 === 0 ? part : html`<bdi>${values[part]}</bdi>`))}`;
  };
  const word: Wording['word'] = (key, values = {}) => fill(textOf(key, values) ?? key, values);
  const passed: Wording['passed'] = (group, code) =>
    ownText(words, `${group}.${String(code)}`)?.replace(/\{[\w-]+\}/g, '…');
  let phases: ReturnType<typeof phasesOf> | undefined;
  const moments = momentsIn(lang, timeZone);
  return {
    word,
    lang,
    coded: (group, code, fallback) => {
      const text = typeof code === 'string' ? textOf(`${group}.${code}`) : undefined;
      if (text !== undefined) return html`${text}`;
      return fallback ? word(fallback) : said(code);
    },
    time: (value) => {
      const instant = parseInstant(value);
      // A year past the calendar's end has no other way to be written.
      if (Number.isNaN(instant)) return said(value);
      const utc = new Date(instant).toISOString();
      return html`<time datetime="${utc}">${moments(instant)} <small>${utc}</small></time>`;
    },
    money: (value) => moneyIn(lang, value),
    passed,
    status: (status, seq) => {
      phases ??= phasesOf(packet);
      const phase = passed('phase', phases(status, seq));
      return phase === undefined ? said(status) : html`${phase} (${said(status)})`;
    },
  };
}

/** By the last policy that the record names until then, else by its first, if its text is here. */
function phasesOf({ log, policies }: EvidencePacket): (status: unknown, seq: number) => unknown {
  const byHash = policiesByHash(policies);
  const named = log.flatMap(({ seq, policy }) => (policy ? [{ seq, hash: policy.hash }] : []));
  return (status, seq) => {
    const { hash = '' } = named.findLast((one) => one.seq <= seq) ?? named[0] ?? {};
    const statuses = Object(byHash.get(hash)?.statuses) as CancelPolicy['statuses'];
    return own(statuses, String(status))?.phase;
  };
}

function ownText(table: TextTable, key: string, values: Record<string, Part> = {}): string | undefined {
  const found = own(table, key);
  // The words may depend on a number or on a word, which is no markup.
  const text = typeof found === 'function' ? found(values as Values) : found;
  // Values are kept apart by elements here; the texts' own isolates would be told by name.
  return typeof text === 'string' ? text.replace(/[\u2066-\u2069]/g, '') : undefined;
}

/** To the second, with the zone; a language or zone that is not known gives English, or UTC. */
function momentsIn(lang: string, timeZone: string): (instant: number) => string {
  const options = { dateStyle: 'medium', timeStyle: 'long' } as const;
  for (const [language, zone] of [
    [lang, timeZone],
    ['en', timeZone],
    [lang, 'UTC'],
  ]) {
    try {
      const format = new Intl.DateTimeFormat(language, { ...options, ...(zone !== undefined && { timeZone: zone }) });
      return (instant) => format.format(instant);
    } catch {}
  }
  return (instant) => new Date(instant).toISOString();
}

function moneyIn(lang: string, value: unknown): Markup {
  if (typeof value !== 'object' || value === null) return said(value);
  const { amount, currency } = value as { amount?: unknown; currency?: unknown };
  if (!Number.isSafeInteger(amount) || typeof currency !== 'string') return said(value);
  const digits = digitsOf(currency);
  const major = (amount as number) / 10 ** digits;
  try {
    const shown = {
      style: 'currency',
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    } as const;
    return said(new Intl.NumberFormat(lang, shown).format(major));
  } catch {
    return said(`${major.toFixed(digits)} ${currency}`);
  }
}
