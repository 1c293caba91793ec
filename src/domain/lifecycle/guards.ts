import { isOpen } from '../decision/conditions.ts';
import type { CancelPolicy, Lifecycle } from '../policy.ts';
import { type Actor, type Cancellation, type Order, openStates } from '../records.ts';
import { owedFor } from '../settlement/ledger.ts';
import { isRefundable } from '../settlement/left-to-refund.ts';
import { sharesLines } from '../units/part.ts';
import { holdsUnits } from '../units/units.ts';
import { parseInstant } from '../values/instant.ts';
import { isDisputeLost, isRouteOpen, routesOfActions } from './dispute-routes.ts';
import type { ActionContext } from './input.ts';
import { answererOf } from './other-party.ts';
import { obstacleTo } from './permission.ts';
import { isCancelled, isReopened } from './phases.ts';
import { isCancelledThere, isCarriedOff, isPartlyCarriedOff, isThere } from './reach.ts';
import { type Agent, type Guard, type Transition, transitions } from './transitions.ts';

/** The rows of the table that are open to somebody now. */
export function rowsFor(
  policy: CancelPolicy,
  order: Order,
  cancellation: Cancellation,
  { actor, now, cancellations = [cancellation] }: Pick<ActionContext, 'actor' | 'now' | 'cancellations'>,
): Transition[] {
  return transitions.filter(
    ({ from, action, by, guards }) =>
      from.includes(cancellation.state) &&
      isAgent(cancellation, actor, by) &&
      guards.every((guard) =>
        holds[guard]({ policy, lifecycle: policy.lifecycle, order, cancellation, cancellations, action, actor, now }),
      ),
  );
}

/** The newest open one, else the latest; `null`: there is none. */
export function currentOf(cancellations: readonly Cancellation[]): Cancellation | null {
  return cancellations.findLast(isOpen) ?? cancellations.at(-1) ?? null;
}

/**
 * What is open can be acted on, and what has ended until another one is about the same line items; of those before, what
 * failed to go back is still owed.
 */
export function isActedOn(cancellation: Cancellation, action: string, cancellations: readonly Cancellation[]): boolean {
  const { state } = cancellation;
  if (openStates.includes(state) || (action === 'refund' && state === 'cancelled')) return true;
  const at = cancellations.findIndex(({ id }) => id === cancellation.id);
  return !cancellations.some((other, place) => sharesLines(other, cancellation) && (place > at || holdsUnits(other)));
}

/** Whether somebody in this role has the action at all, whatever the state. */
export function roleHasAction(cancellation: Cancellation, actor: Actor | 'nobody', action: string): boolean {
  return transitions.some((row) => row.action === action && isAgent(cancellation, actor, row.by));
}

function isAgent(cancellation: Cancellation, actor: Actor | 'nobody', agents: readonly Agent[]): boolean {
  const { requestedBy } = cancellation;
  const answerer = answererOf(cancellation);
  return agents.some((agent) =>
    agent === 'requester' ? actor === requestedBy : agent === 'answerer' ? actor === answerer : actor === agent,
  );
}

interface Situation {
  policy: CancelPolicy;
  lifecycle: Lifecycle | undefined;
  order: Order;
  cancellation: Cancellation;
  /** All of the order's, oldest first. */
  cancellations: readonly Cancellation[];
  action: Transition['action'];
  actor: Actor | 'nobody';
  /** Epoch ms. */
  now: number;
}

const holds: Record<Guard, (situation: Situation) => boolean> = {
  unshipped: (situation) => !isCarriedOff(situation),
  'still-there': (situation) => {
    const { policy, order, cancellation } = situation;
    return (
      isThere(situation) && (!isCancelled(policy, order.status) || isCancelled(policy, cancellation.previousStatus))
    );
  },
  overtaken: (situation) => situation.lifecycle?.onShipment !== 'keep' && isCarriedOff(situation),
  'partly-overtaken': (situation) => situation.lifecycle?.onShipment !== 'keep' && isPartlyCarriedOff(situation),
  'cancelled-there': isCancelledThere,
  permitted: (situation) => !obstacleTo(situation, situation),
  lapsed: ({ cancellation, now }) => parseInstant(cancellation.respondBy) <= now,
  'silence-accepts': ({ lifecycle }) => lifecycle?.onSilence === 'accept',
  'silence-declines': ({ lifecycle }) => lifecycle?.onSilence === 'decline',
  'silence-escalates': ({ lifecycle }) => lifecycle?.onSilence === 'escalate',
  'reminder-due': ({ cancellation, now }) => parseInstant(cancellation.remindAt) <= now,
  escalates: ({ lifecycle }) => lifecycle?.escalation !== undefined,
  'escalates-after-silence': ({ lifecycle, cancellation, now }) =>
    !!lifecycle?.escalation?.includes('silence') && parseInstant(cancellation.respondBy) <= now,
  'escalates-after-decline': ({ lifecycle }) => !!lifecycle?.escalation?.includes('declined'),
  disputable: ({ lifecycle, cancellation }) => !!lifecycle?.disputes?.some((state) => state === cancellation.state),
  'dispute-lost': ({ cancellation }) => isDisputeLost(cancellation),
  'route-open': ({ policy, order, cancellation, action, now }) => {
    const route = routesOfActions[action];
    return route !== null && isRouteOpen(policy, route, order, cancellation, now);
  },
  'late-answer': ({ policy, cancellation }) => policy.disputes !== undefined && !cancellation.decision,
  // Where the shop gave everything back of its own accord, nothing is left but to say so.
  'refund-due': ({ order, cancellation, cancellations }) =>
    cancellation.refund !== null && isRefundable(order, cancellation, cancellations),
  // It failed, or was captured since, and may be made up for in parts.
  'refund-owed': ({ order, cancellation, cancellations }) => {
    const { entries, status, refunded } = cancellation.refund ?? {};
    // Of a record without a ledger that is pending, all of it may be on its way.
    const known = entries !== undefined || status === 'failed' || (refunded?.amount ?? 0) > 0;
    return known && owedFor(cancellation) > 0 && isRefundable(order, cancellation, cancellations);
  },
  reopened: ({ policy, order, cancellation }) => isReopened(policy, order, cancellation),
  untold: ({ cancellation: { reopenedAt } }) => reopenedAt === undefined,
  calmed: ({ policy, order, cancellation: { reopenedAt } }) =>
    reopenedAt !== undefined && isCancelled(policy, order.status),
  undoable: ({ lifecycle, cancellation, actor }) =>
    !!lifecycle?.undo?.from.some((state) => state === cancellation.state) &&
    lifecycle.undo.by.some((role) => role === actor),
  remarkable: ({ lifecycle, order, cancellation }) =>
    !!lifecycle?.sellerRemarks &&
    cancellation.requestedBy === 'buyer' &&
    !order.buyer.remarks?.some(({ orderId }) => orderId === order.id),
};
