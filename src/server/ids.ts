import { toHex } from './hex.ts';

/** Random bytes are drawn for so many ids at once: a draw costs as much for one. */
const atOnce = 64;
const size = 16;
let bytes = new Uint8Array(0);

/** A new id, 128 random bits in hex. Not `randomUUID`, which a page on plain http lacks: the handler runs there too. */
export function newId(): string {
  if (bytes.length === 0) bytes = crypto.getRandomValues(new Uint8Array(atOnce * size));
  const own = bytes.subarray(0, size);
  bytes = bytes.subarray(size);
  return toHex(own);
}
