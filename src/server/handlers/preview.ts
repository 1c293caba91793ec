import type { Decision } from '../../domain/decision/decision.ts';
import { contactIssue, openingIssues } from '../../domain/lifecycle/opening.ts';
import { permitOf } from '../../domain/lifecycle/permit.ts';
import { reachOf } from '../../domain/lifecycle/reach.ts';
import { type UndoObstacle, undoObstacles } from '../../domain/lifecycle/undo.ts';
import type { Actor, Cancellation, LineQuantity } from '../../domain/records.ts';
import { shareAsked } from '../../domain/settlement/asked-with.ts';
import { type Consequences, consequencesOf } from '../../domain/settlement/consequences.ts';
import { withReserved } from '../../domain/settlement/in-flight.ts';
import { meantPart } from '../../domain/settlement/partial.ts';
import { penaltyOf } from '../../domain/settlement/penalty.ts';
import { type SideEffects, sideEffectsOf } from '../../domain/settlement/settlement.ts';
import { type Lot, lotFor } from '../../domain/settlement/stock.ts';
import { parseOrder } from '../../policy/parse.ts';
import type { Context } from '../context.ts';
import { jsonResponse } from '../http/answers.ts';
import type { Call } from '../http/call.ts';
import { invalid, Refusal } from '../http/problem.ts';
import { see } from '../orders/order-reader.ts';
import { aboutNamed, actionsFor, decideFor, type OrderState } from '../orders/order-state.ts';
import type { Governing } from '../policy-registry.ts';
import type { PreviewRequest } from '../schemas/requests.ts';
import { demandRoleHasAction } from '../transitions/checks.ts';
import { contactMessage } from './cancellation.ts';

/** What is cancelled, by the terms of which rule and policy, and on whose wish. */
interface Subject {
  outcome: 'cancel' | 'request';
  ruleId: string | null;
  lines: readonly LineQuantity[] | null;
  available: readonly LineQuantity[];
  requestedBy: Actor;
  reason: string | null;
  governing: Governing;
  /** What is settled; absent: a new one. */
  id?: string;
  askedWith?: string;
  cancellations: readonly Cancellation[];
}

/** What settling brings about beside, as the one who settles is told. */
type Told = SideEffects & { lots?: LotChoice[]; penalty?: NonNullable<Cancellation['penalty']> };

/** `POST orders/{orderId}/preview`: what the decision is and what it would bring about. Changes nothing. */
export async function postPreview(call: Call<PreviewRequest>): Promise<Response> {
  const { context, segments, principal } = call;
  const { cancellationId: named, ...input } = call.input;
  const [orderId = ''] = segments;
  const seen = await see(context, orderId, principal);
  if (!seen) throw new Refusal('not-found');
  const { whole, actor } = seen;
  const state = named === undefined ? seen.state : await aboutNamed(context, seen.state, named);
  if (!state) throw invalid({ path: ['cancellationId'], code: 'value' });
  demandRoleHasAction(input.action, actor);
  const now = context.now();
  const decision = decideFor(state, actor, now);
  const actions = actionsFor(state, actor, now, decision);
  const { cancellation, binding } = state;
  const record = cancellation && inWhole(whole, cancellation);
  const obstacles: UndoObstacle[] | null =
    actions.includes('undo') && record && binding
      ? undoObstacles(binding.policy, whole.order, record, whole.cancellations)
      : null;
  const meant = subjectOf(state, actor, actions, call.input, decision, record?.askedWith);
  // All that is theirs is not all of the order.
  const subject = meant && seen.sellerId !== undefined ? { ...meant, lines: meant.lines ?? meant.available } : meant;
  let consequences: (Consequences & { sideEffects?: Told }) | null = null;
  if (subject) {
    const { governing, outcome, ruleId, lines } = subject;
    const { policy } = governing;
    // What it comes to depends on all of the order, whoever sees of it how much.
    const order = actor === 'buyer' ? whole.order : parseOrder(whole.order);
    const { cancellations } = whole;
    const counted = withReserved(order, cancellations);
    const issues = openingIssues(policy, counted, subject, { ...input, action: outcome }, actor, cancellations);
    if (issues.length > 0) throw invalid(...issues);
    // A quantity that is not there is told by the checks; nothing at all there is to be cancelled, the decision tells.
    if (!input.lines && lines?.length === 0) return jsonResponse({ decision, consequences });
    // What is to be confirmed later may be previewed before; but what is said of it has to be true.
    if (input.contacted) {
      const contacted = { actor, now, contactMessage: await contactMessage(context.store, input) };
      const issue = contactIssue(order, decision, input, contacted);
      if (issue) throw new Refusal('contact-required', { issues: [issue] });
    }
    consequences = consequencesOf(
      policy,
      counted,
      { outcome, ruleId },
      shareAsked(policy, order, subject, cancellations),
    );
    const { refund } = consequences;
    if (refund && input.refund) {
      const { method, amount = refund.due.amount } = input.refund;
      consequences.refund = { ...refund, method, due: { ...refund.due, amount } };
    }
    if (actor !== 'buyer') {
      const { restock, inventory } = input;
      const sideEffects = sideEffectsOf(policy, order, subject, now, {
        ...(restock !== undefined && { restock }),
        ...(inventory && { inventory }),
      });
      const lots = sideEffects.stock.terms === 'lots' ? await lotsFor(context, order.id, sideEffects) : null;
      const penalty = penaltyOf(policy, order, subject);
      consequences.sideEffects = { ...sideEffects, ...(lots && { lots }), ...(penalty && { penalty }) };
    }
  }
  const { id: cancellationId } = subject ?? {};
  return jsonResponse({
    decision,
    ...(cancellationId && { cancellationId }),
    consequences,
    ...(obstacles && { obstacles }),
  });
}

