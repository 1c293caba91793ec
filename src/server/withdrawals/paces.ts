/** How often something may happen under each name. */
export interface Paces {
  /** `now` (epoch ms) where it may happen, and is counted; else when it may. */
  take(name: string, now: number): number;
}

/** Of so many names those are dropped that may do again all they may. */
const most = 10_000;

/** So often at once, then once every so many ms. Known to this process only. */
export function createPaces({ atOnce, every }: { atOnce: number; every: number }): Paces {
  /** When all that was counted under a name is made up for, epoch ms. */
  const until = new Map<string, number>();
  return {
    take(name, now) {
      const madeUp = Math.max(until.get(name) ?? now, now);
      const free = madeUp - (atOnce - 1) * every;
      if (free > now) return free;
      if (until.size >= most) for (const [one, at] of until) if (at <= now) until.delete(one);
      until.set(name, madeUp + every);
      return now;
    },
  };
}
