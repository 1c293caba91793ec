import { isOpen } from '../../domain/decision/conditions.ts';
import type { Decision } from '../../domain/decision/decision.ts';
import { applyEffects } from '../../domain/lifecycle/effects.ts';
import { openCancellation, replacedBy } from '../../domain/lifecycle/lifecycle.ts';
import { otherParty } from '../../domain/lifecycle/other-party.ts';
import type { Actor } from '../../domain/records.ts';
import { parseOrder } from '../../policy/parse.ts';
import type { Call } from '../http/call.ts';
import { Refusal } from '../http/problem.ts';
import { newId } from '../ids.ts';
import { see } from '../orders/order-reader.ts';
import type { CancellationRequest } from '../schemas/requests.ts';
import type { Plan } from '../stores/store.ts';
import {
  demandComment,
  demandContact,
  demandDecision,
  demandFitting,
  demandReason,
  demandRoleHasAction,
  linesOf,
} from '../transitions/checks.ts';
import { planOf } from '../transitions/plan.ts';
import { type Writing, writeOnce } from '../transitions/write.ts';
import { newMessage } from './messages.ts';

/** `POST orders/{orderId}/cancellation`: decides again, and if the answer is the one that was asked for, does it once. */
export async function postCancellation(call: Call<CancellationRequest>): Promise<Response> {
  const { context, input, segments, principal } = call;
  const [orderId = ''] = segments;
  const seen = await see(context, orderId, principal);
  if (!seen) throw new Refusal('not-found');
  const { actor } = seen;
  demandRoleHasAction(input.action, actor);
  return writeOnce(call, orderId, actor, async (writing) => {
    const { state, now } = writing;
    const decision = demandDecision(state, actor, input, now);
    demandFitting(state, actor, decision, input);
    demandReason(state, actor, input);
    demandComment(state, actor, input);
    await demandContact(context.store, state, actor, decision, input, now);
    return opening(writing, actor, decision, input);
  });
}

function opening({ state, claim, now }: Writing, actor: Actor, decision: Decision, input: CancellationRequest): Plan {
  const { governing } = state;
  const before = isOpen(state.cancellation) ? state.cancellation : null;
  const order = parseOrder(state.order);
  const { restock, restoreCoupons, inventory, action } = input;
  const id = newId();
  const { cancellation, effects } = openCancellation(governing.policy, order, decision, {
    id,
    actor,
    now,
    policy: governing.reference,
    reason: input.reason ?? null,
    comment: input.comment ?? null,
    lines: linesOf(order, input),
    refundMethod: input.refund?.method ?? null,
    ...(restock !== undefined && { restock }),
    ...(restoreCoupons !== undefined && { restoreCoupons }),
    ...(inventory && { inventory }),
    ...(before && { previousStatus: before.previousStatus }),
  });
  // What the request held back, and what now takes its place does not, goes on.
  const holds = governing.policy.lifecycle?.holdsFulfilment === true;
  if (before && holds && action === 'cancel') effects.push({ type: 'release-fulfilment' });
  const text = input.message ?? '';
  return planOf(state, {
    id,
    actor,
    now,
    action,
    order: applyEffects(order, effects),
    cancellation,
    effects,
    replaced: before && replacedBy(before, actor, now),
    input,
    message: /\S/.test(text) ? newMessage(order.id, actor, { to: otherParty(actor), text }, now) : null,
    claim,
  });
}
