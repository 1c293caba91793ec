import type { CancelPolicy, Lifecycle } from '../policy.ts';
import type { Cancellation, LineQuantity, Money, Order, OrderLine, RefundEntry } from '../records.ts';
import { refundTermsOf } from '../settlement/consequences.ts';
import { apartFrom, entriesOf, isSettled, owedFor, withEntries } from '../settlement/ledger.ts';
import { isLastOf, leftToRefund } from '../settlement/left-to-refund.ts';
import { meantPart, quantityOf } from '../settlement/partial.ts';
import { refundEffects, refundEntries, settle, waysOf } from '../settlement/settlement.ts';
import { tendersOf } from '../settlement/tenders.ts';
import { leavesRest, without } from '../units/part.ts';
import { holdsUnits, livingLines } from '../units/units.ts';
import { formatInstant } from '../values/instant.ts';
import { sumOfQuantities } from '../values/quantity.ts';
import { routesOfActions, withRoutesEnded } from './dispute-routes.ts';
import type { Effect, NotifyEvent } from './effects.ts';
import type { ActionInput } from './input.ts';
import { answererOf } from './other-party.ts';
import { isCancelled } from './phases.ts';
import { reachOf } from './reach.ts';
import { notificationsOf, released } from './told.ts';
import type { Step, Transition } from './transitions.ts';
import { refundMethods, undoEffects } from './undo.ts';

/** A transition in the making. */
export interface Change {
  order: Order;
  cancellation: Cancellation;
  effects: Effect[];
  /** Other cancellations of the order of which something was taken back, or to which it was handed on. */
  others: Cancellation[];
  /** What people are told, where it is not the new state. */
  notified: NotifyEvent | null;
}

/** With what a step is made. */
interface Means {
  policy: CancelPolicy;
  lifecycle: Lifecycle | undefined;
  row: Transition;
  input: ActionInput;
  decision: NonNullable<Cancellation['decision']>;
  /** Epoch ms. */
  now: number;
  /** All of the order's. */
  cancellations: readonly Cancellation[];
}

