import { isOpen } from '../domain/conditions.ts';
import type { Decision } from '../domain/decision.ts';
import { formatInstant, parseInstant } from '../domain/instant.ts';
import type { Actor, Cancellation, Order } from '../domain/records.ts';
import type { OrderView } from '../domain/view.ts';
import type { Kernel } from './kernel.ts';
import type { Principal } from './options.ts';
import type { Governing } from './policy-book.ts';

/** An order with its cancellation and the policy that governs it, read together. */
export interface OrderState {
  order: Order;
  /** The open one, else the latest, else `null`. */
  cancellation: Cancellation | null;
  governing: Governing;
}

/** The role in which somebody acts on an order; `null`: it is not theirs. */
export function roleOf(order: Order, { id, roles }: Principal): Actor | null {
  if (order.buyer.id === id && roles.includes('buyer')) return 'buyer';
  if (order.seller.id === id && roles.includes('seller')) return 'seller';
  return roles.includes('platform') ? 'platform' : null;
}

export function currentOf(cancellations: readonly Cancellation[]): Cancellation | null {
  return cancellations.findLast(isOpen) ?? cancellations.at(-1) ?? null;
}

export async function stateOf(
  { policies }: Kernel,
  order: Order,
  cancellation: Cancellation | null,
): Promise<OrderState> {
  return { order, cancellation, governing: await policies.governing(order, cancellation) };
}

export function decideFor({ order, cancellation, governing }: OrderState, actor: Actor, now: number): Decision {
  return governing.decide(order, { actor, now, cancellation });
}

/** What the person in this role sees at `now` (epoch ms). */
export function viewOf(state: OrderState, actor: Actor, now: number): OrderView {
  const { order, cancellation, governing } = state;
  const decision = decideFor(state, actor, now);
  const { outcome } = decision;
  return {
    order,
    cancellation,
    policy: governing.reference,
    now: formatInstant(now),
    decision,
    actions: outcome === 'cancel' || outcome === 'request' ? [outcome] : [],
  };
}

/** Whether the order went out after its request was made and before anybody answered it. */
export function overtaken({ order, cancellation, governing }: OrderState): boolean {
  if (cancellation?.state !== 'requested') return false;
  const { statuses } = governing.policy;
  const gone = (status: string): boolean => {
    const phase = Object.hasOwn(statuses, status) ? statuses[status]?.phase : undefined;
    return phase === 'shipped' || phase === 'delivered';
  };
  if (gone(cancellation.previousStatus)) return false;
  return gone(order.status) || parseInstant(order.shippedAt) >= parseInstant(cancellation.requestedAt);
}
