import type { Problem } from '../domain/view.ts';
import type { CallOptions, CancellationBody, Intent, SendResult } from './backend.ts';
import type { Call } from './rest-backend.ts';
import { isOrderView } from './view-guard.ts';

/** How long one attempt may take, ms; then its outcome is unknown. */
const patience = 30_000;

/** Statuses after which the same request may be tried again and that leave the outcome open. */
const passing = new Set([408, 425, 429, 500, 502, 503, 504]);

/** Posts an intent once. Resolves with what the server said; rejects where that is unknown. */
export async function send(call: Call, intent: Intent, { signal }: CallOptions): Promise<SendResult> {
  const { orderId, key, revision, type, body } = intent;
  const response = await post(
    call,
    `orders/${encodeURIComponent(orderId)}/${type === 'message' ? 'messages' : type}`,
    body,
    signal,
    {
      'Idempotency-Key': key,
      ...(type === 'cancellation' && { 'If-Match': `"${revision}"` }),
    },
  );
  const answer = await jsonOf(response);
  if (response.ok) {
    if (type === 'message') return sent(answer);
    if (!isOrderView(answer)) throw new TypeError(`the server accepted, but its answer is not an order view`);
    return { ok: true, view: answer };
  }
  if (passing.has(response.status) || !isProblem(answer)) {
    throw new Error(`the server answered ${response.status}`, { cause: { retryAfter: retryAfter(response) } });
  }
  // The guard drops a view that cannot be read; the refusal itself stands.
  const { view, ...problem } = answer;
  return { ok: false, problem: { ...problem, status: response.status, ...(isOrderView(view) && { view }) } };
}

/** What the server says that a cancellation would bring about. Nothing is changed. */
export async function preview(
  call: Call,
  orderId: string,
  body: CancellationBody,
  { signal }: CallOptions,
): Promise<unknown> {
  const response = await post(call, `orders/${encodeURIComponent(orderId)}/preview`, body, signal);
  return jsonOf(response);
}

function post(
  call: Call,
  path: string,
  body: unknown,
  signal: AbortSignal | undefined,
  headers: Record<string, string> = {},
): Promise<Response> {
  const init = { method: 'POST', body: JSON.stringify(body), signal: signal ?? AbortSignal.timeout(patience) };
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

function retryAfter(response: Response): number | undefined {
  const seconds = Number(response.headers.get('Retry-After') ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds * 1000 : undefined;
}
