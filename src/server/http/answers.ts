import type { Answer } from '../stores/store.ts';

/** The answer to a write, the first time and every time after. */
export function answerResponse({ status, headers, body }: Answer): Response {
  return new Response(body, { status, headers: { 'Content-Type': 'application/json', ...headers } });
}

/** JSON that was read. */
export function jsonResponse(value: unknown, headers: Record<string, string> = {}, status = 200): Response {
  return answerResponse({ status, headers, body: JSON.stringify(value) });
}
