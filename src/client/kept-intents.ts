import type { Intent, StatementBody } from '../backend/backend.ts';
import type { OrderView } from '../domain/view.ts';

/** Something that was sent, until its outcome is known: it survives the dialog and a reload of the page. */
export interface KeptIntent {
  /** Absent: the page sent it its own way. */
  intent?: Intent | undefined;
  /** A statement of withdrawal in an intent's place. */
  statement?: { key: string; body: StatementBody };
  /** The order's revision that was seen. */
  revision: string;
  /** Of a cancellation: the one that the order had then. */
  former: string | null;
  /** Whose order it was, where that was known: the ids of buyer and seller. */
  parties?: string | undefined;
  /** When it was sent, epoch ms of this machine's clock. */
  at: number;
}

/** Servers remember keys for a day; what is older tells nothing any more, ms. */
const longest = 86_400_000;

export const prefix = 'order-cancel-elements ';

/** What the browser has no room for, as long as the page. */
export const kept = new Map<string, KeptIntent>();

/**
 * Where an intent is kept: by its backend, by who acts, and by what it is about. That is for a cancellation the order, for
 * anything else its type and what tells it from others: one of them at most is under way. All tabs know of a cancellation; what
 * is sent again by itself, or names a person, is its own tab's.
 */
export function placeOf(backend: string, actor: string, about: string | readonly string[]): string {
  return prefix + JSON.stringify([backend, actor, about]);
}

/** The intent whose outcome is unknown; `null`: there is none. */
export function keptAt(place: string): KeptIntent | null {
  const one = kept.get(place) || attempt<KeptIntent>(place, (storage) => JSON.parse(`${storage.getItem(place)}`));
  if (one && Date.now() - one.at < longest && typeof one.revision === 'string') return one;
  // What a person wrote is not left on a machine that others use.
  if (one) forget(place);
  return null;
}

/** Its outcome is known. `key`: of the one that is meant, where another tab may have kept its own since. */
export function forget(place: string, key?: string): void {
  if (key && keptAt(place)?.intent?.key !== key) return;
  kept.delete(place);
  attempt(place, (storage) => storage.removeItem(place));
}

/**
 * Whether a view tells what became of it. A revision that was seen counts once: where the order has moved on, the intent
 * either shows, or it will be refused. Not while the shop carries something out, which may be the intent.
 */
export function isTold({ revision }: KeptIntent, { order, pending }: OrderView): boolean {
  return !pending && order.revision !== revision;
}

/** Site data may be blocked, full, or missing, and another script may have written there. */
export function attempt<T>(place: string, use: (storage: Storage) => T): T | undefined {
  try {
    return use(place.endsWith(']]') ? sessionStorage : localStorage);
  } catch {
    return undefined;
  }
}
