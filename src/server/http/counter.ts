/** How many requests one person may send. Statements of withdrawal are none of them: they are always taken (EU-7). */
export interface RateLimit {
  /** So many in each interval. */
  requests: number;
  /** The interval, ms. */
  every: number;
  /** Where they are counted. Default: in this process; of several one limit, where they share a counter (`sqlCounter`). */
  counter?: RateCounter;
}

export interface RateCounter {
  /** Counts one more under a name, in the interval that began at `since` (epoch ms); resolves with how many those are. */
  count(name: string, since: number): Promise<number>;
  /** Forgets the intervals that began before an instant (epoch ms). */
  drop(before: number): Promise<void>;
}

/** Counts in memory. */
export function memoryCounter(): RateCounter {
  let latest = Number.NEGATIVE_INFINITY;
  const counts = new Map<string, { since: number; count: number }>();
  return {
    async count(name, since) {
      // Who only answers is never asked to drop any.
      if (since > latest) for (const [one, { since: begun }] of counts) if (begun < since) counts.delete(one);
      latest = Math.max(latest, since);
      const known = counts.get(name);
      const count = known?.since === since ? known.count + 1 : 1;
      counts.set(name, { since, count });
      return count;
    },
    async drop(before) {
      for (const [name, { since }] of counts) if (since < before) counts.delete(name);
    },
  };
}
