import type { DecisionContext } from '../../src/domain/decision/decision.ts';
import type { CancelPolicy } from '../../src/domain/policy.ts';
import type { Actor, Cancellation, CancellationState, Order, Party } from '../../src/domain/records.ts';

/** One question that is put to every engine. */
export interface Case {
  order: Order;
  context: DecisionContext;
}

const day = 86_400_000;
const noon = Date.parse('2026-03-02T12:00:00Z');

/** Well-formed orders as a shop has them, the same for the same seed: any status, age, alert, fact and request. */
export function randomCases(policy: CancelPolicy, howMany: number, seed: number): Case[] {
  const random = generator(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const pick = <T>(values: readonly T[]): T => values[below(values.length)] as T;
  const chance = (probability: number): boolean => random() < probability;
  const statuses = Object.keys(policy.statuses);
  const kinds = Object.keys(policy.notices ?? {});
  const party = (id: string): Party => ({ id, name: id, status: chance(0.1) ? 'terminated' : 'active' });

  const oneCase = (index: number): Case => {
    const now = noon + below(365 * day);
    const placed = now - below(pick([day / 4, 9 * day, 30 * day]));
    const between = (from: number): number => from + below(Math.max(1, now - from));
    const eur = (amount: number) => ({ amount, currency: 'EUR' });
    const total = eur(500 + below(20_000));
    const shipped = chance(0.25) ? between(placed) : undefined;
    const order: Order = {
      id: `order-${index}`,
      number: String(100_000 + index),
      status: pick(statuses),
      placedAt: iso(placed, below(3)),
      ...(chance(0.7) && { paidAt: iso(between(placed), below(3)) }),
      ...(shipped && { shippedAt: iso(shipped, below(3)) }),
      ...(shipped && chance(0.3) && { deliveredAt: iso(between(shipped), below(3)) }),
      total,
      payment: { method: 'card', paid: total, refunded: eur(0) },
      lines: [{ id: 'line-1', sku: 'sku-1', title: 'Brick 2 × 4', quantity: 1 + below(9), unitPrice: eur(500) }],
      buyer: party('buyer'),
      seller: party('seller'),
      ...(kinds.length > 0 &&
        chance(0.5) && {
          notices: Array.from({ length: 1 + below(2) }, () => {
            const filed = between(placed);
            return {
              kind: pick(kinds),
              filedAt: iso(filed, below(3)),
              ...(chance(0.4) && { respondedAt: iso(between(filed), below(3)) }),
              ...(chance(0.2) && { penaltyAcceptedAt: iso(between(filed), below(3)) }),
              ...(chance(0.2) && { liftedAt: iso(between(filed), below(3)) }),
            };
          }),
        }),
      facts: Object.fromEntries(
        Object.entries(policy.facts ?? {})
          .filter(() => chance(0.5))
          .map(([name]) => [name, chance(0.5)]),
      ),
      revision: `revision-${index}`,
    };
    const state = chance(0.25) ? pick<CancellationState>(['requested', 'declined', 'withdrawn']) : null;
    const cancellation =
      state && aCancellation(order, state, chance(0.8) ? 'buyer' : 'seller', iso(between(placed), 0));
    const actor = pick<Actor>(['buyer', 'buyer', 'buyer', 'seller', 'seller', 'platform']);
    return { order, context: { actor, now, cancellation } };
  };
  return Array.from({ length: howMany }, (_, index) => oneCase(index));
}

function aCancellation(order: Order, state: CancellationState, by: Actor, at: string): Cancellation {
  return {
    id: `cancellation-of-${order.id}`,
    orderId: order.id,
    kind: 'cancellation',
    state,
    requestedBy: by,
    requestedAt: at,
    reason: 'other',
    comment: null,
    lines: null,
    previousStatus: order.status,
    respondBy: null,
    policy: { id: 'policy', version: '1', hash: '0'.repeat(64) },
    refund: null,
    decision: null,
    revision: `${order.revision}-1`,
  };
}

/** RFC 3339 as servers write it: with milliseconds, without, or with an offset. */
function iso(at: number, form: number): string {
  if (form === 0) return new Date(at).toISOString();
  if (form === 1) return `${new Date(at).toISOString().slice(0, 19)}Z`;
  return `${new Date(at + 2 * 3_600_000).toISOString().slice(0, 19)}+02:00`;
}

/** Mulberry32: small, seeded, good enough to vary test data. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
