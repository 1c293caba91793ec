import { isOpen } from '../decision/conditions.ts';
import { compileRules } from '../decision/decide.ts';
import type { Decision } from '../decision/decision.ts';
import type { Issue } from '../errors.ts';
import type { CancelPolicy } from '../policy.ts';
import type { Actor, Cancellation, LineQuantity, Order, PolicyReference } from '../records.ts';
import { consequencesOf, refundTermsOf } from '../settlement/consequences.ts';
import { isUnpriced } from '../settlement/fee.ts';
import { withReserved } from '../settlement/in-flight.ts';
import { meantPart, shareOf } from '../settlement/partial.ts';
import { shareOfSeller } from '../settlement/seller-share.ts';
import { settle } from '../settlement/settlement.ts';
import type { InventoryChoice } from '../settlement/stock.ts';
import { readableSums } from '../settlement/sums.ts';
import { partsAgree } from '../settlement/tenders.ts';
import { linesOfSeller } from '../units/sellers.ts';
import { availableLines, holdsUnits } from '../units/units.ts';
import { parseDuration } from '../values/duration.ts';
import { formatInstant, parseInstant } from '../values/instant.ts';
import { withRoutesEnded } from './dispute-routes.ts';
import { applyEffects, type Effect } from './effects.ts';
import { currentOf } from './guards.ts';
import { type ActionContext, type ActionInput, type Applied, type Refused, refuse } from './input.ts';
import { choiceIssues, detailIssues, lineIssues, type SettledPart } from './input-checks.ts';
import { otherParty } from './other-party.ts';
import { type Overlap, overlapsOf, type Permit, permitOf } from './permit.ts';
import { isMark } from './phases.ts';
import { coversOf } from './reach.ts';
import { reasonIssue } from './reasons.ts';
import { respondByOf } from './response-time.ts';
import { notificationsOf, released } from './told.ts';
import type { OpeningAction } from './transitions.ts';

/** How far ahead of the server's clock a person's own may be, ms. */
export const clockTolerance = 5 * 60_000;

/** What opens a cancellation. */
export type OpeningInput = ActionInput & { action: OpeningAction };

/** Opens a cancellation, where the decision of this moment is what was asked for; or says why not. */
export function open(
  policy: CancelPolicy,
  order: Order,
  cancellation: Cancellation | null,
  input: OpeningInput,
  context: ActionContext,
): Applied {
  const {
    actor,
    now,
    id,
    sellerId,
    askedWith,
    policy: reference,
    cancellations = cancellation ? [cancellation] : [],
  } = context;
  // By itself an order is cancelled; nobody asks for it.
  if (actor === 'nobody' && input.action !== 'cancel') return refuse('illegal-transition');
  if (id === undefined) return refuse('invalid-request', ['id'], 'required');
  if (!reference) return refuse('invalid-request', ['policy'], 'required');
  const { action, policyHash = reference.hash, lines = null } = input;
  // A seller decides on what is theirs.
  const seen =
    actor === 'seller' && sellerId !== undefined ? shareOfSeller(policy, order, cancellations, sellerId) : null;
  const [before, known] = seen ? [seen.order, seen.cancellations] : [order, cancellations];
  const current = seen ? currentOf(known) : cancellation;
  const {
    decision = compileRules(policy).decide(before, { actor, now, cancellation: current, cancellations: known }),
  } = context;
  const permitted = permitOf(policy, before, known, decision, action, lines);
  const permit = permitted && sellerId !== undefined ? ofSeller(order, permitted, sellerId) : permitted;
  if (!permit && actor === 'nobody') return refuse('illegal-transition');
  if (!permit || policyHash !== reference.hash) return refuse('decision-changed');
  const counted = withReserved(order, cancellations);
  const { reason = null } = input;
  const by: Actor = actor === 'nobody' ? 'platform' : actor;
  const meant = meantPart(order, lines, permit.available);
  // Whose items are cancelled has to be known when the others' are gone.
  const asked = sellerId === undefined ? meant : (meant ?? permit.available);
  const part = { ...permit, lines: asked, requestedBy: by, reason, ...(askedWith !== undefined && { askedWith }) };
  // Nothing is left that could be meant.
  if (!lines && part.lines?.length === 0) return refuse('decision-changed');
  const refusal =
    actor === 'nobody'
      ? (unpriced(policy, order, permit.ruleId) ?? unreadable(order))
      : refusalOf(policy, counted, part, input, { ...context, actor, cancellations });
  if (refusal) return refusal;
  const overlaps = permit.replaces ? overlapsOf(order, cancellations, part.lines, coversOf(policy, permit.ruleId)) : [];
  const former = overlaps.find(({ request }) => request.lines === null)?.request ?? overlaps[0]?.request;
  // Where what is replaced gave the order its status, that is not what the order goes back to.
  const marked = former !== undefined && isMark(policy.lifecycle, order.status);
  const opened = openCancellation(
    policy,
    order,
    { outcome: action, ruleId: permit.ruleId },
    {
      ...input,
      id,
      actor: by,
      now,
      policy: reference,
      reason: input.reason ?? null,
      comment: input.comment ?? null,
      lines: part.lines,
      refundMethod: input.refund?.method ?? null,
      refundAmount: input.refund?.amount,
      cancellations,
      named: sellerId !== undefined,
      ...(askedWith !== undefined && { askedWith }),
      ...(marked && { previousStatus: former.previousStatus }),
    },
  );
  const replaced = overlaps.map((overlap) => replacedBy(overlap, by, now));
  const waits = cancellations.some((one) => holdsUnits(one) && !overlaps.some(({ request }) => request.id === one.id));
  // What the request held back, and what now takes its place does not, goes on.
  if (former && action === 'cancel' && !waits && !replaced.some(isOpen)) {
    opened.effects.push(...released(policy.lifecycle));
  }
  const { message = '' } = input;
  return {
    ok: true,
    order: applyEffects(order, opened.effects),
    ...opened,
    ...(replaced.length > 0 && { replaced }),
    ...(/\S/.test(message) && { message: { to: otherParty(by), text: message } }),
  };
}

