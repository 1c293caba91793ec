import type { CancelPolicy } from '../domain/policy.ts';
import { compiledOf } from './compiled.ts';
import { warn } from './warn.ts';

/** Reads a policy's JSON; `null` where it is malformed. Rejects where it cannot be read. */
export async function fetchPolicy(url: string): Promise<CancelPolicy | null> {
  const response = await fetch(new URL(url, document.baseURI));
  if (!response.ok) throw new Error(`it answered ${response.status}`);
  const policy: CancelPolicy = await response.json();
  if (compiledOf(policy)) return policy;
  warn('invalid-policy', url, policy);
  return null;
}
