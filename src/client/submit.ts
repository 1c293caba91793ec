import type { Intent, SendResult } from '../backend/backend.ts';
import { routesOfActions } from '../domain/lifecycle/dispute-routes.ts';
import type { Cancellation } from '../domain/records.ts';
import type { OrderView, Problem } from '../domain/view.ts';
import { MissingPart } from '../load-part.ts';
import { type Asked, askedOf, type Before, fits, heldAgainst, reached } from './answer.ts';
import { isOffline } from './connection.ts';
import type { OrderStore } from './order-store.ts';
import { isLast, longestPause, pauseAfter } from './pause.ts';

/** An intent without its key. */
export type IntentDraft = Intent extends infer One ? (One extends Intent ? Omit<One, 'key'> : never) : never;

/** Codes that a server answers before it looks whether it has the intent already: they tell nothing of an earlier attempt. */
const beforeReplay = ['sign-in-required', 'forbidden', 'not-found'];
/** Codes after which the same intent may be sent again. */
const passing = ['in-progress', 'rate-limited', 'unavailable'];
/** How long the page itself may take to answer before the outcome counts as unknown, ms: as long as the package's own sending. */
const responseTimeout = 120_000;

/** An intent for what a person decided; the former one, with its key, where nothing about it has changed. */
export function intentOf(draft: IntentDraft, former: Intent | undefined): Intent {
  const { key, ...same } = former ?? {};
  if (key && JSON.stringify(same) === JSON.stringify(draft)) return former as Intent;
  // `crypto.randomUUID` is missing on plain http.
  return { ...draft, key: crypto.getRandomValues(new BigUint64Array(2)).join('-') };
}

/**
 * Sends an intent until its outcome is known: the same key and body each time, then by reading the order. Offline
 * nothing is sent, nor later by itself.
 * `onUnknown` is called when the first answer failed to come. `before`: what was known of the order when it was sent
 * first; the page may hear of what was done before its answer comes. `doubted`: it was sent before, and may have been
 * carried out. Never rejects.
 */
export async function submit(
  store: OrderStore,
  intent: Intent,
  onUnknown: () => void,
  before: Before | null = store.get(intent.orderId).view,
  doubted = false,
): Promise<SendResult> {
  const { backend } = store;
  if (!backend) return { ok: false, problem: { code: 'unavailable' } };
  if (isOffline()) return { ok: false, problem: { code: 'offline' } };
  const asked = askedOf(intent, before);
  for (let attempt = 0; ; attempt++) {
    let wanted = 0;
    try {
      const answer = await backend.send(intent, {});
      // Accepted, and under way: it is asked about with the same key until it is done. What is written down is done, whatever
      // else the shop is still carrying out.
      const isUnderWay = answer?.ok && !!answer.view?.pending && !['message', 'evidence'].includes(intent.type);
      const result = isUnderWay ? null : heldAgainst(asked, answer);
      if (doubted && result && !result.ok && beforeReplay.includes(result.problem.code)) {
        return reconcile(store, intent, before);
      }
      if (result && (result.ok || !passing.includes(result.problem.code))) return result;
      const { retryAfter, code } = result?.problem ?? {};
      wanted = retryAfter ?? 0;
      // The server has said that nothing was done, and to come back later than a person would wait.
      const isFinal = isLast(attempt) || wanted > longestPause;
      if (result && code === 'rate-limited' && isFinal && !doubted) return result;
      doubted ||= code !== 'rate-limited';
    } catch (error) {
      // What would send is not there: nothing was sent, and the order need not be asked.
      if (error instanceof MissingPart)
        return { ok: false, problem: { code: doubted ? 'unknown-outcome' : 'unavailable' } };
      doubted = true;
      wanted = (error as { cause?: { retryAfter?: number } } | null)?.cause?.retryAfter ?? 0;
    }
    onUnknown();
    if (isLast(attempt) || isOffline()) return reconcile(store, intent, before);
    await pauseAfter(attempt, wanted);
  }
}

/**
 * What the page itself answers; unknown where it is about something else, or does not come. One that comes later is
 * given to `onLate`, if it fits. Never rejects.
 */
export async function resultOf(
  response: Promise<OrderView>,
  asked: Asked,
  onLate: (view: OrderView) => void = () => {},
): Promise<SendResult> {
  const unknown: SendResult = { ok: false, problem: { code: 'unknown-outcome' } };
  let late = false;
  const answered = response.then(
    (view): SendResult => {
      if (!fits(asked, view)) return unknown;
      if (late) onLate(view);
      return { ok: true, view };
    },
    (error): SendResult => {
      const { code, problem: own } = (error ?? {}) as { code?: unknown; problem?: Problem };
      const problem = own ?? (typeof code === 'string' ? { code } : null);
      return (problem && heldAgainst(asked, { ok: false, problem })) ?? unknown;
    },
  );
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timedOut = new Promise<SendResult>((resolve) => {
    timer = setTimeout(() => {
      late = true;
      resolve(unknown);
    }, responseTimeout);
  });
  const result = await Promise.race([answered, timedOut]);
  clearTimeout(timer);
  return result;
}

/** What reading the order tells of an intent whose answers were all lost. */
async function reconcile(store: OrderStore, intent: Intent, before: Before | null): Promise<SendResult> {
  const view = await readAgain(store, intent.orderId);
  if (!view) return { ok: false, problem: { code: 'unknown-outcome' } };
  if (isDone(intent, view, before)) return { ok: true, view };
  return { ok: false, problem: { code: 'unknown-outcome', view } };
}

/** What the backend says of an order now; `null` where it does not. */
export async function readAgain(store: OrderStore, orderId: string): Promise<OrderView | null> {
  const before = store.get(orderId).view;
  await store.refresh([orderId]);
  const { view, problem } = store.get(orderId);
  return problem || view === before ? null : view;
}

/** Whether a fresh view shows that an intent was carried out. */
function isDone(intent: Intent, view: OrderView, before: Before | null): boolean {
  return view.order.revision !== intent.revision && shows(intent, view, before);
}

/** Whether a view shows that what was intended has been done. */
function shows(intent: Intent, { cancellation, order }: OrderView, before: Before | null): boolean {
  const former = before?.cancellation;
  if (!cancellation) return false;
  // Nothing is known of what was there before: it may be an earlier one.
  if (intent.type === 'cancellation') return before !== null && cancellation.id !== former?.id;
  if (intent.type !== 'action' || cancellation.id !== intent.cancellationId) return false;
  // Only with what was known before can it be told that this action, and not another, has moved it.
  if (former?.id !== cancellation.id) return false;
  const { refund } = intent.body;
  if (intent.action === 'refund' && refund?.amount !== undefined) {
    // What is on its way is in the ledger, and counted when it has arrived.
    const given = ({ refund: money }: Cancellation): number =>
      (money?.entries ?? []).filter(({ by, elsewhere }) => by === 'us' || elsewhere).length;
    const isMore = cancellation.refund?.refunded.amount === (former.refund?.refunded.amount ?? 0) + refund.amount;
    return isMore || given(cancellation) > given(former);
  }
  if (intent.action === 'remark') return !!order.buyer.remarks?.some(({ orderId }) => orderId === order.id);
  const opened = routesOfActions[intent.action];
  const timesOpened = ({ routes = [] }: Cancellation): number => routes.filter(({ route }) => route === opened).length;
  if (opened && timesOpened(cancellation) > timesOpened(former)) return true;
  return reached[intent.action]?.includes(cancellation.state) === true && cancellation.state !== former.state;
}
