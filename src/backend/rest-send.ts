import { CancelError } from '../domain/errors.ts';
import type { Problem } from '../domain/view.ts';
import type { CallOptions, CancellationBody, Intent, SendResult } from './backend.ts';
import type { Call } from './rest-backend.ts';
import { isOrderView } from './view-guard.ts';

/** How long one attempt may take, ms; then its outcome is unknown. */
const timeout = 30_000;

/** Statuses of gateways and failures, which leave the outcome open. */
const passing = new Set([408, 425, 500, 502, 504]);

/** Posts an intent once. Resolves with what the server said; rejects where that is unknown. */
export async function send(call: Call, intent: Intent, { signal }: CallOptions): Promise<SendResult> {
  const { key, revision, type, body } = intent;
  const response = await post(call, pathOf(intent), body, signal, {
    'Idempotency-Key': key,
    ...(type !== 'message' && { 'If-Match': `"${revision}"` }),
  });
  if (response.ok && type === 'message') return sent(await jsonOf(response).catch((): null => null));
  if (response.status === 401) return { ok: false, problem: { code: 'sign-in-required', status: 401 } };
  const answer = await jsonOf(response);
  if (response.ok) {
    if (!isOrderView(answer)) throw new TypeError(`the server accepted, but its answer is not an order view`);
    return { ok: true, view: answer };
  }
  if (passing.has(response.status) || !isProblem(answer)) {
    throw new Error(`the server answered ${response.status}`, { cause: retryAfter(response) });
  }
  // The guard drops a view that cannot be read; the refusal itself stands.
  const { view, ...problem } = answer;
  return {
    ok: false,
    problem: { ...problem, ...retryAfter(response), status: response.status, ...(isOrderView(view) && { view }) },
  };
}

function pathOf(intent: Intent): string {
  if (intent.type === 'action' || intent.type === 'evidence') {
    const action = intent.type === 'action' ? intent.action : 'evidence';
    return `cancellations/${encodeURIComponent(intent.cancellationId)}/${action}`;
  }
  const part = { cancellation: 'cancellation', message: 'messages', notice: 'notices' }[intent.type];
  return `orders/${encodeURIComponent(intent.orderId)}/${part}`;
}

/** What the server says that a cancellation would bring about. Nothing is changed. */
export async function preview(
  call: Call,
  orderId: string,
  body: CancellationBody,
  { signal }: CallOptions,
): Promise<unknown> {
  const response = await post(call, `orders/${encodeURIComponent(orderId)}/preview`, body, signal);
  const answer = await jsonOf(response);
  if (response.ok) return answer;
  throw new CancelError('unavailable', `preview of order "${orderId}": ${response.status}`, [], { cause: answer });
}

function post(
  call: Call,
  path: string,
  body: unknown,
  signal: AbortSignal | undefined,
  headers: Record<string, string> = {},
): Promise<Response> {
  const init = { method: 'POST', body: JSON.stringify(body), signal: signal ?? AbortSignal.timeout(timeout) };
  return call(path, init, { 'Content-Type': 'application/json', ...headers });
}

async function jsonOf(response: Response): Promise<unknown> {
  const type = response.headers.get('Content-Type') ?? '';
  if (!/[/+]json\b/.test(type)) throw new TypeError(`the server answered ${response.status} with ${type || 'no type'}`);
  return response.json();
}

function sent(answer: unknown): SendResult {
  const message = answer as { view?: unknown; id?: unknown; message?: { id?: unknown } } | null;
  const id = message?.message?.id ?? message?.id;
  return {
    ok: true,
    ...(isOrderView(message?.view) && { view: message.view }),
    ...(typeof id === 'string' && { messageId: id }),
  };
}

function isProblem(answer: unknown): answer is Problem {
  return typeof answer === 'object' && answer !== null && typeof (answer as Problem).code === 'string';
}

/** `Retry-After` in seconds or as a date, as milliseconds to wait. */
function retryAfter(response: Response): { retryAfter?: number } {
  const given = response.headers.get('Retry-After') ?? '';
  const wait = /^\d+$/.test(given) ? Number(given) * 1000 : Date.parse(given) - Date.now();
  return wait >= 0 ? { retryAfter: wait } : {};
}
