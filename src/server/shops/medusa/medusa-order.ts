import type { Fulfilment, Money, Order, OrderLine, Party } from '../../../domain/records.ts';
import { digitsOf } from '../../../domain/values/minor-digits.ts';

/** An order as Medusa has it, as far as it is read. Amounts are decimals. */
export interface MedusaOrder {
  id: string;
  display_id: number;
  custom_display_id: string | null;
  status: string;
  fulfillment_status: string;
  is_draft_order: boolean;
  currency_code: string;
  created_at: string;
  email: string | null;
  metadata: Record<string, unknown> | null;
  item_total: number;
  shipping_total: number;
  customer: { id: string; first_name: string | null; last_name: string | null } | null;
  items: {
    id: string;
    title: string;
    variant_sku: string | null;
    quantity: number;
    total: number;
    detail: { return_received_quantity: number };
  }[];
  payment_collections: { refunded_amount: number | null; payments: MedusaPayment[] }[];
  transactions: { reference_id: string }[];
  fulfillments: {
    id: string;
    shipped_at: string | null;
    delivered_at: string | null;
    canceled_at: string | null;
    items: { line_item_id: string | null; quantity: number }[];
  }[];
}

export interface MedusaPayment {
  id: string;
  provider_id: string;
  amount: number;
  canceled_at: string | null;
  captures: { amount: number; created_at: string }[];
  refunds: MedusaRefund[];
}

export interface MedusaRefund {
  id: string;
  amount: number;
  note: string | null;
  created_at: string;
}

/** What of it is asked for. */
export const orderFields = [
  ...['id', 'display_id', 'custom_display_id', 'status', 'fulfillment_status', 'is_draft_order', 'currency_code'],
  ...['created_at', 'email', 'metadata', 'item_total', 'shipping_total'],
  ...['customer.id', 'customer.first_name', 'customer.last_name'],
  ...['items.id', 'items.title', 'items.variant_sku', 'items.quantity', 'items.total', 'items.detail.*'],
  ...['id', 'provider_id', 'amount', 'canceled_at', 'captures.amount', 'captures.created_at', 'refunds.*'].map(
    (name) => `payment_collections.payments.${name}`,
  ),
  'payment_collections.refunded_amount',
  'transactions.reference_id',
  ...['fulfillments.*', 'fulfillments.items.line_item_id', 'fulfillments.items.quantity'],
].join(',');

/** What our own refunds have for a note: a transition's id and a place. */
const ours = /^[0-9a-f]{32}:\d+$/;

/** For so long a payment provider may still be at work on a refund that Medusa has written down, ms. */
const providersTime = 600_000;

/**
 * How far a refund is. Medusa writes it down, asks the provider, and takes it away where that fails; only then it counts it in its sums
 * and makes a transaction of it, but of a cancelled order: that it refuses, when the money has gone already. `stuck`: it does neither,
 * long after.
 */
export function stateOf(refund: MedusaRefund, found: MedusaOrder, now: number): 'settled' | 'unknown' | 'stuck' {
  const { status, transactions, payment_collections: collections } = found;
  if (transactions.some(({ reference_id }) => reference_id === refund.id)) return 'settled';
  const { refunded_amount, payments = [] } =
    collections.find((one) => one.payments.some(({ refunds }) => refunds.includes(refund))) ?? {};
  const written = sumOf(payments.flatMap(({ refunds }) => refunds));
  if (status === 'canceled' && (refunded_amount ?? 0) >= written) return 'settled';
  return now - Date.parse(refund.created_at) < providersTime ? 'unknown' : 'stuck';
}

/** Medusa gives lists in another order each time it is asked; ids begin with when something was made. */
function byId<T extends { id: string }>(list: readonly T[]): T[] {
  return [...list].sort((one, other) => (one.id < other.id ? -1 : 1));
}

export function paymentsOf({ payment_collections }: MedusaOrder): MedusaPayment[] {
  return byId(payment_collections.flatMap(({ payments }) => payments));
}

const sumOf = (list: readonly { amount: number }[]): number => list.reduce((sum, { amount }) => sum + amount, 0);

/** What of a payment was captured and is not back, in minor units. */
export function leftOf({ captures, refunds }: MedusaPayment, { currency_code }: MedusaOrder): number {
  return inMinorUnits(sumOf(captures) - sumOf(refunds), currency_code);
}

function inMinorUnits(amount: number, currency: string): number {
  return Math.round(amount * 10 ** digitsOf(currency.toUpperCase()));
}

/** An amount as Medusa takes it. */
export function inDecimals({ amount, currency }: Money): number {
  return Number(`${amount}e-${digitsOf(currency)}`);
}

type Parcel = MedusaOrder['fulfillments'][number];

function statusOf({ shipped_at, delivered_at, canceled_at }: Parcel): Fulfilment['status'] {
  if (canceled_at !== null) return 'cancelled';
  if (delivered_at !== null) return 'delivered';
  return shipped_at !== null ? 'shipped' : 'pending';
}

