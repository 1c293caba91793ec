import { consequencesOf } from '../../domain/consequences.ts';
import type { Call } from '../call.ts';
import { demandFitting, demandRoleHasAction } from '../checks.ts';
import { jsonResponse } from '../http/answers.ts';
import { Refusal } from '../http/problem.ts';
import { see } from '../order-reader.ts';
import { decideFor } from '../order-state.ts';
import type { CancellationRequest } from '../schemas.ts';

/** `POST orders/{orderId}/preview`: what the decision is and what it would bring about. Changes nothing. */
export async function postPreview(call: Call<CancellationRequest>): Promise<Response> {
  const { kernel, input, segments, principal } = call;
  const [orderId = ''] = segments;
  const seen = await see(kernel, orderId, principal);
  if (!seen) throw new Refusal('not-found');
  const { state, actor } = seen;
  demandRoleHasAction(input.action, actor);
  const decision = decideFor(state, actor, kernel.now());
  const { outcome } = decision;
  if (outcome !== 'cancel' && outcome !== 'request') return jsonResponse({ decision, consequences: null });
  demandFitting(state, actor, decision, input);
  const consequences = consequencesOf(state.governing.policy, state.order, decision);
  if (consequences.refund && input.refund) consequences.refund.method = input.refund.method;
  return jsonResponse({ decision, consequences });
}
