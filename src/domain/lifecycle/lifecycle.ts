import { isOpen } from '../decision/conditions.ts';
import { decide } from '../decision/decide.ts';
import type { Decision } from '../decision/decision.ts';
import type { Issue } from '../errors.ts';
import type { CancelPolicy, Lifecycle, Phase } from '../policy.ts';
import type {
  Actor,
  Cancellation,
  CancellationState,
  LineQuantity,
  Money,
  Order,
  PolicyReference,
} from '../records.ts';
import { consequencesOf, refundTermsOf, verdictOf } from '../settlement/consequences.ts';
import { isRemainder, remainingLines, shareOf } from '../settlement/partial.ts';
import { type Settlement, settle } from '../settlement/settlement.ts';
import type { InventoryChoice } from '../settlement/stock.ts';
import { parseDuration } from '../values/duration.ts';
import { formatInstant, parseInstant } from '../values/instant.ts';
import { own } from '../values/own-member.ts';
import { isDisputeLost, isRouteOpen, routesOfActions, withRoutesEnded } from './dispute-routes.ts';
import { applyEffects, type Effect, type NotifyEvent } from './effects.ts';
import { lineIssues, reasonIssue } from './input-checks.ts';
import {
  type Action,
  type Agent,
  type AutomaticAction,
  type Guard,
  type Step,
  type Transition,
  transitions,
} from './transitions.ts';
import { refundMethods, undoObstacles } from './undo.ts';

export type { Effect, NotifyEvent } from './effects.ts';
export type { Action, AutomaticAction } from './transitions.ts';

/** What somebody wants done to a cancellation, with what they chose and said. Amounts in minor units. */
export interface ActionInput {
  action: Action | AutomaticAction | 'cancel' | 'request';
  reason?: string;
  comment?: string;
  /** Of `cancel` and `request`: absent or `null`: all that is left of the order. */
  lines?: readonly LineQuantity[] | null;
  /** On settling, the method; of `refund`, how much was refunded (default: all that is due) and how. */
  refund?: { method?: string; amount?: number };
  restock?: boolean;
  restoreCoupons?: boolean;
  inventory?: readonly InventoryChoice[];
  /** Of `undo`: the guards that were acknowledged. */
  acknowledged?: readonly string[];
  /** Of `resolve`. */
  outcome?: 'cancel' | 'decline';
}

export interface ActionContext {
  /** `nobody`: the clock or the shop. */
  actor: Actor | 'nobody';
  /** Epoch ms. */
  now: number;
  /** Of a cancellation that `cancel` or `request` opens, which also needs the policy's reference. */
  id?: string;
  policy?: PolicyReference;
}

export type RefusalCode =
  /** The decision does not permit it (`cancel`, `request`). */
  'decision-changed' | 'illegal-transition' | 'reason-invalid' | 'comment-required' | 'undo-unsafe' | 'invalid-request';

/** New records and what the shop has to do; or why not, with nothing changed. The order's revision is the shop's to change. */
export type Applied =
  | {
      ok: true;
      order: Order;
      cancellation: Cancellation;
      effects: Effect[];
      /** The open request whose place a new cancellation takes, ended. */
      replaced?: Cancellation;
    }
  | { ok: false; code: RefusalCode; issues: Issue[] };

/** What opens a cancellation: who, when (epoch ms), under which policy, and what was said. */
export interface Opening {
  id: string;
  actor: Actor;
  now: number;
  policy: PolicyReference;
  reason: string | null;
  comment: string | null;
  /** `null`: all that is left of the order. */
  lines?: readonly LineQuantity[] | null;
  /** The seller's choice among the policy's methods; `null`: the policy's own. */
  refundMethod: string | null;
  restock?: boolean;
  restoreCoupons?: boolean;
  inventory?: readonly InventoryChoice[];
  /** Where an open request is replaced: the status that the order had before that. Default: the order's own. */
  previousStatus?: string;
}

/**
 * The cancellation that a permitted `cancel` or `request` opens, and what the shop has to do.
 * Its `revision` is the order's, until the shop has given that a new one.
 */
