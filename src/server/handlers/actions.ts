import { applyAction, roleHasAction } from '../../domain/lifecycle/lifecycle.ts';
import { actions } from '../../domain/lifecycle/transitions.ts';
import { parseOrder } from '../../policy/parse.ts';
import type { Context } from '../context.ts';
import type { Call } from '../http/call.ts';
import { Refusal } from '../http/problem.ts';
import { newId } from '../ids.ts';
import { seeCancellation } from '../orders/order-reader.ts';
import { decideFor, type OrderState, stateOf, viewOf } from '../orders/order-state.ts';
import type { ActionRequest } from '../schemas/requests.ts';
import { demandActionFitting } from '../transitions/checks.ts';
import { planOf } from '../transitions/plan.ts';
import { writeOnce } from '../transitions/write.ts';

/** `POST cancellations/{cancellationId}/{action}`: what people do to a cancellation, by the table of transitions. */
export async function postAction(call: Call<ActionRequest>): Promise<Response> {
  const { context, input, segments, principal } = call;
  const [id = '', name = ''] = segments;
  const action = actions.find((one) => one === name);
  const seen = action ? await seeCancellation(context, id, principal) : null;
  if (!seen || !action) throw new Refusal('not-found');
  const { actor } = seen;
  const orderId = seen.state.order.id;
  const { cancellations } = await context.store.records(orderId);
  const asked = cancellations.find((one) => one.id === id);
  if (!asked || !roleHasAction(asked, actor, action)) throw new Refusal('not-found');

  return writeOnce(call, orderId, actor, async ({ state: current, claim, now }) => {
    const state = current.cancellation?.id === id ? current : await formerState(context, current, id);
    const { cancellation, binding } = state;
    const view = viewOf(current, actor, now);
    if (input.policyHash !== undefined && input.policyHash !== asked.policy.hash) {
      throw new Refusal('decision-changed', { view, decision: decideFor(current, actor, now) });
    }
    demandActionFitting(action, actor, input);
    // Only the order's open, or else its latest one, can be acted on; of those before, what failed to go back is still owed.
    const owed = action === 'refund' && cancellation?.state === 'cancelled';
    if (!cancellation || (state !== current && !owed)) throw new Refusal('illegal-transition', { view });
    if (!binding) throw new Error(`the policy ${cancellation.policy.hash} of a cancellation is not kept`);
    const { policyHash, ...chosen } = input;
    const applied = applyAction(
      binding.policy,
      parseOrder(state.order),
      cancellation,
      { action, ...chosen },
      { actor, now },
    );
    if (!applied.ok) {
      const { code, issues } = applied;
      throw new Refusal(code, code === 'illegal-transition' ? { view } : { issues, ...(isUnsafe(code) && { view }) });
    }
    return planOf(state, { ...applied, id: newId(), actor, now, action, input, claim, status: 200 });
  });
}

/** The order with one of its earlier cancellations, as it is by now. */
async function formerState(context: Context, { order }: OrderState, id: string): Promise<OrderState> {
  const { cancellations } = await context.store.records(order.id);
  return stateOf(context, order, cancellations.find((one) => one.id === id) ?? null);
}

function isUnsafe(code: string): boolean {
  return code === 'undo-unsafe';
}
