import type { CompiledRules } from '../domain/decision/compile.ts';
import type { CancelPolicy } from '../domain/policy.ts';
import type { Cancellation, Order } from '../domain/records.ts';
import { loadPart } from '../load-part.ts';
import { tellPage, whenTold } from './page-changes.ts';
import { warnOfMissing } from './warn.ts';

let compiler: typeof import('./policy-compiler.ts') | undefined;
let loading: Promise<void> | undefined;
let isMissing = false;

/**
 * A policy, compiled once. `undefined` while what compiles it is loaded; `null` where that is missing or the policy
 * malformed, which the console is told: then only the server can tell. Throws where it is no object at all.
 */
export function compiledOf(
  policy: CancelPolicy,
  order: Order,
  cancellations: readonly Cancellation[],
): CompiledRules | null | undefined {
  if (compiler) return compiler.compiledOnce(policy, order, cancellations);
  // Until a policy is read the server's decision stands, so that the first button does not wait for what reads it.
  loading ??= loadPart(() => import('./policy-compiler.ts'), 'compiledOnce')
    .then(
      (module) => {
        compiler = module;
      },
      (error) => {
        isMissing = true;
        warnOfMissing(error);
        addEventListener('online', tryAgain, { once: true });
      },
    )
    .then(tellPage);
  return isMissing ? null : undefined;
}

/** Resolves once a policy can decide on an order, or is known not to. */
export async function whenCompiled(
  policy: CancelPolicy,
  order: Order,
  cancellations: readonly Cancellation[],
): Promise<void> {
  try {
    while (compiledOf(policy, order, cancellations) === undefined) await whenTold();
  } catch {
    // It is no object; who decides by it says so.
  }
}

function tryAgain(): void {
  isMissing = false;
  loading = undefined;
  tellPage();
}
