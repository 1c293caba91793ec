import { CancelError } from '../domain/errors.ts';
import type { CancelPolicy } from '../domain/policy.ts';
import type { OrderView } from '../domain/view.ts';
import type { CallOptions, CancellationBackend } from './backend.ts';
import { isOrderView } from './view-guard.ts';

export interface RestOptions {
  /** Resolved against `document.baseURI`. */
  base: string;
  fetch?: typeof fetch;
  /** Asked for each call: a guest's signed link, a token. */
  headers?: () => HeadersInit | Promise<HeadersInit>;
  /** Default `same-origin`. */
  credentials?: RequestCredentials;
}

/** One call to the server: `path` below the base. Rejects with `CancelError` `unavailable` where no answer came. */
export type Call = (path: string, init: RequestInit) => Promise<Response>;

/** How long a read may take, ms. */
const patience = 20_000;

/** A backend that speaks the package's HTTP. Reads reject with `CancelError` `unavailable` or `invalid-view`. */
export function restBackend({ base, fetch: given, headers, credentials }: RestOptions): CancellationBackend {
  const root = new URL(base, globalThis.document?.baseURI).href.replace(/\/*$/, '/');
  const call: Call = async (path, init) => {
    const all = new Headers(await headers?.());
    all.set('Accept', 'application/json');
    new Headers(init.headers).forEach((value, name) => {
      all.set(name, value);
    });
    return (given ?? fetch)(root + path, { credentials: credentials ?? 'same-origin', ...init, headers: all });
  };

  const read = async (path: string, { signal }: CallOptions): Promise<unknown> => {
    let response: Response;
    try {
      response = await call(path, { signal: signal ?? AbortSignal.timeout(patience) });
    } catch (cause) {
      throw new CancelError('unavailable', `no answer from ${root}${path}`, [], { cause });
    }
    if (!response.ok) {
      const code = response.status === 401 ? 'sign-in-required' : response.status === 404 ? 'not-found' : 'unavailable';
      throw new CancelError(code, `${root}${path} answered ${response.status}`);
    }
    try {
      return await response.json();
    } catch (cause) {
      throw new CancelError('invalid-view', `${root}${path} answered with something that is not JSON`, [], { cause });
    }
  };

  const readViews = async (path: string, options: CallOptions): Promise<{ views: OrderView[]; missing: string[] }> => {
    const answer = (await read(path, options)) as { views?: unknown[]; missing?: unknown[] } | null;
    if (!Array.isArray(answer?.views)) {
      throw new CancelError('invalid-view', `${root}${path} answered without a list of views`);
    }
    const missing = (Array.isArray(answer.missing) ? answer.missing : []).filter((id) => typeof id === 'string');
    return { views: answer.views as OrderView[], missing };
  };

  return {
    loadOrders: (ids, options) =>
      readViews(`orders?${ids.map((id) => `id=${encodeURIComponent(id)}`).join('&')}`, options),
    loadPolicy: (id, hash, options) =>
      read(`policies/${encodeURIComponent(id)}?hash=${encodeURIComponent(hash)}`, options) as Promise<CancelPolicy>,
    findByNumber: async (number, options) =>
      (await readViews(`orders?number=${encodeURIComponent(number)}`, options)).views.filter(isOrderView),
    send: async (intent, options) => (await import('./rest-send.ts')).send(call, intent, options),
    preview: async (orderId, body, options) => (await import('./rest-send.ts')).preview(call, orderId, body, options),
  };
}
