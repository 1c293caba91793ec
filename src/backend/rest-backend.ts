import { CancelError, type CancelErrorCode } from '../domain/errors.ts';
import type { CancelPolicy } from '../domain/policy.ts';
import type { OrderView } from '../domain/view.ts';
import { loadPart } from '../load-part.ts';
import type { CallOptions, CancellationBackend } from './backend.ts';
import { type Call, isEncodable, isPage, isSignIn, segment } from './call.ts';

export interface RestOptions {
  /** Resolved against `document.baseURI`. */
  base: string;
  fetch?: typeof fetch;
  /** Asked for each call: a guest's signed link, a token. */
  headers?: () => HeadersInit | Promise<HeadersInit>;
  /** Default `same-origin`, as of `fetch`. */
  credentials?: RequestCredentials;
}

/** What sends for the parts that come with what needs them, which no page pays for before. */
export interface RestBackend extends CancellationBackend {
  /** @internal */
  call: Call;
}

/** How long a read may take, ms. */
const timeout = 20_000;

/**
 * A backend that speaks the package's HTTP.
 * Reads reject with a `CancelError`: `unavailable`, `sign-in-required`, or `invalid-view` (no JSON).
 */
export function restBackend({ base, fetch: given, headers, credentials }: RestOptions): RestBackend {
  const root = base.replace(/\/*$/, '/');

  const call: Call = async (path, init, more = {}) => {
    // Without such headers nothing is waited for: what a page begins with is asked for before it is rendered.
    const all = new Headers(headers && (await headers()));
    for (const name in more) all.set(name, more[name] as string);
    return (given ?? fetch)(new URL(root, globalThis.document?.baseURI).href + path, {
      credentials,
      ...init,
      headers: all,
    } as RequestInit);
  };

  const read = async (path: string, { signal = AbortSignal.timeout(timeout) }: CallOptions): Promise<unknown> => {
    let code: CancelErrorCode = 'unavailable';
    let cause: unknown;
    try {
      const response = await call(path, { signal });
      const { status, ok, headers: told } = response;
      code = status === 401 || isSignIn(response) ? 'sign-in-required' : ok ? 'invalid-view' : code;
      if (ok && code === 'invalid-view' && !isPage(told)) return await response.json();
      cause = status;
    } catch (error) {
      cause = error;
    }
    throw new CancelError(code, `${root + path}: ${cause}`, [], { cause });
  };

  const readViews = async (path: string, options: CallOptions): Promise<{ views: OrderView[]; missing: string[] }> => {
    const answer = (await read(path, options)) as { views: OrderView[]; missing: string[] } | null;
    if (!Array.isArray(answer?.views)) throw new CancelError('invalid-view', `${root + path}: no list of views`);
    return answer;
  };

  // A page with one button never lists, and sends at most once.
  const more = () => loadPart(() => import('./rest-list.ts'), 'list');
  const sending = () => loadPart(() => import('./rest-send.ts'), 'send');

  return {
    call,
    async loadOrders(ids, options) {
      // No server has such an order, and one of them would keep the others from being read.
      const asked = ids.filter(isEncodable);
      const none = ids.filter((id) => !isEncodable(id));
      if (!asked.length) return { views: [], missing: none };
      const answer = await readViews(`orders?${asked.map((id) => `id=${encodeURIComponent(id)}`).join('&')}`, options);
      return { ...answer, missing: [...(answer.missing ?? []), ...none] };
    },
    loadPolicy: async (id, hash, options) =>
      (await read(`policies/${segment(id)}?hash=${encodeURIComponent(hash)}`, options)) as CancelPolicy,
    send: async (intent, options) => (await sending()).send(call, intent, options),
    preview: async (orderId, body, options) => (await sending()).preview(call, orderId, body, options),
    list: async (query, options) => (await more()).list(read, query, options),
    events: async (orderId, options) => (await more()).events(read, orderId, options),
    reasons: async (query, options) => (await more()).reasons(read, query, options),
    attach: async (file, options) => (await more()).attach(call, file, options),
    loadAttachment: async (sha256, options) => (await more()).loadAttachment(call, sha256, options),
    keys: async (options) => (await more()).keys(read, options),
    findOrder: (number, options) => readViews(`orders?number=${encodeURIComponent(number)}`, options),
    subscribe(listener) {
      const leave = more().then(
        ({ subscribe }) => subscribe(call, listener),
        () => {},
      );
      return () => leave.then((stop) => stop?.());
    },
  };
}
