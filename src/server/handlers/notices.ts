import { isOpen } from '../../domain/decision/conditions.ts';
import { applyNotice, roleHasNotice } from '../../domain/lifecycle/notices.ts';
import { formatInstant } from '../../domain/values/instant.ts';
import { parseOrder } from '../../policy/parse.ts';
import type { Call } from '../http/call.ts';
import { Refusal } from '../http/problem.ts';
import { newId } from '../ids.ts';
import { see } from '../orders/order-reader.ts';
import { viewOf } from '../orders/order-state.ts';
import type { NoticeRequest } from '../schemas/requests.ts';
import type { Plan } from '../stores/store.ts';
import { writeOnce } from '../transitions/write.ts';

/** `POST orders/{orderId}/notices`: files, answers or lifts an alert (BL-6 to BL-10). */
export async function postNotice(call: Call<NoticeRequest>): Promise<Response> {
  const { context, input, segments, principal } = call;
  const [orderId = ''] = segments;
  const { kind, action } = input;
  const seen = await see(context, orderId, principal);
  if (!seen) throw new Refusal('not-found');
  const { actor, state } = seen;
  // Alerts are between the buyer and the order's seller.
  if (seen.sellerId !== undefined && seen.sellerId !== seen.whole.order.seller.id) throw new Refusal('not-found');
  if (!roleHasNotice(state.governing.policy, actor, kind, action)) throw new Refusal('not-found');

  return writeOnce(call, seen, ({ state, seen: { state: own, sellerId }, claim, now }): Plan => {
    const { cancellation, binding } = state;
    if (isOpen(cancellation) && !binding) throw new Error(`the policy ${cancellation.policy.hash} is not kept`);
    const order = parseOrder(state.order);
    const result = applyNotice(state.governing.policy, order, input, { actor, now });
    if (!result.ok) {
      const issues = [{ path: ['kind'], code: result.code }];
      throw new Refusal('illegal-transition', { view: viewOf(own, actor, now), issues });
    }
    const id = newId();
    const at = formatInstant(now);
    return {
      id,
      orderId,
      revision: order.revision,
      actor,
      ...(sellerId !== undefined && { sellerId }),
      effects: result.effects,
      meta: { id, cancellationId: null, state: null, action, actor, at, afterShipment: order.shippedAt !== undefined },
      cancellations: [],
      log: [{ id, at, by: actor, type: 'notice', kind, action }],
      message: null,
      claim,
      status: 200,
    };
  });
}
