import * as z from 'zod/mini';
import { routeNames } from '../../domain/policy.ts';
import { cancellationStates } from '../../domain/records.ts';
import { count, currency, hash, instant, language, month, name, revision, text } from './formats.ts';
import { choice, dictionary, list, whole } from './types.ts';

const optional = z.exactOptional;

export const actor = z.enum(['buyer', 'seller', 'platform']);

export const money = z.object({ amount: count, currency });

const number = z.number();
const neither = z.nullable(z.boolean());

/** What a fact may hold. */
export const scalar = choice([text, number, neither], (input) =>
  typeof input === 'string' ? text : typeof input === 'number' ? number : neither,
);

const party = z.object({
  id: name,
  name: text,
  status: z.enum(['active', 'terminated']),
  recentCancellations: optional(count),
  remarks: optional(list(z.object({ orderId: name, text, at: instant }), 1000)),
  contactUrl: optional(text),
  rating: optional(number),
  locale: optional(language),
  email: optional(text),
});

const orderLine = z.object({
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

const notice = z.object({
  kind: name,
  filedAt: instant,
  respondedAt: optional(instant),
  penaltyAcceptedAt: optional(instant),
  liftedAt: optional(instant),
});

const paymentPart = z.object({ method: name, paid: money, refunded: money, recapturable: optional(z.boolean()) });

const scan = z.object({ at: instant, code: name, carrier: optional(text), place: optional(text) });

/** An order. Known members are strict; unknown ones are the shop's own and ignored. */
export const orderSchema = z.object({
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
  coupons: optional(list(z.object({ code: name, usedSince: optional(z.boolean()) }), 1000)),
  payment: z.object({ method: name, paid: money, refunded: money, parts: optional(list(paymentPart, 100)) }),
  lines: list(orderLine, 2000),
  buyer: party,
  seller: party,
  notices: optional(list(notice, 256)),
  itemRemovalRequests: optional(list(z.object({ id: name, status: name }), 1000)),
  fee: optional(z.object({ amount: money, billedMonth: month })),
  scans: optional(list(scan, 1000)),
  facts: optional(dictionary(name, scalar)),
  revision,
});

/** A way on where a cancellation is refused or unanswered. */
export const routeName = z.enum(routeNames);

const routeTaken = z.object({
  route: routeName,
  by: actor,
  at: instant,
  endedAt: optional(instant),
  outcome: optional(z.enum(['cancel', 'decline'])),
});

const refundEntry = z.object({
  amount: money,
  method: name,
  at: instant,
  status: z.enum(['pending', 'settled', 'failed']),
  before: count,
});

const lineQuantity = z.object({ id: name, quantity: whole(1) });

/** A cancellation. Unknown members are ignored. */
export const cancellationSchema = z.object({
  id: name,
  orderId: name,
  kind: z.enum(['cancellation', 'withdrawal']),
  state: z.enum(cancellationStates),
  requestedBy: actor,
  requestedAt: instant,
  reason: z.nullable(name),
  comment: z.nullable(text),
  lines: z.nullable(list(lineQuantity, 2000)),
  previousStatus: name,
  respondBy: z.nullable(instant),
  policy: z.object({ id: name, version: name, hash }),
  refund: z.nullable(
    z.object({
      due: money,
      refunded: money,
      method: z.nullable(name),
      methods: optional(list(name, 100)),
      status: z.enum(['none', 'pending', 'settled', 'failed']),
    }),
  ),
  decision: z.nullable(
    z.object({ by: actor, at: instant, reason: z.nullable(name), comment: optional(z.nullable(text)) }),
  ),
  ruleId: optional(z.nullable(name)),
  remindAt: optional(instant),
  refundEntries: optional(list(refundEntry, 1000)),
  feeKept: optional(money),
  restocked: optional(list(lineQuantity, 2000)),
  restoredCoupons: optional(list(name, 1000)),
  marketplaceFee: optional(z.object({ change: z.enum(['reset', 'credit']), amount: money, month })),
  removalRequests: optional(list(name, 1000)),
  strike: optional(z.literal(true)),
  routes: optional(list(routeTaken, 100)),
  revision,
});
