import type { Actor } from '../domain/records.ts';
import type { Kernel } from './kernel.ts';
import type { Principal } from './options.ts';
import { currentOf, type OrderState, overtaken, roleOf, stateOf } from './order-state.ts';
import { settle, supersede } from './transition.ts';

/** An order as one principal may see it. */
export interface Seen {
  state: OrderState;
  /** The role in which the principal acts on it. */
  actor: Actor;
}

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
  if (before.version === after.version && !after.plan && !overtaken(state)) return { state, actor };
  try {
    const settled = await store.exclusively(orderId, () => readSettled(kernel, orderId));
    return settled && { state: settled, actor };
  } catch (error) {
    // Reading goes on where writing fails; whoever asks next tries again.
    kernel.emit({ type: 'error', during: 'reading an order', error });
    return { state, actor };
  }
}

/** The order as it stands, after everything left undone was done. `null`: it is gone. Only inside `store.exclusively`. */
export async function readSettled(kernel: Kernel, orderId: string): Promise<OrderState | null> {
  await settle(kernel, orderId);
  const state = await read(kernel, orderId);
  return state && (await supersede(kernel, state)) ? read(kernel, orderId) : state;
}

async function read(kernel: Kernel, orderId: string): Promise<OrderState | null> {
  const order = await kernel.shop.order(orderId);
  if (!order) return null;
  const { cancellations } = await kernel.store.records(orderId);
  return stateOf(kernel, order, currentOf(cancellations));
}
