import { isVisible } from './stores/ranking.ts';
import type { Listing, ListScope } from './stores/store.ts';

type Parties = Pick<Listing, 'buyerId' | 'sellerId'>;

/** Wakes who waits for changes within this process; those of other processes are found by asking the store. */
export interface Bus {
  /** Something changed about an order of these: nobody else wakes, nor could tell by when they did (I10). */
  tell(parties: Parties): void;
  /** From now on, until it is stopped: `told` resolves when something is told that is within the scope, or it is stopped. */
  listen(scope: ListScope): { told: Promise<void>; stop(): void };
}

/** `before`: what is done before anybody is told. */
export function createBus(before: () => void): Bus {
  const waiting = new Map<() => void, ListScope>();
  return {
    tell(parties) {
      before();
      for (const [wake, scope] of [...waiting]) if (isVisible(parties, scope)) wake();
    },
    listen(scope) {
      let stop = (): void => {};
      const told = new Promise<void>((resolve) => {
        stop = () => {
          waiting.delete(stop);
          resolve();
        };
      });
      waiting.set(stop, scope);
      return { told, stop };
    },
  };
}
