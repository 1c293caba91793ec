import type { Actor } from '../../domain/records.ts';
import { hasSeveralSellers, sellersOf } from '../../domain/units/sellers.ts';
import { formatInstant } from '../../domain/values/instant.ts';
import type { Call } from '../http/call.ts';
import { invalid, Refusal } from '../http/problem.ts';
import { newId } from '../ids.ts';
import { type Seen, see } from '../orders/order-reader.ts';
import { viewOf } from '../orders/order-state.ts';
import type { MessageRequest } from '../schemas/requests.ts';
import type { Message } from '../stores/store.ts';
import { demandSupport } from '../transitions/checks.ts';
import { messageEntry } from '../transitions/plan.ts';
import { keepOnce } from '../transitions/write.ts';
import { attachedBy } from './attachments.ts';

/** `POST orders/{orderId}/messages`: works before any cancellation exists, and changes no order. */
export async function postMessage(call: Call<MessageRequest>): Promise<Response> {
  const { context, input, segments, principal } = call;
  const [orderId = ''] = segments;
  const seen = await see(context, orderId, principal);
  if (!seen) throw new Refusal('not-found');
  const { actor } = seen;
  return keepOnce(call, seen, {
    async compose({ seen, now }) {
      if (input.to === actor) throw invalid({ path: ['to'], code: 'own-role' });
      demandSupport([actor, input.to].includes('platform'), input);
      const files = await attachedBy(call, seen, input.attachments);
      const { attachments, names } = files;
      const message: Message = {
        ...newMessage(orderId, actor, { ...input, ...sellersMeant(seen, input) }, now),
        ...(attachments && { attachments }),
        ...(names && { names }),
      };
      return { message, entry: messageEntry(message), files };
    },
    respond: (message, { seen: { state }, now }) => ({
      status: 201,
      headers: {},
      body: JSON.stringify({ message, view: viewOf(state, actor, now) }),
    }),
  });
}

/** Which of several sellers a message is from or to; `sellerId` names another than there is (400). */
function sellersMeant({ sellerId, whole: { order } }: Seen, input: MessageRequest): Pick<Message, 'sellerIds'> {
  const named = input.sellerId;
  if (named === undefined) return sellerId === undefined ? {} : { sellerIds: [sellerId] };
  const isTo = input.to === 'seller' && sellersOf(order).includes(named);
  if (!isTo) throw invalid({ path: ['sellerId'], code: 'value' });
  return hasSeveralSellers(order) ? { sellerIds: [named] } : {};
}

/** A message at `now` (epoch ms). */
export function newMessage(
  orderId: string,
  from: Actor,
  {
    to,
    text,
    ticket,
    representative,
    sellerIds,
  }: Pick<MessageRequest, 'to' | 'text' | 'ticket' | 'representative'> & Pick<Message, 'sellerIds'>,
  now: number,
): Message {
  const spoke = representative === undefined ? {} : { representative };
  const sellers = sellerIds ? { sellerIds } : {};
  return { id: newId(), orderId, from, to, ...sellers, text, ticket: ticket ?? null, ...spoke, at: formatInstant(now) };
}
