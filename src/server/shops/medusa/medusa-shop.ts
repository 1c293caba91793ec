import type { Order, Party } from '../../../domain/records.ts';
import { partName } from '../../../domain/settlement/sums.ts';
import type { ShopEffect } from '../shop.ts';
import {
  contentRevision,
  type Step,
  type StepCall,
  type StepFound,
  StepRefused,
  type StepwiseOptions,
  type StepwiseShop,
  stepwiseShop,
} from '../stepwise/stepwise-shop.ts';
import { MedusaProblem, type Rest, restOf } from './medusa-api.ts';
import {
  inDecimals,
  leftOf,
  type MedusaOrder,
  type MedusaPayment,
  orderFields,
  orderOf,
  paymentsOf,
  stateOf,
} from './medusa-order.ts';

export interface MedusaOptions extends Omit<StepwiseOptions, 'read' | 'steps'> {
  /** Where Medusa is: `https://shop.example`. */
  url: string;
  /** A secret key of the Admin API: `sk_…`. */
  secretKey: string;
  /** The shop as a party to each order. */
  seller: Pick<Party, 'id' | 'name'>;
  /** Default: the platform's own. */
  fetch?: typeof fetch;
}

/** Where an order bears the transition that cancels it. */
const mark = 'cancelling_transition';

/** So many orders are looked through at a time for a number, and so many times. */
const pageSize = 50;
const mostPages = 20;

/**
 * A connector to Medusa (2.x), over its Admin API alone. Medusa has one call that cancels: the whole order, with everything that was
 * paid, reserved or taken from the stock. So an order is cancelled as a whole or not at all, nothing of the money is kept, and what
 * became of its refunds is read afterwards, as the call does not tell. The order bears the transition's id, and each refund of our
 * own its key, so that they are recognised after a lost answer.
 */
