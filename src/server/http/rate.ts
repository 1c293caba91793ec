import type { Context } from '../context.ts';
import type { Principal } from '../options.ts';
import { ownerOf } from '../owners.ts';
import { Refusal } from './problem.ts';

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
  const counts = new Map<string, { since: number; count: number }>();
  return {
    async count(name, since) {
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

/** Refuses one request too many (429), and says when the next one may come. Where it cannot be counted, none is refused. */
export async function demandRate({ rate, now, emit }: Context, principal: Principal): Promise<void> {
  if (!rate) return;
  const { requests, every, counter } = rate;
  const at = now();
  const since = Math.floor(at / every) * every;
  let count: number;
  try {
    count = await counter.count(ownerOf(principal), since);
  } catch (error) {
    emit({ type: 'error', during: 'counting requests', error });
    return;
  }
  if (count <= requests) return;
  const seconds = Math.max(1, Math.ceil((since + every - at) / 1000));
  throw new Refusal('rate-limited', {}, { 'Retry-After': `${seconds}` });
}
