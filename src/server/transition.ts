import type { LogEntry } from '../backend/backend.ts';
import type { Cancellation, Order } from '../domain/records.ts';
import { etag } from './http/preconditions.ts';
import type { Kernel } from './kernel.ts';
import { listingOf } from './listing.ts';
import { notificationsOf } from './notifications.ts';
import { currentOf, type OrderState, stateOf, viewOf } from './order-state.ts';
import type { Committed, NotCommitted, ShopEffect } from './shops/shop.ts';
import type { Answer, Change, Listing, Plan } from './stores/store.ts';

export type CarriedOut = { ok: true; answer: Answer } | NotCommitted;

/**
 * Carries out a plan that was written down: the shop acts, then the result replaces the plan. `ok: false`: the shop refused,
 * and nothing was done. Rejects where the outcome is unknown; the plan then stays to be settled.
 * Only inside `store.exclusively`.
 */
export async function carryOut(kernel: Kernel, plan: Plan): Promise<CarriedOut> {
  const { store, shop } = kernel;
  const effects = plan.effects.filter((effect): effect is ShopEffect => effect.type !== 'notify');
  let committed: Committed | NotCommitted | null;
  try {
    committed = await shop.commit(plan.orderId, plan.revision, effects, plan.meta);
  } catch (error) {
    committed = await shop.committed(plan.orderId, plan.id);
    if (!committed) {
      await store.abandon(plan);
      throw error;
    }
  }
  if (committed.ok) return { ok: true, answer: await finish(kernel, plan, committed) };
  await store.abandon(plan);
  return committed;
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
  const cancellations = plan.cancellations.map(
    (planned): Cancellation => ({ ...afterRefund(plan, planned, refund), revision: order.revision }),
  );
  const known = new Map((await kernel.store.records(plan.orderId)).cancellations.map((one) => [one.id, one]));
  for (const cancellation of cancellations) known.set(cancellation.id, cancellation);
  const current = currentOf([...known.values()]);
  const state = await stateOf(kernel, order, current);
  const answer = answerOf(kernel, plan, state);
  const first = await kernel.store.finish(plan, {
    cancellations,
    answer,
    listings: await listingsOf(kernel, order, [...known.values()]),
    log: logOf(plan, cancellations, refund),
    changes: changesOf(order, cancellations),
  });
  const about = known.get(plan.meta.cancellationId ?? '') ?? current;
  if (first) announce(kernel, plan, about === current ? state : await stateOf(kernel, order, about), refund);
  return answer;
}

/** The record with what the shop says of the refund. */
function afterRefund({ effects, meta, before }: Plan, planned: Cancellation, said: Committed['refund']): Cancellation {
  const { refund } = planned;
  const asked = effects.some(({ type }) => type === 'refund');
  if (!asked || said === 'none' || !refund || planned.id !== meta.cancellationId) return planned;
  if (meta.action !== 'refund') {
    // At once: all that is due, or nothing yet.
    return { ...planned, refund: { ...refund, ...(said === 'settled' && { refunded: refund.due }), status: said } };
  }
  // Counted already. What failed leaves everything as it was.
  if (said === 'failed' && before?.refund) {
    return { ...before, refund: { ...before.refund, status: 'failed' } };
  }
  return said === 'pending' ? { ...planned, refund: { ...refund, status: 'pending' } } : planned;
}

function logOf({ id, actor, meta, log, effects }: Plan, cancellations: Cancellation[], refund: Committed['refund']) {
  const money = effects.find((effect) => effect.type === 'refund');
  const entries = log ?? [{ id, at: meta.at, by: actor, type: 'cancellation' } satisfies LogEntry];
  return entries.map((entry): LogEntry => {
    const of = cancellations.find((cancellation) => cancellation.id === entry.cancellationId);
    const refunded = entry.id === id && money && (refund === 'settled' || refund === 'pending');
    return { ...entry, ...(of && { state: of.state }), ...(refunded && { amount: money.amount }) };
  });
}

function changesOf({ id: orderId, revision, buyer, seller }: Order, cancellations: Cancellation[]): Change[] {
  const change = { orderId, buyerId: buyer.id, sellerId: seller.id, revision };
  return [
    { ...change, cancellation: null },
    ...cancellations.map(({ id, state }) => ({ ...change, cancellation: { id, state } })),
  ];
}

/** An order has a handful of cancellations at most; whatever of it changed, all are listed anew. */
export function listingsOf(kernel: Kernel, order: Order, cancellations: Cancellation[]): Promise<Listing[]> {
  return Promise.all(
    cancellations.map(async (cancellation) => {
      const { governing, binding } = await stateOf(kernel, order, cancellation);
      return listingOf((binding ?? governing).policy, order, cancellation);
    }),
  );
}

function answerOf(kernel: Kernel, { actor, status = 201 }: Plan, state: OrderState): Answer {
  const headers: Record<string, string> = { ETag: etag(state.order.revision) };
  if (status === 201 && state.cancellation) headers.Location = kernel.path('cancellations', state.cancellation.id);
  return { status, headers, body: JSON.stringify(viewOf(state, actor, kernel.now())) };
}

function announce(kernel: Kernel, plan: Plan, state: OrderState, refund: Committed['refund']): void {
  const { orderId, message, meta, cancellations } = plan;
  kernel.bus.tell();
  for (const { id } of cancellations) {
    const now = id === state.cancellation?.id ? state.cancellation.state : null;
    const taken = now ?? cancellations.find((one) => one.id === id)?.state;
    if (taken) kernel.emit({ type: 'transition', orderId, cancellationId: id, state: taken });
  }
  if (message) kernel.emit({ type: 'message', message });
  // Nobody is told of money that did not go back.
  if (meta.action === 'refund' && refund === 'failed') return;
  for (const notification of notificationsOf(plan, state)) kernel.emit(notification);
}
