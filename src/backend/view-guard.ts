import { parseInstant } from '../domain/instant.ts';
import { cancellationStates } from '../domain/records.ts';
import type { OrderView } from '../domain/view.ts';

type Check = (value: unknown) => boolean;

const text: Check = (value) => typeof value === 'string';
const whole: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const instant: Check = (value) => !Number.isNaN(parseInstant(value));
const money: Check = (value) =>
  shape({ amount: whole, currency: (code) => text(code) && /^[A-Z]{3}$/.test(code as string) })(value);
const party: Check = (value) => shape({ id: text, name: text, status: text })(value);
const reference: Check = (value) => shape({ id: text, version: text, hash: text })(value);

/** An object with these members; a check whose name ends in `?` is of an optional one. Unknown members are ignored. */
function shape(checks: Record<string, Check>): Check {
  const entries = Object.entries(checks);
  return (value) =>
    typeof value === 'object' &&
    value !== null &&
    entries.every(([name, check]) => {
      const optional = name.endsWith('?');
      const member = (value as Record<string, unknown>)[optional ? name.slice(0, -1) : name];
      return (optional && member === undefined) || check(member);
    });
}

const nullOr =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const list =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);

const order = shape({
  id: text,
  'number?': text,
  status: text,
  placedAt: instant,
  'paidAt?': instant,
  'shippedAt?': instant,
  'deliveredAt?': instant,
  total: money,
  payment: shape({ method: text, paid: money, refunded: money }),
  lines: list(shape({ id: text, title: text, quantity: whole, unitPrice: money })),
  buyer: party,
  seller: party,
  'notices?': list(shape({ kind: text, filedAt: instant })),
  revision: (value) => text(value) && /^[!#-~]{1,128}$/.test(value as string),
});

const cancellation = shape({
  id: text,
  orderId: text,
  state: (state) => cancellationStates.includes(state as never),
  requestedBy: text,
  requestedAt: instant,
  respondBy: nullOr(instant),
  refund: nullOr(shape({ due: money, refunded: money, method: nullOr(text), status: text })),
  decision: nullOr(shape({ by: text, at: instant, reason: nullOr(text) })),
});

/** Whether a value holds what the page reads of a view. The full check is the parser's; this one costs the page little. */
export const isOrderView = shape({
  order,
  cancellation: nullOr(cancellation),
  policy: reference,
  now: instant,
  'decision?': shape({ outcome: text, reason: text, contact: text, alternatives: list(text) }),
  'actions?': list(text),
}) as (value: unknown) => value is OrderView;
