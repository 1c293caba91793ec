import type { Effect } from '../../domain/lifecycle/effects.ts';
import type { Applied } from '../../domain/lifecycle/lifecycle.ts';
import { type MoneyMoved, moneyTold } from '../../domain/lifecycle/money-told.ts';
import type { LogEntry } from '../../domain/log-entry.ts';
import type { CancelPolicy, Lifecycle } from '../../domain/policy.ts';
import type { Actor, Cancellation, Order, RefundEntry } from '../../domain/records.ts';
import { entriesOf, withEntries } from '../../domain/settlement/ledger.ts';
import { remainingLines } from '../../domain/settlement/partial.ts';
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
      ...partly(lifecycle, applied.order),
      ...(restock !== undefined && { restock }),
      ...(restoreCoupons !== undefined && { restoreCoupons }),
    },
    cancellations: [...(replaced ? [replaced] : []), asking(cancellation, effects, id)],
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

/** The name of an effect, by its place in its plan: the same however often it is tried. */
export function keyOf({ id }: Pick<Plan, 'id'>, at: number): string {
  return `${id}:${at}`;
}

/** The transition in which an effect was asked for. */
export function transitionOf(key: string): string {
  return key.slice(0, key.lastIndexOf(':'));
}

/** The cancellation with the names by which the shop is asked what became of the refunds that the transition asks for. */
function asking(cancellation: Cancellation, effects: readonly Effect[], id: string): Cancellation {
  const keys = effects.flatMap(({ type }, at) => (type === 'refund' ? [keyOf({ id }, at)] : []));
  const { refund } = cancellation;
  if (!refund || keys.length === 0) return cancellation;
  const entries = entriesOf(cancellation);
  const first = entries.length - keys.length;
  // Until the shop says how far each is.
  const asked = entries.map(
    (entry, at): RefundEntry => (at < first ? entry : { id: keys[at - first] as string, ...entry, status: 'pending' }),
  );
  return { ...cancellation, refund: withEntries(refund, asked) };
}

/** A cancellation of which money moved: how it was, how it is by now, and by which policy it goes. */
interface Moved {
  before: Cancellation;
  after: Cancellation;
  moved: MoneyMoved;
  policy: CancelPolicy;
}

/** What became of money without anybody here asking for it: kept as a transition of its own, which asks the shop for nothing. */
export function planOfMoney(order: Order, all: readonly Moved[], { id, now }: { id: string; now: number }): Plan {
  const at = formatInstant(now);
  const [first] = all;
  return {
    id,
    orderId: order.id,
    revision: order.revision,
    actor: 'platform',
    effects: all.flatMap(({ before, after, policy }) => moneyTold(policy.lifecycle, before, after)),
    meta: {
      id,
      cancellationId: first?.after.id ?? null,
      action: first?.moved?.action ?? 'refund',
      // It takes none: by the last one that was taken the shop knows whether the order may be shipped.
      state: null,
      actor: 'platform',
      at,
      afterShipment: order.shippedAt !== undefined,
      ...partly(first?.policy.lifecycle, order),
    },
    cancellations: all.map(({ after }) => after),
    log: all.map(({ after, moved }, index) => ({
      id: index === 0 ? id : `${id}-${index + 1}`,
      at,
      by: 'platform',
      type: 'cancellation',
      cancellationId: after.id,
      state: after.state,
      policy: after.policy,
      ...moved,
    })),
    message: null,
    claim: null,
  };
}

function partly(lifecycle: Lifecycle | undefined, order: Order): { partly?: true } {
  return lifecycle?.scope === 'lines' && remainingLines(order).length > 0 ? { partly: true } : {};
}

/** What the log says of a message. */
export function messageEntry({ id, at, from, orderId: _, ticket, ...said }: Message): LogEntry {
  return { id, at, by: from, type: 'message', ...said, ...(ticket !== null && { ticket }) };
}
