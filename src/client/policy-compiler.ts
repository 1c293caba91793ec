import { type CompiledPolicy, compileWith } from '../domain/decision/compile.ts';
import { commonWords } from '../domain/decision/conditions.ts';
import type { CancelPolicy } from '../domain/policy.ts';
import { loadPart } from '../load-part.ts';
import { tellPage } from './page-changes.ts';
import { warn, warnOfMissing } from './warn.ts';

const compiled = new WeakMap<CancelPolicy, CompiledPolicy | null | undefined>();

/**
 * Compiles a policy once. `undefined` while the words that only some policies need are loaded; `null` where it is
 * malformed, which the console is told. Throws where it is no object at all.
 */
export function compiledOnce(policy: CancelPolicy): CompiledPolicy | null | undefined {
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
    const [{ rareWords }, calendar] = await Promise.all([
      // Words that few policies use.
      loadPart(() => import('../domain/decision/rare-words.ts'), 'rareWords'),
      // Fewer still count in days of the calendar.
      countsDays(policy) ? loadPart(() => import('../domain/decision/calendar-words.ts'), 'calendarWords') : null,
    ]);
    try {
      result = compileWith({ ...commonWords, ...rareWords, ...calendar?.calendarWords }, policy);
    } catch {
      warn('invalid-policy', policy);
    }
  } catch (error) {
    warnOfMissing(error);
  }
  compiled.set(policy, result);
  tellPage();
}

/** Whether it has instants that it derives, or facts that are dates. */
function countsDays({ instants, facts }: CancelPolicy): boolean {
  // Nobody may have parsed it.
  return !!instants || Object.values(facts ?? {}).some((fact) => fact?.type === 'date');
}
