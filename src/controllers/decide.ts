import type { ActionBody, Intent, QueueItem, SendResult } from '../backend/backend.ts';
import { keptAt, placeOf } from '../client/kept-intents.ts';
import { warnOfMissing } from '../client/warn.ts';
import type { Action } from '../domain/lifecycle/transitions.ts';
import type { Result } from '../domain/view.ts';
import { SellerCancelDecideEvent } from '../events/seller-cancel-decide-event.ts';
import { SellerCancelSettledEvent } from '../events/seller-cancel-settled-event.ts';
import { loadPart } from '../load-part.ts';
import type { QueueController } from './queue-controller.ts';

/** The row that a decision is about; it may have left the list. */
export interface Row {
  orderId: string;
  cancellationId: string;
  /** The order's revision that was seen. */
  revision: string;
}

export function rowOf({ order, cancellation }: QueueItem): Row {
  return { orderId: order.id, cancellationId: cancellation.id, revision: order.revision };
}

/** Where a decision on a row is kept until its outcome is known. */
export function placeOfDecision({ list }: QueueController, cancellationId: string, action: Action): string {
  return placeOf(list?.store.name ?? '', 'seller', ['action', cancellationId, action]);
}

/** What was decided here before the page was loaded, and is not known the outcome of. */
export function keptDecisions(queue: QueueController): Extract<Intent, { type: 'action' }>[] {
  const places = Object.keys(sessionStorage).filter((name) => name.includes('["action"'));
  return places.flatMap((place) => {
    const { intent } = keptAt(place) ?? {};
    if (intent?.type !== 'action') return [];
    return place === placeOfDecision(queue, intent.cancellationId, intent.action) ? [intent] : [];
  });
}

/**
 * Has a decision sent, once, unless the page prevents it: `null` then. The row shows what the server answered. Without a
 * body, what was sent before is found out about. Never rejects.
 */
export async function decideRow(
  queue: QueueController,
  { orderId, cancellationId, revision }: Row,
  action: Action,
  body: ActionBody | null,
  onUnknown: () => void,
): Promise<Result | null> {
  const { list, host } = queue;
  const event = new SellerCancelDecideEvent({ cancellationId, action, input: body ?? {} });
  if (body) host.dispatchEvent(event);
  const { response } = event;
  response?.catch(() => {});
  if (event.defaultPrevented && !response) return null;
  if (!list) return { ok: false, problem: { code: 'unavailable' } };
  // Watched meanwhile: what it was before tells, if all answers are lost, whether it was this that moved it.
  const item = list.get(cancellationId);
  const unwatch = list.store.watch(orderId, () => {}, item && list.viewOf(item));
  const about = { type: 'action' as const, orderId, cancellationId, action };
  const place = placeOfDecision(queue, cancellationId, action);
  let answer: SendResult = { ok: false, problem: { code: 'unavailable' } };
  try {
    // What sends comes when a person decides; most only read.
    const { resultOf, sendAgain, sendOnce } = await loadPart(() => import('../client/sent-once.ts'), 'sendOnce');
    if (response) answer = await resultOf(response, { ...about, outcome: body?.outcome }, (late) => list.accept(late));
    else if (body) answer = await sendOnce(list.store, place, { ...about, revision, body }, onUnknown);
    else answer = await sendAgain(list.store, place, onUnknown, 'seller');
  } catch (error) {
    warnOfMissing(error);
  }
  unwatch();
  const result: Result =
    answer.ok && answer.view
      ? { ok: true, view: answer.view }
      : { ok: false, problem: answer.ok ? { code: 'unknown-outcome' } : answer.problem };
  const view = result.ok ? result.view : result.problem.view;
  if (view) list.accept(view);
  host.dispatchEvent(new SellerCancelSettledEvent(cancellationId, result));
  return result;
}
