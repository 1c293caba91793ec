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

/** Lets all pages of an origin share one world: kept in `localStorage`, under a Web Lock. Without either, a page has its own. */
export function shareState(world: MockWorld, name: string): SharedState {
  const listeners = new Set<() => void>();
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  let storage: Storage | undefined;
  try {
    storage = globalThis.localStorage;
  } catch {
    // Storage is switched off.
  }
  /** Which write this page's world is as of. */
  let mark: string | null = null;
  let startedAt = Date.now();
  let queue: Promise<unknown> = Promise.resolve();

  /** Brings this page's world up to date; where none is kept, this page's becomes the one. */
  const load = (): void => {
    const newest = storage?.getItem(`${name}:mark`) ?? null;
    if (newest !== null && newest === mark) return;
    const kept = parse(storage?.getItem(name) ?? null);
    if (kept?.format === format && Date.now() - kept.startedAt <= longest) {
      mark = newest;
      world.restore(kept.world);
      startedAt = kept.startedAt;
    } else save();
  };

  const save = (): void => {
    mark = `${Date.now()} ${Math.random()}`;
    const kept: Kept = { format, startedAt, world: world.snapshot() };
    try {
      storage?.setItem(name, JSON.stringify(kept));
      storage?.setItem(`${name}:mark`, mark);
    } catch {
      // Storage is full: this page goes on by itself, and does not fall back to what the others share.
      storage = undefined;
    }
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

  globalThis.addEventListener('storage', ({ key }) => {
    if (key === `${name}:mark`) alone(async () => load()).then(tell, () => {});
  });

  return {
    exclusively: (work) =>
      alone(async () => {
        load();
        const before = world.stamp();
        try {
          return await work();
        } finally {
          if (world.stamp() !== before) save();
        }
      }),
    reset: () =>
      alone(async () => {
        world.reset();
        startedAt = Date.now();
        save();
      }),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function parse(text: string | null): Kept | null {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}
