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

/** `GET orders/{orderId}/events`: what happened about an order, oldest first. */
export async function getLog({ kernel, input, segments, principal }: Call<number>): Promise<Response> {
  const [orderId = ''] = segments;
  if (!(await see(kernel, orderId, principal))) throw new Refusal('not-found');
  const { entries, more } = await kernel.store.log(orderId, input, pageLength);
  return jsonResponse({ events: entries, nextCursor: more ? toCursor(input + entries.length) : null });
}
