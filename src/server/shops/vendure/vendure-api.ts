import { isObject } from '../../../domain/values/is-object.ts';

/** Calls one of Vendure's two APIs; gives `data`. */
export type Graphql = <Data>(query: string, variables: Record<string, unknown>, signal?: AbortSignal) => Promise<Data>;

/** Headers that authorise a call, or how to get them. */
export type Headers = Record<string, string> | (() => Record<string, string> | Promise<Record<string, string>>);

export interface ApiOptions {
  url: string;
  headers?: Headers;
  /** How long one call may take, ms. */
  timeout: number;
  fetch?: typeof fetch;
}

/** One API over HTTP. Rejects for whatever is no answer: nobody knows then what became of a mutation. */
export function graphqlOf({ url, headers = {}, timeout, fetch: send = globalThis.fetch }: ApiOptions): Graphql {
  return async <Data>(query: string, variables: Record<string, unknown>, signal?: AbortSignal) => {
    const answer = await send(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Accept: 'application/json',
        ...(typeof headers === 'function' ? await headers() : headers),
      },
      body: JSON.stringify({ query, variables }),
      redirect: 'error',
      signal: signal ?? AbortSignal.timeout(timeout),
    });
    const json: unknown = await answer.json().catch(() => null);
    if (!isObject(json)) throw new Error(`Vendure answered ${answer.status} and no JSON`);
    const [problem] = (json['errors'] ?? []) as { extensions?: { code?: string } }[];
    // What it says beside the code may be the database's own words.
    if (problem) throw new Error(`Vendure answered ${problem.extensions?.code ?? 'an error without a code'}`);
    if (!isObject(json['data'])) throw new Error(`Vendure answered ${answer.status} and no data`);
    return json['data'] as Data;
  };
}
