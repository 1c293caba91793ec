import { isObject } from '../../../domain/values/is-object.ts';

/** Calls one of Medusa's two APIs by a path that begins with a slash; gives what it answers. */
export type Rest = <Data>(method: 'GET' | 'POST', path: string, body?: object, signal?: AbortSignal) => Promise<Data>;

export interface ApiOptions {
  /** Where Medusa is: `https://shop.example`. */
  url: string;
  headers: Record<string, string>;
  /** How long one call may take, ms. */
  timeout: number;
  fetch?: typeof fetch;
}

/** Medusa has answered, and refused or failed: whatever it did for the call has ended. */
export class MedusaProblem extends Error {
  readonly status: number;
  /** Of its own errors: `not_found`, `not_allowed`, `invalid_data`, …; `null`: none of these, as of a session that is none. */
  readonly type: string | null;

  constructor(status: number, type: string | null) {
    // What it says beside the type may be the words of a payment provider, or of the database.
    super(`Medusa answered ${status} ${type ?? 'without a type'}`);
    this.name = 'MedusaProblem';
    this.status = status;
    this.type = type;
  }
}

/**
 * One API over HTTP.
 *
 * @throws {MedusaProblem} it has answered with an error; anything else is no answer: nobody knows then what became of the call
 */
export function restOf({ url, headers, timeout, fetch: send = globalThis.fetch }: ApiOptions): Rest {
  const base = url.replace(/\/+$/, '');
  return async <Data>(method: string, path: string, body?: object, signal?: AbortSignal) => {
    const answer = await send(`${base}${path}`, {
      method,
      headers: { Accept: 'application/json', ...(body && { 'Content-Type': 'application/json' }), ...headers },
      ...(body && { body: JSON.stringify(body) }),
      redirect: 'error',
      signal: signal ?? AbortSignal.timeout(timeout),
    });
    const json: unknown = await answer.json().catch(() => null);
    // A proxy's page is not its answer.
    if (!isObject(json)) throw new Error(`Medusa answered ${answer.status} and no JSON`);
    if (answer.ok) return json as Data;
    const { type } = json;
    throw new MedusaProblem(answer.status, typeof type === 'string' ? type : null);
  };
}
