import type { CancellationStore } from './store.ts';

/** The store, which reads in one call what is asked for of several orders at the same time: of a hundred, once. */
export function readTogether(store: CancellationStore): CancellationStore {
  const reads: Pick<CancellationStore, 'records' | 'recordsVersion'> = {
    records: gathered((ids) => store.recordsOf(ids)),
    recordsVersion: gathered((ids) => store.versionsOf(ids)),
  };
  return new Proxy(store, {
    get(target, name) {
      if (Object.hasOwn(reads, name)) return reads[name as keyof typeof reads];
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}

/** Asks for all that is asked for before the next turn. */
function gathered<T>(readAll: (ids: string[]) => Promise<T[]>): (id: string) => Promise<T> {
  let next: { ids: string[]; found: Promise<T[]> } | null = null;
  return async (id) => {
    if (!next) {
      const ids: string[] = [];
      const found = Promise.resolve().then(() => {
        next = null;
        return readAll(ids);
      });
      next = { ids, found };
    }
    const { ids, found } = next;
    const place = ids.push(id) - 1;
    return (await found)[place] as T;
  };
}
