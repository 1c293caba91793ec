import { type CompiledRules, compileWith } from '../domain/decision/compile.ts';
import { commonWords, type Json } from '../domain/decision/conditions.ts';
import { isParted } from '../domain/decision/parted.ts';
import type { CancelPolicy } from '../domain/policy.ts';
import type { Cancellation, Order } from '../domain/records.ts';
import { loadPart } from '../load-part.ts';
import { tellPage } from './page-changes.ts';
import { warn, warnOfMissing } from './warn.ts';

type Compiled = WeakMap<CancelPolicy, CompiledRules | null | undefined>;

const compiled: Compiled = new WeakMap();
/** The same, with what decides line by line. */
const forParts: Compiled = new WeakMap();

/**
 * Compiles a policy once. `undefined` while what only some policies and orders need is loaded; `null` where it is
 * malformed, which the console is told. Throws where it is no object at all. `order`: the one that is to be decided on.
 */
export function compiledOnce(
  policy: CancelPolicy,
  order: Order | null = null,
  cancellations: readonly Cancellation[] = [],
): CompiledRules | null | undefined {
  const parted = !!order && isParted(order as unknown as Json, cancellations);
  const known = parted ? forParts : compiled;
  if (!known.has(policy)) {
    known.set(policy, undefined);
    try {
      if (parted || policy.withdrawal) throw new TypeError('parts');
      known.set(policy, compileWith(commonWords, policy));
    } catch {
      compileWhole(policy, known, parted || asksLines(policy));
    }
  }
  return known.get(policy);
}

async function compileWhole(policy: CancelPolicy, known: Compiled, ofLines: boolean): Promise<void> {
  let result: CompiledRules | null = null;
  try {
    const [{ rareWords }, calendar, line, lines, withdrawal] = await Promise.all([
      // Words that few policies use.
      loadPart(() => import('../domain/decision/rare-words.ts'), 'rareWords'),
      // Fewer still count in days of the calendar.
      countsDays(policy) ? loadPart(() => import('../domain/decision/calendar-words.ts'), 'calendarWords') : null,
      ofLines ? loadPart(() => import('../domain/decision/line-words.ts'), 'lineWords') : null,
      ofLines ? loadPart(() => import('../domain/decision/by-line.ts'), 'byLine') : null,
      // The statutory lane, for shops that have it. The holidays are the server's to know.
      policy.withdrawal ? loadPart(() => import('../domain/withdrawal/lane.ts'), 'laneOf') : null,
    ]);
    try {
      const words = { ...commonWords, ...rareWords, ...calendar?.calendarWords, ...line?.lineWords };
      result = compileWith(words, policy, lines?.byLine(policy), withdrawal?.laneOf(policy));
    } catch {
      warn('invalid-policy', policy);
    }
  } catch (error) {
    warnOfMissing(error);
  }
  known.set(policy, result);
  tellPage();
}

/** Whether a word of it speaks of line items. */
function asksLines({ rules, instants }: CancelPolicy): boolean {
  return /"(lineFact|someLine)":|"line\./.test(JSON.stringify([rules, instants]));
}

/** Whether it has instants that it derives, or facts that are dates. */
function countsDays({ instants, facts, lineFacts }: CancelPolicy): boolean {
  // Nobody may have parsed it.
  return (
    !!instants ||
    [...Object.values(facts ?? {}), ...Object.values(lineFacts ?? {})].some((fact) => fact?.type === 'date')
  );
}
