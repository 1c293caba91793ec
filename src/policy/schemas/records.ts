import { routeNames } from '../../domain/policy.ts';
import { cancellationStates, fulfilmentStatuses } from '../../domain/records.ts';
import {
  count,
  currency,
  hash,
  instant,
  language,
  month,
  name,
  quantity,
  revision,
  someQuantity,
  text,
} from './formats.ts';
import { absentable, boolean, choice, dictionary, list, nullable, number, object, oneOf, whole } from './types.ts';

export const actor = oneOf(['buyer', 'seller', 'platform']);

export const money = object({ amount: count, currency });

/** What may be taken off. */
const signedMoney = object({ amount: whole(Number.MIN_SAFE_INTEGER), currency });

const neither = nullable(boolean);

/** What a fact may hold. */
export const scalar = choice([text, number, neither], (input) =>
  typeof input === 'string' ? text : typeof input === 'number' ? number : neither,
);

const party = object({
  id: name,
  name: text,
  status: oneOf(['active', 'terminated']),
  recentCancellations: absentable(count),
  remarks: absentable(list(object({ orderId: name, text, at: instant }), 1000)),
  contactUrl: absentable(text),
  rating: absentable(number),
  locale: absentable(language),
  email: absentable(text),
});

const orderLine = object({
  id: name,
  sku: text,
  title: text,
  quantity: someQuantity,
  unit: absentable(text),
  unitPrice: signedMoney,
  total: absentable(signedMoney),
  tax: absentable(signedMoney),
  cancelledQuantity: absentable(quantity),
  shippedQuantity: absentable(quantity),
  returnedQuantity: absentable(quantity),
  committedQuantity: absentable(quantity),
  facts: absentable(dictionary(name, scalar)),
  sellerId: absentable(name),
  components: absentable(list(object({ sku: text, quantity: someQuantity }), 100)),
  discount: absentable(money),
  description: absentable(text),
  condition: absentable(text),
  size: absentable(text),
  exempt: absentable(text),
});

const notice = object({
  kind: name,
  filedAt: instant,
  respondedAt: absentable(instant),
  penaltyAcceptedAt: absentable(instant),
  liftedAt: absentable(instant),
});

const paymentPart = object({
  id: absentable(name),
  method: name,
  kind: absentable(oneOf(['money', 'credit'])),
  paid: money,
  refunded: money,
  authorized: absentable(money),
  recapturable: absentable(boolean),
});

const surcharge = object({
  id: absentable(name),
  kind: absentable(name),
  amount: signedMoney,
  tax: absentable(signedMoney),
});

const fulfilment = object({
  id: name,
  status: oneOf(fulfilmentStatuses),
  lines: list(object({ id: name, quantity }), 2000),
  shippedAt: absentable(instant),
  deliveredAt: absentable(instant),
  expectedAt: absentable(instant),
  carrier: absentable(text),
  trackingNumber: absentable(text),
});

const scan = object({ at: instant, code: name, carrier: absentable(text), place: absentable(text) });

/** An order. Known members are strict; unknown ones are the shop's own and ignored. */
export const orderSchema = object({
  id: name,
  number: absentable(name),
  status: name,
  placedAt: instant,
  paidAt: absentable(instant),
  shippedAt: absentable(instant),
  deliveredAt: absentable(instant),
  total: money,
  pricesIncludeTax: absentable(boolean),
  shipping: absentable(money),
  shippingTax: absentable(money),
  tax: absentable(money),
  discount: absentable(money),
  coupons: absentable(list(object({ code: name, usedSince: absentable(boolean) }), 1000)),
  surcharges: absentable(list(surcharge, 100)),
  payment: object({
    method: name,
    paid: money,
    refunded: money,
    authorized: absentable(money),
    parts: absentable(list(paymentPart, 100)),
  }),
  lines: list(orderLine, 2000),
  fulfilments: absentable(list(fulfilment, 2000)),
  buyer: party,
  seller: party,
  sellers: absentable(list(party, 1000)),
  notices: absentable(list(notice, 256)),
  itemRemovalRequests: absentable(list(object({ id: name, status: name }), 1000)),
  fee: absentable(object({ amount: money, billedMonth: month })),
  scans: absentable(list(scan, 1000)),
  facts: absentable(dictionary(name, scalar)),
  revision,
});

/** A way on where a cancellation is refused or unanswered. */
export const routeName = oneOf(routeNames);

const routeTaken = object({
  route: routeName,
  by: actor,
  at: instant,
  endedAt: absentable(instant),
  outcome: absentable(oneOf(['cancel', 'decline'])),
});

const refundEntry = object({
  id: absentable(name),
  amount: money,
  method: name,
  part: absentable(name),
  at: instant,
  by: oneOf(['us', 'shop']),
  status: oneOf(['pending', 'settled', 'failed']),
  elsewhere: absentable(oneOf([true])),
  counted: absentable(count),
});

const lineQuantity = object({ id: name, quantity: someQuantity });

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
  declinedLines: absentable(list(lineQuantity, 2000)),
  previousStatus: name,
  respondBy: nullable(instant),
  policy: object({ id: name, version: name, hash }),
  refund: nullable(
    object({
      due: money,
      refunded: money,
      method: nullable(name),
      methods: absentable(list(name, 100)),
      value: absentable(money),
      status: oneOf(['none', 'pending', 'settled', 'failed']),
      entries: absentable(list(refundEntry, 1000)),
    }),
  ),
  decision: nullable(object({ by: actor, at: instant, reason: nullable(name), comment: absentable(nullable(text)) })),
  ruleId: absentable(nullable(name)),
  remindAt: absentable(instant),
  counted: absentable(object({ paid: count, apart: count, refunded: absentable(count) })),
  refundMethod: absentable(name),
  feeKept: absentable(money),
  voided: absentable(money),
  restocked: absentable(list(lineQuantity, 2000)),
  restoredCoupons: absentable(list(name, 1000)),
  marketplaceFee: absentable(object({ change: oneOf(['reset', 'credit']), amount: money, month })),
  removalRequests: absentable(list(name, 1000)),
  reopenedAt: absentable(instant),
  askedWith: absentable(name),
  strike: absentable(oneOf([true])),
  refundBy: absentable(instant),
  penalty: absentable(object({ counts: absentable(oneOf([true])), fee: absentable(money) })),
  routes: absentable(list(routeTaken, 100)),
  revision,
});
