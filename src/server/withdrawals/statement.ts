import type { SentStatement } from '../../domain/log-entry.ts';
import type { LineQuantity } from '../../domain/records.ts';
import { parseInstant } from '../../domain/values/instant.ts';
import { isObject } from '../../domain/values/is-object.ts';
import { isQuantity } from '../../domain/values/quantity.ts';
import { receiptWords } from '../../i18n/withdrawal/receipt-words.ts';

/** What is to be known about a statement; none of it keeps it from being taken. */
export type StatementFlag =
  /** It lacks a name, an address, or what identifies the contract, or says something in a way that nobody can read, or at too great length: that is in its text. */
  | 'incomplete'
  /** A trap for robots was filled in. */
  | 'suspected-robot'
  /** By the sender's clock it was sent after it arrived, or at no time; or by staff it arrives later than now, or at no time. */
  | 'clock'
  /** Which order it is about was found out later, by staff. */
  | 'matched-later'
  | 'late'
  /** Sent within the period, and arrived after it. */
  | 'arrived-late'
  /** Not the first about this order. */
  | 'repeated'
  /** What the law gives no right of withdrawal for, by the server's reckoning. */
  | 'business'
  | 'country'
  | 'exempt'
  | 'nothing-left';

/** A statement of withdrawal as it was sent (EU-4). */
export interface Statement {
  said: SentStatement;
  /** Which items of the order, of a part of it; `null`: it names none. Empty: it names some that nobody can read. */
  lines: LineQuantity[] | null;
  /** When it was sent, by the sender's clock, RFC 3339; `null`: it does not say. */
  sentAt: string | null;
  flags: StatementFlag[];
}

/** What is longer is in the text as well, whole; that is bounded by the request. */
const longest = { name: 500, address: 500, orderNumber: 256, text: Number.POSITIVE_INFINITY };

/**
 * Reads a statement, whatever it lacks: none is refused for its form (EU-7). `now`: when it arrived, epoch ms. `signedIn`: who
 * sends it and where the receipt goes is known. `unkept`: what else it says that is kept nowhere but in its text.
 */
export function readStatement(
  input: unknown,
  now: number,
  { signedIn = false, unkept = [] }: { signedIn?: boolean; unkept?: readonly unknown[] } = {},
): Statement {
  const body = isObject(input) ? input : {};
  // Whoever names the order by its id has named it.
  const given: Record<string, unknown> = { ...body, orderNumber: body['orderNumber'] ?? body['orderId'] };
  const said: SentStatement = {};
  const unreadable: unknown[] = isObject(input) || !input ? [] : [input];
  for (const name of ['name', 'address', 'orderNumber', 'text'] as const) {
    const value = typeof given[name] === 'number' ? String(given[name]) : (given[name] ?? '');
    if (typeof value !== 'string') unreadable.push({ [name]: value });
    else if (value.trim()) {
      said[name] = value.trim().slice(0, longest[name]);
      if (said[name] !== value.trim()) unreadable.push({ [name]: value });
    }
  }
  const language = typeof given['language'] === 'string' ? given['language'].toLowerCase().split(/[-_]/, 1)[0] : '';
  if (language && Object.hasOwn(receiptWords, language)) said.language = language;
  const named = [given['lines'] ?? []].flat();
  const lines = named.filter(isLine).map(({ id, quantity }) => ({ id, quantity }));
  unreadable.push(...named.filter((line) => !isLine(line)));
  const sentAt = given['sentAt'] ?? undefined;
  const sent = parseInstant(sentAt);
  const hasContract = !!(said.orderNumber ?? said.text);
  const flags: StatementFlag[] = [];
  if (!hasContract || unreadable.length > 0 || (!signedIn && !(said.name && said.address))) flags.push('incomplete');
  // Somebody has to read it: a part of the contract never becomes the whole.
  const rest = [...unreadable, ...(sentAt !== undefined && Number.isNaN(sent) ? [{ sentAt }] : []), ...unkept];
  if (rest.length > 0) said.text = [said.text, JSON.stringify(rest)].filter(Boolean).join('\n');
  if (given['trap']) flags.push('suspected-robot');
  if (!(sent <= now) && sentAt !== undefined) flags.push('clock');
  return {
    said,
    lines: named.length > 0 ? lines : null,
    sentAt: Number.isNaN(sent) ? null : (sentAt as string),
    flags,
  };
}

function isLine(line: unknown): line is LineQuantity {
  return isObject(line) && typeof line['id'] === 'string' && isQuantity(line['quantity']) && line['quantity'] > 0;
}
