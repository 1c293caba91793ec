import { parseInstant } from '../domain/instant.ts';
import { cancellationStates } from '../domain/records.ts';
import type { OrderView } from '../domain/view.ts';

/**
 * What a value has to be like: text that a pattern matches, what a function accepts, a list, or an object with members.
 * A member's name ends in `?` where it may be absent and in `!` where it may be `null`. Unknown members are ignored.
 */
type Like = RegExp | ((value: never) => boolean) | [Like] | { [member: string]: Like };

const text = /^/;
const whole = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
const instant = (value: unknown): boolean => parseInstant(value) > Number.NEGATIVE_INFINITY;
const money: Like = { amount: whole, currency: /^[A-Z]{3}$/ };
const party: Like = { id: text, name: text, status: /^(active|terminated)$/ };

const view: Like = {
  order: {
    id: text,
    'number?': text,
    status: text,
    placedAt: instant,
    total: money,
    payment: { method: text, paid: money, refunded: money },
    lines: [{ id: text, title: text, quantity: whole, unitPrice: money }],
    buyer: party,
    seller: party,
    revision: /^[!#-~]{1,128}$/,
  },
  'cancellation!': {
    id: text,
    state: (state: never) => cancellationStates.includes(state),
    requestedBy: /^(buyer|seller|platform)$/,
    requestedAt: instant,
    'respondBy!': instant,
    'refund!': { due: money, refunded: money, 'method!': text, status: text },
  },
  policy: { id: text, hash: text },
  now: instant,
  'decision?': {
    outcome: text,
    reason: text,
    contact: text,
    'validUntil!': whole,
    'next!': { at: whole, outcome: text },
    alternatives: [text],
  },
};

function isLike(like: Like, value: unknown): boolean {
  if (like instanceof RegExp) return typeof value === 'string' && like.test(value);
  if (typeof like === 'function') return like(value as never);
  if (Array.isArray(like)) return Array.isArray(value) && value.every((entry) => isLike(like[0], entry));
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.entries(like).every(([name, inner]) => {
      const member = (value as Record<string, unknown>)[name.replace(/\W/, '')];
      const fitting = member === undefined ? '?' : member === null ? '!' : ' ';
      return name.endsWith(fitting) || isLike(inner, member);
    })
  );
}

/**
 * Whether a value holds what the page reads of a view. What only rules read is not looked at: `decide` takes any value.
 * The full check is the parser's; this one costs the page little.
 */
export function isOrderView(value: unknown): value is OrderView {
  return isLike(view, value);
}