export function medusaShop(options: MedusaOptions): StepwiseShop {
  const { url, secretKey, seller, journal, timeout = 30_000, now = Date.now, fetch } = options;
  const headers = { Authorization: `Basic ${btoa(`${secretKey}:`)}` };
  const admin: Rest = restOf({ url, headers, timeout, ...(fetch && { fetch }) });

  const find = async (id: string, signal?: AbortSignal): Promise<MedusaOrder | null> => {
    // No order has another kind of id, and it is part of an address.
    if (!/^\w{1,100}$/.test(id)) return null;
    const path = `/admin/orders/${id}?fields=${orderFields}`;
    const found = await admin<{ order: MedusaOrder }>('GET', path, undefined, signal).catch((error) => {
      if (error instanceof MedusaProblem && error.type === 'not_found') return null;
      throw error;
    });
    return found?.order.id === id && !found.order.is_draft_order ? found.order : null;
  };
  const known = async ({ orderId, signal }: StepCall): Promise<MedusaOrder> => {
    const found = await find(orderId, signal);
    if (!found) throw new StepRefused('there is no such order');
    return found;
  };
  const order = async (id: string): Promise<Order | null> => {
    const found = await find(id);
    return found && orderOf(found, seller, now());
  };
  /** It has no filter for numbers, only a search in whatever is text, of which the number is the first that it is part of. */
  const orderByNumber = async (number: string): Promise<Order | null> => {
    if (!/^[\w-]{1,64}$/.test(number)) return null;
    for (let page = 0; page < mostPages; page++) {
      const query = new URLSearchParams({
        q: number,
        order: 'display_id',
        fields: 'id,display_id,custom_display_id',
        limit: String(pageSize),
        offset: String(page * pageSize),
      });
      const { orders } = await admin<{ orders: Pick<MedusaOrder, 'id' | 'display_id' | 'custom_display_id'>[] }>(
        'GET',
        `/admin/orders?${query}`,
      );
      const found = orders.find((one) => (one.custom_display_id ?? String(one.display_id)) === number);
      if (found) return order(found.id);
      if (orders.length < pageSize) return null;
    }
    // Not looked at is not the same as not there.
    throw new Error('Medusa finds too many orders in which the number is part of something');
  };

  const ordersOf = async (customer: string, limit: number): Promise<string[]> => {
    if (!/^\w{1,100}$/.test(customer)) return [];
    const query = new URLSearchParams({ customer_id: customer, order: '-created_at', fields: 'id', limit: `${limit}` });
    const { orders } = await admin<{ orders: Pick<MedusaOrder, 'id'>[] }>('GET', `/admin/orders?${query}`);
    return orders.map(({ id }) => id);
  };

  /** The order is cancelled as a whole, by whichever effect of the transition comes first. */
  const cancel: Step = {
    async run(call) {
      const { orderId, effect, meta, revision, signal } = call;
      if (effect.type === 'status' && effect.status !== 'canceled')
        throw new StepRefused(`Medusa has no status ${JSON.stringify(effect.status)} to set`);
      const found = await known(call);
      if (isCancelledBy(found, call)) return;
      if (found.status === 'canceled') throw new StepRefused('it was cancelled meanwhile');
      if (revision && contentRevision(orderOf(found, seller, now())) !== revision)
        throw new StepRefused('it has changed meanwhile');
      await admin('POST', `/admin/orders/${orderId}`, { metadata: { [mark]: meta.id } }, signal);
      await refusable(admin('POST', `/admin/orders/${orderId}/cancel`, {}, signal));
    },
    async check(call) {
      return isCancelledBy(await known(call), call) ? 'done' : 'not-done';
    },
  };

  const refund: Step<Extract<ShopEffect, { type: 'refund' }>> = {
    async run(call) {
      const { effect, key, signal } = call;
      const { amount, method, part } = effect;
      const found = await known(call);
      const payment = paymentOf(found, part);
      if (isCancelledBy(found, call)) {
        const state = givenBack(found, payment, now());
        if (state === 'settled' || state === 'failed') return { refund: state };
        throw new Error('Medusa has written a refund down, and does not say whether the money has gone');
      }
      if (method !== 'original') throw new StepRefused('Medusa gives money back the way it was paid');
      if (leftOf(payment, found) < amount.amount) throw new StepRefused('so much is not left of the payment');
      const body = { amount: inDecimals(amount), note: key };
      try {
        await admin('POST', `/admin/payments/${payment.id}/refund`, body, signal);
        return { refund: 'settled' };
      } catch (error) {
        const isOver = error instanceof MedusaProblem && error.type !== null && error.status !== 409;
        if (!isOver) throw error;
        const after = await known(call);
        const made = refundOf(paymentOf(after, part), key);
        // Of a cancelled order it refuses to book what its provider has paid.
        if (made && stateOf(made, after, now()) === 'settled') return { refund: 'settled' };
        if (made) throw error;
        // What it has not written down it has not done. Whether the money is there only the provider knows: a person tries again.
        return { refund: 'failed' };
      }
    },
    async check(call): Promise<StepFound> {
      const found = await known(call);
      const payment = paymentOf(found, call.effect.part);
      if (isCancelledBy(found, call)) {
        const state = givenBack(found, payment, now());
        return state === 'settled' || state === 'failed' ? { refund: state } : state;
      }
      const made = refundOf(payment, call.key);
      if (!made) return 'not-done';
      const state = stateOf(made, found, now());
      return state === 'settled' ? { refund: state } : state;
    },
  };

  /** Only the cancellation of an order releases what is reserved. */
  const release: Step<Extract<ShopEffect, { type: 'void' }>> = {
    async run(call) {
      if (isReserved(await known(call), call.effect.part)) throw new StepRefused('Medusa has not released the money');
    },
    async check(call) {
      return isReserved(await known(call), call.effect.part) ? 'not-done' : 'done';
    },
    // It only looks.
    repeatable: true,
  };

  const shop = stepwiseShop({
    ...options,
    lacks: ['lines', 'undo', 'refund-terms', 'statuses', ...(options.lacks ?? [])],
    read: { order, orderByNumber, ordersOf },
    steps: {
      lines: cancel,
      status: cancel,
      refund,
      void: release,
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
    /** What would be cancelled otherwise than it was asked for is refused before anything is done. */
    async commit(orderId, revision, effects, meta) {
      const cancels = effects.some(({ type }) => type === 'lines' || type === 'status');
      if (cancels && !(await journal.job(meta.id))) {
        const found = await shop.order(orderId);
        if (found?.revision !== revision || !isWhole(found, effects)) return { ok: false };
      }
      return shop.commit(orderId, revision, effects, meta);
    },
  };
}

/** Whether effects ask for what Medusa does with a cancellation: each line, and all the money. */
function isWhole({ lines, payment }: Order, effects: readonly ShopEffect[]): boolean {
  const asked = (type: 'refund' | 'void', part?: string): number =>
    effects.reduce((sum, effect) => {
      if (effect.type !== type || (part !== undefined && effect.part !== part)) return sum;
      return sum + effect.amount.amount;
    }, 0);
  const parts = payment.parts?.map((one, at) => ({ ...one, name: partName(one, at) }));
  const holders = parts ?? [{ ...payment, name: undefined }];
  const cancelled = effects.findLast((effect) => effect.type === 'lines')?.lines;
  return (
    holders.every(
      ({ name, paid, refunded, authorized }) =>
        asked('refund', name) === paid.amount - refunded.amount && asked('void', name) === (authorized?.amount ?? 0),
    ) &&
    (!cancelled ||
      lines.every(({ id, quantity }) => cancelled.some((one) => one.id === id && one.quantity === quantity)))
  );
}

const isCancelledBy = ({ status, metadata }: MedusaOrder, { meta }: StepCall): boolean =>
  status === 'canceled' && metadata?.[mark] === meta.id;

/**
 * What Medusa gave back of a payment when it cancelled: all of it, or, where the provider has refused, which it does not tell, nothing.
 * It writes a refund down before it asks the provider: of one that it was stopped in, nobody knows.
 */
function givenBack(
  found: MedusaOrder,
  payment: MedusaPayment,
  now: number,
): 'settled' | 'failed' | 'unknown' | 'stuck' {
  if (leftOf(payment, found) > 0) return 'failed';
  const states = payment.refunds.map((one) => stateOf(one, found, now));
  return states.find((state) => state === 'stuck') ?? states.find((state) => state === 'unknown') ?? 'settled';
}

const refundOf = ({ refunds }: MedusaPayment, key: string) => refunds.find(({ note }) => note === key);

/** The payment that a refund is of: the one that it names, else the only one that was charged. */
function paymentOf(found: MedusaOrder, part: string | undefined): MedusaPayment {
  const payments = paymentsOf(found).filter(({ id, captures }) =>
    part === undefined ? captures.length > 0 : id === part,
  );
  const [payment] = payments;
  if (!payment || payments.length > 1) throw new StepRefused(`there is no payment ${part ?? 'that is meant'}`);
  return payment;
}

/** Whether money is reserved that was not charged: of the payment that is named, else of any. */
function isReserved(found: MedusaOrder, part: string | undefined): boolean {
  const payments = paymentsOf(found).filter(({ id }) => part === undefined || id === part);
  return payments.some(({ canceled_at, captures }) => canceled_at === null && captures.length === 0);
}

/** @throws {StepRefused} Medusa has refused, and has done nothing; any other error: it is not known */
async function refusable(answer: Promise<unknown>): Promise<void> {
  try {
    await answer;
  } catch (error) {
    const refused =
      error instanceof MedusaProblem && ['not_allowed', 'invalid_data', 'not_found'].includes(error.type ?? '');
    throw refused ? new StepRefused('Medusa has refused to cancel the order') : error;
  }
}
