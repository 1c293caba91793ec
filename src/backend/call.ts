import { CancelError } from '../domain/errors.ts';
import type { CallOptions } from './backend.ts';

/** One call to the server: `path` below the base. */
export type Call = (path: string, init: RequestInit, headers?: Record<string, string>) => Promise<Response>;

/** Reads JSON below the base. */
export type Read = (path: string, options: CallOptions) => Promise<unknown>;

/**
 * An id as one segment of a path. URL parsers take `.` and `..` for steps, however they are encoded: what is posted
 * would reach another path.
 *
 * @throws {CancelError} `not-found`: no path leads to such an id.
 */
export function segment(id: string): string {
  if (/^\.{0,2}$/.test(id) || !isEncodable(id)) {
    throw new CancelError('not-found', `no path leads to the id ${JSON.stringify(id)}`);
  }
  return encodeURIComponent(id);
}

/** Whether a URL can carry an id: no half of a surrogate pair stands alone in it. */
export function isEncodable(id: string): boolean {
  return !/[\ud800-\udfff]/u.test(id);
}

/** Whether a login page, or the way there, came in place of an answer: the session has ended. */
export function isSignIn({ type, redirected, headers, status }: Response): boolean {
  if (type === 'opaqueredirect' || (status >= 300 && status < 400)) return true;
  return redirected && isPage(headers);
}

/** Whether an answer is a page for people. */
export function isPage(headers: Headers): boolean {
  return /^(text\/html|application\/xhtml)/i.test(headers.get('Content-Type') ?? '');
}
