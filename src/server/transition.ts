import { formatInstant } from '../domain/instant.ts';
import type { Actor, Cancellation } from '../domain/records.ts';
import { etag } from './http/preconditions.ts';
import { newId } from './ids.ts';
import type { Kernel } from './kernel.ts';
import { currentOf, type OrderState, overtaken, stateOf, viewOf } from './order-state.ts';
import type { Committed, ShopEffect } from './shops/shop.ts';
import type { Answer, Plan } from './stores/store.ts';

/**
 * Carries out a plan that was written down: the shop acts, then the result replaces the plan.
 * `null`: the shop refused, and nothing was done. Rejects where the outcome is unknown; the plan then stays to be settled.
 * Only inside `store.exclusively`.
 */
export async function carryOut(kernel: Kernel, plan: Plan): Promise<Answer | null> {
  const { store, shop } = kernel;
  const effects = plan.effects.filter((effect): effect is ShopEffect => effect.type !== 'notify');
  let committed: Committed | { ok: false } | null;
  try {
    committed = await shop.commit(plan.orderId, plan.revision, effects, plan.meta);
  } catch (error) {
    committed = await shop.committed(plan.orderId, plan.id);
    if (!committed) {
      await store.abandon(plan);
      throw error;
    }
  }
  if (committed.ok) return finish(kernel, plan, committed);
  await store.abandon(plan);
  return null;
}

/** Completes or forgets the transition that a crash cut off. Only inside `store.exclusively`. */
export async function settle(kernel: Kernel, orderId: string): Promise<boolean> {
  const { store, shop } = kernel;
  const { plan } = await store.records(orderId);
  if (!plan) return false;
  const committed = await shop.committed(orderId, plan.id);
  if (committed) await finish(kernel, plan, committed);
  else await store.abandon(plan);
  return committed !== null;
}

async function finish(kernel: Kernel, plan: Plan, { order, refund }: Committed): Promise<Answer> {
  const cancellations = plan.cancellations.map((planned): Cancellation => {
    const cancellation = { ...planned, revision: order.revision };
    if (refund === 'none' || planned.refund?.status !== 'pending') return cancellation;
    const settled = refund === 'settled' ? { refunded: planned.refund.due } : {};
    return { ...cancellation, refund: { ...planned.refund, ...settled, status: refund } };
  });
  const cancellation = currentOf(cancellations);
  const answer = await answerOf(kernel, plan.actor, await stateOf(kernel, order, cancellation));
  const first = await kernel.store.finish(plan, { cancellations, answer });
  if (first && cancellation) announce(kernel, plan, cancellation);
  return answer;
}

async function answerOf(kernel: Kernel, actor: Actor, state: OrderState): Promise<Answer> {
  const headers: Record<string, string> = { ETag: etag(state.order.revision) };
  if (state.cancellation) headers.Location = kernel.path('cancellations', state.cancellation.id);
  return { status: 201, headers, body: JSON.stringify(viewOf(state, actor, kernel.now())) };
}

function announce(kernel: Kernel, plan: Plan, { id, state }: Cancellation): void {
  kernel.emit({ type: 'transition', orderId: plan.orderId, cancellationId: id, state });
  if (plan.message) kernel.emit({ type: 'message', message: plan.message });
  for (const effect of plan.effects) {
    if (effect.type !== 'notify') continue;
    kernel.emit({ type: 'notify', to: effect.to, event: effect.event, orderId: plan.orderId, cancellationId: id });
  }
}

/** Ends the open request of an order that was shipped. Only inside `store.exclusively`. */
export async function supersede(kernel: Kernel, state: OrderState): Promise<boolean> {
  const { order, cancellation } = state;
  if (!cancellation || !overtaken(state)) return false;
  const id = newId();
  const at = formatInstant(kernel.now());
  const plan: Plan = {
    id,
    orderId: order.id,
    revision: order.revision,
    actor: 'platform',
    effects: [],
    meta: { id, cancellationId: cancellation.id, state: 'superseded', actor: 'platform', at, afterShipment: true },
    cancellations: [{ ...cancellation, state: 'superseded' }],
    message: null,
    claim: null,
  };
  return (await kernel.store.begin(plan)) && (await carryOut(kernel, plan)) !== null;
}
