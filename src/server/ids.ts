import { toHex } from './hex.ts';

/** A new id, 128 random bits in hex. Not `randomUUID`, which a page on plain http lacks: the handler runs there too. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return toHex(bytes);
}
