import type { CancelPolicy } from '../domain/policy.ts';
import { tellPage } from './page-changes.ts';
import { registered } from './registry.ts';
import { warn } from './warn.ts';

const found = new Map<string, CancelPolicy | null | undefined>();
/** How long a page may take to register a policy that an element names, ms. */
const timeout = 2000;

/**
 * The policy that a page names: one given to `registerPolicy`, or the URL of its JSON (it has a `/` or a `.`).
 * `undefined` while it is fetched or not registered yet, `null` where it cannot be had.
 */
export function namedPolicy(name: string): CancelPolicy | null | undefined {
  const known = registered.get(name);
  if (known) return known;
  if (!found.has(name)) {
    found.set(name, undefined);
    (/[/.]/.test(name) ? fetchPolicy(name) : awaitRegistration(name)).then((policy) => {
      found.set(name, policy);
      tellPage();
    });
  }
  return found.get(name);
}

async function fetchPolicy(url: string): Promise<CancelPolicy | null> {
  try {
    const response = await fetch(new URL(url, document.baseURI));
    if (!response.ok) throw new Error(`it answered ${response.status}`);
    return Object(await response.json());
  } catch (error) {
    warn('policy', url, error);
    return null;
  }
}

async function awaitRegistration(name: string): Promise<CancelPolicy | null> {
  await new Promise((resolve) => setTimeout(resolve, timeout));
  if (!registered.has(name)) warn('unregistered', name, [...registered.keys()].join(', '));
  return registered.get(name) ?? null;
}
