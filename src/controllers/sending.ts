import type { CancellationBody, Intent, SendResult } from '../backend/backend.ts';
import { type Asked, type Before, fits } from '../client/answer.ts';
import { isOffline } from '../client/connection.ts';
import { keep } from '../client/keep-intent.ts';
import { forget, isTold, type KeptIntent } from '../client/kept-intents.ts';
import { intentOf, readAgain, resultOf, submit } from '../client/submit.ts';
import { warn } from '../client/warn.ts';
import type { CancelPolicy } from '../domain/policy.ts';
import type { Cancellation, LineQuantity } from '../domain/records.ts';
import type { InventoryChoice } from '../domain/settlement/stock.ts';
import type { OrderView, Result } from '../domain/view.ts';
import { loadPart } from '../load-part.ts';
import type { OrderController } from './order-controller.ts';

/** What a person saw when confirming; the element may be gone from the page by the time it is sent. */
export type Seen = Pick<OrderController, 'store' | 'order' | 'view' | 'policy' | 'place'>;

/** What a person confirmed. */
export interface Confirmed {
  readonly orderId: string;
  readonly action: 'cancel' | 'request';
  readonly reason: string;
  readonly comment: string;
  readonly refundMethod: string;
  /** Named in place of what is due, minor units; `null`: what was typed is no such amount. */
  readonly amount: number | null | undefined;
  readonly contacted: boolean;
  readonly message?: { id: string | undefined; sentAt: number } | undefined;
  /** When the person said to have made contact, epoch ms of the server's clock. */
  readonly statedAt: number;
  readonly lines: LineQuantity[] | null;
  readonly restock: boolean;
  readonly restoreCoupons: boolean;
  readonly inventory: InventoryChoice[] | null | undefined;
  /** What was sent last; replaced by what is sent now. */
  intent: Intent | undefined;
}

/** What came of sending. `done`: the view, where it shows what was asked for. */
export interface Sent {
  result: Result;
  done: OrderView | null;
}

/**
 * Sends what a person confirmed, or hears what the page answers in the backend's place; the page learns the fresh view.
 * It is kept until its outcome is known.
 */
export async function send(
  confirmed: Confirmed,
  seen: Seen,
  response: Promise<OrderView> | null,
  onUnknown: () => void,
): Promise<Sent> {
  const { orderId } = confirmed;
  const { store, view, place } = seen;
  const former = view ? (view.cancellation?.id ?? null) : undefined;
  if (!response) return settle(orderId, seen, await submitted(confirmed, seen, onUnknown), confirmed.intent);
  const revision = (view?.order ?? seen.order)?.revision;
  if (store?.backend && revision) keep(place, { revision, former: former ?? null, at: Date.now() });
  const answer = await resultOf(response, { type: 'cancellation', orderId, former }, (late) => {
    forget(place);
    store?.accept(late);
  });
  return settle(orderId, seen, answer);
}

/**
 * Finds out what became of something kept: by reading the order, else by sending the very same again. Where the order
 * has moved on without it, it will never be carried out.
 */
export async function check(orderId: string, seen: Seen, kept: KeptIntent, onUnknown: () => void): Promise<Sent> {
  const { store } = seen;
  const { intent, former } = kept;
  let answer: SendResult = { ok: false, problem: { code: isOffline() ? 'offline' : 'unknown-outcome' } };
  const view = store && (await readAgain(store, orderId));
  if (view && isTold(kept, view)) {
    const asked: Asked = { type: 'cancellation', orderId, former };
    const done = view.cancellation !== null && fits(asked, view);
    answer = done ? { ok: true, view } : { ok: false, problem: { code: 'stale-revision', view } };
  } else if (store && view && intent) {
    const before: Before = { cancellation: former === null ? null : ({ id: former } as Cancellation) };
    answer = await submit(store, intent, onUnknown, before, true);
  } else if (view && !view.pending) {
    // The page sent it its own way, and nothing of it is there: only the person can tell whether to do it again.
    forget(seen.place);
  }
  return settle(orderId, seen, answer, intent);
}

function settle(orderId: string, { store, policy, place }: Seen, answer: SendResult, intent?: Intent): Sent {
  const { problem } = answer.ok ? {} : answer;
  const view = answer.ok ? answer.view : problem?.view;
  const decision = view?.decision ?? problem?.decision;
  const done = answer.ok && view && isSettled(view, policy) ? view : null;
  if (problem?.code === 'unknown-outcome') {
    // What the shop is still carrying out is known of, and asked about.
    if (!view?.pending) warn('unknown-outcome', orderId);
  } else if (problem?.code !== 'offline' && (done || !answer.ok)) forget(place, intent?.key);
  if (view) store?.accept({ ...view, ...(decision && { decision }) });
  // The page is told what the person is.
  const result: Result = done
    ? { ok: true, view: done }
    : { ok: false, problem: problem ?? { code: 'unknown-outcome' } };
  return { result, done };
}

async function submitted(confirmed: Confirmed, seen: Seen, onUnknown: () => void): Promise<SendResult> {
  const { store, order, view, place } = seen;
  if (!store?.backend || !order) {
    warn('unsent', confirmed.orderId);
    return { ok: false, problem: { code: 'unavailable' } };
  }
  if (isOffline()) return { ok: false, problem: { code: 'offline' } };
  const body = await bodyOf(confirmed, seen);
  const { id: orderId, revision } = view?.order ?? order;
  const intent = intentOf({ type: 'cancellation', orderId, revision, body }, confirmed.intent);
  confirmed.intent = intent;
  keep(place, { intent, revision, former: view?.cancellation?.id ?? null, at: Date.now() });
  return submit(store, intent, onUnknown, view);
}

async function bodyOf(confirmed: Confirmed, { view, policy, store }: Seen): Promise<CancellationBody> {
  const { action, reason, refundMethod: method, contacted, lines, restock, restoreCoupons, inventory } = confirmed;
  const amount = action === 'cancel' ? (confirmed.amount ?? undefined) : undefined;
  const fetched = view && store?.backend && store.policy(view.policy);
  const comment = confirmed.comment.trim();
  const { id: messageId, sentAt = 0 } = confirmed.message ?? {};
  const statedAt = new Date(sentAt || confirmed.statedAt).toISOString();
  return {
    action,
    ...(reason && { reason }),
    ...(comment && { comment }),
    ...(lines && { lines }),
    ...(!restock && { restock }),
    ...(restoreCoupons && { restoreCoupons }),
    ...(inventory && { inventory }),
    ...(method && { refund: { method, ...(amount !== undefined && { amount }) } }),
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
  return (await loadPart(() => import('../domain/values/policy-hash.ts'), 'policyHash')).policyHash(policy);
}
