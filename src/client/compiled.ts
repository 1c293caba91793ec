import { type CompiledPolicy, compilePolicy } from '../domain/decide.ts';
import type { CancelPolicy } from '../domain/policy.ts';

const compiled = new WeakMap<CancelPolicy, CompiledPolicy | null>();

/** Compiles a policy once; `null` where it is malformed, which the lazily loaded parser explains. */
export function compiledOf(policy: CancelPolicy): CompiledPolicy | null {
  let result = compiled.get(policy);
  if (result === undefined) {
    try {
      result = compilePolicy(policy);
    } catch {
      result = null;
    }
    compiled.set(policy, result);
  }
  return result;
}
