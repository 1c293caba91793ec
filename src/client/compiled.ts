import { type CompiledPolicy, compileWith } from '../domain/decision/compile.ts';
import { commonWords } from '../domain/decision/conditions.ts';
import type { CancelPolicy } from '../domain/policy.ts';
import { loadPart } from '../load-part.ts';
import { tellPage } from './page-changes.ts';
import { warn } from './warn.ts';

const compiled = new WeakMap<CancelPolicy, CompiledPolicy | null | undefined>();

/**
 * Compiles a policy once. `undefined` while the words that only some policies need are loaded; `null` where it is
 * malformed, which the console is told. Throws where it is no object at all.
 */
export function compiledOf(policy: CancelPolicy): CompiledPolicy | null | undefined {
  if (!compiled.has(policy)) {
    compiled.set(policy, undefined);
    try {
      compiled.set(policy, compileWith(commonWords, policy));
    } catch {
      compileWhole(policy);
    }
  }
  return compiled.get(policy);
}

async function compileWhole(policy: CancelPolicy): Promise<void> {
  let result: CompiledPolicy | null = null;
  try {
    // Words that few policies use, those that need a calendar apart; the others are compiled by what comes with the button.
    const parts = await Promise.all([
      loadPart(() => import('../domain/decision/rare-words.ts'), 'rareWords'),
      /"(instants|date)"/.test(JSON.stringify(policy)) &&
        loadPart(() => import('../domain/decision/calendar-words.ts'), 'calendarWords'),
    ]);
    result = compileWith({ ...commonWords, ...parts[0].rareWords, ...(parts[1] || {}).calendarWords }, policy);
  } catch {
    warn('invalid-policy', policy);
  }
  compiled.set(policy, result);
  tellPage();
}