export function openCancellation(
  policy: CancelPolicy,
  order: Order,
  decision: Pick<Decision, 'outcome' | 'ruleId'>,
  opening: Opening,
): { cancellation: Cancellation; effects: Effect[] } {
  const { lifecycle } = policy;
  const { actor, now, previousStatus = order.status } = opening;
  // Who names all that is left means all that is left.
  const lines = opening.lines && !isRemainder(order, opening.lines) ? opening.lines : null;
  const { ruleId } = decision;
  const at = formatInstant(now);
  const cancellation: Cancellation = {
    id: opening.id,
    orderId: order.id,
    kind: 'cancellation',
    state: 'requested',
    requestedBy: actor,
    requestedAt: at,
    reason: opening.reason,
    comment: opening.comment,
    lines: lines?.map(({ id, quantity }) => ({ id, quantity })) ?? null,
    previousStatus,
    respondBy: null,
    policy: opening.policy,
    refund: null,
    decision: null,
    ...(ruleId !== null && { ruleId }),
    revision: order.revision,
  };
  if (decision.outcome === 'request') {
    const { status, respondWithin } = consequencesOf(policy, order, decision, shareOf(policy, order, lines));
    const { remindAfter, holdsFulfilment } = lifecycle ?? {};
    if (respondWithin) cancellation.respondBy = formatInstant(now + parseDuration(respondWithin));
    if (remindAfter) cancellation.remindAt = formatInstant(now + parseDuration(remindAfter));
    const effects: Effect[] = [];
    if (status && status !== order.status) effects.push({ type: 'status', status });
    if (holdsFulfilment) effects.push({ type: 'hold-fulfilment' });
    return { cancellation, effects: [...effects, ...notificationsOf(lifecycle, 'requested')] };
  }
  const subject = { lines, ruleId, requestedBy: actor, previousStatus };
  const settlement = settle(policy, order, subject, now, opening);
  return {
    cancellation: {
      ...cancellation,
      ...recordOf(settlement),
      decision: { by: actor, at, reason: opening.reason },
    },
    effects: [
      ...settlement.effects,
      ...notificationsOf(lifecycle, settlement.state === 'cancelled' ? 'cancelled' : 'accepted'),
    ],
  };
}

/**
 * What `actor` may do at `now` (epoch ms): opening a cancellation where the decision permits it, and every action on the
 * given one. What an action demands beside (a reason, an acknowledgement) is asked when it is applied.
 */
export function availableActions(
  policy: CancelPolicy,
  order: Order,
  cancellation: Cancellation | null,
  { actor, now }: Pick<ActionContext, 'now'> & { actor: Actor },
): (Action | 'cancel' | 'request')[] {
  const { outcome } = decide(policy, order, { actor, now, cancellation });
  const opening = outcome === 'cancel' || outcome === 'request' ? [outcome] : [];
  return [...opening, ...(cancellation ? actionsOn(policy, order, cancellation, { actor, now }) : [])];
}

/** Every action on a cancellation that `actor` may take at `now` (epoch ms). */
export function actionsOn(
  policy: CancelPolicy,
  order: Order,
  cancellation: Cancellation,
  context: Pick<ActionContext, 'now'> & { actor: Actor },
): Action[] {
  return [...new Set(rowsFor(policy, order, cancellation, context).map(({ action }) => action as Action))];
}

/** Whether somebody in this role has the action at all, whatever the state. */
export function roleHasAction(cancellation: Cancellation, actor: Actor, action: string): boolean {
  return transitions.some((row) => row.action === action && isAgent(cancellation, actor, row.by));
}

/**
 * Applies an action, or refuses it with nothing changed. `cancellation` is the order's open, else its latest one; a request
 * is governed to its end by the policy it was made under, which is the caller's to pass.
 */
