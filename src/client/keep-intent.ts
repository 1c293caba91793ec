import { attempt, type KeptIntent, kept, keptAt, prefix } from './kept-intents.ts';

/** Keeps an intent before it is sent; those of other orders that are too old go. */
export function keep(place: string, one: KeptIntent): void {
  attempt(place, (storage) => {
    for (const name of Object.keys(storage)) if (name.startsWith(prefix)) keptAt(name);
  });
  kept.set(place, one);
  attempt(place, (storage) => {
    storage.setItem(place, JSON.stringify(one));
    kept.delete(place);
  });
}
