import type { CancelPolicy } from '../../../src/domain/policy.ts';
import { parsePolicy } from '../../../src/policy/index.ts';

// biome-ignore lint/suspicious/noExplicitAny: changed as plain JSON
type Any = any;

const durations = ['PT0S', 'PT30M', 'PT1H', 'PT24H', 'P1D', 'P3D', 'P7D', 'P14D', 'P30D'];

/** A policy with something in its rules changed, as somebody might by mistake; still one that can be parsed. */
export function mutantOf(policy: CancelPolicy, random: () => number): CancelPolicy {
  const of = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  for (let tries = 0; tries < 100; tries++) {
    // Not as a structured clone: what rules share would be shared.
    const copy: Any = JSON.parse(JSON.stringify(policy));
    const places = placesIn(copy.rules);
    if (places.length === 0) return policy;
    of(places)(random);
    try {
      if (JSON.stringify(copy) !== JSON.stringify(policy)) return parsePolicy(copy);
    } catch {
      // Not every change makes a policy.
    }
  }
  return policy;

  /** What may be changed, each as a function that does. */
  function placesIn(rules: Any[]): ((random: () => number) => void)[] {
    const found: ((random: () => number) => void)[] = [];
    rules.forEach((rule, index) => {
      found.push(() => rules.splice(index, 1));
      found.push(() => rules.splice(Math.min(index + 1, rules.length - 1), 0, ...rules.splice(index, 1)));
      found.push(() => {
        rule.then = { outcome: of(['cancel', 'request', 'none', 'return']), reason: rule.then.reason };
      });
      visit(rule, 'when');
    });
    return found;

    function visit(owner: Any, name: string | number): void {
      const word = owner[name];
      const parts = Array.isArray(word) ? word : (word.all ?? word.any);
      if (Array.isArray(parts)) {
        parts.forEach((_: unknown, at: number) => {
          if (parts.length > 1) found.push(() => parts.splice(at, 1));
          visit(parts, at);
        });
        return;
      }
      const inner = ['not', 'someLine'].find((one) => one in word);
      if (inner) {
        visit(word, inner);
        return;
      }
      found.push(() => {
        owner[name] = { not: word };
      });
      for (const bound of ['from', 'until']) {
        if (word[bound] !== undefined || word.since !== undefined)
          found.push(() => {
            word[bound] = of(durations);
          });
      }
      for (const bound of ['atLeast', 'below']) {
        if (word[bound] !== undefined)
          found.push(() => {
            word[bound] += of([-1, 1]);
          });
      }
    }
  }
}
