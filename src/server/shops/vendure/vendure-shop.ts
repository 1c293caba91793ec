import type { LineQuantity, Money, Order, Party } from '../../../domain/records.ts';
import type { Principal } from '../../options.ts';
import { sessionHeaders } from '../session-headers.ts';
import {
  contentRevision,
  type Step,
  type StepFound,
  StepRefused,
  type StepwiseOptions,
  type StepwiseShop,
  stepwiseShop,
} from '../stepwise/stepwise-shop.ts';
import { type Graphql, graphqlOf, type Headers } from './vendure-api.ts';

export interface VendureOptions extends Omit<StepwiseOptions, 'read' | 'steps'> {
  /** The Admin API: `https://shop.example/admin-api`. */
  adminUrl: string;
  /**
   * What authorises there, with the permissions ReadOrder, UpdateOrder and, to list the orders of a buyer, ReadCustomer:
   * `{ 'vendure-api-key': '…' }`, or a bearer token.
   */
  headers: Headers;
  /** The shop as a party to each order. */
  seller: Pick<Party, 'id' | 'name'>;
  /** Default: the platform's own. */
  fetch?: typeof fetch;
}

/** An order as Vendure has it, as far as it is read. */
interface VendureOrder {
  id: string;
  code: string;
  state: string;
  orderPlacedAt: string | null;
  currencyCode: string;
  totalWithTax: number;
  shippingWithTax: number;
  couponCodes: string[];
  surcharges: { id: string; sku: string | null; priceWithTax: number }[];
  lines: {
    id: string;
    quantity: number;
    orderPlacedQuantity: number;
    discountedUnitPriceWithTax: number;
    proratedUnitPriceWithTax: number;
    productVariant: { sku: string; name: string };
  }[];
  payments: VendurePayment[] | null;
  fulfillments:
    | { id: string; state: string; updatedAt: string; lines: { orderLineId: string; quantity: number }[] }[]
    | null;
  customer: { id: string; firstName: string; lastName: string; emailAddress: string } | null;
  history: { items: { type: string; data: { reason?: string } }[] };
}

interface VendurePayment {
  id: string;
  method: string;
  state: string;
  amount: number;
  refunds: { id: string; state: string; total: number; reason: string | null }[];
}

/** What a mutation gives: what it made, or an error by its code. */
interface Outcome {
  errorCode?: string;
  state?: string;
}

const orderFields = `id code state orderPlacedAt currencyCode totalWithTax shippingWithTax couponCodes surcharges { id sku priceWithTax }
  lines { id quantity orderPlacedQuantity discountedUnitPriceWithTax proratedUnitPriceWithTax productVariant { sku name } }
  payments { id method state amount refunds { id state total reason } }
  fulfillments { id state updatedAt lines { orderLineId quantity } }
  customer { id firstName lastName emailAddress }
  history(options: { take: 100, sort: { createdAt: DESC }, filter: { type: { eq: "ORDER_CANCELLATION" } } }) { items { type data } }`;
const orderQuery = `query ($code: String!) {
  orders(options: { take: 1, filter: { code: { eq: $code } } }) { items { ${orderFields} } }
}`;
const ownQuery = `query ($id: ID!, $take: Int!) {
  customer(id: $id) { orders(options: { take: $take, sort: { orderPlacedAt: DESC }, filter: { orderPlacedAt: { isNull: false } } }) { items { code } } }
}`;
const cancelMutation = `mutation ($input: CancelOrderInput!) {
  cancelOrder(input: $input) { ... on Order { state } ... on ErrorResult { errorCode } }
}`;
const voidMutation = `mutation ($id: ID!) {
  cancelPayment(id: $id) { ... on Payment { state } ... on ErrorResult { errorCode } }
}`;
const refundMutation = `mutation ($input: RefundOrderInput!) {
  refundOrder(input: $input) { ... on Refund { state } ... on ErrorResult { errorCode } }
}`;

/** Errors that say that nothing was done. Of a transition that another call was faster with, nobody knows. */
const refusals = new Set([
  'QUANTITY_TOO_GREAT_ERROR',
  'MULTIPLE_ORDER_ERROR',
  'CANCEL_ACTIVE_ORDER_ERROR',
  'EMPTY_ORDER_LINE_SELECTION_ERROR',
  'REFUND_ORDER_STATE_ERROR',
  'REFUND_AMOUNT_ERROR',
  'PAYMENT_ORDER_MISMATCH_ERROR',
  'NOTHING_TO_REFUND_ERROR',
  'ALREADY_REFUNDED_ERROR',
  'CANCEL_PAYMENT_ERROR',
  'PAYMENT_STATE_TRANSITION_ERROR',
]);