/** The record as it is kept, with what a seller does not see of it. */
function inWhole({ cancellations }: OrderState, cancellation: Cancellation): Cancellation {
  return cancellations.find(({ id }) => id === cancellation.id) ?? cancellation;
}

/** What is previewed: the open request that the asker may accept, or what the decision permits; `null`: nothing. */
function subjectOf(
  state: OrderState,
  actor: Actor,
  actions: string[],
  input: PreviewRequest,
  decision: Decision,
  askedWith: string | undefined,
): Subject | null {
  const { cancellation, cancellations, binding, governing, order } = state;
  const { lines = null } = input;
  const accepts = actions.includes('accept') || (actions.includes('resolve') && input.action === 'cancel');
  if (cancellation && binding && accepts && input.action === 'cancel') {
    const { requestedBy, reason, ruleId = null }: Cancellation = cancellation;
    const available = reachOf({ policy: binding.policy, order, cancellation, cancellations });
    const whole = cancellation.lines === null && available.length === 0;
    const meant = whole ? null : meantPart(order, lines, available);
    return {
      outcome: 'cancel',
      ruleId,
      lines: meant,
      available,
      requestedBy,
      reason,
      governing: binding,
      id: cancellation.id,
      ...(askedWith !== undefined && { askedWith }),
      cancellations,
    };
  }
  if (input.cancellationId !== undefined) return null;
  for (const outcome of new Set([input.action, 'cancel', 'request'] as const)) {
    const permit = outcome === 'withdraw-contract' ? null : permitted(outcome);
    if (permit) return permit;
  }
  return null;

  function permitted(outcome: 'cancel' | 'request'): Subject | null {
    const permit = permitOf(governing.policy, order, cancellations, decision, outcome, lines);
    if (!permit) return null;
    const { ruleId, available } = permit;
    const meant = meantPart(order, lines, available);
    const { reason = null } = input;
    return { outcome, ruleId, lines: meant, available, requestedBy: actor, reason, governing, cancellations };
  }
}

interface LotChoice {
  lineId: string;
  /** With which the item would be consolidated (BL-15); `null`: it would be a new one. */
  lot: Lot | null;
}

async function lotsFor({ shop }: Context, orderId: string, { stock }: SideEffects): Promise<LotChoice[]> {
  const lots = (await shop.lots?.(orderId)) ?? [];
  return stock.items.map((item) => ({ lineId: item.lineId, lot: lotFor(lots, item) ?? null }));
}