function ofSeller(order: Order, permit: Permit, sellerId: string): Permit {
  return { ...permit, available: linesOfSeller(order, permit.available, sellerId) };
}

/**
 * What is wrong with the details of a cancellation to be opened, of `part` by the terms of its rule. `order`: with what is
 * reserved of its money.
 */
export function openingIssues(
  policy: CancelPolicy,
  order: Order,
  part: SettledPart & { available: readonly LineQuantity[] },
  input: OpeningInput,
  actor: Actor,
  cancellations: readonly Cancellation[] = [],
): Issue[] {
  const { lines = null } = input;
  const issues = [...lineIssues(order, lines, part.available, policy.lifecycle?.scope), ...detailIssues(input, actor)];
  // What the amounts are of has to be known first.
  if (lines && issues.length > 0) return issues;
  return [...issues, ...choiceIssues(policy, order, part, input, actor, cancellations)];
}

/** What an opening demands of its input; `null`: nothing that is missing. */
function refusalOf(
  policy: CancelPolicy,
  order: Order,
  part: SettledPart & Permit,
  input: OpeningInput,
  context: ActionContext & { actor: Actor },
): Refused | null {
  const { actor, cancellations } = context;
  const issues = openingIssues(policy, order, part, input, actor, cancellations);
  if (issues.length > 0) return { ok: false, code: 'invalid-request', issues };
  const issue = reasonIssue(policy, { action: input.action, actor }, input.reason);
  if (issue) return { ok: false, code: 'reason-invalid', issues: [issue] };
  if (policy.comments?.[actor] === 'required' && !/\S/.test(input.comment ?? '')) {
    return refuse('comment-required', ['comment'], 'required');
  }
  const unheard = contactIssue(order, part, input, context);
  if (unheard) return { ok: false, code: 'contact-required', issues: [unheard] };
  return unpriced(policy, order, part.ruleId ?? null) ?? (input.action === 'cancel' ? unreadable(order) : null);
}

/** Refuses to settle what nobody can say how much of was paid and not given back; `null`: it can be said. */
export function unreadable({ payment }: Order): Refused | null {
  if (!readableSums(payment)) return refuse('payment-unreadable', ['payment', 'refunded'], 'value');
  return partsAgree(payment) ? null : refuse('payment-unreadable', ['payment', 'parts'], 'value');
}

/** Refuses what nobody can say the fee of, in the currency that was paid; `null`: it can be said, or nothing is taken. */
export function unpriced(policy: CancelPolicy, order: Order, ruleId: string | null): Refused | null {
  const terms = refundTermsOf(policy, order, ruleId);
  return isUnpriced(terms, order) ? refuse('payment-unreadable', ['payment', 'paid', 'currency'], 'currency') : null;
}

/**
 * What is wrong where the other side has to be contacted first: nothing is named, the message is not this person's to the
 * other side, or what is stated is no time, or one to come.
 */