export function applyAction(
  policy: CancelPolicy,
  order: Order,
  cancellation: Cancellation | null,
  input: ActionInput,
  context: ActionContext,
): Applied {
  if (input.action === 'cancel' || input.action === 'request') return open(policy, order, cancellation, input, context);
  if (!cancellation) return refuse('illegal-transition');
  const rows = rowsFor(policy, order, cancellation, context).filter(({ action }) => action === input.action);
  const row = rows.find(({ outcome }) => outcome === undefined || outcome === input.outcome);
  if (!row) {
    const undecided = rows.length > 0 && input.outcome === undefined;
    return undecided ? refuse('invalid-request', ['outcome'], 'required') : refuse('illegal-transition');
  }
  const problem = demands(policy, order, cancellation, row, input, context);
  return problem ?? carryOut(policy, order, cancellation, row, input, context);
}

function open(
  policy: CancelPolicy,
  order: Order,
  cancellation: Cancellation | null,
  { action, ...input }: ActionInput,
  { actor, now, id, policy: reference }: ActionContext,
): Applied {
  if (actor === 'nobody') return refuse('illegal-transition');
  if (id === undefined) return refuse('invalid-request', ['id'], 'required');
  if (!reference) return refuse('invalid-request', ['policy'], 'required');
  const decision = decide(policy, order, { actor, now, cancellation });
  if (decision.outcome !== action) return refuse('decision-changed');
  const issues = openingIssues(policy, order, decision, input, actor);
  if (issues.length > 0) return { ok: false, code: 'invalid-request', issues };
  const issue = reasonIssue(policy.reasons[actor], policy.reasons[actor]?.demand, input.reason);
  if (issue) return { ok: false, code: 'reason-invalid', issues: [issue] };
  if (policy.comments?.[actor] === 'required' && !/\S/.test(input.comment ?? '')) {
    return refuse('comment-required', ['comment'], 'required');
  }
  const before = isOpen(cancellation) ? cancellation : null;
  const opened = openCancellation(policy, order, decision, {
    ...input,
    id,
    actor,
    now,
    policy: reference,
    reason: input.reason ?? null,
    comment: input.comment ?? null,
    refundMethod: input.refund?.method ?? null,
    ...(before && { previousStatus: before.previousStatus }),
  });
  if (before && action === 'cancel') opened.effects.push(...released(policy.lifecycle));
  const replaced = before && replacedBy(before, actor, now);
  return { ok: true, order: applyEffects(order, opened.effects), ...opened, ...(replaced && { replaced }) };
}

/** An open request whose place another cancellation of `actor` takes at `now` (epoch ms): one order has one open at most. */
export function replacedBy({ remindAt, ...request }: Cancellation, actor: Actor, now: number): Cancellation {
  const withdrawn = request.requestedBy === actor;
  const at = formatInstant(now);
  return {
    ...request,
    state: withdrawn ? 'withdrawn' : 'superseded',
    ...(withdrawn && { decision: { by: actor, at, reason: null, comment: null } }),
    ...(request.routes && { routes: withRoutesEnded(request.routes, at) }),
  };
}

/** What is wrong with the details of a cancellation to be opened. */
function openingIssues(
  policy: CancelPolicy,
  order: Order,
  { ruleId }: Pick<Decision, 'ruleId'>,
  input: Omit<ActionInput, 'action'>,
  actor: Actor,
): Issue[] {
  const { lines = null } = input;
  const issues = lineIssues(order, lines, policy.lifecycle?.scope);
  if (issues.length > 0) return issues;
  return actor === 'buyer' ? notTheirs(input) : choiceIssues(policy, order, { lines, ruleId }, input);
}

/** The seller's choices are nobody else's. */
function notTheirs(input: Omit<ActionInput, 'action'>): Issue[] {
  return sellersChoices
    .filter((name) => input[name] !== undefined)
    .map((name) => ({ path: [name], code: 'not-for-role' }));
}

const sellersChoices = ['refund', 'restock', 'restoreCoupons', 'inventory'] as const;

/** The rows of the table that are open to somebody now. */
function rowsFor(
  policy: CancelPolicy,
  order: Order,
  cancellation: Cancellation,
  { actor, now }: Pick<ActionContext, 'actor' | 'now'>,
): Transition[] {
  return transitions.filter(
    ({ from, action, by, guards }) =>
      from.includes(cancellation.state) &&
      isAgent(cancellation, actor, by) &&
      guards.every((guard) =>
        holds[guard]({ policy, lifecycle: policy.lifecycle, order, cancellation, action, actor, now }),
      ),
  );
}

