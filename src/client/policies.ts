import type { CancelPolicy } from '../domain/policy.ts';
import { tellPage } from './page-changes.ts';
import { warn } from './warn.ts';

const registered = new Map<string, CancelPolicy>();
const found = new Map<string, CancelPolicy | null | undefined>();
/** How long a page may take to register a policy that an element names, ms. */
const patience = 2000;

/** Names a policy for the `policy` attribute. The latest under a name counts. */
export function registerPolicy(name: string, policy: CancelPolicy): void {
  registered.set(name, policy);
  tellPage();
}

/**
 * The policy that a page names: one given to {@link registerPolicy}, or the URL of its JSON (it has a `/` or a `.`).
 * `undefined` while it is fetched or not registered yet, `null` where it cannot be had.
 */
export function namedPolicy(name: string): CancelPolicy | null | undefined {
  const known = registered.get(name);
  if (known || found.has(name)) return known ?? found.get(name);
  found.set(name, undefined);
  if (/[/.]/.test(name)) {
    import('./fetch-policy.ts')
      .then(({ fetchPolicy }) => fetchPolicy(name))
      .catch((error) => {
        warn('policy', name, error);
        return null;
      })
      .then((policy) => {
        found.set(name, policy);
        tellPage();
      });
  } else {
    setTimeout(() => {
      found.set(name, null);
      if (!registered.has(name)) warn('unregistered', name, [...registered.keys()].join(', '));
      tellPage();
    }, patience);
  }
  return undefined;
}