export const steps: Record<Step, (change: Change, means: Means) => void> = {
  /** The order goes back to the status it had (BL-14), unless the shop gave it another one meanwhile. */
  restore({ order, cancellation, effects }, { lifecycle }) {
    const marked = lifecycle?.requested !== undefined && order.status === lifecycle.requested;
    if (marked && order.status !== cancellation.previousStatus) {
      effects.push({ type: 'status', status: cancellation.previousStatus });
    }
  },
  release({ cancellation, effects }, { lifecycle, cancellations }) {
    if (isLastAsked(cancellation, cancellations)) effects.push(...released(lifecycle));
  },
  mark({ order, cancellation, effects }, { lifecycle }) {
    cancellation.previousStatus = order.status;
    // Of a part, the order keeps its own.
    if (leavesRest(order, cancellation.lines)) return;
    if (lifecycle?.requested && lifecycle.requested !== order.status) {
      effects.push({ type: 'status', status: lifecycle.requested });
    }
  },
  /** What has left is not asked for any more; the rest is, and the order keeps its own status for it. */
  shrink(change, means) {
    const { order, cancellation } = change;
    const { policy, cancellations } = means;
    cancellation.lines = reachOf({ policy, order, cancellation, cancellations });
    steps.restore(change, means);
  },
  hold({ effects }, { lifecycle }) {
    if (lifecycle?.holdsFulfilment) effects.push({ type: 'hold-fulfilment' });
  },
  settle(change, { policy, lifecycle, input, decision, now, cancellations }) {
    const { order, cancellation, effects } = change;
    const asked = reachOf({ policy, order, cancellation, cancellations });
    const accepted = input.lines ?? asked;
    const declined = without(asked, accepted);
    const lines = cancellation.lines === null && asked.length === 0 ? null : meantPart(order, accepted, asked);
    const subject = { ...cancellation, lines, ruleId: cancellation.ruleId ?? null, cancellations };
    const { refundMethod = null } = cancellation;
    const choices = {
      ...input,
      refundMethod: input.refund?.method ?? refundMethod,
      refundAmount: input.refund?.amount,
    };
    const { effects: settling, consequences, ...record } = settle(policy, order, subject, now, choices);
    delete cancellation.remindAt;
    effects.push(...settling);
    if (isLastAsked(cancellation, cancellations)) effects.push(...released(lifecycle));
    Object.assign(cancellation, record, { decision }, declined.length > 0 && { declinedLines: declined });
    change.notified = record.state === 'cancelled' ? 'cancelled' : 'accepted';
  },
  /**
   * The shop has done it by itself, and what came with it there is the shop's: nothing is asked of it but to hold nothing back. The money is reckoned as if it
   * had been accepted, and is owed until the shop has given it back.
   */
  follow(change, { policy, lifecycle, decision, now, cancellations }) {
    const { order, cancellation, effects } = change;
    if (isLastAsked(cancellation, cancellations)) effects.push(...released(lifecycle));
    const subject = { ...cancellation, ruleId: cancellation.ruleId ?? null, cancellations };
    const whole = withLinesBack(order, cancellation, cancellations);
    const { state, lines, refund, counted, feeKept, refundBy, remindAt } = settle(policy, whole, subject, now, {});
    const owed = refund && refund.due.amount > 0 ? { ...refund, entries: [] } : refund;
    Object.assign(
      cancellation,
      { state, lines, decision, refund: owed, ...(counted && { counted }), ...(feeKept && { feeKept }) },
      refundBy !== undefined && { refundBy, remindAt },
    );
    change.notified = state === 'cancelled' ? 'cancelled' : 'accepted';
  },
  refund(change, { policy, lifecycle, input, now, cancellations }) {
    const { order, cancellation, effects } = change;
    const { refund } = cancellation;
    if (!refund) return;
    const left = leftToRefund(order, cancellation, cancellations);
    const amount: Money = { ...refund.due, amount: input.refund?.amount ?? left };
    const method = input.refund?.method ?? refund.method ?? 'original';
    const { elsewhere } = input.refund ?? {};
    const { tenders } = refundTermsOf(policy, order, cancellation.ruleId ?? null);
    const asked = tendersOf(order, cancellations, amount, method, tenders);
    if (!elsewhere) effects.push(...refundEffects(asked, order, cancellation.lines ?? order.lines.map(wholeOf)));
    const given = refundEntries(asked, now).map(
      (entry): RefundEntry => (elsewhere ? { ...entry, by: 'shop', elsewhere } : entry),
    );
    const complete = isLastOf(amount.amount, order, cancellation, cancellations, left);
    const lacking = complete ? owedFor(cancellation) - amount.amount : 0;
    // What is not there to be given back any more, the shop has given back of its own accord.
    const tender = { amount: { ...amount, amount: lacking }, method: refund.method ?? 'original' };
    const found = refundEntries(lacking > 0 ? [tender] : [], now).map(
      (entry): RefundEntry => ({
        ...entry,
        by: 'shop',
        counted: order.payment.refunded.amount,
      }),
    );
    const ways = waysOf(asked, method, refund.refunded.amount > 0 ? refundMethods(refund) : []);
    if (lacking > 0) change.others.push(...takeFromApart(cancellation, cancellations, lacking));
    const former = entriesOf(cancellation);
    cancellation.refund = { ...withEntries(refund, [...former, ...given, ...found]), ...(asked.length > 0 && ways) };
    change.notified = 'refunded';
    // A refund that failed is only repeated: the order has gone on since.
    if (!complete || cancellation.state === 'cancelled') return;
    cancellation.state = 'cancelled';
    change.notified = 'cancelled';
    const { refunding, cancelled } = lifecycle ?? {};
    const counted = lifecycle?.scope === 'lines' || cancellation.lines !== null;
    const partly = counted && livingLines(order).length > 0;
    // What is left of an order goes back, unless the shop gave it another status meanwhile.
    const rest = refunding !== undefined && order.status === refunding ? cancellation.previousStatus : order.status;
    const status = partly ? rest : cancelled;
    if (status !== undefined && status !== order.status) effects.unshift({ type: 'status', status });
  },
  undo(change, { lifecycle, cancellations }) {
    const { effects, others } = undoEffects(lifecycle, change.order, change.cancellation, cancellations);
    change.effects.push(...effects);
    change.others = others;
  },
  'note-conflict'({ cancellation }, { now }) {
    cancellation.reopenedAt = formatInstant(now);
  },
  reopen(change, means) {
    delete change.cancellation.reopenedAt;
    steps.undo(change, means);
    // The order has the status that the shop gave it.
    change.effects = change.effects.filter(({ type }) => type !== 'status');
  },
  uphold({ order, cancellation, effects }, { policy, lifecycle }) {
    delete cancellation.reopenedAt;
    const cancelled = (order.payment.paid.amount === 0 && lifecycle?.unpaid) || lifecycle?.cancelled;
    if (cancelled !== undefined && !isCancelled(policy, order.status))
      effects.push({ type: 'status', status: cancelled });
  },
  remark({ effects }, { input, decision }) {
    effects.push({ type: 'remark', party: 'buyer', text: input.comment ?? '', at: decision.at });
  },
  remind({ cancellation, effects }, { lifecycle }) {
    delete cancellation.remindAt;
    const { state, refund } = cancellation;
    if (state === 'refunding' && refund) {
      const owed = { ...refund.due, amount: owedFor(cancellation) };
      if (owed.amount > 0) effects.push(...notificationsOf(lifecycle, 'refund-overdue', owed));
      return;
    }
    // Only who has to answer.
    effects.push({ type: 'notify', to: answererOf(cancellation), event: 'reminder' });
  },
  'take-route'({ cancellation }, { policy, row: { action }, decision: { by, at } }) {
    const route = routesOfActions[action];
    if (policy.disputes && route) cancellation.routes = [...(cancellation.routes ?? []), { route, by, at }];
  },
  'end-routes'({ cancellation }, { row: { outcome }, decision: { at } }) {
    if (cancellation.routes) cancellation.routes = withRoutesEnded(cancellation.routes, at, outcome);
  },
};

