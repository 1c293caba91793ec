import { formatInstant } from '../../domain/instant.ts';
import type { Actor } from '../../domain/records.ts';
import type { Call } from '../call.ts';
import { answerResponse } from '../http/answers.ts';
import { invalid, Refusal } from '../http/problem.ts';
import { claimOf, replay } from '../idempotency.ts';
import { newId } from '../ids.ts';
import { see } from '../order-reader.ts';
import { viewOf } from '../order-state.ts';
import { messageEntry } from '../plans.ts';
import type { MessageRequest } from '../schemas.ts';
import type { Answer, Message } from '../stores/store.ts';

/** `POST orders/{orderId}/messages`: works before any cancellation exists, and changes no order. */
export async function postMessage(call: Call<MessageRequest>): Promise<Response> {
  const { kernel, input, segments, principal } = call;
  const [orderId = ''] = segments;
  const seen = await see(kernel, orderId, principal);
  if (!seen) throw new Refusal('not-found');
  const { actor, state } = seen;
  const claim = claimOf(call);
  const again = await replay(call, claim);
  if (again) return again;
  if (input.to === actor) throw invalid({ path: ['to'], code: 'own-role' });
  const message = newMessage(orderId, actor, input, kernel.now());
  const body = JSON.stringify({ message, view: viewOf(state, actor, kernel.now()) });
  const answer: Answer = { status: 201, headers: {}, body };
  if (await kernel.store.keepMessage(message, claim, answer, messageEntry(message))) {
    kernel.emit({ type: 'message', message });
    return answerResponse(answer);
  }
  // Somebody used the key since it was looked up: the same request, or another.
  const first = await replay(call, claim);
  if (!first) throw new Error('a key is taken and has no answer');
  return first;
}

/** A message at `now` (epoch ms). */
export function newMessage(orderId: string, from: Actor, { to, text, ticket }: MessageRequest, now: number): Message {
  return { id: newId(), orderId, from, to, text, ticket: ticket ?? null, at: formatInstant(now) };
}
