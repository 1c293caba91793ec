import type { Effect } from '../../domain/lifecycle/effects.ts';
import type { Applied } from '../../domain/lifecycle/lifecycle.ts';
import type { LogEntry } from '../../domain/log-entry.ts';
import type { Lifecycle } from '../../domain/policy.ts';
import type { Actor, Cancellation, Order, RefundEntry } from '../../domain/records.ts';
import { livingLines, unitsOf } from '../../domain/units/units.ts';
import { formatInstant } from '../../domain/values/instant.ts';
import type { OrderState } from '../orders/order-state.ts';
import type { KeyClaim, Message, Plan } from '../stores/store.ts';

/** A transition that was decided on. */
interface Decided {
  /** Unique. */
  id: string;
  actor: Actor | 'nobody';
  /** Epoch ms. */
  now: number;
  action: string;
  applied: Extract<Applied, { ok: true }>;
  /** What was said and chosen. */
  input?: {
    reason?: string;
    comment?: string;
    restock?: boolean;
    restoreCoupons?: boolean;
    outcome?: 'cancel' | 'decline';
    policyHash?: string;
  };
  message?: Message | null;
  claim?: KeyClaim | null;
  /** Of the answer. */
  status?: number;
}

export function planOf({ order, cancellation: before, binding, governing }: OrderState, decided: Decided): Plan {
  const { id, action, now, applied, input = {}, message = null } = decided;
  const { cancellation, effects, replaced = [] } = applied;
  const { reason, comment, restock, restoreCoupons, outcome, policyHash } = input;
  const actor = decided.actor === 'nobody' ? 'platform' : decided.actor;
  const at = formatInstant(now);
  const opens = action === 'cancel' || action === 'request';
  const { lifecycle } = (opens ? governing : (binding ?? governing)).policy;
  const entry = (of: Cancellation, more: Partial<LogEntry>): LogEntry => ({
    id,
    at,
    by: actor,
    type: 'cancellation',
    cancellationId: of.id,
    action,
    state: of.state,
    reason: reason ?? null,
    comment: comment ?? null,
    ruleId: of.ruleId ?? null,
    policy: of.policy,
    ...(of.lines && { lines: of.lines }),
    ...(of.declinedLines && { declinedLines: of.declinedLines }),
    ...more,
  });
  return {
    id,
    orderId: order.id,
    revision: order.revision,
    actor,
    effects,
    meta: {
      id,
      cancellationId: cancellation.id,
      state: cancellation.state,
      action,
      actor,
      at,
      afterShipment: order.shippedAt !== undefined,
      ...partly(lifecycle, applied.order, cancellation),
      ...(restock !== undefined && { restock }),
      ...(restoreCoupons !== undefined && { restoreCoupons }),
    },
    cancellations: [...replaced, asking(cancellation, effects, id)],
    before: opens ? null : before,
    log: [
      ...replaced.map((one, at) =>
        entry(one, {
          id: `${id}${at > 0 ? `-${at + 1}` : ''}-replaced`,
          action: one.state === 'withdrawn' ? 'withdraw' : 'supersede',
          reason: null,
          comment: null,
        }),
      ),
      entry(cancellation, { ...(outcome && { outcome }), ...(policyHash !== undefined && { shown: policyHash }) }),
      ...(message ? [messageEntry(message)] : []),
    ],
    message,
    claim: decided.claim ?? null,
    ...(decided.status !== undefined && { status: decided.status }),
  };
}

/** The cancellation with the name by which the shop is asked what became of the refund that the transition asks for. */
function asking(cancellation: Cancellation, effects: readonly Effect[], id: string): Cancellation {
  const { refundEntries = [] } = cancellation;
  const asked = effects.filter(({ type }) => type === 'refund').length;
  if (asked === 0) return cancellation;
  const first = refundEntries.length - asked;
  // Until the shop says how far it is.
  const entries = refundEntries.map(
    (entry, at): RefundEntry => (at < first ? entry : { id, ...entry, status: 'pending' }),
  );
  return { ...cancellation, refundEntries: entries };
}

/**
 * What the shop says by now of a refund of ours that was on its way: kept as a transition of its own, which asks it for
 * nothing. `id`: of the transition that asked for the refund.
 */
export function planOfRefundTold(
  { order, binding, governing }: OrderState,
  cancellation: Cancellation,
  { id, refund, now }: { id: string; refund: 'settled' | 'failed'; now: number },
): Plan {
  const at = formatInstant(now);
  const { id: cancellationId, state, policy } = cancellation;
  const about = { cancellationId, action: 'refund' };
  return {
    id,
    orderId: order.id,
    revision: order.revision,
    actor: 'platform',
    effects: [],
    meta: {
      id,
      ...about,
      // It takes none: by the last one that was taken the shop knows whether the order may be shipped.
      state: null,
      actor: 'platform',
      at,
      afterShipment: order.shippedAt !== undefined,
      ...partly((binding ?? governing).policy.lifecycle, order, cancellation),
    },
    cancellations: [cancellation],
    log: [{ id, at, by: 'platform', type: 'cancellation', ...about, state, policy, refund }],
    message: null,
    claim: null,
  };
}

/** Whether something of the order goes on. Policies for whole orders count lines only where not all was there any more. */
function partly(lifecycle: Lifecycle | undefined, order: Order, { lines }: Cancellation): { partly?: true } {
  const counted = lifecycle?.scope === 'lines' || (lines !== null && hasGone(order));
  return counted && livingLines(order).length > 0 ? { partly: true } : {};
}

function hasGone(order: Order): boolean {
  return [...unitsOf(order).values()].some(({ shipped, returned, committed }) => shipped + returned + committed > 0);
}

/** What the log says of a message. */
export function messageEntry({ id, at, from, orderId: _, ticket, ...said }: Message): LogEntry {
  return { id, at, by: from, type: 'message', ...said, ...(ticket !== null && { ticket }) };
}