export function contactIssue(
  order: Order,
  { contact }: Pick<Decision, 'contact'>,
  { contacted }: Pick<ActionInput, 'contacted'>,
  { actor, now, contactMessage }: Pick<ActionContext, 'now' | 'contactMessage'> & { actor: Actor },
): Issue | null {
  if (contact !== 'required') return null;
  const issue = (code: string, ...path: string[]): Issue => ({ path: ['contacted', ...path], code });
  if (!contacted) return issue('required');
  if ('messageId' in contacted) {
    const { orderId, from, to } = contactMessage ?? {};
    const theirs = orderId === order.id && from === actor && to === otherParty(actor);
    return theirs ? null : issue('value', 'messageId');
  }
  const statedAt = parseInstant(contacted.statedAt);
  if (Number.isNaN(statedAt)) return issue('format', 'statedAt');
  return statedAt > now + clockTolerance ? issue('too-late', 'statedAt') : null;
}

/** What opens a cancellation: who, when (epoch ms), under which policy, and what was said. */
interface Opening {
  id: string;
  actor: Actor;
  now: number;
  policy: PolicyReference;
  reason: string | null;
  comment: string | null;
  /** `null`: the whole order. */
  lines?: readonly LineQuantity[] | null;
  /** The lines are named even where they are all that is left. */
  named?: boolean;
  askedWith?: string;
  /** The seller's choice among the policy's methods; `null`: the policy's own. */
  refundMethod: string | null;
  /** Another amount than the terms give, where they let it be named. */
  refundAmount?: number | undefined;
  restock?: boolean;
  restoreCoupons?: boolean;
  inventory?: readonly InventoryChoice[];
  /** Where an open request is replaced: the status that the order had before that. Default: the order's own. */
  previousStatus?: string;
  /** All of the order's. */
  cancellations?: readonly Cancellation[];
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
  const { id, askedWith, actor, now, reason, comment, previousStatus = order.status, cancellations = [] } = opening;
  const asked = opening.lines ?? null;
  const lines = opening.named ? asked : meantPart(order, asked, availableLines(order, [], 'shipped'));
  const { ruleId } = decision;
  const at = formatInstant(now);
  const cancellation: Cancellation = {
    id,
    orderId: order.id,
    kind: 'cancellation',
    state: 'requested',
    requestedBy: actor,
    requestedAt: at,
    reason,
    comment,
    lines: lines?.map(({ id: line, quantity }) => ({ id: line, quantity })) ?? null,
    previousStatus,
    respondBy: null,
    policy: opening.policy,
    refund: null,
    decision: null,
    ...(ruleId !== null && { ruleId }),
    ...(askedWith !== undefined && { askedWith }),
    revision: order.revision,
  };
  if (decision.outcome === 'request') {
    const { status } = consequencesOf(policy, order, decision, shareOf(policy, order, lines));
    const { chosenBy } = refundTermsOf(policy, order, ruleId);
    if (chosenBy === 'buyer' && opening.refundMethod !== null) cancellation.refundMethod = opening.refundMethod;
    const { remindAfter, holdsFulfilment } = lifecycle ?? {};
    cancellation.respondBy = respondByOf(policy, order, cancellation);
    if (remindAfter) cancellation.remindAt = formatInstant(now + parseDuration(remindAfter));
    const effects: Effect[] = [];
    if (status && status !== order.status) effects.push({ type: 'status', status });
    if (holdsFulfilment) effects.push({ type: 'hold-fulfilment' });
    return { cancellation, effects: [...effects, ...notificationsOf(lifecycle, 'requested')] };
  }
  const subject = { ...cancellation, ruleId, cancellations };
  const { effects, consequences, ...record } = settle(policy, order, subject, now, opening);
  return {
    cancellation: { ...cancellation, ...record, decision: { by: actor, at, reason } },
    effects: [...effects, ...notificationsOf(lifecycle, record.state === 'cancelled' ? 'cancelled' : 'accepted')],
  };
}

/** An open request whose place, or a part of it, another cancellation of `actor` takes at `now` (epoch ms). */
export function replacedBy({ request: before, rest }: Overlap, actor: Actor, now: number): Cancellation {
  if (rest.length > 0) return { ...before, lines: rest };
  const { remindAt, ...request } = before;
  const withdrawn = request.requestedBy === actor;
  const at = formatInstant(now);
  return {
    ...request,
    state: withdrawn ? 'withdrawn' : 'superseded',
    ...(withdrawn && { decision: { by: actor, at, reason: null, comment: null } }),
    ...(request.routes && { routes: withRoutesEnded(request.routes, at) }),
  };
}
