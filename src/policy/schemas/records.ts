import { routeNames } from '../../domain/policy.ts';
import { cancellationStates } from '../../domain/records.ts';
import { count, currency, hash, instant, language, month, name, revision, text } from './formats.ts';
import { boolean, choice, dictionary, list, nullable, number, object, oneOf, optional, whole } from './types.ts';

export const actor = oneOf(['buyer', 'seller', 'platform']);

export const money = object({ amount: count, currency });

const neither = nullable(boolean);

/** What a fact may hold. */
export const scalar = choice([text, number, neither], (input) =>
  typeof input === 'string' ? text : typeof input === 'number' ? number : neither,
);

const party = object({
  id: name,
  name: text,
  status: oneOf(['active', 'terminated']),
  recentCancellations: optional(count),
  remarks: optional(list(object({ orderId: name, text, at: instant }), 1000)),
  contactUrl: optional(text),
  rating: optional(number),
  locale: optional(language),
  email: optional(text),
});

const orderLine = object({
  id: name,
  sku: text,
  title: text,
  quantity: whole(1),
  unitPrice: money,
  cancelledQuantity: optional(count),
  discount: optional(money),
  description: optional(text),
  condition: optional(text),
  size: optional(text),
  exempt: optional(text),
});

const notice = object({
  kind: name,
  filedAt: instant,
  respondedAt: optional(instant),
  penaltyAcceptedAt: optional(instant),
  liftedAt: optional(instant),
});

const paymentPart = object({ method: name, paid: money, refunded: money, recapturable: optional(boolean) });

const scan = object({ at: instant, code: name, carrier: optional(text), place: optional(text) });

/** An order. Known members are strict; unknown ones are the shop's own and ignored. */
export const orderSchema = object({
  id: name,
  number: optional(name),
  status: name,
  placedAt: instant,
  paidAt: optional(instant),
  shippedAt: optional(instant),
  deliveredAt: optional(instant),
  total: money,
  shipping: optional(money),
  tax: optional(money),
  discount: optional(money),
  coupons: optional(list(object({ code: name, usedSince: optional(boolean) }), 1000)),
  payment: object({ method: name, paid: money, refunded: money, parts: optional(list(paymentPart, 100)) }),
  lines: list(orderLine, 2000),
  buyer: party,
  seller: party,
  notices: optional(list(notice, 256)),
  itemRemovalRequests: optional(list(object({ id: name, status: name }), 1000)),
  fee: optional(object({ amount: money, billedMonth: month })),
  scans: optional(list(scan, 1000)),
  facts: optional(dictionary(name, scalar)),
  revision,
});

/** A way on where a cancellation is refused or unanswered. */
export const routeName = oneOf(routeNames);

const routeTaken = object({
  route: routeName,
  by: actor,
  at: instant,
  endedAt: optional(instant),
  outcome: optional(oneOf(['cancel', 'decline'])),
});

const refundEntry = object({
  id: optional(name),
  amount: money,
  method: name,
  at: instant,
  status: oneOf(['pending', 'settled', 'failed']),
  before: count,
});

const lineQuantity = object({ id: name, quantity: whole(1) });

/** A cancellation. Unknown members are ignored. */
export const cancellationSchema = object({
  id: name,
  orderId: name,
  kind: oneOf(['cancellation', 'withdrawal']),
  state: oneOf(cancellationStates),
  requestedBy: actor,
  requestedAt: instant,
  reason: nullable(name),
  comment: nullable(text),
  lines: nullable(list(lineQuantity, 2000)),
  previousStatus: name,
  respondBy: nullable(instant),
  policy: object({ id: name, version: name, hash }),
  refund: nullable(
    object({
      due: money,
      refunded: money,
      method: nullable(name),
      methods: optional(list(name, 100)),
      status: oneOf(['none', 'pending', 'settled', 'failed']),
    }),
  ),
  decision: nullable(object({ by: actor, at: instant, reason: nullable(name), comment: optional(nullable(text)) })),
  ruleId: optional(nullable(name)),
  remindAt: optional(instant),
  refundEntries: optional(list(refundEntry, 1000)),
  feeKept: optional(money),
  restocked: optional(list(lineQuantity, 2000)),
  restoredCoupons: optional(list(name, 1000)),
  marketplaceFee: optional(object({ change: oneOf(['reset', 'credit']), amount: money, month })),
  removalRequests: optional(list(name, 1000)),
  strike: optional(oneOf([true])),
  routes: optional(list(routeTaken, 100)),
  revision,
});
