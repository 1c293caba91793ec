import type { Opened } from '../../domain/lifecycle/by-seller.ts';
import { type MoneyMoved, moneyTold } from '../../domain/lifecycle/money-told.ts';
import type { LogEntry } from '../../domain/log-entry.ts';
import type { CancelPolicy, Lifecycle } from '../../domain/policy.ts';
import type { Actor, Cancellation, Order, RefundEntry } from '../../domain/records.ts';
import { entriesOf, withEntries } from '../../domain/settlement/ledger.ts';
import { hasSeveralSellers } from '../../domain/units/sellers.ts';
import { livingLines, roomOf, unitsOf } from '../../domain/units/units.ts';
import { formatInstant } from '../../domain/values/instant.ts';
import type { OrderState } from '../orders/order-state.ts';
import type { KeyClaim, Message, Plan, PlannedEffect } from '../stores/store.ts';

/** A transition that was decided on. */
interface Decided {
  /** Unique. */
  id: string;
  actor: Actor | 'nobody';
  /** Epoch ms. */
  now: number;
  action: string;
  /** What comes of it: several, where it opens a cancellation for each of several sellers. */
  opened: readonly Opened[];
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
  /** Of an order that holds several sellers' items: which of them acts. */
  sellerId?: string | undefined;
  claim?: KeyClaim | null;
  /** Of the answer. */
  status?: number;
}

export function planOf({ order, cancellation: before, binding, governing }: OrderState, decided: Decided): Plan {
  const { id, action, now, opened, input = {}, message = null, sellerId } = decided;
  const { cancellation } = opened[0] as Opened;
  const after = (opened.at(-1) as Opened).order;
  const replaced = [
    ...new Map(opened.flatMap((one) => (one.replaced ?? []).map((other) => [other.id, other]))).values(),
  ];
  // Which is of which has to be known where there are several.
  const effects = opened.flatMap((one) =>
    one.effects.map(
      (effect): PlannedEffect => (opened.length > 1 ? { ...effect, cancellationId: one.cancellation.id } : effect),
    ),
  );
  const others = opened.flatMap((one) => one.others ?? []);
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
    ...(sellerId !== undefined && { sellerId }),
    effects,
    meta: {
      id,
      cancellationId: cancellation.id,
      state: cancellation.state,
      action,
      actor,
      at,
      afterShipment: order.shippedAt !== undefined,
      ...partly(lifecycle, after, cancellation),
      ...(restock !== undefined && { restock }),
      ...(restoreCoupons !== undefined && { restoreCoupons }),
    },
    cancellations: [...replaced, ...others, ...opened.map((one) => asking(one.cancellation, effects, id))],
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
      ...opened.map((one, at) =>
        entry(one.cancellation, {
          id: at > 0 ? one.cancellation.id : id,
          ...(outcome && { outcome }),
          ...(policyHash !== undefined && { shown: policyHash }),
        }),
      ),
      ...(message ? [messageEntry(message)] : []),
    ],
    message,
    room: roomOf(
      order,
      opened.flatMap((one) => one.cancellation.lines ?? []),
    ),
    claim: decided.claim ?? null,
    ...(decided.status !== undefined && { status: decided.status }),
  };
}

/** The name of an effect, by its place in its plan: the same however often it is tried. */
export function keyOf({ id }: Pick<Plan, 'id'>, at: number): string {
  return `${id}:${at}`;
}

/** The effect of a plan that has a name. */
export function effectAt({ effects }: Plan, key: string): PlannedEffect {
  return effects[Number(key.slice(key.lastIndexOf(':') + 1))] as PlannedEffect;
}

/** The effects that are of one of a plan's cancellations. */
export function effectsAbout({ effects, meta }: Plan, id: string | null | undefined): PlannedEffect[] {
  return effects.filter(({ cancellationId = meta.cancellationId }) => cancellationId === id);
}

/** The transition in which an effect was asked for. */
export function transitionOf(key: string): string {
  return key.slice(0, key.lastIndexOf(':'));
}

/** The cancellation with the names by which the shop is asked what became of the refunds that the transition asks for. */
function asking(cancellation: Cancellation, effects: readonly PlannedEffect[], id: string): Cancellation {
  const keys = effects.flatMap(({ type, cancellationId = cancellation.id }, at) =>
    type === 'refund' && cancellationId === cancellation.id ? [keyOf({ id }, at)] : [],
  );
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
  const counted = lifecycle?.scope === 'lines' || (lines !== null && (hasGone(order) || hasSeveralSellers(order)));
  return counted && livingLines(order).length > 0 ? { partly: true } : {};
}

function hasGone(order: Order): boolean {
  return [...unitsOf(order).values()].some(({ shipped, returned, committed }) => shipped + returned + committed > 0);
}

/** What the log says of a message. */
export function messageEntry({ id, at, from, orderId: _, ticket, ...said }: Message): LogEntry {
  return { id, at, by: from, type: 'message', ...said, ...(ticket !== null && { ticket }) };
}