/** Who has to answer is the other side; of what the platform asked, the seller. */
function answererOf({ requestedBy }: Cancellation): Actor {
  return requestedBy === 'seller' ? 'buyer' : 'seller';
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
  action: Transition['action'];
  actor: Actor | 'nobody';
  /** Epoch ms. */
  now: number;
}

const holds: Record<Guard, (situation: Situation) => boolean> = {
  unshipped: ({ policy, order, cancellation }) =>
    !isShipped(policy, order) || isShippedBefore(policy, order, cancellation),
  'still-there': ({ policy, lifecycle, order, cancellation: { lines, previousStatus } }) =>
    lineIssues(order, lines, lifecycle?.scope).length === 0 &&
    (!isCancelled(policy, order.status) || isCancelled(policy, previousStatus)),
  overtaken: ({ policy, lifecycle, order, cancellation }) =>
    lifecycle?.onShipment !== 'keep' && isShipped(policy, order) && !isShippedBefore(policy, order, cancellation),
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
    return route !== undefined && isRouteOpen(policy, route, order, cancellation, now);
  },
  'late-answer': ({ policy, cancellation }) => policy.disputes !== undefined && !cancellation.decision,
  'refund-due': ({ cancellation: { refund } }) => !!refund && refund.refunded.amount < refund.due.amount,
  // What failed may be made up for in parts.
  'refund-failed': ({ cancellation: { refund } }) =>
    !!refund &&
    (refund.status === 'failed' || (refund.status === 'pending' && refund.refunded.amount > 0)) &&
    refund.refunded.amount < refund.due.amount,
  undoable: ({ lifecycle, cancellation, actor }) =>
    !!lifecycle?.undo?.from.some((state) => state === cancellation.state) &&
    lifecycle.undo.by.some((role) => role === actor),
  remarkable: ({ lifecycle, order, cancellation }) =>
    !!lifecycle?.sellerRemarks &&
    cancellation.requestedBy === 'buyer' &&
    !order.buyer.remarks?.some(({ orderId }) => orderId === order.id),
};

function isGone(policy: CancelPolicy, status: string): boolean {
  const phase = phaseOf(policy, status);
  return phase === 'shipped' || phase === 'delivered';
}

/** Whether an order of this status is cancelled or about to be, whoever did it. */
function isCancelled(policy: CancelPolicy, status: string): boolean {
  const phase = phaseOf(policy, status);
  return phase === 'cancelled' || phase === 'cancelling';
}

function phaseOf({ statuses }: CancelPolicy, status: string): Phase | undefined {
  return own(statuses, status)?.phase;
}

/** Whether the order is on its way. */
function isShipped(policy: CancelPolicy, { status, shippedAt, deliveredAt }: Order): boolean {
  return isGone(policy, status) || [shippedAt, deliveredAt].some((at) => !Number.isNaN(parseInstant(at)));
}

/** Whether it was when the request was made, which the policy then permitted knowingly. */
function isShippedBefore(policy: CancelPolicy, { shippedAt }: Order, cancellation: Cancellation): boolean {
  const { previousStatus, requestedAt } = cancellation;
  return isGone(policy, previousStatus) || parseInstant(shippedAt) < parseInstant(requestedAt);
}

