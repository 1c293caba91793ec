import { applyAction } from '../../domain/lifecycle/lifecycle.ts';
import type { OwnAction } from '../../domain/lifecycle/transitions.ts';
import type { Actor } from '../../domain/records.ts';
import { formatInstant } from '../../domain/values/instant.ts';
import type { Kernel } from '../context.ts';
import { newId } from '../ids.ts';
import { beginningOf } from '../log/log-append.ts';
import { newsOf, observe } from '../log/observe.ts';
import type { Principal } from '../options.ts';
import type { Plan } from '../stores/store.ts';
import { carryOut, settle } from '../transitions/carry-out.ts';
import { planOf } from '../transitions/plan.ts';
import { currentOf, type OrderState, roleOf, stateOf } from './order-state.ts';

/** An order as one principal may see it. */
export interface Seen {
  state: OrderState;
  /** The role in which the principal acts on it. */
  actor: Actor;
}

/** What happens by itself as soon as anybody looks. */
const onReading: readonly OwnAction[] = ['supersede'];
/** What has to have happened before anybody writes: nobody may decide what silence has decided. */
const onWriting: readonly OwnAction[] = ['supersede', 'lapse', 'remind'];
/** No order has more to catch up with; a shop that changes it all the time must not keep us. */
const mostSteps = 8;

/**
 * An order and its records of one moment; `null` where it is absent or somebody else's, which look the same. Shop and
 * store are two places: a transition that runs between reading the two is noticed by the store's version, and waited for.
 */
export async function see(kernel: Kernel, orderId: string, principal: Principal): Promise<Seen | null> {
  const { store, shop } = kernel;
  const before = await store.records(orderId);
  const order = await shop.order(orderId);
  const actor = order && roleOf(order, principal);
  if (!actor) return null;
  const after = await store.records(orderId);
  const state = await stateOf(kernel, order, currentOf(after.cancellations));
  const now = kernel.now();
  const isCurrent = before.version === after.version && !after.plan && !ownPlan(state, onReading, now);
  if (isCurrent && !newsOf(state, after, formatInstant(now), { reads: true })) return { state, actor };
  try {
    const settled = await store.exclusively(orderId, () => catchUp(kernel, orderId, onReading));
    return settled.state && { state: settled.state, actor };
  } catch (error) {
    // Reading goes on where writing fails; whoever asks next tries again.
    kernel.emit({ type: 'error', during: 'reading an order', error });
    return { state, actor };
  }
}

/** The order as it stands, after everything left undone was done. `null`: it is gone. Only inside `store.exclusively`. */
export async function readSettled(kernel: Kernel, orderId: string): Promise<OrderState | null> {
  return (await catchUp(kernel, orderId, onWriting)).state;
}

/** The same for who changes nothing of it, and may write though the order cannot be settled just now. */
export async function readSeen(kernel: Kernel, before: OrderState): Promise<{ state: OrderState; settled: boolean }> {
  try {
    const { state } = await catchUp(kernel, before.order.id, onReading);
    return { state: state ?? before, settled: state !== null };
  } catch (error) {
    kernel.emit({ type: 'error', during: 'reading an order', error });
    return { state: before, settled: false };
  }
}

/** Does what a crash, a deadline or a shipment left to be done, and counts it. Only inside `store.exclusively`. */
export async function catchUp(
  kernel: Kernel,
  orderId: string,
  actions: readonly OwnAction[] = onWriting,
): Promise<{ state: OrderState | null; transitions: number }> {
  let transitions = (await settle(kernel, orderId)) ? 1 : 0;
  for (let steps = 0; ; steps++) {
    const state = await read(kernel, orderId);
    if (state) await observe(kernel, state);
    const plan = state && steps < mostSteps ? ownPlan(state, actions, kernel.now()) : null;
    if (!plan || !(await kernel.store.begin(plan))) return { state, transitions };
    if ((await carryOut(kernel, plan)).ok) transitions++;
  }
}

/** What happens to an order by itself at `now` (epoch ms), the first of `actions`; `null`: nothing. */
function ownPlan(state: OrderState, actions: readonly OwnAction[], now: number): Plan | null {
  const { order, cancellation, governing, binding } = state;
  if (!cancellation) return null;
  const { policy } = binding ?? governing;
  for (const action of actions) {
    const applied = applyAction(policy, order, cancellation, { action }, { actor: 'nobody', now });
    if (applied.ok) return seenPlan(state, planOf(state, { ...applied, id: newId(), actor: 'nobody', now, action }));
  }
  return null;
}

/** The plan with how the order is before it. */
export function seenPlan({ order, governing }: OrderState, plan: Plan): Plan {
  return { ...plan, seen: beginningOf(order, governing.reference) };
}

async function read(kernel: Kernel, orderId: string): Promise<OrderState | null> {
  const order = await kernel.shop.order(orderId);
  if (!order) return null;
  const { cancellations } = await kernel.store.records(orderId);
  return stateOf(kernel, order, currentOf(cancellations));
}