const refundStates: Record<string, 'settled' | 'pending' | 'failed'> = {
  Settled: 'settled',
  Pending: 'pending',
  Failed: 'failed',
};

/**
 * A connector to Vendure (3.x), over its Admin API alone. An order's id and number are its `code`; its status is its state. Vendure
 * restocks with the cancellation, and sets the state to `Cancelled` with the last line; it has no coupons to restore, no holds, fees or
 * records of buyers. Each of our calls names its key as its reason, so that it is recognised after a lost answer.
 */
export function vendureShop(options: VendureOptions): StepwiseShop {
  const { adminUrl, headers, seller, timeout = 30_000, fetch } = options;
  const admin: Graphql = graphqlOf({ url: adminUrl, headers, timeout, ...(fetch && { fetch }) });

  const find = async (code: string, signal?: AbortSignal): Promise<VendureOrder | null> => {
    const { orders } = await admin<{ orders: { items: VendureOrder[] } }>(orderQuery, { code }, signal);
    const [found] = orders.items;
    // A cart is no order yet.
    return found?.code === code && found.orderPlacedAt !== null ? found : null;
  };
  const known = async (code: string, signal: AbortSignal): Promise<VendureOrder> => {
    const found = await find(code, signal);
    if (!found) throw new StepRefused('there is no such order');
    return found;
  };
  const order = async (code: string): Promise<Order | null> => {
    const found = await find(code);
    return found && orderOf(found, seller);
  };

  const ordersOf = async (id: string, take: number): Promise<string[]> => {
    type Own = { customer: { orders: { items: { code: string }[] } } | null };
    const { customer } = await admin<Own>(ownQuery, { id, take });
    return customer?.orders.items.map(({ code }) => code) ?? [];
  };

  const lines: Step<Extract<Parameters<Step['run']>[0]['effect'], { type: 'lines' }>> = {
    async run({ orderId, effect, key, meta, revision, signal }) {
      const found = await known(orderId, signal);
      if (revision && contentRevision(orderOf(found, seller)) !== revision)
        throw new StepRefused('it has changed meanwhile');
      const more = effect.lines.flatMap(({ id, quantity }) => {
        const line = found.lines.find((one) => one.id === id);
        if (!line) throw new StepRefused(`there is no line ${id}`);
        const count = quantity - cancelledOf(line);
        // It cancels what it has packed or shipped, if it is asked to.
        if (!meta.afterShipment && line.quantity - inParcelsOf(found, id, isAlive) < count)
          throw new StepRefused('it was packed or shipped meanwhile');
        // It takes lines off and puts none back.
        if (count < 0) throw new StepRefused('Vendure cannot undo a cancellation');
        return count > 0 ? [{ orderLineId: id, quantity: count }] : [];
      });
      if (more.length === 0) return;
      const left = found.lines.reduce((sum, { quantity }) => sum + quantity, 0);
      const isLast = left === more.reduce((sum, { quantity }) => sum + quantity, 0);
      const input = { orderId: found.id, lines: more, cancelShipping: isLast, reason: key };
      done((await admin<{ cancelOrder: Outcome }>(cancelMutation, { input }, signal)).cancelOrder);
    },
    async check({ orderId, key, signal }) {
      const found = await known(orderId, signal);
      return found.history.items.some(({ data }) => data.reason === key) ? 'done' : 'not-done';
    },
  };

  const refund: Step<Extract<Parameters<Step['run']>[0]['effect'], { type: 'refund' }>> = {
    async run({ orderId, effect, key, signal }) {
      const found = await known(orderId, signal);
      const payment = paymentOf(found, effect.part, 'Settled');
      // These members are not optional, whatever the schema says.
      const input = {
        paymentId: payment.id,
        amount: effect.amount.amount,
        lines: [],
        shipping: 0,
        adjustment: 0,
        reason: key,
      };
      const made = done((await admin<{ refundOrder: Outcome }>(refundMutation, { input }, signal)).refundOrder);
      return { refund: refundStates[made.state ?? ''] ?? 'pending' };
    },
    async check({ orderId, key, signal }): Promise<StepFound> {
      const { payments } = await known(orderId, signal);
      const refunds = (payments ?? []).flatMap((payment) => payment.refunds);
      const ours = refunds.find(({ reason }) => reason === key);
      return ours ? { refund: refundStates[ours.state] ?? 'pending' } : 'not-done';
    },
  };

  const release: Step<Extract<Parameters<Step['run']>[0]['effect'], { type: 'void' }>> = {
    async run({ orderId, effect, signal }) {
      const payment = paymentOf(await known(orderId, signal), effect.part, 'Authorized');
      if (payment.amount !== effect.amount.amount)
        throw new StepRefused('Vendure releases what is reserved only as a whole');
      done((await admin<{ cancelPayment: Outcome }>(voidMutation, { id: payment.id }, signal)).cancelPayment);
    },
    async check({ orderId, effect, signal }) {
      const { payments } = await known(orderId, signal);
      const meant = (payments ?? []).filter(({ id }) => effect.part === undefined || id === effect.part);
      return meant.some(({ state }) => state === 'Authorized') ? 'not-done' : 'done';
    },
    // It is released once: the second call is refused.
    repeatable: true,
  };

  const shop = stepwiseShop({
    ...options,
    lacks: ['undo', 'statuses', ...(options.lacks ?? [])],
    read: { order, orderByNumber: order, ordersOf },
    steps: {
      lines,
      refund,
      void: release,
      status: 'none',
      stock: 'none',
      unstock: 'none',
      coupons: 'none',
      fee: 'none',
      penalty: 'none',
      'removal-requests': 'none',
      strike: 'none',
      remark: 'none',
      notices: 'none',
      'hold-fulfilment': 'none',
      'release-fulfilment': 'none',
    },
  });
  return {
    ...shop,
    /** A part of a reservation cannot be released: that is said before anything is done, not half-way. */
    async commit(orderId, revision, effects, meta) {
      const voids = effects.filter((effect) => effect.type === 'void');
      const reserved = voids.length > 0 ? ((await find(orderId))?.payments ?? []) : [];
      const isWhole = voids.every(({ part, amount: { amount } }) =>
        reserved
          .filter(({ id, state }) => state === 'Authorized' && (part === undefined || id === part))
          .every((payment) => payment.amount === amount),
      );
      return isWhole ? shop.commit(orderId, revision, effects, meta) : { ok: false };
    },
  };
}

