import type { CancellationBody, SendResult } from '../backend/backend.ts';
import { intentOf, resultOf, submit } from '../client/submit.ts';
import { warn } from '../client/warn.ts';
import type { CancelPolicy } from '../domain/policy.ts';
import type { OrderView, Result } from '../domain/view.ts';
import type { CancelFlow } from './cancel-flow.ts';
import type { OrderController } from './order-controller.ts';

/** What a person saw when confirming; the element may be gone from the page by the time it is sent. */
export type Seen = Pick<OrderController, 'store' | 'order' | 'view' | 'policy'>;

/** What came of sending. `done`: the view, where it shows what was asked for. */
export interface Sent {
  result: Result;
  done: OrderView | null;
}

/** Sends what a person confirmed, or hears what the page answers in the backend's place; the page learns the fresh view. */
export async function send(
  flow: CancelFlow,
  seen: Seen,
  response: Promise<OrderView> | null,
  onUnknown: () => void,
): Promise<Sent> {
  const answer = response ? await resultOf(response) : await submitted(flow, seen, onUnknown);
  const { problem } = answer.ok ? {} : answer;
  if (problem?.code === 'unknown-outcome') warn('unknown-outcome', flow.orderId);
  const view = answer.ok ? answer.view : problem?.view;
  const decision = view?.decision ?? problem?.decision;
  if (view) seen.store?.accept({ ...view, ...(decision && { decision }) });
  if (!answer.ok || !view)
    return { result: { ok: false, problem: problem ?? { code: 'unknown-outcome' } }, done: null };
  return { result: { ok: true, view }, done: isSettled(view, seen.policy) ? view : null };
}

async function submitted(flow: CancelFlow, seen: Seen, onUnknown: () => void): Promise<SendResult> {
  const { store, order, view } = seen;
  if (!store?.backend || !order) {
    warn('unsent', flow.orderId);
    return { ok: false, problem: { code: 'unavailable' } };
  }
  const body = await bodyOf(flow, seen);
  const { id: orderId, revision } = view?.order ?? order;
  flow.intent = intentOf({ type: 'cancellation', orderId, revision, body }, flow.intent);
  return submit(store, flow.intent, onUnknown);
}

async function bodyOf(flow: CancelFlow, { view, policy, store }: Seen): Promise<CancellationBody> {
  const { action, reason, refundMethod, contacted, lines, restock, restoreCoupons, inventory } = flow;
  const fetched = view && store?.backend && store.policy(view.policy);
  const comment = flow.comment.trim();
  const { id: messageId, sentAt = 0 } = flow.message ?? {};
  const statedAt = new Date(sentAt || flow.statedAt).toISOString();
  return {
    action,
    ...(reason && { reason }),
    ...(comment && { comment }),
    ...(lines && { lines }),
    ...(!restock && { restock }),
    ...(restoreCoupons && { restoreCoupons }),
    ...(inventory && { inventory }),
    ...(refundMethod && { refund: { method: refundMethod } }),
    ...(contacted && { contacted: messageId ? { messageId } : { statedAt } }),
    policyHash: policy && policy !== fetched ? await hashOf(policy) : (view?.policy.hash ?? ''),
  };
}

/** Whether a view shows what was asked for: nothing is told as done before the backend has it. */
function isSettled({ order, cancellation }: OrderView, policy: CancelPolicy | null): boolean {
  if (cancellation) return ['requested', 'cancelled', 'refunding'].includes(cancellation.state);
  return policy?.statuses[order.status]?.phase === 'cancelled';
}

/** A page's own policy is named to the server by its hash, which few pages ever need. */
async function hashOf(policy: CancelPolicy): Promise<string> {
  return (await import('../domain/values/policy-hash.ts')).policyHash(policy);
}
