import { cancellationStates } from '../domain/records.ts';
import { parseInstant } from '../domain/values/instant.ts';
import { isObject } from '../domain/values/is-object.ts';
import { isQuantity } from '../domain/values/quantity.ts';
import type { OrderView } from '../domain/view.ts';

type Check = (value: unknown) => boolean;

const matches =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value);

const listOf =
  (entry: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(entry);

/**
 * An object with these members. A name ends in `?` where its member may be absent, which many shops write as `null`, and in
 * `!` where it has to be there and may be `null`.
 * Unknown members are ignored.
 */
const object =
  (members: Record<string, Check>): Check =>
  (value) =>
    isObject(value) &&
    Object.entries(members).every(([name, check]) => {
      const member = value[name.replace(/\W/, '')];
      const fitting = member === undefined ? /\?$/ : member === null ? /\W$/ : /^$/;
      return fitting.test(name) || check(member);
    });

const text = matches(/^/);
const whole: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const instant: Check = (value) => parseInstant(value) > Number.NEGATIVE_INFINITY;
const currency = matches(/^[A-Z]{3}$/);
const money = object({ amount: whole, currency });
/** What may be taken off. */
const signed = object({ amount: (amount) => Number.isSafeInteger(amount), currency });
const party = object({ id: text, name: text, status: matches(/^(active|terminated)$/) });

const cancellation = object({
  id: text,
  state: (state) => cancellationStates.includes(state as never),
  requestedBy: matches(/^(buyer|seller|platform)$/),
  requestedAt: instant,
  'respondBy!': instant,
  'refund!': object({ due: money, refunded: money, 'method!': text, status: text }),
});

/** Whether a value holds what the page reads of an order. */
export const isOrder = object({
  id: text,
  'number?': text,
  status: text,
  placedAt: instant,
  total: money,
  payment: object({ method: text, paid: money, refunded: money }),
  lines: listOf(object({ id: text, title: text, quantity: isQuantity, unitPrice: signed })),
  buyer: party,
  seller: party,
  revision: matches(/^[!#-~]{1,128}$/),
});

/**
 * Whether a value holds what the page reads of a view. What only rules read is not looked at: `decide` takes any value.
 * The full check is the parser's; this one costs the page little.
 */
export const isOrderView = object({
  order: isOrder,
  'cancellation!': cancellation,
  'cancellations?': listOf(cancellation),
  policy: object({ id: text, hash: text }),
  now: instant,
  'decision?': object({
    outcome: text,
    reason: text,
    contact: text,
    'validUntil!': whole,
    'next!': object({ at: whole, outcome: text }),
    alternatives: listOf(text),
  }),
}) as (value: unknown) => value is OrderView;