/** What an action demands of its input; `null`: nothing that is missing. */
function demands(
  policy: CancelPolicy,
  order: Order,
  cancellation: Cancellation,
  { action }: Transition,
  input: ActionInput,
  { actor }: ActionContext,
): Applied | null {
  const { lifecycle } = policy;
  const { reason, refund } = input;
  if (action === 'decline' || (action === 'resolve' && input.outcome === 'decline')) {
    const list = lifecycle?.declineReasons;
    const issue = reasonIssue(list, action === 'decline' ? list?.demand : 'optional', reason);
    if (issue) return { ok: false, code: 'reason-invalid', issues: [issue] };
  }
  if (action === 'accept' || (action === 'resolve' && input.outcome === 'cancel')) {
    const list = actor === 'nobody' ? undefined : policy.reasons[actor === 'platform' ? 'seller' : actor];
    const issue = reasonIssue(list, action === 'accept' ? lifecycle?.acceptReason : 'optional', reason);
    if (issue) return { ok: false, code: 'reason-invalid', issues: [issue] };
    const issues = actor === 'buyer' ? notTheirs(input) : choiceIssues(policy, order, cancellation, input);
    if (issues.length > 0) return { ok: false, code: 'invalid-request', issues };
  }
  if (action === 'refund') {
    const left = leftToRefund(order, cancellation);
    const amount = refund?.amount ?? left;
    // Where the shop itself has given everything back, nothing is left but to say so.
    if (!Number.isSafeInteger(amount) || amount < Math.min(1, left))
      return refuse('invalid-request', ['refund', 'amount'], 'too-small');
    if (amount > left) return refuse('invalid-request', ['refund', 'amount'], 'too-large');
    const methods = [cancellation.refund?.method, ...methodsOf(policy, order, cancellation)];
    if (refund?.method !== undefined && !methods.includes(refund.method))
      return refuse('invalid-request', ['refund', 'method'], 'value');
  }
  if (action === 'undo') {
    const missing = undoObstacles(policy, order, cancellation).filter(
      ({ guard, answer }) => answer === 'refuse' || !input.acknowledged?.includes(guard),
    );
    const issues = missing.map(({ guard, answer }): Issue => ({ path: ['acknowledged', guard], code: answer }));
    if (issues.length > 0) return { ok: false, code: 'undo-unsafe', issues };
  }
  if (action === 'remark' && !/\S/.test(input.comment ?? ''))
    return refuse('comment-required', ['comment'], 'required');
  return null;
}

/** What of an order is settled, and by the terms of which rule. */
interface SettledPart {
  lines: readonly LineQuantity[] | null;
  ruleId?: string | null;
}

/** What is wrong with the choices of who settles. */
function choiceIssues(
  policy: CancelPolicy,
  order: Order,
  subject: SettledPart,
  input: Omit<ActionInput, 'action'>,
): Issue[] {
  const { method, amount } = input.refund ?? {};
  const { refund } = consequencesOf(
    policy,
    order,
    { outcome: 'cancel', ruleId: subject.ruleId ?? null },
    shareOf(policy, order, subject.lines),
  );
  const methods = [refund?.method, ...(refund?.choices ?? [])];
  const issues = inventoryIssues(policy, order, subject, input);
  if (method !== undefined && !methods.includes(method)) issues.push({ path: ['refund', 'method'], code: 'value' });
  if (amount !== undefined && amount !== refund?.due.amount) issues.push({ path: ['refund', 'amount'], code: 'value' });
  return issues;
}

/** What is wrong with the seller's choices about the items that go back. */
export function inventoryIssues(
  policy: CancelPolicy,
  order: Order,
  { lines, ruleId = null }: SettledPart,
  { inventory }: Pick<ActionInput, 'inventory'>,
): Issue[] {
  if (!inventory) return [];
  const stock = verdictOf(policy, ruleId).consequences?.stock ?? policy.consequences?.stock;
  if (stock !== 'lots') return [{ path: ['inventory'], code: 'value' }];
  const going = lines ?? remainingLines(order);
  return inventory.flatMap(({ lineId, edits }, at): Issue[] => {
    const line = going.find(({ id }) => id === lineId);
    if (!line || inventory.findIndex((other) => other.lineId === lineId) !== at) {
      return [{ path: ['inventory', at, 'lineId'], code: line ? 'duplicate-id' : 'value' }];
    }
    const tooMany = (edits?.quantity ?? 0) > line.quantity;
    return tooMany ? [{ path: ['inventory', at, 'edits', 'quantity'], code: 'too-large' }] : [];
  });
}

/** Minor units that are due and not refunded yet, as far as the shop has not given them back itself. */
function leftToRefund({ payment: { paid, refunded } }: Order, { refund }: Cancellation): number {
  return refund ? Math.min(refund.due.amount - refund.refunded.amount, paid.amount - refunded.amount) : 0;
}

