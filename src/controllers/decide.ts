import type { ActionBody, Intent, QueueItem } from '../backend/backend.ts';
import { intentOf, resultOf, submit } from '../client/submit.ts';
import type { Action } from '../domain/lifecycle/transitions.ts';
import type { Result } from '../domain/view.ts';
import { SellerCancelDecideEvent } from '../events/seller-cancel-decide-event.ts';
import { SellerCancelSettledEvent } from '../events/seller-cancel-settled-event.ts';
import type { QueueController } from './queue-controller.ts';

/** One decision on one row, however often it is tried: what was sent last keeps its key while it stays the same. */
export interface Attempt {
  intent?: Intent | undefined;
}

/**
 * Has a decision sent, once, unless the page prevents it: `null` then. The row shows what the server answered.
 * Never rejects.
 */
export async function decideRow(
  queue: QueueController,
  item: QueueItem,
  action: Action,
  body: ActionBody,
  attempt: Attempt,
  onUnknown: () => void,
): Promise<Result | null> {
  const { list, host } = queue;
  const { order, cancellation } = item;
  const { id: cancellationId } = cancellation;
  const event = new SellerCancelDecideEvent({ cancellationId, action, input: body });
  host.dispatchEvent(event);
  const { response } = event;
  if (event.defaultPrevented && !response) return null;
  if (!list) return { ok: false, problem: { code: 'unavailable' } };
  // Watched meanwhile: what it was before tells, if all answers are lost, whether it was this that moved it.
  const unwatch = list.store.watch(order.id, () => {}, list.viewOf(item));
  const draft = {
    type: 'action' as const,
    orderId: order.id,
    cancellationId,
    action,
    revision: order.revision,
    body,
  };
  if (!response) attempt.intent = intentOf(draft, attempt.intent);
  const asked = { type: 'action' as const, orderId: order.id, cancellationId, action, outcome: body.outcome };
  const answer = response
    ? await resultOf(response, asked, (late) => list.accept(late))
    : await submit(list.store, attempt.intent as Intent, onUnknown);
  unwatch();
  const result: Result =
    answer.ok && answer.view
      ? { ok: true, view: answer.view }
      : { ok: false, problem: answer.ok ? { code: 'unknown-outcome' } : answer.problem };
  const view = result.ok ? result.view : result.problem.view;
  if (view) list.accept(view);
  // What was refused is decided anew; what is unknown keeps its key.
  if (!result.ok && !['unknown-outcome', 'unavailable', 'offline'].includes(result.problem.code)) {
    attempt.intent = undefined;
  }
  host.dispatchEvent(new SellerCancelSettledEvent(cancellationId, result));
  return result;
}
