import { type Call, isSignIn } from './call.ts';

/** How long one attempt may take, ms; then its outcome is unknown. */
const timeout = 30_000;

/**
 * Posts; `null` where the way leads to a login. Not followed at first: a login elsewhere would fail as if the network
 * had. What is redirected is sent again along the way, with the same key.
 */
export async function posted(
  ...[call, path, body, signal, headers]: Parameters<typeof post>
): Promise<Response | null> {
  const first = await post(call, path, body, signal, headers, 'manual');
  if (!isSignIn(first)) return first;
  try {
    const followed = await post(call, path, body, signal, headers);
    return isSignIn(followed) ? null : followed;
  } catch (error) {
    if ((error as Error | null)?.name === 'TypeError') return null;
    throw error;
  }
}

export function post(
  call: Call,
  path: string,
  body: unknown,
  signal: AbortSignal | undefined,
  headers: Record<string, string> = {},
  redirect: RequestRedirect = 'follow',
): Promise<Response> {
  const init = { method: 'POST', body: JSON.stringify(body), signal: signal ?? AbortSignal.timeout(timeout), redirect };
  return call(path, init, { 'Content-Type': 'application/json', ...headers });
}

export async function jsonOf(response: Response): Promise<unknown> {
  const type = response.headers.get('Content-Type') ?? '';
  if (!/[/+]json\b/.test(type)) throw new TypeError(`the server answered ${response.status} with ${type || 'no type'}`);
  return response.json();
}
