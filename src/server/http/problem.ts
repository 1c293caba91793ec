import type { Decision } from '../../domain/decision/decision.ts';
import type { Issue } from '../../domain/errors.ts';
import type { OrderView } from '../../domain/view.ts';

/** Every refusal: its status and what it says to a developer. The code is what programs read. */
const refusals = {
  'invalid-request': [400, 'The request is malformed'],
  'sign-in-required': [401, 'Sign in first'],
  'cross-site': [403, 'Writing from this origin is not allowed'],
  'not-found': [404, 'Not found'],
  'method-not-allowed': [405, 'The method is not allowed here'],
  'decision-changed': [409, 'The decision is another one by now'],
  'illegal-transition': [409, 'The order does not allow this any more'],
  'in-progress': [409, 'The same request is being carried out'],
  'stale-revision': [412, 'The order has changed since it was read'],
  'too-large': [413, 'The request is too large'],
  'unsupported-media-type': [415, 'The content type is not taken here'],
  'key-reused': [422, 'The idempotency key stands for another request'],
  'reason-invalid': [422, 'The reason is missing or not valid'],
  'comment-required': [422, 'A comment is required'],
  'contact-required': [422, 'The other side has to be contacted first'],
  'order-unreadable': [422, 'A member of the order cannot be read; the shop has to mend it'],
  'payment-unreadable': [422, 'What was paid and what was refunded cannot be compared'],
  'undo-unsafe': [422, 'Undoing is not safe, or has to be acknowledged first'],
  'precondition-required': [428, 'If-Match and Idempotency-Key are required'],
  'rate-limited': [429, 'Too much at once'],
  unavailable: [503, 'The service is unavailable for the moment'],
} as const satisfies Record<string, readonly [number, string]>;

type RefusalCode = keyof typeof refusals;

export const refusalCodes = Object.keys(refusals) as RefusalCode[];

export function statusOf(code: RefusalCode): number {
  return refusals[code][0];
}

interface RefusalDetails {
  issues?: Issue[];
  view?: OrderView;
  decision?: Decision | undefined;
}

/** A refusal, thrown to where the answer is made. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly details: RefusalDetails;
  readonly headers: Record<string, string>;

  constructor(code: RefusalCode, details: RefusalDetails = {}, headers: Record<string, string> = {}) {
    super(refusals[code][1]);
    this.name = 'Refusal';
    this.code = code;
    this.details = details;
    this.headers = headers;
  }
}

/** A body or a parameter that is wrong in itself. */
export function invalid(...issues: Issue[]): Refusal {
  return new Refusal('invalid-request', { issues });
}

/** The refusal as RFC 9457 words it. */
export function problemResponse({ code, details, headers }: Refusal): Response {
  const [status, title] = refusals[code];
  const body = JSON.stringify({ type: 'about:blank', title, status, code, ...details });
  return new Response(body, { status, headers: { 'Content-Type': 'application/problem+json', ...headers } });
}