/** How the money may go back by the terms of a cancellation. */
function methodsOf(policy: CancelPolicy, order: Order, { ruleId = null }: SettledPart): string[] {
  const { method, choices } = refundTermsOf(policy, order, ruleId);
  return [method, ...choices];
}

function carryOut(
  policy: CancelPolicy,
  order: Order,
  cancellation: Cancellation,
  row: Transition,
  input: ActionInput,
  { actor, now }: ActionContext,
): Applied {
  const { lifecycle } = policy;
  const by: Actor = actor === 'nobody' ? 'platform' : actor;
  const decision = { by, at: formatInstant(now), reason: input.reason ?? null, comment: input.comment ?? null };
  const change: Change = { order, cancellation: { ...cancellation }, effects: [], notified: null };
  for (const step of row.steps) steps[step](change, { policy, lifecycle, row, input, decision, now });
  const { to, tells = null } = row;
  if (to !== 'settled' && to !== 'refunded' && to !== 'same') change.cancellation.state = to;
  // Only what is still to be answered has a deadline.
  if (change.cancellation.state !== 'requested') delete change.cancellation.remindAt;
  if (to !== 'same' && ending.includes(change.cancellation.state)) change.cancellation.decision = decision;
  const told = change.notified ?? tells ?? (to === 'same' ? null : (change.cancellation.state as NotifyEvent));
  const effects = [...change.effects, ...(told ? notificationsOf(lifecycle, told) : [])];
  return { ok: true, order: applyEffects(order, effects), cancellation: change.cancellation, effects };
}

/** The states in which somebody, or silence, has said the last word. */
const ending: readonly CancellationState[] = ['withdrawn', 'declined', 'expired', 'undone'];

/** How the parts of a refund went back, each method once. */
function methodsUsed(refund: NonNullable<Cancellation['refund']>, next: string | null): string[] {
  const used = refund.refunded.amount > 0 ? refundMethods(refund) : [];
  return next === null ? used : [...new Set([...used, next])];
}

/** A transition in the making. */
interface Change {
  order: Order;
  cancellation: Cancellation;
  effects: Effect[];
  /** What people are told, where it is not the new state. */
  notified: NotifyEvent | null;
}

interface Means {
  policy: CancelPolicy;
  lifecycle: Lifecycle | undefined;
  row: Transition;
  input: ActionInput;
  decision: NonNullable<Cancellation['decision']>;
  now: number;
}