/** What was made. @throws {StepRefused} nothing was done; any other error: it is not known */
function done(outcome: Outcome): Outcome {
  const { errorCode } = outcome;
  if (!errorCode) return outcome;
  if (refusals.has(errorCode)) throw new StepRefused(`Vendure has refused: ${errorCode}`);
  throw new Error(`Vendure answered ${errorCode}`);
}

/** The payment that an effect is about: the one that it names, else the only one in that state. */
function paymentOf({ payments }: VendureOrder, part: string | undefined, state: string): VendurePayment {
  const found = (payments ?? []).filter((one) => (part === undefined ? one.state === state : one.id === part));
  const [payment] = found;
  if (!payment || found.length > 1) throw new StepRefused(`there is no payment ${part ?? `that is ${state}`}`);
  return payment;
}

/** As many as were ever ordered: an order may have been changed since it was placed. */
const orderedOf = ({ quantity, orderPlacedQuantity }: VendureOrder['lines'][number]): number =>
  Math.max(orderPlacedQuantity, quantity);
const cancelledOf = (line: VendureOrder['lines'][number]): number => orderedOf(line) - line.quantity;

/** How many of a line are in parcels of which something is so. */
function inParcelsOf(
  { fulfillments }: VendureOrder,
  id: string,
  isMeant: (status: FulfilmentStatus) => boolean,
): number {
  const lines = (fulfillments ?? []).filter(({ state }) => isMeant(statusOf(state))).flatMap((one) => one.lines);
  return lines.reduce((sum, line) => sum + (line.orderLineId === id ? line.quantity : 0), 0);
}

/** What our own refunds have for a reason: a transition's id and a place. */
const ours = /^[0-9a-f]{32}:\d+$/;

type FulfilmentStatus = 'pending' | 'shipped' | 'delivered' | 'cancelled';

const fulfilmentStates: Record<string, FulfilmentStatus> = {
  Created: 'pending',
  Pending: 'pending',
  Shipped: 'shipped',
  Delivered: 'delivered',
  Cancelled: 'cancelled',
};

/** One of a state that a plugin has added is in preparation. */
const statusOf = (state: string): FulfilmentStatus => fulfilmentStates[state] ?? 'pending';

const hasLeft = (status: FulfilmentStatus): boolean => status === 'shipped' || status === 'delivered';
const isPacked = (status: FulfilmentStatus): boolean => status === 'pending';
const isAlive = (status: FulfilmentStatus): boolean => status !== 'cancelled';

