import type { Json } from '../decision/conditions.ts';
import { compileRules } from '../decision/decide.ts';
import type { CancelPolicy } from '../policy.ts';
import type { Actor, Cancellation, CancellationState, Order } from '../records.ts';
import { balanced } from '../settlement/balance.ts';
import { formatInstant } from '../values/instant.ts';
import { laneOf } from '../withdrawal/lane.ts';
import { demands } from './demands.ts';
import { applyEffects, type NotifyEvent } from './effects.ts';
import { isActedOn, roleHasAction, rowsFor } from './guards.ts';
import { type ActionContext, type ActionInput, type Applied, refuse } from './input.ts';
import { detailIssues } from './input-checks.ts';
import { type OpeningInput, open } from './opening.ts';
import { obstacleTo } from './permission.ts';
import { accepts } from './reasons.ts';
import { type Change, steps } from './steps.ts';
import { notificationsOf } from './told.ts';
import type { Action, OpeningAction, Transition } from './transitions.ts';

export type { Effect } from './effects.ts';
export { currentOf, roleHasAction } from './guards.ts';
export type { ActionContext, ActionInput, Applied, RefusalCode } from './input.ts';
export type { Action } from './transitions.ts';

/**
 * What `actor` may do at `now` (epoch ms): opening a cancellation where the decision permits it, and every action on the
 * given one. What an action demands beside (a reason, an acknowledgement) is asked when it is applied.
 */
export function availableActions(
  policy: CancelPolicy,
  order: Order,
  cancellation: Cancellation | null,
  context: Pick<ActionContext, 'now' | 'cancellations'> & { actor: Actor },
): (Action | OpeningAction)[] {
  const { outcome } = compileRules(policy).decide(order, { ...context, cancellation });
  const opening = outcome === 'cancel' || outcome === 'request' ? [outcome] : [];
  return [...opening, ...(cancellation ? actionsOn(policy, order, cancellation, context) : [])];
}

/** Every action on a cancellation that `actor` may take at `now` (epoch ms). */
export function actionsOn(
  policy: CancelPolicy,
  order: Order,
  cancellation: Cancellation,
  context: Pick<ActionContext, 'now' | 'cancellations'> & { actor: Actor },
): Action[] {
  const { cancellations = [cancellation] } = context;
  const found = rowsFor(policy, order, cancellation, context).map(({ action }) => action as Action);
  return [...new Set(found)].filter((action) => isActedOn(cancellation, action, cancellations));
}

/**
 * Applies an action, or refuses it with nothing changed. `cancellation` is the one that is acted on; of an opening, the
 * order's newest open, else its latest one. A request is governed to its end by the policy it was made under, which is the
 * caller's to pass.
 */
export function applyAction(
  policy: CancelPolicy,
  order: Order,
  former: Cancellation | null,
  input: ActionInput,
  given: ActionContext,
): Applied {
  const { cancellation, context } = looked(order, former, given);
  if (isOpening(input)) return open(policy, order, cancellation, input, context);
  if (!cancellation || !roleHasAction(cancellation, context.actor, input.action)) return refuse('illegal-transition');
  const { policyHash = cancellation.policy.hash } = input;
  if (policyHash !== cancellation.policy.hash) return refuse('decision-changed');
  const issues = detailIssues(input, context.actor);
  if (issues.length > 0) return { ok: false, code: 'invalid-request', issues };
  const { cancellations = [cancellation] } = context;
  if (!isActedOn(cancellation, input.action, cancellations)) return refuse('illegal-transition');
  const standing = { policy, order, cancellation, cancellations };
  const rows = rowsFor(policy, order, cancellation, { ...context, cancellations }).filter(
    ({ action }) => action === input.action,
  );
  const row = rows.find(({ outcome }) => outcome === undefined || outcome === input.outcome);
  if (!row) {
    if (rows.length > 0 && input.outcome === undefined) return refuse('invalid-request', ['outcome'], 'required');
    const forbidden = accepts(input.action, input.outcome) && obstacleTo(standing, context);
    if (!forbidden) return refuse('illegal-transition');
    const withdrawal = laneOf(policy)?.(order as unknown as Json, context.now) ?? null;
    return { ...refuse('decision-changed'), decision: { ...forbidden, withdrawal } };
  }
  const problem = demands(policy, order, cancellation, row, input, { ...context, cancellations });
  return problem ?? carryOut(policy, order, cancellation, row, input, { ...context, cancellations });
}

/** The cancellations with what the shop has given back of its own accord, so that nothing of it is given a second time. */
function looked(order: Order, cancellation: Cancellation | null, context: ActionContext) {
  if (!cancellation || context.balanced || !Number.isFinite(context.now)) return { cancellation, context };
  const cancellations = balanced(order, context.cancellations ?? [cancellation], { at: formatInstant(context.now) });
  const now = cancellations.find(({ id }) => id === cancellation.id) ?? cancellation;
  return { cancellation: now, context: { ...context, cancellations } };
}

function isOpening(input: ActionInput): input is OpeningInput {
  return input.action === 'cancel' || input.action === 'request';
}

function carryOut(
  policy: CancelPolicy,
  order: Order,
  cancellation: Cancellation,
  row: Transition,
  input: ActionInput,
  { actor, now, cancellations }: ActionContext & { cancellations: readonly Cancellation[] },
): Applied {
  const { lifecycle } = policy;
  const by: Actor = actor === 'nobody' ? 'platform' : actor;
  const decision = { by, at: formatInstant(now), reason: input.reason ?? null, comment: input.comment ?? null };
  const change: Change = { order, cancellation: { ...cancellation }, effects: [], others: [], notified: null };
  for (const step of row.steps) steps[step](change, { policy, lifecycle, row, input, decision, now, cancellations });
  const { to, tells = null } = row;
  if (to !== 'settled' && to !== 'refunded' && to !== 'same') change.cancellation.state = to;
  // Only what is still to be answered, or to be refunded, has a deadline.
  if (!['requested', 'refunding'].includes(change.cancellation.state)) delete change.cancellation.remindAt;
  const state = taken[change.cancellation.state];
  if (to !== 'same' && state.final) change.cancellation.decision = decision;
  const told = change.notified ?? tells ?? (to === 'same' ? null : state.tells);
  const effects = [...change.effects, ...(told ? notificationsOf(lifecycle, told) : [])];
  const { others } = change;
  return {
    ok: true,
    order: applyEffects(order, effects),
    cancellation: change.cancellation,
    effects,
    ...(others.length > 0 && { others }),
  };
}

/** What people are told of a state that is taken, and whether somebody, or silence, has said the last word with it. */
const taken: Record<CancellationState, { tells: NotifyEvent | null; final?: true }> = {
  requested: { tells: 'requested' },
  withdrawn: { tells: 'withdrawn', final: true },
  declined: { tells: 'declined', final: true },
  expired: { tells: 'expired', final: true },
  superseded: { tells: 'superseded' },
  refunding: { tells: null },
  cancelled: { tells: 'cancelled' },
  undone: { tells: 'undone', final: true },
  escalated: { tells: 'escalated' },
  disputed: { tells: 'disputed' },
};