const steps: Record<Step, (change: Change, means: Means) => void> = {
  /** The order goes back to the status it had (BL-14), unless the shop gave it another one meanwhile. */
  restore({ order, cancellation, effects }, { lifecycle }) {
    const marked = lifecycle?.requested !== undefined && order.status === lifecycle.requested;
    if (marked && order.status !== cancellation.previousStatus) {
      effects.push({ type: 'status', status: cancellation.previousStatus });
    }
  },
  release({ effects }, { lifecycle }) {
    effects.push(...released(lifecycle));
  },
  mark({ order, cancellation, effects }, { lifecycle }) {
    cancellation.previousStatus = order.status;
    if (lifecycle?.requested && lifecycle.requested !== order.status) {
      effects.push({ type: 'status', status: lifecycle.requested });
    }
  },
  hold({ effects }, { lifecycle }) {
    if (lifecycle?.holdsFulfilment) effects.push({ type: 'hold-fulfilment' });
  },
  settle(change, { policy, lifecycle, input, decision, now }) {
    const { order, cancellation, effects } = change;
    const settlement = settle(policy, order, { ...cancellation, ruleId: cancellation.ruleId ?? null }, now, {
      ...input,
      refundMethod: input.refund?.method ?? null,
    });
    effects.push(...settlement.effects, ...released(lifecycle));
    Object.assign(cancellation, recordOf(settlement), { decision });
    change.notified = settlement.state === 'cancelled' ? 'cancelled' : 'accepted';
  },
  refund(change, { lifecycle, input }) {
    const { order, cancellation, effects } = change;
    const { refund } = cancellation;
    if (!refund) return;
    const left = leftToRefund(order, cancellation);
    const amount: Money = { ...refund.due, amount: input.refund?.amount ?? left };
    const method = input.refund?.method ?? refund.method ?? 'original';
    if (amount.amount > 0) effects.push({ type: 'refund', amount, method });
    const complete = amount.amount === left;
    const refunded = complete ? refund.due : { ...refund.due, amount: refund.refunded.amount + amount.amount };
    const methods = methodsUsed(refund, amount.amount > 0 ? method : null);
    // Whether it arrived the shop says when it is committed.
    cancellation.refund = {
      ...refund,
      refunded,
      method,
      ...(methods.length > 1 && { methods }),
      status: complete ? 'settled' : 'pending',
    };
    change.notified = 'refunded';
    // A refund that failed is only repeated: the order has gone on since.
    if (!complete || cancellation.state === 'cancelled') return;
    cancellation.state = 'cancelled';
    change.notified = 'cancelled';
    const { refunding, cancelled } = lifecycle ?? {};
    const partly = lifecycle?.scope === 'lines' && remainingLines(order).length > 0;
    // What is left of an order goes back, unless the shop gave it another status meanwhile.
    const rest = refunding !== undefined && order.status === refunding ? cancellation.previousStatus : order.status;
    const status = partly ? rest : cancelled;
    if (status !== undefined && status !== order.status) effects.unshift({ type: 'status', status });
  },
  undo({ order, cancellation, effects }, { lifecycle }) {
    const { previousStatus, restocked = [], restoredCoupons = [], lines } = cancellation;
    // Of an order that was cancelled in part, the rest may have gone on since.
    const marked = order.status === lifecycle?.refunding || order.status === lifecycle?.cancelled;
    if (marked && order.status !== previousStatus) effects.push({ type: 'status', status: previousStatus });
    if (lifecycle?.scope === 'lines') {
      effects.push({
        type: 'lines',
        lines: order.lines.flatMap(({ id, quantity, cancelledQuantity = 0 }) => {
          const undone = lines ? (lines.find((line) => line.id === id)?.quantity ?? 0) : quantity;
          return undone > 0 ? [{ id, quantity: Math.max(0, cancelledQuantity - undone) }] : [];
        }),
      });
    }
    if (restocked.length > 0) {
      effects.push({
        type: 'unstock',
        items: restocked.map(({ id, quantity }) => ({
          lineId: id,
          sku: order.lines.find((line) => line.id === id)?.sku ?? '',
          quantity,
        })),
      });
    }
    if (restoredCoupons.length > 0) effects.push({ type: 'coupons', codes: restoredCoupons, restored: false });
  },
  remark({ effects }, { input, decision }) {
    effects.push({ type: 'remark', party: 'buyer', text: input.comment ?? '', at: decision.at });
  },
  remind({ cancellation, effects }) {
    delete cancellation.remindAt;
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

function recordOf({ state, lines, refund, restocked, restoredCoupons }: Settlement): Partial<Cancellation> {
  return {
    state,
    lines,
    refund,
    ...(restocked && { restocked }),
    ...(restoredCoupons && { restoredCoupons }),
  };
}

function released(lifecycle: Lifecycle | undefined): Effect[] {
  return lifecycle?.holdsFulfilment ? [{ type: 'release-fulfilment' }] : [];
}

const forPlatform: readonly NotifyEvent[] = ['escalated', 'disputed', 'mediation', 'complaint', 'arbitration'];

/** Those whom the policy names are told; of what the platform is to decide, it too (PM-14). */
function notificationsOf(lifecycle: Lifecycle | undefined, event: NotifyEvent): Effect[] {
  const told: Actor[] = [...(lifecycle?.notifies ?? [])];
  if (forPlatform.includes(event) && !told.includes('platform')) told.push('platform');
  return told.map((to) => ({ type: 'notify', to, event }));
}

function refuse(code: RefusalCode, path?: Issue['path'], what = 'value'): Applied {
  return { ok: false, code, issues: path ? [{ path, code: what }] : [] };
}
