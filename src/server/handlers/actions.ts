import { actions } from '../../domain/lifecycle/actions.ts';
import { applyAction, roleHasAction } from '../../domain/lifecycle/lifecycle.ts';
import type { Call } from '../http/call.ts';
import { readKey } from '../http/preconditions.ts';
import { Refusal } from '../http/problem.ts';
import { newId } from '../ids.ts';
import { seeCancellation } from '../orders/order-reader.ts';
import { aboutNamed } from '../orders/order-state.ts';
import { readableOrder } from '../orders/readable.ts';
import type { ActionRequest } from '../schemas/requests.ts';
import { planOf } from '../transitions/plan.ts';
import { refusalFor } from '../transitions/refusal.ts';
import { writeOnce } from '../transitions/write.ts';

/** `POST cancellations/{cancellationId}/{action}`: what people do to a cancellation, by the table of transitions. */
export async function postAction(call: Call<ActionRequest>): Promise<Response> {
  const { context, input, segments, principal, request } = call;
  const [id = '', name = ''] = segments;
  const action = actions.find((one) => one === name);
  const seen = action ? await seeCancellation(context, id, principal, readKey(request)) : null;
  if (!seen || !action) throw new Refusal('not-found');
  const { actor } = seen;
  const asked = seen.state.cancellations.find((one) => one.id === id);
  if (!asked || !roleHasAction(asked, actor, action)) throw new Refusal('not-found');

  return writeOnce(call, seen, async ({ state: current, seen: { state: own, sellerId }, claim, now }) => {
    // Whose items they are the shop may say otherwise by now.
    if (!own.cancellations.some((one) => one.id === id)) throw new Refusal('not-found');
    const state = await aboutNamed(context, current, id);
    if (!state?.cancellation || !state.binding) {
      throw new Error(`the policy ${asked.policy.hash} of a cancellation is not kept`);
    }
    const { cancellation, cancellations, binding } = state;
    const applied = applyAction(
      binding.policy,
      readableOrder(state.order),
      cancellation,
      { action, ...input },
      { actor, now, cancellations, balanced: true },
    );
    if (!applied.ok) throw refusalFor(applied, own, actor, now);
    return planOf(state, { id: newId(), actor, sellerId, now, action, opened: [applied], input, claim, status: 200 });
  });
}
