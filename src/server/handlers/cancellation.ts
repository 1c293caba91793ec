import { type Opened, openBySeller } from '../../domain/lifecycle/by-seller.ts';
import type { Order } from '../../domain/records.ts';
import { hasSeveralSellers, ownerOf } from '../../domain/units/sellers.ts';
import { isObject } from '../../domain/values/is-object.ts';
import type { Call } from '../http/call.ts';
import { readKey } from '../http/preconditions.ts';
import { Refusal } from '../http/problem.ts';
import { validate } from '../http/validate.ts';
import { newId } from '../ids.ts';
import { seeToWrite } from '../orders/order-reader.ts';
import { viewOf } from '../orders/order-state.ts';
import { readableOrder } from '../orders/readable.ts';
import { type CancellationRequest, cancellationBody } from '../schemas/requests.ts';
import type { CancellationStore, Message } from '../stores/store.ts';
import { planOf } from '../transitions/plan.ts';
import { refusalFor } from '../transitions/refusal.ts';
import { writeOnce } from '../transitions/write.ts';
import { newMessage } from './messages.ts';
import { postContractWithdrawal } from './withdrawals.ts';

/** `POST orders/{orderId}/cancellation`: decides again, and if the answer is the one that was asked for, does it once. */
export async function postCancellation(call: Call<CancellationRequest | Withdrawing>): Promise<Response> {
  const { input } = call;
  return isWithdrawing(input) ? postContractWithdrawal(call) : cancel({ ...call, input });
}

/** A withdrawal from the contract: nothing else is demanded of it (EU-7). */
type Withdrawing = { action: 'withdraw-contract' };

export function isWithdrawing(input: unknown): input is Withdrawing {
  return isObject(input) && input['action'] === 'withdraw-contract';
}

export function readCancellation(body: unknown): CancellationRequest | Withdrawing {
  return isWithdrawing(body) ? body : validate(cancellationBody, body);
}

async function cancel(call: Call<CancellationRequest>): Promise<Response> {
  const { context, input, segments, principal, request } = call;
  const [orderId = ''] = segments;
  const seen = await seeToWrite(context, orderId, principal, readKey(request));
  if (!seen) throw new Refusal('not-found');
  const { actor } = seen;
  const { action, ...said } = input;
  return writeOnce(call, seen, async ({ state, seen: { state: own, sellerId }, claim, now }) => {
    const { governing, cancellations } = state;
    const order = readableOrder(state.order);
    const id = newId();
    const opened = openBySeller(
      governing.policy,
      order,
      { action, ...said },
      {
        actor,
        now,
        id,
        policy: governing.reference,
        cancellations,
        balanced: true,
        contactMessage: await contactMessage(context.store, input),
      },
      { sellers: sellerId === undefined ? undefined : [sellerId], newId },
    );
    if ('ok' in opened) throw refusalFor(opened, own, actor, now);
    // Each is looked at with every request about the order from then on.
    if (
      actor !== 'platform' &&
      cancellations.filter(({ requestedBy }) => requestedBy === actor).length >= context.limits.requests
    ) {
      const issues = [{ path: ['action'], code: 'too-many' }];
      throw new Refusal('illegal-transition', { view: viewOf(own, actor, now), issues });
    }
    const written = opened[0]?.message;
    const message = written ? newMessage(order.id, actor, { ...written, ...sellersIn(order, opened) }, now) : null;
    // Whoever sees one of several has to see no name of another.
    return planOf(state, {
      id: opened.length > 1 ? newId() : id,
      actor,
      sellerId,
      now,
      action,
      opened,
      input,
      message,
      claim,
    });
  });
}

/** Of which of several sellers something was opened. */
function sellersIn(order: Order, opened: readonly Opened[]): Pick<Message, 'sellerIds'> {
  if (!hasSeveralSellers(order)) return {};
  return { sellerIds: opened.flatMap(({ cancellation }) => ownerOf(order, cancellation) ?? []) };
}

/** The message by which the other side is said to have been contacted. */
export async function contactMessage(
  store: CancellationStore,
  { contacted }: Pick<CancellationRequest, 'contacted'>,
): Promise<Message | null> {
  return contacted && 'messageId' in contacted ? store.message(contacted.messageId) : null;
}
