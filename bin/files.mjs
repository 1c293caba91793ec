// What the commands read, and how they say that they cannot.
import { readFileSync, statSync } from 'node:fs';

/** What keeps a command from being carried out. */
export class Unusable extends Error {}

/** The text of a file of at most `maxBytes`; `what` such a file holds is said of a larger one. */
export function textIn(file, maxBytes, what) {
  try {
    const found = statSync(file);
    // A pipe or a device would be waited for, perhaps for ever.
    if (!found.isFile()) throw new Unusable(`${file} is no file`);
    if (found.size > maxBytes) throw new Unusable(`${file} is larger than any ${what}`);
    return textOf(readFileSync(file), file);
  } catch (error) {
    if (error instanceof Unusable) throw error;
    throw new Unusable(`cannot read ${file}: ${error.message}`);
  }
}

/** Bytes as text, which they have to be. */
export function textOf(bytes, from) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Unusable(`${from} is no UTF-8 text`);
  }
}
