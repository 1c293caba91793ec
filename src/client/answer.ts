import type { Intent, SendResult } from '../backend/backend.ts';
import { isOrderView } from '../backend/view-guard.ts';
import type { Action } from '../domain/lifecycle/transitions.ts';
import type { CancellationState } from '../domain/records.ts';
import type { OrderView } from '../domain/view.ts';

/** What was asked for, as far as an answer can be held against it. */
export interface Asked {
  type: Intent['type'];
  orderId: string;
  /** Of an action and of evidence. */
  cancellationId?: string;
  action?: Action;
  /** Of `resolve`. */
  outcome?: 'cancel' | 'decline' | undefined;
  /** Of a cancellation: the one that the order had before, if any. */
  former?: string | null | undefined;
}

/** What was known of an order when something was sent. */
export type Before = Pick<OrderView, 'cancellation'>;

/** The states in which an action leaves a cancellation; of the others any may follow. */
export const reached: Partial<Record<Action, readonly CancellationState[]>> = {
  withdraw: ['withdrawn'],
  accept: ['cancelled', 'refunding'],
  decline: ['declined'],
  undo: ['undone'],
  reopen: ['undone'],
  escalate: ['escalated'],
  resolve: ['cancelled', 'refunding', 'declined'],
  dispute: ['disputed'],
  refund: ['cancelled', 'refunding'],
};

const begun: readonly CancellationState[] = ['requested', 'cancelled', 'refunding'];

/** What an intent asks for. `before`: what was known of the order when it was sent. */
export function askedOf(intent: Intent, before: Before | null): Asked {
  const { type, orderId } = intent;
  if (intent.type === 'action') {
    const { cancellationId, action, body } = intent;
    return { type, orderId, cancellationId, action, outcome: body.outcome };
  }
  if (intent.type === 'evidence') return { type, orderId, cancellationId: intent.cancellationId };
  return { type, orderId, former: before?.cancellation?.id };
}

/**
 * An answer as far as it is one to what was asked; `null`: it is about something else, and the outcome is unknown. A
 * refusal stands, without the view of another order that it came with.
 */
export function heldAgainst(asked: Asked, answer: SendResult): SendResult | null {
  if (!answer.ok) {
    const { view, decision: _, ...problem } = answer.problem;
    return !view || isOf(asked.orderId, view) ? answer : { ok: false, problem };
  }
  const { view, ...rest } = answer;
  if (!view) return answer;
  if (fits(asked, view)) return answer;
  // That it was sent is the answer to a message; the view only comes along.
  return asked.type === 'message' ? rest : null;
}

function isOf(orderId: string, view: OrderView): boolean {
  return isOrderView(view) && view.order.id === orderId;
}

/** Whether a view is one of the order, and of the cancellation in a state that what was asked leads to. */
export function fits({ type, orderId, cancellationId, action, outcome, former }: Asked, view: OrderView): boolean {
  if (!isOf(orderId, view)) return false;
  const { cancellation } = view;
  if (cancellation?.orderId !== undefined && cancellation.orderId !== orderId) return false;
  if (type === 'message' || type === 'notice') return true;
  if (type === 'cancellation') {
    // A shop that keeps no cancellations says so by the order's status.
    return !cancellation || (cancellation.id !== former && begun.includes(cancellation.state));
  }
  if (cancellation?.id !== cancellationId) return false;
  if (!action || !cancellation) return true;
  if (reached[action]?.includes(cancellation.state) === false) return false;
  return action !== 'resolve' || !outcome || (cancellation.state === 'declined') === (outcome === 'decline');
}
