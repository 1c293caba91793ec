import assert from 'node:assert/strict';
import {
  type ActionContext,
  type ActionInput,
  type Applied,
  applyAction,
} from '../../src/domain/lifecycle/lifecycle.ts';
import { type CancelPolicy, type Lifecycle, routeNames } from '../../src/domain/policy.ts';
import type { Cancellation, CancellationState, Money, Order, PolicyReference } from '../../src/domain/records.ts';

/** Epoch ms: when the orders here were placed. */
export const placed = Date.parse('2026-03-02T12:00:00Z');
export const hour = 3_600_000;
export const day = 24 * hour;

export const eur = (amount: number): Money => ({ amount, currency: 'EUR' });
export const referenceTo = ({ id, version }: CancelPolicy): PolicyReference => ({ id, version, hash: '0'.repeat(64) });

/** A policy with every way that a cancellation can go. */
export function aLifecyclePolicy(
  lifecycle: Partial<Lifecycle> = {},
  changes: Partial<CancelPolicy> = {},
): CancelPolicy {
  return {
    id: 'every-way',
    version: '1',
    statuses: {
      NEW: { phase: 'open' },
      READY: { phase: 'open' },
      ASKED: { phase: 'requested' },
      REFUNDING: { phase: 'cancelling' },
      CANCELLED: { phase: 'cancelled' },
      SENT: { phase: 'shipped' },
      THERE: { phase: 'delivered' },
    },
    rules: [
      { id: 'cancelled', when: { status: 'CANCELLED' }, then: { outcome: 'none', reason: 'already-cancelled' } },
      { id: 'sent', when: { status: ['SENT', 'THERE'] }, then: { outcome: 'return', reason: 'already-shipped' } },
      { id: 'buyer', when: { actor: 'buyer' }, then: { outcome: 'request', reason: 'seller-decides' } },
      { id: 'seller', when: { actor: 'seller' }, then: { outcome: 'cancel', reason: 'not-yet-shipped' } },
    ],
    otherwise: { outcome: 'none', reason: 'not-for-role' },
    reasons: {},
    refund: { method: 'original' },
    lifecycle: {
      requested: 'ASKED',
      refunding: 'REFUNDING',
      cancelled: 'CANCELLED',
      completes: 'at-once',
      scope: 'lines',
      respondWithin: 'P2D',
      remindAfter: 'P1D',
      holdsFulfilment: true,
      escalation: ['declined', 'silence'],
      disputes: ['declined', 'expired', 'superseded', 'escalated'],
      undo: { from: ['refunding', 'cancelled'], by: ['seller', 'platform'], guards: [] },
      sellerRemarks: true,
      notifies: ['buyer', 'seller'],
      ...lifecycle,
    },
    ...changes,
  };
}

/** The same, with every way on where a cancellation is refused or unanswered; each for `within` since the request. */
export function aDisputePolicy(within?: string, lifecycle: Partial<Lifecycle> = {}): CancelPolicy {
  const route = within === undefined ? {} : { deadline: { within, since: 'requestedAt' as const } };
  const routes = Object.fromEntries(routeNames.map((name) => [name, route]));
  return aLifecyclePolicy(lifecycle, { disputes: { routes } });
}

/** Four units in two lines for 55.00, shipping for 5.00; all paid by card. */
export function aPaidOrder(changes: Partial<Order> = {}): Order {
  return {
    id: 'o-1',
    status: 'NEW',
    placedAt: new Date(placed).toISOString(),
    total: eur(6000),
    shipping: eur(500),
    payment: { method: 'card', paid: eur(6000), refunded: eur(0) },
    lines: [
      { id: 'cup', sku: 'CUP', title: 'Cup', quantity: 3, unitPrice: eur(1000) },
      { id: 'pot', sku: 'POT', title: 'Pot', quantity: 1, unitPrice: eur(2500) },
    ],
    buyer: { id: 'b-1', name: 'Ada', status: 'active' },
    seller: { id: 's-1', name: 'Grace', status: 'active' },
    revision: 'r1',
    ...changes,
  };
}

/** The buyer's request, made when the order was placed, in some state since. */
export function aRequest(
  policy: CancelPolicy,
  state: CancellationState = 'requested',
  changes: Partial<Cancellation> = {},
): Cancellation {
  const settled = state === 'cancelled' || state === 'refunding';
  const waiting = state === 'requested';
  return {
    id: 'c-1',
    orderId: 'o-1',
    kind: 'cancellation',
    state,
    requestedBy: 'buyer',
    requestedAt: new Date(placed).toISOString(),
    reason: null,
    comment: null,
    lines: null,
    previousStatus: 'NEW',
    respondBy: new Date(placed + 2 * day).toISOString(),
    policy: referenceTo(policy),
    refund: settled
      ? {
          due: eur(6000),
          refunded: eur(state === 'cancelled' ? 6000 : 0),
          method: 'original',
          status: state === 'cancelled' ? 'settled' : 'pending',
        }
      : null,
    decision: null,
    ...(waiting && { remindAt: new Date(placed + day).toISOString() }),
    revision: 'c1',
    ...changes,
  };
}

export function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) frozen(member);
  }
  return value;
}

/** Applies an action to inputs that cannot be changed. */
export function apply(
  policy: CancelPolicy,
  order: Order,
  cancellation: Cancellation | null,
  input: ActionInput,
  actor: ActionContext['actor'],
  now = placed + hour,
  more: Partial<ActionContext> = {},
): Applied {
  const context = { actor, now, id: 'c-2', policy: referenceTo(policy), ...more };
  return applyAction(frozen(policy), frozen(order), frozen(cancellation), frozen(input), frozen(context));
}

/** The same, where it must succeed. */
export function applied(...args: Parameters<typeof apply>): Extract<Applied, { ok: true }> {
  const result = apply(...args);
  assert.ok(result.ok, `${args[3].action} was refused: ${JSON.stringify(result)}`);
  return result;
}

/** `code path:issue …` of a refusal; `null` where there was none. */
export function refusalOf(...args: Parameters<typeof apply>): string | null {
  const result = apply(...args);
  if (result.ok) return null;
  return [result.code, ...result.issues.map(({ path, code }) => `${path.join('.')}:${code}`)].join(' ');
}
