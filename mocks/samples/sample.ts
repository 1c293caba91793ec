import type { CancelPolicy } from '../../src/domain/policy.ts';
import type { Cancellation, Money, Notice, Order, OrderLine, Party } from '../../src/domain/records.ts';
import { formatInstant } from '../../src/domain/values/instant.ts';
import { policyHash } from '../../src/domain/values/policy-hash.ts';

/** One order that shows one thing. */
export interface Sample {
  /** What it shows, for a list of samples. */
  about: string;
  order: Order;
  /** Its open or latest cancellation. */
  cancellation: Cancellation | null;
}

export const minutes = (count: number): number => count * 60_000;
export const hours = (count: number): number => minutes(count * 60);
export const days = (count: number): number => hours(count * 24);

/** What the samples of one marketplace have in common. */
export interface Setting {
  policy: CancelPolicy;
  currency: string;
  /** Title and price in minor units. */
  goods: readonly (readonly [title: string, price: number, details?: Partial<OrderLine>])[];
  buyer: Partial<Party>;
  seller: Partial<Party>;
  /** Where the seller is, in lines. */
  address?: string;
  /** Number of the first order; the rest count on. */
  firstNumber: number;
}

/** How a sample differs from a plain, paid order. Ages are milliseconds before the start. */
export interface Details {
  status: string;
  placed: number;
  /** `null`: not paid. Default: as it was placed. */
  paid?: number | null;
  shipped?: number;
  delivered?: number;
  notices?: { kind: string; filed: number; responded?: number; penaltyAccepted?: number; lifted?: number }[];
  /** Which of the goods, and how many. Default: one, by turns. */
  goods?: [index: number, quantity?: number][];
  buyer?: Partial<Party>;
  seller?: Partial<Party>;
  order?: Partial<Order>;
  cancellation?: { requested: number } & Partial<Cancellation>;
}

/** Makes the samples of one marketplace, as they are at `now` (epoch ms). */
export function sampler(setting: Setting, now: number): (id: string, about: string, details: Details) => Sample {
  const { policy, currency, goods } = setting;
  const reference = { id: policy.id, version: policy.version, hash: policyHash(policy) };
  const money = (amount: number): Money => ({ amount, currency });
  const ago = (age: number): string => formatInstant(now - age);
  const at = (name: string, age: number | null | undefined) => (typeof age === 'number' ? { [name]: ago(age) } : {});
  let made = 0;

  return (id, about, details) => {
    const chosen = details.goods ?? [[made % goods.length]];
    const lines = chosen.map(([index, quantity = 1], position): OrderLine => {
      const [title, price, more] = goods[index] ?? ['', 0];
      const sku = `${policy.id.slice(0, 2).toUpperCase()}-${1000 + index}`;
      return { id: `${id}-${position + 1}`, sku, title, quantity, unitPrice: money(price), ...more };
    });
    const sum = lines.reduce((total, { quantity, unitPrice }) => total + quantity * unitPrice.amount, 0);
    const paid = details.paid === undefined ? details.placed : details.paid;
    const order: Order = {
      id,
      number: String(setting.firstNumber + made++),
      status: details.status,
      placedAt: ago(details.placed),
      ...at('paidAt', paid),
      ...at('shippedAt', details.shipped),
      ...at('deliveredAt', details.delivered),
      total: money(sum),
      payment: { method: 'card', paid: money(paid === null ? 0 : sum), refunded: money(0) },
      lines,
      buyer: { id: 'buyer-1', name: 'Ada Martins', status: 'active', ...setting.buyer, ...details.buyer },
      seller: { id: 'seller-1', name: 'Grace Lindqvist', status: 'active', ...setting.seller, ...details.seller },
      ...(details.notices && { notices: details.notices.map((notice) => noticeOf(notice, ago)) }),
      revision: '1',
      ...details.order,
    };
    const cancellation = details.cancellation && cancellationOf(order, details.cancellation, ago, reference);
    return { about, order, cancellation: cancellation ?? null };
  };
}

function noticeOf(
  { kind, filed, responded, penaltyAccepted, lifted }: NonNullable<Details['notices']>[number],
  ago: (age: number) => string,
): Notice {
  return {
    kind,
    filedAt: ago(filed),
    ...(responded !== undefined && { respondedAt: ago(responded) }),
    ...(penaltyAccepted !== undefined && { penaltyAcceptedAt: ago(penaltyAccepted) }),
    ...(lifted !== undefined && { liftedAt: ago(lifted) }),
  };
}

function cancellationOf(
  order: Order,
  { requested, ...changes }: NonNullable<Details['cancellation']>,
  ago: (age: number) => string,
  policy: Cancellation['policy'],
): Cancellation {
  return {
    id: `c-${order.id}`,
    orderId: order.id,
    kind: 'cancellation',
    state: 'requested',
    requestedBy: 'buyer',
    requestedAt: ago(requested),
    reason: 'changed-mind',
    comment: null,
    lines: null,
    previousStatus: order.status,
    respondBy: null,
    policy,
    refund: null,
    decision: null,
    revision: order.revision,
    ...changes,
  };
}
