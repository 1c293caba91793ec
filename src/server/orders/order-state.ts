import { isOpen } from '../../domain/decision/conditions.ts';
import type { Decision } from '../../domain/decision/decision.ts';
import { actionsOn, currentOf } from '../../domain/lifecycle/lifecycle.ts';
import type { Actor, Cancellation, Order } from '../../domain/records.ts';
import { formatInstant } from '../../domain/values/instant.ts';
import type { OrderView } from '../../domain/view.ts';
import type { Context } from '../context.ts';
import type { Principal } from '../options.ts';
import type { Governing } from '../policy-registry.ts';

/** An order with its cancellation and the policy that governs it, read together. */
export interface OrderState {
  order: Order;
  /** The open one, else the latest, else `null`. */
  cancellation: Cancellation | null;
  /** All of the order's, oldest first: what was promised for them is not there any more. */
  cancellations: readonly Cancellation[];
  /** What decides whether one may be opened: of an open one, the policy that it was made under. */
  governing: Governing;
  /** What the cancellation goes by to its end: the policy that it was made under. `null`: there is none, or it is not kept. */
  binding: Governing | null;
  /** The records' version since before the order was read. Absent: they changed meanwhile, or it is not known. */
  asOf?: number;
}

/** The role in which somebody acts on an order; `null`: it is not theirs. */
export function roleOf(order: Order, { id, roles }: Principal): Actor | null {
  if (order.buyer.id === id && roles.includes('buyer')) return 'buyer';
  if (order.seller.id === id && roles.includes('seller')) return 'seller';
  return roles.includes('platform') ? 'platform' : null;
}

/** The order with one of its `cancellations`, by default the current one. */
export async function stateOf(
  { policies }: Context,
  order: Order,
  cancellations: readonly Cancellation[],
  cancellation = currentOf(cancellations),
): Promise<OrderState> {
  const governing = await policies.governing(order, cancellation);
  const binding = cancellation && (await policies.version(cancellation.policy.hash));
  return { order, cancellation, cancellations, governing, binding };
}

export function decideFor(state: OrderState, actor: Actor, now: number): Decision {
  const { order, cancellation, cancellations, governing } = state;
  return governing.decide(order, { actor, now, cancellation, cancellations });
}

/** What the person in this role may do at `now` (epoch ms). */
export function actionsFor(
  state: OrderState,
  actor: Actor,
  now: number,
  { outcome }: Pick<Decision, 'outcome'> = decideFor(state, actor, now),
): string[] {
  const { order, cancellation, binding } = state;
  return [
    // Whether a new one may be opened is for the current policy to say; what becomes of this one, for its own.
    ...(isOpening(outcome) ? [outcome] : []),
    ...(cancellation && binding ? actionsOn(binding.policy, order, cancellation, { actor, now }) : []),
  ];
}

function isOpening(action: string): boolean {
  return action === 'cancel' || action === 'request';
}

/** What the person in this role sees at `now` (epoch ms). */
export function viewOf(state: OrderState, actor: Actor, now: number): OrderView {
  const decision = decideFor(state, actor, now);
  return {
    order: state.order,
    cancellation: state.cancellation,
    cancellations: shownOf(state.cancellations),
    policy: state.governing.reference,
    now: formatInstant(now),
    decision,
    actions: actionsFor(state, actor, now, decision),
  };
}

/** Every open one, oldest first, then the latest that has ended. */
function shownOf(cancellations: readonly Cancellation[]): Cancellation[] {
  const ended = cancellations.findLast((cancellation) => !isOpen(cancellation));
  return [...cancellations.filter(isOpen), ...(ended ? [ended] : [])];
}

/** What can be done about a cancellation that another one has followed: give back what is still owed, no more. */
export function actionsOnFormer({ order, cancellation, binding }: OrderState, actor: Actor, now: number): string[] {
  if (!cancellation || !binding) return [];
  return actionsOn(binding.policy, order, cancellation, { actor, now }).filter((action) => action === 'refund');
}

/** The view of an order with any of its cancellations. `about`: the state with that one. */
export function viewAbout(current: OrderState, about: OrderState, actor: Actor, now: number): OrderView {
  const view = viewOf(current, actor, now);
  const { cancellation } = about;
  if (cancellation?.id === current.cancellation?.id) return view;
  const actions = [...(view.actions ?? []).filter(isOpening), ...actionsOnFormer(about, actor, now)];
  return { ...view, cancellation, actions };
}
