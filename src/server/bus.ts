import { isVisible } from './stores/ranking.ts';
import type { Listing, ListScope } from './stores/store.ts';

type Parties = Pick<Listing, 'buyerId' | 'sellerId'>;

/** Wakes who waits for changes within this process; those of other processes are found by asking the store. */
export interface Bus {
  /** Something changed about an order of these: nobody else wakes, nor could tell by when they did (I10). */
  tell(parties: Parties): void;
  /** Resolves when something is told that is within the scope, or the signal gives up. */
  changed(scope: ListScope, signal: AbortSignal): Promise<void>;
  /** How many wait. */
  readonly waiting: number;
}

export function createBus(): Bus {
  const waiting = new Map<() => void, ListScope>();
  return {
    get waiting() {
      return waiting.size;
    },
    tell(parties) {
      for (const [wake, scope] of [...waiting]) if (isVisible(parties, scope)) wake();
    },
    changed: (scope, signal) =>
      new Promise((resolve) => {
        const wake = (): void => {
          waiting.delete(wake);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        if (signal.aborted) return resolve();
        waiting.set(wake, scope);
        signal.addEventListener('abort', wake);
      }),
  };
}