/** An order as the cancellation server reads it. */
function orderOf(found: VendureOrder, seller: Pick<Party, 'id' | 'name'>): Order {
  const { code, state, orderPlacedAt, currencyCode: currency, customer, shippingWithTax } = found;
  const money = (amount: number): Money => ({ amount, currency });
  const payments = (found.payments ?? []).filter(({ state }) => state === 'Settled' || state === 'Authorized');
  const sumOf = (list: readonly VendurePayment[], state: string): number =>
    list.reduce((sum, payment) => sum + (payment.state === state ? payment.amount : 0), 0);
  const refundedOf = (list: readonly VendurePayment[]): number =>
    list
      .flatMap(({ refunds }) => refunds)
      // What is pending of ours is reserved anyway; what staff has begun there is not, unless it counts.
      .filter(({ state, reason }) => state === 'Settled' || (state === 'Pending' && !ours.test(reason ?? '')))
      .reduce((sum, { total }) => sum + total, 0);
  const amountsOf = (list: readonly VendurePayment[]) => {
    const reserved = sumOf(list, 'Authorized');
    return {
      paid: money(sumOf(list, 'Settled')),
      refunded: money(refundedOf(list)),
      ...(reserved > 0 && { authorized: money(reserved) }),
    };
  };
  const fulfilments = (found.fulfillments ?? []).map(({ id, state, updatedAt, lines }) => {
    const status = statusOf(state);
    const quantities: LineQuantity[] = lines.map(({ orderLineId, quantity }) => ({ id: orderLineId, quantity }));
    return {
      id,
      status,
      lines: quantities,
      ...(hasLeft(status) && { shippedAt: updatedAt }),
      ...(status === 'delivered' && { deliveredAt: updatedAt }),
    };
  });
  const shippedAt = fulfilments.flatMap((one) => one.shippedAt ?? []).sort()[0];
  const isSentAfterAll = found.lines.some((line) => inParcelsOf(found, line.id, hasLeft) > line.quantity);
  const name = [customer?.firstName, customer?.lastName].filter(Boolean).join(' ');
  return {
    id: code,
    number: code,
    // What Vendure has shipped though it had cancelled it is not cancelled: somebody has to look.
    status: state === 'Cancelled' && isSentAfterAll ? 'Shipped' : state,
    placedAt: orderPlacedAt as string,
    ...(shippedAt !== undefined && { shippedAt }),
    // What was cancelled no longer counts in Vendure's own total.
    total: money(Math.max(found.totalWithTax, sumOf(payments, 'Settled') + sumOf(payments, 'Authorized'))),
    shipping: money(shippingWithTax),
    payment: {
      method: payments[0]?.method ?? found.payments?.[0]?.method ?? '',
      ...amountsOf(payments),
      ...(payments.length > 1 && {
        parts: payments.map((payment) => ({ id: payment.id, method: payment.method, ...amountsOf([payment]) })),
      }),
    },
    ...(found.surcharges.length > 0 && {
      surcharges: found.surcharges.map(({ id, sku, priceWithTax }) => ({
        id,
        ...(sku && { kind: sku }),
        amount: money(priceWithTax),
      })),
    }),
    lines: found.lines
      .filter((line) => orderedOf(line) > 0)
      .map((line) => {
        const packed = Math.min(inParcelsOf(found, line.id, isPacked), orderedOf(line));
        return {
          id: line.id,
          sku: line.productVariant.sku,
          title: line.productVariant.name,
          quantity: orderedOf(line),
          unitPrice: money(line.proratedUnitPriceWithTax || line.discountedUnitPriceWithTax),
          cancelledQuantity: cancelledOf(line),
          // Its cancellation would leave the parcel to be shipped, and put in stock what is in it.
          ...(packed > 0 && { committedQuantity: packed }),
        };
      }),
    ...(fulfilments.length > 0 && { fulfilments }),
    buyer: {
      id: customer?.id ?? '',
      name: name || (customer?.emailAddress ?? ''),
      status: 'active',
      ...(customer?.emailAddress && { email: customer.emailAddress }),
    },
    seller: { ...seller, status: 'active' },
    revision: '',
  };
}

export interface VendureBuyersOptions {
  /** The Shop API: `https://shop.example/shop-api`. */
  shopUrl: string;
  /** Default 10000 ms. */
  timeout?: number;
  fetch?: typeof fetch;
}

/**
 * Who asks, by their own session at the shop: the bearer token, or the cookie, that a request brings along is shown to Vendure's Shop
 * API. A code alone proves nothing. For `authenticate`; `null`: nobody, or a guest.
 */
export function vendureBuyers({
  shopUrl,
  timeout = 10_000,
  fetch,
}: VendureBuyersOptions): (request: Request) => Promise<Principal | null> {
  return async (request) => {
    const headers = sessionHeaders(request);
    if (!headers) return null;
    const shop = graphqlOf({ url: shopUrl, headers, timeout, ...(fetch && { fetch }) });
    const { activeCustomer } = await shop<{ activeCustomer: { id: string } | null }>('{ activeCustomer { id } }', {});
    return activeCustomer ? { id: activeCustomer.id, roles: ['buyer'] } : null;
  };
}
