import type { LogEntry } from '../../backend/backend.ts';
import type { Actor } from '../../domain/records.ts';
import type { Call } from '../call.ts';
import { jsonResponse } from '../http/answers.ts';
import { badCursor, fromCursor, toCursor } from '../http/cursor.ts';
import { Refusal } from '../http/problem.ts';
import { see } from '../order-reader.ts';

const pageLength = 100;

/** How many entries came before: what `?cursor=` stands for (400). */
export function readLogQuery(query: URLSearchParams): number {
  const cursor = query.get('cursor');
  if (!cursor) return 0;
  const after = fromCursor(cursor);
  if (!Number.isSafeInteger(after) || (after as number) < 0) throw badCursor();
  return after as number;
}

/** `GET orders/{orderId}/events`: what happened about an order, oldest first. Of messages, the asker's own. */
export async function getLog({ kernel, input, segments, principal }: Call<number>): Promise<Response> {
  const [orderId = ''] = segments;
  const seen = await see(kernel, orderId, principal);
  if (!seen) throw new Refusal('not-found');
  const { entries, more } = await kernel.store.log(orderId, input, pageLength);
  const events = entries.filter((entry) => isFor(seen.actor, entry));
  return jsonResponse({ events, nextCursor: more ? toCursor(input + entries.length) : null });
}

/** What somebody writes to support is not the other side's to read; support reads everything. */
function isFor(actor: Actor, { type, by, to }: LogEntry): boolean {
  return type !== 'message' || actor === 'platform' || by === actor || to === actor;
}
