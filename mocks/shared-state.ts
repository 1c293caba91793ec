import type { MockWorld, WorldSnapshot } from './mock-world.ts';

/** Changes with the shape of what is kept. */
const format = 4;
/** After it the orders' times say little: the world starts afresh. ms. */
const longest = 86_400_000;

/** What is kept of a world, under one name, for all pages of an origin. */
interface Kept {
  format: number;
  /** Real time of the start, epoch ms. */
  startedAt: number;
  world: WorldSnapshot;
}

export interface SharedState {
  /** Runs `work` alone among all tabs, on the state that they share, and keeps what it changed. */
  exclusively<T>(work: () => Promise<T>): Promise<T>;
  /** Starts the world afresh, for all tabs. */
  reset(): Promise<void>;
  /** Calls the listener after each change, of this tab or another. */
  onChange(listener: () => void): () => void;
}

/**
 * Lets all pages of an origin share one world: kept in IndexedDB, under a Web Lock. Without either, a page has its own.
 * Not in `localStorage`: what one tab writes there another may read only some time later, whoever holds the lock.
 */
export function shareState(world: MockWorld, name: string, given: KeptStates | null = keptStates()): SharedState {
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  let storage = given;
  const channel = storage && openChannel(name);
  /** Which write this page's world is as of. */
  let mark: string | undefined;
  let startedAt = Date.now();
  let queue: Promise<unknown> = Promise.resolve();

  /** Gives up what the pages share: this one goes on by itself. */
  const leave = (): undefined => {
    storage = null;
  };

  /** Brings this page's world up to date; where none is kept, this page's becomes the one. */
  const load = async (): Promise<void> => {
    const newest = await storage?.get(`${name}:mark`).catch(leave);
    if (newest !== undefined && newest === mark) return;
    const kept = parse(await storage?.get(name).catch(leave));
    if (kept?.format === format && Date.now() - kept.startedAt <= longest) {
      mark = newest;
      world.restore(kept.world);
      startedAt = kept.startedAt;
    } else await save();
  };

  const save = async (): Promise<void> => {
    mark = `${Date.now()} ${Math.random()}`;
    const kept: Kept = { format, startedAt, world: world.snapshot() };
    // Where storage is full, this page does not fall back to what the others share.
    await storage?.put({ [name]: JSON.stringify(kept), [`${name}:mark`]: mark }).catch(leave);
    channel?.postMessage(mark);
    tell();
  };

  const alone = <T>(work: () => Promise<T>): Promise<T> => {
    const { locks } = navigator;
    // Plain http has no locks; then only this page's own accesses wait for one another.
    const run = () => (locks ? (locks.request(name, work) as Promise<T>) : work());
    const next = queue.then(run, run);
    queue = next.catch(() => {});
    return next;
  };

  channel?.addEventListener('message', () => {
    alone(load).then(tell, () => {});
  });

  return {
    exclusively: (work) =>
      alone(async () => {
        await load();
        const before = world.stamp();
        try {
          return await work();
        } finally {
          if (world.stamp() !== before) await save();
        }
      }),
    reset: () =>
      alone(async () => {
        world.reset();
        startedAt = Date.now();
        await save();
      }),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Texts by name, the same for all pages of an origin as soon as they are put. */
export interface KeptStates {
  get(name: string): Promise<string | undefined>;
  /** All or none. Rejects where there is no room. */
  put(texts: Record<string, string>): Promise<void>;
}

/** `null` where site data is blocked. */
function openChannel(name: string): BroadcastChannel | null {
  try {
    return new BroadcastChannel(name);
  } catch {
    return null;
  }
}

/** `null` where storage is switched off. */
export function keptStates(): KeptStates | null {
  if (!globalThis.indexedDB) return null;
  const states = 'states';
  let opened: Promise<IDBDatabase> | undefined;
  const open = (): Promise<IDBDatabase> =>
    new Promise((resolve, reject) => {
      const opening = indexedDB.open('order-cancel-elements:mocks', 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore(states);
      opening.onsuccess = () => resolve(opening.result);
      opening.onerror = () => reject(opening.error);
    });
  const within = async <T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T> | undefined) => {
    opened ??= open();
    const transaction = (await opened).transaction(states, mode);
    const request = work(transaction.objectStore(states));
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
    });
    return request?.result;
  };
  return {
    get: (name) => within<string | undefined>('readonly', (store) => store.get(name)),
    async put(texts) {
      await within('readwrite', (store) => {
        for (const [name, text] of Object.entries(texts)) store.put(text, name);
        return undefined;
      });
    },
  };
}

function parse(text: string | undefined): Kept | null {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}
