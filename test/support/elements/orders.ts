import type { Cancellation, CancelPolicy, Condition, Money, Order } from 'order-cancel-elements';

/** When every test begins by the server's clock: epoch ms. The page's own clock is far from it. */
export const start = Date.parse('2026-03-10T12:00:00Z');

export const seconds = (count: number): number => count * 1000;
export const minutes = (count: number): number => seconds(count * 60);
export const hours = (count: number): number => minutes(count * 60);
export const days = (count: number): number => hours(count * 24);
/** RFC 3339, so many milliseconds before `from`. */
export const ago = (duration: number, from = start): string => new Date(from - duration).toISOString();
export const usd = (amount: number): Money => ({ amount, currency: 'USD' });

let ids = 0;

/** An order with an id of its own, placed an hour before the start, paid by card, of `buyer-1` at `seller-1`. */
export function anOrder(changes: Partial<Order> = {}): Order {
  const id = `o-${++ids}`;
  return {
    id,
    number: `N${id}`,
    status: 'PLACED',
    placedAt: ago(hours(1)),
    total: usd(4500),
    payment: { method: 'card', paid: usd(4500), refunded: usd(0) },
    lines: [
      {
        id: 'l1',
        sku: 'A',
        title: 'Linen jacket',
        quantity: 1,
        unitPrice: usd(3000),
        condition: 'like new',
        size: 'M',
      },
      { id: 'l2', sku: 'B', title: 'Wool scarf', quantity: 3, unitPrice: usd(500) },
    ],
    buyer: { id: 'buyer-1', name: 'Ada', status: 'active' },
    seller: { id: 'seller-1', name: 'Grace', status: 'active', rating: 4.5 },
    revision: 'r1',
    ...changes,
  };
}

/** A cancellation of the order that the buyer requested half an hour before the start. */
export function aCancellation(order: Order, changes: Partial<Cancellation> = {}): Cancellation {
  return {
    id: `c-${order.id}`,
    orderId: order.id,
    kind: 'cancellation',
    state: 'requested',
    requestedBy: 'buyer',
    requestedAt: ago(minutes(30)),
    reason: 'changed-mind',
    comment: null,
    lines: null,
    previousStatus: order.status,
    respondBy: null,
    policy: { id: 'test', version: '1', hash: '0'.repeat(64) },
    refund: null,
    decision: null,
    revision: order.revision,
    ...changes,
  };
}

/** A policy of one rule, which gives `outcome` under `when`; otherwise nothing is permitted. */
export function aPolicy(
  outcome: 'cancel' | 'request' | 'return' | 'none' | 'ask-server' = 'cancel',
  changes: Partial<CancelPolicy> = {},
  when: Condition = { status: 'PLACED' },
): CancelPolicy {
  return {
    id: 'test',
    version: '1',
    statuses: {
      PLACED: { phase: 'open' },
      SHIPPED: { phase: 'shipped' },
      REQUESTED: { phase: 'requested' },
      CANCELLED: { phase: 'cancelled' },
    },
    rules: [{ id: 'rule', when, then: { outcome, reason: 'not-yet-shipped' } }],
    otherwise: { outcome: 'none', reason: 'already-shipped' },
    reasons: {},
    lifecycle: { requested: 'REQUESTED', cancelled: 'CANCELLED', completes: 'at-once', notifies: ['buyer', 'seller'] },
    ...changes,
  };
}
