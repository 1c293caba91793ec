import { CancelError } from '../domain/errors.ts';
import type { Problem } from '../domain/view.ts';
import type { CallOptions, Intent, PreviewBody, SendResult } from './backend.ts';
import { type Call, isPage, segment } from './call.ts';
import { jsonOf, post, posted } from './post.ts';
import { isOrderView } from './view-guard.ts';

/** Statuses of gateways and failures, which leave the outcome open. */
const passing = new Set([408, 425, 500, 502, 504]);

/** Posts an intent once. Resolves with what the server said; rejects where that is unknown. */
export async function send(call: Call, intent: Intent, { signal }: CallOptions): Promise<SendResult> {
  const { key, revision, type, body } = intent;
  let path: string;
  try {
    path = pathOf(intent);
  } catch {
    return { ok: false, problem: { code: 'not-found' } };
  }
  const response = await posted(call, path, body, signal, {
    'Idempotency-Key': key,
    ...(type !== 'message' && { 'If-Match': `"${revision}"` }),
  });
  if (!response || response.status === 401) return { ok: false, problem: { code: 'sign-in-required', status: 401 } };
  // A message needs no answer, but a page for people is none of the server's.
  if (response.ok && type === 'message' && !isPage(response.headers))
    return sent(await jsonOf(response).catch((): null => null));
  const answer = await jsonOf(response);
  if (response.ok) {
    if (!isOrderView(answer)) throw new TypeError('the answer is no order view');
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
    return `cancellations/${segment(intent.cancellationId)}/${action}`;
  }
  const part = { cancellation: 'cancellation', message: 'messages', notice: 'notices' }[intent.type];
  return `orders/${segment(intent.orderId)}/${part}`;
}

/** What the server says that a cancellation would bring about. Nothing is changed. */
export async function preview(
  call: Call,
  orderId: string,
  body: PreviewBody,
  { signal }: CallOptions,
): Promise<unknown> {
  const response = await post(call, `orders/${segment(orderId)}/preview`, body, signal);
  const answer = await jsonOf(response);
  if (response.ok) return answer;
  throw new CancelError('unavailable', `preview of order "${orderId}": ${response.status}`, [], { cause: answer });
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

/** `Retry-After` in seconds or as a date, by the server's clock where it tells it, as milliseconds to wait. */
function retryAfter({ headers }: Response): { retryAfter?: number } {
  const given = headers.get('Retry-After') ?? '';
  const now = Date.parse(`${headers.get('Date')}`) || Date.now();
  const wait = /^\d+$/.test(given) ? Number(given) * 1000 : Date.parse(given) - now;
  return wait >= 0 ? { retryAfter: wait } : {};
}
