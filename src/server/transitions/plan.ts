import type { Applied } from '../../domain/lifecycle/lifecycle.ts';
import type { LogEntry } from '../../domain/log-entry.ts';
import type { Actor, Cancellation } from '../../domain/records.ts';
import { remainingLines } from '../../domain/settlement/partial.ts';
import { formatInstant } from '../../domain/values/instant.ts';
import type { OrderState } from '../orders/order-state.ts';
import type { KeyClaim, Message, Plan } from '../stores/store.ts';

/** A transition that was decided on. */
export interface Decided {
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
  const { cancellation, effects, replaced = null } = applied;
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
      ...(lifecycle?.scope === 'lines' && remainingLines(applied.order).length > 0 && { partly: true }),
      ...(restock !== undefined && { restock }),
      ...(restoreCoupons !== undefined && { restoreCoupons }),
    },
    cancellations: [...(replaced ? [replaced] : []), cancellation],
    before: opens ? null : before,
    log: [
      ...(replaced
        ? [
            entry(replaced, {
              id: `${id}-replaced`,
              action: replaced.state === 'withdrawn' ? 'withdraw' : 'supersede',
              reason: null,
              comment: null,
            }),
          ]
        : []),
      entry(cancellation, { ...(outcome && { outcome }), ...(policyHash !== undefined && { shown: policyHash }) }),
      ...(message ? [messageEntry(message)] : []),
    ],
    message,
    claim: decided.claim ?? null,
    ...(decided.status !== undefined && { status: decided.status }),
  };
}

/** What the log says of a message. */
export function messageEntry({ id, at, from, orderId: _, ticket, ...said }: Message): LogEntry {
  return { id, at, by: from, type: 'message', ...said, ...(ticket !== null && { ticket }) };
}
