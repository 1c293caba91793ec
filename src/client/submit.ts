import type { Intent, SendResult } from '../backend/backend.ts';
import { isOrderView } from '../backend/view-guard.ts';
import { routesOfActions } from '../domain/lifecycle/dispute-routes.ts';
import type { Action } from '../domain/lifecycle/transitions.ts';
import type { Cancellation } from '../domain/records.ts';
import type { OrderView, Problem } from '../domain/view.ts';
import { MissingPart } from '../load-part.ts';
import type { OrderStore } from './order-store.ts';

/** An intent without its key. */
type IntentDraft = Intent extends infer One ? (One extends Intent ? Omit<One, 'key'> : never) : never;

/** Pauses before the same intent is sent again, ms. */
const pauses = [1000, 2000, 4000];
const longestPause = 10_000;
/** Codes after which the same intent may be sent again. */
const passing = ['in-progress', 'rate-limited', 'unavailable'];

/** An intent for what a person decided; the former one, with its key, where nothing about it has changed. */
export function intentOf(draft: IntentDraft, former: Intent | undefined): Intent {
  const { key, ...same } = former ?? {};
  if (key && JSON.stringify(same) === JSON.stringify(draft)) return former as Intent;
  // `crypto.randomUUID` is missing on plain http.
  return { ...draft, key: crypto.getRandomValues(new BigUint64Array(2)).join('-') };
}

/**
 * Sends an intent until its outcome is known: the same key and body each time, then by reading the order.
 * `onUnknown` is called when the first answer failed to come. Never rejects.
 */
export async function submit(store: OrderStore, intent: Intent, onUnknown: () => void): Promise<SendResult> {
  const { backend } = store;
  if (!backend) return { ok: false, problem: { code: 'unavailable' } };
  // The page may hear of what was done before its answer comes.
  const before = store.get(intent.orderId).view;
  for (let attempt = 0; ; attempt++) {
    let wanted = 0;
    try {
      const result = await backend.send(intent, {});
      if (result.ok || !passing.includes(result.problem.code)) return result;
      wanted = result.problem.retryAfter ?? 0;
      // The server has said that nothing was done, and to come back later than a person would wait.
      const isFinal = attempt === pauses.length || wanted > longestPause;
      if (result.problem.code === 'rate-limited' && isFinal) return result;
    } catch (error) {
      // What would send is not there: nothing was sent, and the order need not be asked.
      if (error instanceof MissingPart) return { ok: false, problem: { code: 'unavailable' } };
      wanted = (error as { cause?: { retryAfter?: number } } | null)?.cause?.retryAfter ?? 0;
    }
    onUnknown();
    const pause = pauses[attempt];
    if (pause === undefined) return reconcile(store, intent, before);
    await new Promise((resolve) => setTimeout(resolve, Math.min(Math.max(pause, wanted), longestPause)));
  }
}

/** What the page itself answers. Never rejects. */
export async function resultOf(response: Promise<OrderView>): Promise<SendResult> {
  let problem: Problem = { code: 'unknown-outcome' };
  try {
    const view = await response;
    if (isOrderView(view)) return { ok: true, view };
  } catch (error) {
    const { code, problem: own } = (error ?? {}) as { code?: unknown; problem?: Problem };
    problem = own ?? (typeof code === 'string' ? { code } : problem);
  }
  return { ok: false, problem };
}

/** What reading the order tells of an intent whose answers were all lost. */
async function reconcile(store: OrderStore, intent: Intent, before: OrderView | null): Promise<SendResult> {
  const { orderId, revision } = intent;
  await store.refresh([orderId]);
  const { view, problem } = store.get(orderId);
  if (!view || problem || view === before) return { ok: false, problem: { code: 'unknown-outcome' } };
  if (view.order.revision !== revision && shows(intent, view, before)) return { ok: true, view };
  return { ok: false, problem: { code: 'unknown-outcome', view } };
}

/** Whether a view shows that what was intended has been done. */
function shows(intent: Intent, { cancellation, order }: OrderView, before: OrderView | null): boolean {
  const former = before?.cancellation;
  if (!cancellation) return false;
  if (intent.type === 'cancellation') return cancellation.id !== former?.id;
  if (intent.type !== 'action' || cancellation.id !== intent.cancellationId) return false;
  // Only with what was known before can it be told that this action, and not another, has moved it.
  if (former?.id !== cancellation.id) return false;
  const { refund } = intent.body;
  if (intent.action === 'refund' && refund?.amount !== undefined) {
    return cancellation.refund?.refunded.amount === (former.refund?.refunded.amount ?? 0) + refund.amount;
  }
  if (intent.action === 'remark') return !!order.buyer.remarks?.some(({ orderId }) => orderId === order.id);
  const opened = routesOfActions[intent.action];
  const timesOpened = ({ routes = [] }: Cancellation): number => routes.filter(({ route }) => route === opened).length;
  if (opened && timesOpened(cancellation) > timesOpened(former)) return true;
  return reached[intent.action]?.includes(cancellation.state) === true && cancellation.state !== former.state;
}

/** The states in which an action leaves a cancellation, where it is not on record as a way on. */
const reached: Partial<Record<Action, Cancellation['state'][]>> = {
  withdraw: ['withdrawn'],
  accept: ['cancelled', 'refunding'],
  decline: ['declined'],
  undo: ['undone'],
  escalate: ['escalated'],
  resolve: ['cancelled', 'refunding', 'declined'],
  dispute: ['disputed'],
  refund: ['cancelled'],
};
