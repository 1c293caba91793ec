import type { CancelPolicy } from '../domain/policy.ts';
import { compiledOf } from './compiled.ts';
import { warnOnce } from './warn-once.ts';

const registered = new Map<string, CancelPolicy>();
const fetched = new Map<string, CancelPolicy | null | undefined>();
const waiting = new Set<() => void>();
/** How long a page may take to register a policy that an element names, ms. */
const patience = 2000;

/** Names a policy for the `policy` attribute. The latest under a name counts. */
export function registerPolicy(name: string, policy: CancelPolicy): void {
  registered.set(name, policy);
  tell();
}

/**
 * The policy that a page names: one given to {@link registerPolicy}, or the URL of its JSON (it has a `/` or a `.`).
 * `undefined` while it is fetched or not registered yet, `null` where it cannot be had.
 */
export function namedPolicy(name: string): CancelPolicy | null | undefined {
  const known = registered.get(name);
  if (known) return known;
  const key = /[/.]/.test(name) ? new URL(name, document.baseURI).href : name;
  if (!fetched.has(key)) {
    fetched.set(key, undefined);
    if (key === name) setTimeout(giveUp, patience, name);
    else fetchPolicy(key);
  }
  return fetched.get(key);
}

/** Calls `listener` whenever a policy has come. */
export function watchPolicies(listener: () => void): () => void {
  waiting.add(listener);
  return () => waiting.delete(listener);
}

function giveUp(name: string): void {
  fetched.set(name, null);
  if (!registered.has(name)) {
    const names = [...registered.keys()].join(', ') || 'none';
    warnOnce(`no policy is registered as "${name}" (registered: ${names}); a URL must hold a "/" or a "."`);
  }
  tell();
}

async function fetchPolicy(url: string): Promise<void> {
  let policy: CancelPolicy | null = null;
  try {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url} answered ${response.status}`);
    policy = await response.json();
    if (!compiledOf(policy as CancelPolicy)) {
      const { explainPolicy } = await import('./explain-policy.ts');
      warnOnce(`${url}: ${explainPolicy(policy)}`);
      policy = null;
    }
  } catch (error) {
    warnOnce(`the policy at ${url} could not be read: ${error instanceof Error ? error.message : error}`);
  }
  fetched.set(url, policy);
  tell();
}

function tell(): void {
  for (const listener of [...waiting]) listener();
}
