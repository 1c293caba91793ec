import type { Effect } from '../../domain/lifecycle/effects.ts';
import type { Applied } from '../../domain/lifecycle/lifecycle.ts';
import { type MoneyMoved, moneyTold } from '../../domain/lifecycle/money-told.ts';
import type { LogEntry } from '../../domain/log-entry.ts';
import type { CancelPolicy, Lifecycle } from '../../domain/policy.ts';
import type { Actor, Cancellation, Order, RefundEntry } from '../../domain/records.ts';
import { entriesOf, withEntries } from '../../domain/settlement/ledger.ts';
import { livingLines, roomOf, unitsOf } from '../../domain/units/units.ts';
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
  const { cancellation, effects, replaced = [], others = [] } = applied;
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
    cancellations: [...replaced, ...others, asking(cancellation, effects, id)],
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
    room: roomOf(order, cancellation.lines ?? []),
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
  const fresh = entries.filter((entry) => entry.by === 'us' && entry.id === undefined).slice(-keys.length);
  // Until the shop says how far each is.
  const asked = entries.map((entry): RefundEntry => {
    const id = keys[fresh.indexOf(entry)];
    return id === undefined ? entry : { id, ...entry, status: 'pending' };
  });
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
      ...(first && partly(first.policy.lifecycle, order, first.after)),
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
