import { parseInstant } from '../domain/instant.ts';
import { cancellationStates } from '../domain/records.ts';
import type { OrderView } from '../domain/view.ts';

type Check = (value: unknown) => boolean;

/** Members to check; a name that ends in `?` is of an optional one. Unknown members are ignored. */
const shape =
  (checks: Record<string, Check>): Check =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(checks).every(([name, check]) => {
      const member = (value as Record<string, unknown>)[name.replace('?', '')];
      return (member === undefined && name.endsWith('?')) || check(member);
    });
const nullOr =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const list =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const like =
  (pattern: RegExp): Check =>
  (value) =>
    text(value) && pattern.test(value as string);

const text: Check = (value) => typeof value === 'string';
const whole: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const instant: Check = (value) => parseInstant(value) > Number.NEGATIVE_INFINITY;
const money = shape({ amount: whole, currency: like(/^[A-Z]{3}$/) });
const party = shape({ id: text, name: text, status: like(/^(active|terminated)$/) });
const actor = like(/^(buyer|seller|platform)$/);

/**
 * Whether a value holds what the page reads of a view. What only rules read is not looked at: `decide` takes any value.
 * The full check is the parser's; this one costs the page little.
 */
export const isOrderView = shape({
  order: shape({
    id: text,
    'number?': text,
    status: text,
    placedAt: instant,
    total: money,
    payment: shape({ method: text, paid: money, refunded: money }),
    lines: list(shape({ id: text, title: text, quantity: whole, unitPrice: money })),
    buyer: party,
    seller: party,
    revision: like(/^[!#-~]{1,128}$/),
  }),
  cancellation: nullOr(
    shape({
      id: text,
      state: (state) => cancellationStates.includes(state as never),
      requestedBy: actor,
      requestedAt: instant,
      respondBy: nullOr(instant),
      refund: nullOr(shape({ due: money, refunded: money, method: nullOr(text), status: text })),
    }),
  ),
  policy: shape({ id: text, hash: text }),
  now: instant,
  'decision?': shape({ outcome: text, reason: text, contact: text, alternatives: list(text) }),
}) as (value: unknown) => value is OrderView;
