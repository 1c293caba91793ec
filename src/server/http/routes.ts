import { postAction } from '../handlers/actions.ts';
import { getAttachment, putAttachment } from '../handlers/attachments.ts';
import { postCancellation, readCancellation } from '../handlers/cancellation.ts';
import { postEvidence, readEvidence } from '../handlers/evidence.ts';
import { getKeys } from '../handlers/keys.ts';
import { getLive, readLiveQuery } from '../handlers/live.ts';
import { getLog, readLogQuery } from '../handlers/log.ts';
import { postMessage } from '../handlers/messages.ts';
import { postNotice } from '../handlers/notices.ts';
import { getCancellation, getOrder, getOrders, readOrdersQuery } from '../handlers/orders.ts';
import { getPolicy } from '../handlers/policies.ts';
import { postPreview } from '../handlers/preview.ts';
import { getQueue, readQueueQuery } from '../handlers/queue.ts';
import { getReasons, readReasonsQuery } from '../handlers/reasons.ts';
import { postMatch, postSettle, postWithdrawal } from '../handlers/withdrawals.ts';
import { actionBody, matchBody, messageBody, noticeBody, previewBody, settleBody } from '../schemas/requests.ts';
import type { Call } from './call.ts';
import { validate } from './validate.ts';

/** An endpoint. `read` finds its input, in the body of a POST or a PUT and in the query of a GET, or refuses it (400). */
export interface Route {
  method: 'GET' | 'POST' | 'PUT';
  /** Segments; `*` stands for a variable one. */
  path: string[];
  /** Whether anybody may ask, signed in or not. */
  open: boolean;
  read(input: unknown, query: URLSearchParams): unknown;
  // biome-ignore lint/suspicious/noExplicitAny: each handler takes what its own `read` gives; `route` ties the two together
  handle(call: Call<any>): Promise<Response>;
}

function route<Input>(
  method: Route['method'],
  path: string,
  read: (input: unknown, query: URLSearchParams) => Input,
  handle: (call: Call<Input>) => Promise<Response>,
  open = false,
): Route {
  return { method, path: path.split('/'), read, handle, open };
}

const nothing = () => null;

/** The endpoints of the contract. */
export const routes: readonly Route[] = [
  route('GET', 'orders', (_, query) => readOrdersQuery(query), getOrders),
  route('GET', 'orders/*', nothing, getOrder),
  route('GET', 'policies/*', nothing, getPolicy, true),
  route('GET', 'keys', nothing, getKeys, true),
  route('GET', 'orders/*/events', (_, query) => readLogQuery(query), getLog),
  route('GET', 'cancellations', (_, query) => readQueueQuery(query), getQueue),
  route('GET', 'cancellations/*', nothing, getCancellation),
  route('GET', 'reports/reasons', (_, query) => readReasonsQuery(query), getReasons),
  route('GET', 'events', (_, query) => readLiveQuery(query), getLive),
  route('POST', 'orders/*/cancellation', readCancellation, postCancellation),
  route('POST', 'orders/*/preview', (body) => validate(previewBody, body), postPreview),
  route('POST', 'orders/*/messages', (body) => validate(messageBody, body), postMessage),
  route('POST', 'orders/*/notices', (body) => validate(noticeBody, body), postNotice),
  route('PUT', 'attachments/*', (bytes) => bytes as Uint8Array<ArrayBuffer>, putAttachment),
  route('GET', 'attachments/*', nothing, getAttachment),
  // From whomever, and whatever it says.
  route('POST', 'withdrawals', (body) => body, postWithdrawal, true),
  route('POST', 'withdrawals/*/match', (body) => validate(matchBody, body), postMatch),
  route('POST', 'withdrawals/*/settle', (body) => validate(settleBody, body), postSettle),
  // Before those that it would also be one of.
  route('POST', 'cancellations/*/evidence', readEvidence, postEvidence),
  route('POST', 'cancellations/*/*', (body) => validate(actionBody, body), postAction),
];

/** The endpoints at a path, with its variable segments; `null`: there are none. */
export function endpointsAt(pathname: string, base: string): { endpoints: Route[]; segments: string[] } | null {
  if (!pathname.startsWith(`${base}/`)) return null;
  const given = pathname.slice(base.length + 1).split('/');
  const endpoints = routes.filter(
    ({ path }) => path.length === given.length && path.every((part, at) => part === '*' || part === given[at]),
  );
  const [first] = endpoints;
  if (!first) return null;
  try {
    const segments = given.filter((_, at) => first.path[at] === '*').map(decodeURIComponent);
    return { endpoints, segments };
  } catch {
    return null;
  }
}
