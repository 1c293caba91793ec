import type { OrderView } from '../domain/view.ts';
import type { CallOptions, CancellationBackend, StatementBody, StatementReceived, StatementResult } from './backend.ts';
import { type Call, segment } from './call.ts';
import { jsonOf, posted } from './post.ts';
import { isOrderView } from './view-guard.ts';

/**
 * Posts a statement of withdrawal once: about an order of the person's own there, else where any statement is taken. Resolves
 * with what the server said; rejects where that is unknown.
 */
async function withdraw(
  call: Call,
  { orderId, ...said }: StatementBody,
  key: string,
  { signal }: CallOptions,
): Promise<StatementResult> {
  let path = 'withdrawals';
  try {
    if (orderId !== undefined) path = `orders/${segment(orderId)}/cancellation`;
  } catch {
    return { ok: false, problem: { code: 'not-found' } };
  }
  const body = orderId === undefined ? said : { action: 'withdraw-contract', ...said };
  const response = await posted(call, path, body, signal, { 'Idempotency-Key': key });
  if (!response || response.status === 401) return { ok: false, problem: { code: 'sign-in-required', status: 401 } };
  const answer = await jsonOf(response);
  const { code } = Object(answer) as { code?: unknown };
  if (!response.ok) {
    // What a gateway says, or a server that failed, leaves open whether the statement was kept.
    if (response.status >= 500 || typeof code !== 'string') throw new Error(`the server answered ${response.status}`);
    return { ok: false, problem: { code, status: response.status } };
  }
  const { withdrawal = answer } = Object(answer) as { withdrawal?: unknown };
  if (!isReceived(withdrawal)) throw new TypeError('no statement');
  return { ok: true, received: withdrawal, ...(isOrderView(answer) && { view: answer }) };
}

/** What the person who is signed in has bought, the latest first. Nobody is, or the server lists none: none. */
async function ownOrders(call: Call, options: CallOptions): Promise<{ views: OrderView[] }> {
  const { views } = Object(await jsonOf(await call('orders?own=true', options))) as { views?: unknown };
  return { views: Array.isArray(views) ? views.filter(isOrderView) : [] };
}

/** What sends a statement: the adapter of the page's own, or REST. */
export function withdrawBy(backend: CancellationBackend | undefined): CancellationBackend['withdraw'] {
  const { call } = (backend ?? {}) as { call?: Call };
  return backend?.withdraw ?? (call && ((...given) => withdraw(call, ...given)));
}

/** What lists the orders of the person who is signed in, in the same way. */
export function ownOrdersBy(backend: CancellationBackend | undefined): CancellationBackend['ownOrders'] {
  const { call } = (backend ?? {}) as { call?: Call };
  return backend?.ownOrders?.bind(backend) ?? (call && ((options) => ownOrders(call, options)));
}

function isReceived(answer: unknown): answer is StatementReceived {
  const { reference, sentAt, receivedAt } = Object(answer) as Record<string, unknown>;
  return [reference, sentAt, receivedAt].every((member) => typeof member === 'string');
}
