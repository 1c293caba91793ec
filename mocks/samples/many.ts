import type { CancelPolicy } from '../../src/domain/policy.ts';
import type { Cancellation, CancellationState, Money, Order, OrderLine } from '../../src/domain/records.ts';
import { parseDuration } from '../../src/domain/values/duration.ts';
import { formatInstant } from '../../src/domain/values/instant.ts';
import { policyHash } from '../../src/domain/values/policy-hash.ts';
import * as b2b from './b2b-supplier.ts';
import * as bricklink from './bricklink.ts';
import * as poshmark from './poshmark.ts';
import { days, hours, minutes, type Sample, type Setting } from './sample.ts';
import * as shopBuilder from './shop-builder.ts';

export interface ManyOptions {
  /** Whose goods, reasons and states. Default `poshmark`. */
  preset?: 'poshmark' | 'bricklink' | 'b2b-supplier' | 'shop-builder';
  /** Epoch ms. Default: the machine's clock. */
  now?: number;
  /** In place of the preset's own. */
  policy?: CancelPolicy;
}

const settings: Record<NonNullable<ManyOptions['preset']>, Setting> = {
  poshmark: poshmark.setting,
  bricklink: bricklink.setting,
  'b2b-supplier': b2b.setting,
  'shop-builder': shopBuilder.setting,
};

const given = [
  'Ada Aiko Amara Bjørn Camille Chidi Daniela Elif Farid Grace Hana Ibrahim Ines Jonas Kaveh Leila Liam Mateo Mei Noor',
  'Olga Priya Quentin Rosa Samir Søren Tariq Uma Valentina Wanjiru Xavier Yuki Zofia',
]
  .join(' ')
  .split(' ');
const family = [
  'Abebe Berg Costa Dubois Eriksen Fischer García Haddad Ivanova Jansen Kowalska Lindqvist Martins Nakamura',
  "Okafor Petrov Quispe Rossi Sato Tanaka Ünal Vásquez Weber Xu Yılmaz Zhang O'Brien",
]
  .join(' ')
  .split(' ');
const comments = [
  'Sorry, I ordered the wrong size.',
  'Found the same one nearby.',
  'Please cancel if it is not packed yet.',
  'It was meant to arrive before the weekend.',
  'My payment was charged twice.',
  'I have written twice and got no answer.',
];

/** How often each state is among many: most are over, some wait. */
const shares: Record<CancellationState, number> = {
  requested: 24,
  refunding: 6,
  escalated: 4,
  disputed: 2,
  cancelled: 38,
  declined: 12,
  withdrawn: 7,
  expired: 3,
  superseded: 3,
  undone: 1,
};

/**
 * So many orders with a cancellation each, `many-1` and so on, of many buyers at the seller `seller-1`: names, amounts, reasons
 * and times as a shop has them, over 90 days. The same for the same seed, preset and `now`.
 */