/** What was kept apart as nobody's is one's by now: it is no more apart, in the record that changes and in the others. */
function takeFromApart(
  cancellation: Cancellation,
  cancellations: readonly Cancellation[],
  most: number,
): Cancellation[] {
  const apart = apartFrom(cancellations) - Math.min(most, apartFrom(cancellations));
  const without = (one: Cancellation): Cancellation =>
    one.counted && one.counted.apart > apart ? { ...one, counted: { ...one.counted, apart } } : one;
  Object.assign(cancellation, without(cancellation));
  return cancellations.flatMap((one) => (one.id === cancellation.id || without(one) === one ? [] : [without(one)]));
}

/** Whether no other request of the order is still to be answered. */
function isLastAsked({ id }: Cancellation, cancellations: readonly Cancellation[]): boolean {
  return !cancellations.some((other) => other.id !== id && other.state !== 'refunding' && holdsUnits(other));
}

function wholeOf({ id, quantity }: OrderLine): LineQuantity {
  return { id, quantity };
}

/** The order as if what was asked for were still open in it: cancelled is what the order's other cancellations have cancelled. */
function withLinesBack(order: Order, { id: own, lines: asked }: Cancellation, all: readonly Cancellation[]): Order {
  const others = all.filter((one) => one.id !== own && isSettled(one));
  const lines = order.lines.map((line): OrderLine => {
    const { id, quantity, cancelledQuantity = 0 } = line;
    const elsewhere = sumOfQuantities(...others.map((one) => (one.lines ? quantityOf(one.lines, id) : quantity)));
    const left = asked ? sumOfQuantities(cancelledQuantity, -quantityOf(asked, id)) : elsewhere;
    return { ...line, cancelledQuantity: Math.max(0, Math.min(cancelledQuantity, left)) };
  });
  return { ...order, lines };
}
