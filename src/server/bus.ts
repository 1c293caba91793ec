/** Wakes who waits for changes within this process; those of other processes are found by asking the store. */
export interface Bus {
  /** Grows with every change. */
  readonly count: number;
  tell(): void;
  /** Resolves when the count is another one, or the signal gives up. */
  changed(since: number, signal: AbortSignal): Promise<void>;
  /** How many wait. */
  readonly waiting: number;
}

export function createBus(): Bus {
  const waiting = new Set<() => void>();
  let count = 0;
  return {
    get count() {
      return count;
    },
    get waiting() {
      return waiting.size;
    },
    tell() {
      count++;
      for (const wake of [...waiting]) wake();
    },
    changed: (since, signal) =>
      new Promise((resolve) => {
        const wake = (): void => {
          waiting.delete(wake);
          signal.removeEventListener('abort', wake);
          resolve();
        };
        if (count !== since || signal.aborted) return resolve();
        waiting.add(wake);
        signal.addEventListener('abort', wake);
      }),
  };
}