export function manyOrders(count: number, seed = 1, options: ManyOptions = {}): Sample[] {
  const { preset = 'poshmark', now = Date.now() } = options;
  const setting = settings[preset];
  const policy = options.policy ?? setting.policy;
  const reference = { id: policy.id, version: policy.version, hash: policyHash(policy) };
  const random = randomOf(seed);
  const below = (most: number): number => Math.floor(random() * most);
  const oneOf = <T>(list: readonly T[]): T => list[below(list.length)] as T;
  const reasons = (role: 'buyer' | 'seller'): string[] =>
    (policy.reasons[role]?.choices ?? []).filter(({ valid }) => valid !== false).map(({ code }) => code);
  const states = (Object.keys(shares) as CancellationState[]).flatMap((state) =>
    isPossible(policy, state) ? Array<CancellationState>(shares[state]).fill(state) : [],
  );
  const statusOf = (...phases: string[]): string =>
    Object.entries(policy.statuses).find(([, { phase }]) => phases.includes(phase))?.[0] ?? '';
  const within = policy.lifecycle?.respondWithin ? parseDuration(policy.lifecycle.respondWithin) : null;
  const { lifecycle } = policy;
  const money = (amount: number): Money => ({ amount, currency: setting.currency });

  return Array.from({ length: count }, (_, index): Sample => {
    const id = `many-${index + 1}`;
    const state = oneOf(states);
    const open = ['requested', 'refunding', 'escalated', 'disputed'].includes(state);
    // What waits is recent; some of it is overdue.
    const waited =
      state === 'requested'
        ? minutes(5 + below((within ?? days(9)) / minutes(1) + 60))
        : open
          ? days(2) + minutes(below(60 * 24 * 6))
          : 0;
    const asked = now - (open ? waited : days(3) + minutes(below(60 * 24 * 87)));
    const placed = asked - minutes(10 + below(60 * 40));
    const lines = Array.from({ length: 1 + (below(4) === 0 ? 1 + below(3) : 0) }, (_, at): OrderLine => {
      const goods = below(setting.goods.length);
      const [title, price, more] = setting.goods[goods] ?? ['', 0];
      const sku = `${policy.id.slice(0, 2).toUpperCase()}-${1000 + goods}`;
      return { id: `${id}-${at + 1}`, sku, title, quantity: 1 + below(3), unitPrice: money(price), ...more };
    });
    const sum = lines.reduce((total, { quantity, unitPrice }) => total + quantity * unitPrice.amount, 0);
    const before = statusOf('open');
    const ended = state === 'cancelled' || state === 'refunding';
    const bySeller = (ended || state === 'undone') && below(4) === 0;
    const refunded = state === 'cancelled' ? sum : state === 'refunding' ? below(4) * Math.floor(sum / 4) : 0;
    const marked = (open && lifecycle?.requested) || before;
    const status =
      state === 'cancelled'
        ? (lifecycle?.cancelled ?? statusOf('cancelled'))
        : state === 'refunding'
          ? (lifecycle?.refunding ?? statusOf('cancelling', 'cancelled'))
          : state === 'superseded'
            ? statusOf('shipped')
            : marked;
    const order: Order = {
      id,
      number: String(setting.firstNumber + 500_000 + index),
      status,
      placedAt: formatInstant(placed),
      paidAt: formatInstant(placed + minutes(1)),
      ...(state === 'superseded' && { shippedAt: formatInstant(asked + hours(3)) }),
      total: money(sum),
      payment: { method: 'card', paid: money(sum), refunded: money(refunded) },
      lines,
      buyer: { id: `buyer-${2 + below(9000)}`, name: `${oneOf(given)} ${oneOf(family)}`, status: 'active' },
      seller: { id: 'seller-1', name: 'Grace Lindqvist', status: 'active', ...setting.seller },
      revision: '1',
    };
    const decided = formatInstant(Math.min(now, asked + hours(1 + below(40))));
    const said: Partial<Record<CancellationState, string[]>> = {
      declined: (lifecycle?.declineReasons?.choices ?? []).map(({ code }) => code),
      ...(bySeller && { cancelled: reasons('seller'), refunding: reasons('seller') }),
    };
    const role = bySeller ? 'seller' : 'buyer';
    const cancellation: Cancellation = {
      id: `c-${id}`,
      orderId: id,
      kind: 'cancellation',
      state,
      requestedBy: role,
      requestedAt: formatInstant(asked),
      reason: reasons(role).length > 0 ? oneOf(reasons(role)) : null,
      comment: below(3) === 0 || policy.comments?.[role] === 'required' ? oneOf(comments) : null,
      lines: null,
      previousStatus: before,
      respondBy: within === null || bySeller ? null : formatInstant(asked + within),
      policy: reference,
      refund: ended
        ? {
            due: money(sum),
            refunded: money(refunded),
            method: policy.refund?.method ?? 'original',
            status: state === 'cancelled' ? 'settled' : 'pending',
          }
        : null,
      decision:
        open && state !== 'refunding'
          ? null
          : {
              by: state === 'withdrawn' ? 'buyer' : state === 'expired' ? 'platform' : 'seller',
              at: decided,
              reason: (said[state] ?? []).length > 0 ? oneOf(said[state] as string[]) : null,
            },
      revision: '1',
    };
    return { about: `One of many: ${state}`, order, cancellation };
  });
}

function isPossible({ lifecycle }: CancelPolicy, state: CancellationState): boolean {
  if (state === 'refunding') return lifecycle?.completes === 'when-refunded';
  if (state === 'escalated') return lifecycle?.escalation !== undefined;
  if (state === 'disputed') return lifecycle?.disputes !== undefined;
  if (state === 'undone') return lifecycle?.undo !== undefined;
  if (state === 'expired') return lifecycle?.onSilence === 'decline';
  return true;
}

/** Numbers from 0 to 1 that a seed repeats (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
