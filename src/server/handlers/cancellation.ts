import { isOpen } from '../../domain/conditions.ts';
import type { Decision } from '../../domain/decision.ts';
import { formatInstant } from '../../domain/instant.ts';
import { openCancellation } from '../../domain/lifecycle.ts';
import type { Actor, Cancellation } from '../../domain/records.ts';
import { parseOrder } from '../../policy/parse.ts';
import type { Call } from '../call.ts';
import {
  demandComment,
  demandContact,
  demandDecision,
  demandFitting,
  demandReason,
  demandRoleHasAction,
  otherSide,
} from '../checks.ts';
import { answerResponse } from '../http/answers.ts';
import { demandMatch, matches } from '../http/preconditions.ts';
import { Refusal } from '../http/problem.ts';
import { claimOf, inProgress, replay } from '../idempotency.ts';
import { newId } from '../ids.ts';
import { readSettled, see } from '../order-reader.ts';
import { decideFor, type OrderState, viewOf } from '../order-state.ts';
import type { CancellationRequest } from '../schemas.ts';
import type { Claim, Plan } from '../stores/store.ts';
import { carryOut } from '../transition.ts';
import { newMessage } from './messages.ts';

/** `POST orders/{orderId}/cancellation`: decides again, and if the answer is the one that was asked for, does it once. */
export async function postCancellation(call: Call<CancellationRequest>): Promise<Response> {
  const { kernel, request, input, segments, principal } = call;
  const [orderId = ''] = segments;
  const seen = await see(kernel, orderId, principal);
  if (!seen) throw new Refusal('not-found');
  const { actor } = seen;
  demandRoleHasAction(input.action, actor);
  const match = demandMatch(request);
  const claim = claimOf(call);

  return kernel.store.exclusively(orderId, async () => {
    // Before the replay: what was left undone may be this very request.
    const state = await readSettled(kernel, orderId);
    if (!state) throw new Refusal('not-found');
    const again = await replay(call, claim);
    if (again) return again;

    const now = kernel.now();
    const fresh = () => ({ view: viewOf(state, actor, now), decision: decideFor(state, actor, now) });
    if (!matches(match, state.order.revision)) throw new Refusal('stale-revision', fresh());
    const decision = demandDecision(state, actor, input, now);
    demandFitting(state, actor, decision, input);
    demandReason(state, actor, input);
    demandComment(state, actor, input);
    await demandContact(kernel.store, state, actor, decision, input, now);

    const plan = planOf(state, actor, decision, input, claim, now);
    if (!(await kernel.store.begin(plan))) {
      // The key was taken since it was looked up, by a request about another order.
      await replay(call, claim);
      throw inProgress();
    }
    const answer = await carryOut(kernel, plan);
    if (answer) return answerResponse(answer);
    const after = await readSettled(kernel, orderId);
    if (!after) throw new Refusal('not-found');
    const moved = after.order.revision !== state.order.revision;
    throw new Refusal(moved ? 'stale-revision' : 'illegal-transition', { view: viewOf(after, actor, kernel.now()) });
  });
}

function planOf(
  state: OrderState,
  actor: Actor,
  decision: Decision,
  input: CancellationRequest,
  claim: Claim,
  now: number,
): Plan {
  const { cancellation: before, governing } = state;
  const order = parseOrder(state.order);
  const id = newId();
  const { cancellation, effects } = openCancellation(governing.policy, order, decision, {
    id,
    actor,
    now,
    policy: governing.reference,
    reason: input.reason ?? null,
    comment: input.comment ?? null,
    refundMethod: input.refund?.method ?? null,
  });
  const replaced = isOpen(before) ? before : null;
  if (replaced) cancellation.previousStatus = replaced.previousStatus;
  return {
    id,
    orderId: order.id,
    revision: order.revision,
    actor,
    effects,
    meta: {
      id,
      cancellationId: id,
      state: cancellation.state,
      actor,
      at: formatInstant(now),
      afterShipment: order.shippedAt !== undefined,
      ...(input.restock !== undefined && { restock: input.restock }),
      ...(input.restoreCoupons !== undefined && { restoreCoupons: input.restoreCoupons }),
    },
    cancellations: [...(replaced ? [closed(replaced, actor)] : []), cancellation],
    message: /\S/.test(input.message ?? '')
      ? newMessage(order.id, actor, { to: otherSide(actor), text: input.message ?? '' }, now)
      : null,
    claim,
  };
}

/** The open request that a policy lets a new one take the place of: one order has one open at most. */
function closed(cancellation: Cancellation, actor: Actor): Cancellation {
  return { ...cancellation, state: cancellation.requestedBy === actor ? 'withdrawn' : 'superseded' };
}
