import { isWrite } from './is-write.ts';
import { parseStaging, type ScenarioName, type Staging } from './scenarios.ts';

/** Which scenario is on, what has happened in it, and who waits. */
interface Stage {
  use(scenario: ScenarioName | Staging | null): void;
  /** The scenario for a request, which is counted; `null`: all is well. `when` is what its path asks for. */
  scenarioFor(request: Request, orderId: string, when: Staging | null): ScenarioName | null;
  /** Whether something happens for the first time. */
  first(what: string): boolean;
  /** Resolves when the waiting are let go. */
  released(): Promise<void>;
  release(): void;
}

export function createStage(): Stage {
  let staged: Staging | null = null;
  const counts = new Map<string, number>();
  const waiting = new Set<() => void>();

  /** How often it has happened before. */
  const count = (what: string): number => {
    const before = counts.get(what) ?? 0;
    counts.set(what, before + 1);
    return before;
  };

  return {
    use(scenario) {
      staged = typeof scenario === 'string' ? parseStaging(scenario) : scenario;
      counts.clear();
    },
    scenarioFor(request, orderId, when) {
      const staging = when ?? staged;
      if (!staging) return null;
      const { name, on = 'all', times = Number.POSITIVE_INFINITY } = staging;
      const kind = isWrite(request) ? 'write' : 'read';
      if (on !== 'all' && on !== kind) return null;
      if (staging.orderId !== undefined && staging.orderId !== orderId) return null;
      // What a path asks for is counted for each of its endpoints; what was staged, for all together.
      return count(when ? `${kind} ${request.url}` : 'staged') < times ? name : null;
    },
    first: (what) => count(`first ${what}`) === 0,
    released: () => new Promise((resolve) => waiting.add(resolve)),
    release() {
      for (const resolve of waiting) resolve();
      waiting.clear();
    },
  };
}
