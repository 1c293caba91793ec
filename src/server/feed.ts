import { sha256Hex } from '../domain/values/sha256.ts';
import { newId } from './ids.ts';
import { once } from './once.ts';
import type { CancellationStore, Changes } from './stores/store.ts';

/** So many changes are read at once. */
export const batch = 200;
/** Of a token, hex digits each: a random name, what is hidden, and what shows that it was given here. */
const [nameLength, placeLength, sealLength] = [16, 12, 16];

/**
 * The feed of changes as all listeners of a process share it: what one has asked for is not asked for again by those who wake
 * with it, and each change is written out once.
 */
export interface SharedFeed {
  since(after: number): Promise<Changes>;
  /** Something changed: what is being asked just now may be answered without it, and is of no use to who asks from now on. */
  changed(): void;
  /** What stands for a place in the feed. It tells nobody how much others do, nor whether: each is another one. */
  tokenOf(place: number): Promise<string>;
  /** The place that a token stands for; -1: none, it was never given. */
  placeOf(token: string): Promise<number>;
  /** A change as listeners are sent it. */
  textOf(change: Changes['changes'][number]): Promise<string>;
}

export function createSharedFeed(store: CancellationStore): SharedFeed {
  const asked = new Map<number, Promise<Changes>>();
  const texts = new WeakMap<Changes['changes'][number], Promise<string>>();
  const getSecret = once(() => store.secret());

  const tokenOf = async (place: number): Promise<string> => {
    const key = await getSecret();
    const name = newId().slice(0, nameLength);
    const hidden = (BigInt(place) ^ padOf(key, name)).toString(16).padStart(placeLength, '0');
    return `${name}${hidden}${sealOf(key, `${name}${hidden}`)}`;
  };

  return {
    since(after) {
      const known = asked.get(after);
      if (known) return known;
      const own = store.changes(after, batch).finally(() => {
        if (asked.get(after) === own) asked.delete(after);
      });
      asked.set(after, own);
      return own;
    },
    changed: () => asked.clear(),
    tokenOf,
    async placeOf(token) {
      if (!/^[0-9a-f]{44}$/.test(token)) return -1;
      const key = await getSecret();
      const [name, hidden] = [token.slice(0, nameLength), token.slice(nameLength, nameLength + placeLength)];
      if (sealOf(key, `${name}${hidden}`) !== token.slice(nameLength + placeLength)) return -1;
      return Number(BigInt(`0x${hidden}`) ^ padOf(key, name));
    },
    textOf(change) {
      const known = texts.get(change);
      if (known) return known;
      const own = tokenOf(change.id).then((token) => eventOf(token, change));
      texts.set(change, own);
      return own;
    },
  };
}

function padOf(key: string, name: string): bigint {
  return BigInt(`0x${sha256Hex(`${key} place ${name}`).slice(0, placeLength)}`);
}

function sealOf(key: string, text: string): string {
  return sha256Hex(`${key} seal ${text}`).slice(0, sealLength);
}

function eventOf(token: string, { orderId, revision, cancellation }: Changes['changes'][number]): string {
  const data = cancellation
    ? { cancellationId: cancellation.id, orderId, revision, state: cancellation.state }
    : { orderId, revision };
  return `id: ${token}\nevent: ${cancellation ? 'cancellation' : 'order'}\ndata: ${JSON.stringify(data)}\n\n`;
}
