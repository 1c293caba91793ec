import { consequencesOf } from './consequences.ts';
import type { Decision } from './decision.ts';
import { parseDuration } from './duration.ts';
import { formatInstant } from './instant.ts';
import type { CancelPolicy } from './policy.ts';
import type { Actor, Cancellation, Money, Order, PolicyReference } from './records.ts';

/** What the shop has to do when a transition is committed. */
export type Effect =
  | { type: 'status'; status: string }
  | { type: 'refund'; amount: Money; method: string }
  | { type: 'notify'; to: Actor; event: 'requested' | 'cancelled' };

/** What opens a cancellation: who, when (epoch ms), under which policy, and what was said. */
export interface Opening {
  id: string;
  actor: Actor;
  now: number;
  policy: PolicyReference;
  reason: string | null;
  comment: string | null;
  /** The seller's choice among the policy's methods; `null`: the policy's own. */
  refundMethod: string | null;
}

/**
 * The cancellation that a permitted `cancel` or `request` opens, and what the shop has to do.
 * Its `revision` is the caller's to set.
 */
export function openCancellation(
  policy: CancelPolicy,
  order: Order,
  decision: Pick<Decision, 'outcome' | 'ruleId'>,
  opening: Opening,
): { cancellation: Cancellation; effects: Effect[] } {
  const { refund, status, completes, notifies, respondWithin } = consequencesOf(policy, order, decision);
  const requests = decision.outcome === 'request';
  const at = formatInstant(opening.now);
  const effects: Effect[] = [];
  if (status) effects.push({ type: 'status', status });
  const method = opening.refundMethod ?? refund?.method ?? null;
  const settles = !requests && completes === 'at-once';
  if (settles && refund?.due.amount && method) effects.push({ type: 'refund', amount: refund.due, method });
  for (const to of notifies) effects.push({ type: 'notify', to, event: requests ? 'requested' : 'cancelled' });
  const nothing: Money = { amount: 0, currency: order.total.currency };
  return {
    cancellation: {
      id: opening.id,
      orderId: order.id,
      kind: 'cancellation',
      state: requests ? 'requested' : settles ? 'cancelled' : 'refunding',
      requestedBy: opening.actor,
      requestedAt: at,
      reason: opening.reason,
      comment: opening.comment,
      lines: null,
      previousStatus: order.status,
      respondBy: respondWithin ? formatInstant(opening.now + parseDuration(respondWithin)) : null,
      policy: opening.policy,
      refund: requests
        ? null
        : refund?.due.amount
          ? { due: refund.due, refunded: { ...nothing, currency: refund.due.currency }, method, status: 'pending' }
          : { due: nothing, refunded: nothing, method: null, status: 'none' },
      decision: requests ? null : { by: opening.actor, at, reason: opening.reason },
      revision: '',
    },
    effects,
  };
}
