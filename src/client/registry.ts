import type { CancelPolicy } from '../domain/policy.ts';
import { tellPage } from './page-changes.ts';

/** The policies that the page has named. */
export const registered = new Map<string, CancelPolicy>();

/** Names a policy for the `policy` attribute. The latest under a name counts. */
export function registerPolicy(name: string, policy: CancelPolicy): void {
  registered.set(name, Object(policy));
  tellPage();
}
