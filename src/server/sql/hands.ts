/** What a process works on just now, by its kind. */
export interface Hands {
  /** Notes work until it ends; the same work. */
  take<T>(kind: string, work: Promise<T>): Promise<T>;
  /** Whether no more of a kind is to be begun. */
  isFull(kind: string): boolean;
  /** The kinds that are. */
  full(): string[];
  /** Resolves when all has ended. */
  empty(): Promise<void>;
}

/** `most`: how much of each kind there is room for. */
export function createHands(most: Readonly<Record<string, number>>): Hands {
  const held = new Map<string, Set<Promise<unknown>>>();
  const isFull = (kind: string): boolean => (held.get(kind)?.size ?? 0) >= (most[kind] ?? Number.POSITIVE_INFINITY);
  return {
    take(kind, work) {
      const own = held.get(kind) ?? new Set();
      held.set(kind, own.add(work));
      const end = (): void => void own.delete(work);
      work.then(end, end);
      return work;
    },
    isFull,
    full: () => [...held.keys()].filter(isFull),
    async empty() {
      for (;;) {
        const left = [...held.values()].flatMap((own) => [...own]);
        if (left.length === 0) return;
        await Promise.allSettled(left);
      }
    },
  };
}