const hasLeft = (parcel: Parcel): boolean => ['shipped', 'delivered'].includes(statusOf(parcel));

const isAlive = ({ canceled_at }: Parcel): boolean => canceled_at === null;

/** How many of a line are in parcels of which something is so. */
function inParcelsOf({ fulfillments }: MedusaOrder, id: string, isMeant: (parcel: Parcel) => boolean): number {
  const items = fulfillments.filter(isMeant).flatMap((parcel) => parcel.items);
  return items.reduce((sum, item) => sum + (item.line_item_id === id ? item.quantity : 0), 0);
}

/** An order as the cancellation server reads it; `now` in epoch ms. */
export function orderOf(found: MedusaOrder, seller: Pick<Party, 'id' | 'name'>, now: number): Order {
  const currency = found.currency_code.toUpperCase();
  const money = (amount: number): Money => ({ amount: inMinorUnits(amount, currency), currency });
  const payments = paymentsOf(found).filter(({ canceled_at }) => canceled_at === null);
  const amountsOf = (list: readonly MedusaPayment[]) => {
    // What a provider is still asked for of ours is reserved anyway.
    const refunds = list.flatMap((payment) =>
      payment.refunds.filter((one) => !ours.test(one.note ?? '') || stateOf(one, found, now) !== 'unknown'),
    );
    // Of what is charged in part, Medusa has no way to release the rest.
    const reserved = sumOf(list.filter(({ captures }) => captures.length === 0));
    return {
      paid: money(sumOf(list.flatMap(({ captures }) => captures))),
      refunded: money(sumOf(refunds)),
      ...(reserved > 0 && { authorized: money(reserved) }),
    };
  };
  const isCancelled = found.status === 'canceled';
  const isPacked = found.fulfillments.some(isAlive);
  const lines = byId(found.items)
    .filter(({ quantity }) => quantity > 0)
    .map((item): OrderLine => {
      const { id, title, quantity, total, detail } = item;
      return {
        id,
        sku: item.variant_sku ?? '',
        title,
        quantity,
        unitPrice: money(total / quantity),
        total: money(total),
        cancelledQuantity: isCancelled ? Math.max(0, quantity - inParcelsOf(found, id, isAlive)) : 0,
        ...(detail.return_received_quantity > 0 && { returnedQuantity: detail.return_received_quantity }),
        // Of an order of which something is packed, Medusa cancels nothing.
        ...(isPacked && { committedQuantity: Math.max(0, quantity - inParcelsOf(found, id, hasLeft)) }),
      };
    });
  const fulfilments = byId(found.fulfillments).map((parcel): Fulfilment => {
    const { id, shipped_at, delivered_at, items } = parcel;
    return {
      id,
      status: statusOf(parcel),
      lines: byId(items.flatMap(({ line_item_id: id, quantity }) => (id === null ? [] : [{ id, quantity }]))),
      ...((shipped_at ?? delivered_at) !== null && { shippedAt: (shipped_at ?? delivered_at) as string }),
      ...(delivered_at !== null && { deliveredAt: delivered_at }),
    };
  });
  const left = found.fulfillments.filter(hasLeft);
  const shippedAt = left.map((parcel) => (parcel.shipped_at ?? parcel.delivered_at) as string).sort()[0];
  const paidAt = payments.flatMap(({ captures }) => captures.map(({ created_at }) => created_at)).sort()[0];
  const { first_name, last_name, id: buyerId = '' } = found.customer ?? {};
  const name = [first_name, last_name].filter(Boolean).join(' ');
  return {
    id: found.id,
    number: found.custom_display_id ?? String(found.display_id),
    status: orderStatusOf(found),
    placedAt: found.created_at,
    ...(paidAt !== undefined && { paidAt }),
    ...(shippedAt !== undefined && { shippedAt }),
    // Its own total goes down with what it has given back.
    total: money(found.item_total + found.shipping_total),
    shipping: money(found.shipping_total),
    payment: {
      method: payments[0]?.provider_id ?? '',
      ...amountsOf(payments),
      ...(payments.length > 1 && {
        parts: payments.map((payment) => ({ id: payment.id, method: payment.provider_id, ...amountsOf([payment]) })),
      }),
    },
    lines,
    ...(fulfilments.length > 0 && { fulfilments }),
    buyer: {
      id: buyerId,
      name: name || (found.email ?? ''),
      status: 'active',
      ...(found.email && { email: found.email }),
    },
    seller: { ...seller, status: 'active' },
    revision: '',
  };
}

/** Its own status, or, of what has left, that of the parcels. */
function orderStatusOf({ status, fulfillment_status: parcels, fulfillments }: MedusaOrder): string {
  if (fulfillments.some(hasLeft)) return parcels;
  // What it has packed though it had cancelled it is not cancelled: somebody has to look.
  return status === 'canceled' && fulfillments.some(isAlive) ? 'pending' : status;
}
