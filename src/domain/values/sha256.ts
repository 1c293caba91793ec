/** Initial state and round constants: the fractional bits of the square and cube roots of the first primes (FIPS 180-4). */
let constants: { state: Uint32Array; rounds: Uint32Array } | undefined;

function derive(): NonNullable<typeof constants> {
  const state = new Uint32Array(8);
  const rounds = new Uint32Array(64);
  // A double keeps 53 bits of which 35 are used: the platform's last-bit differences in `**` do not reach them.
  const bits = (root: number): number => (root % 1) * 2 ** 32;
  for (let candidate = 2, count = 0; count < 64; candidate++) {
    let divisor = 2;
    while (divisor * divisor <= candidate && candidate % divisor) divisor++;
    if (divisor * divisor <= candidate) continue;
    if (count < 8) state[count] = bits(candidate ** (1 / 2));
    rounds[count++] = bits(candidate ** (1 / 3));
  }
  return { state, rounds };
}

/** What Node and its like have at hand; a page has only what answers later. */
interface Platform {
  process?: {
    getBuiltinModule?(name: string): { hash?(algorithm: string, of: string | Uint8Array): string } | undefined;
  };
}

const platform = (globalThis as Platform).process?.getBuiltinModule?.('crypto')?.hash;

/**
 * Lower-case hex SHA-256 of bytes, or of a text's UTF-8; a lone surrogate counts as U+FFFD.
 * Written out because it must answer at once, and on plain http, where `crypto.subtle` is missing; a server's platform does it in a
 * tenth of the time.
 */
export function sha256Hex(of: string | Uint8Array): string {
  return platform ? platform('sha256', of) : sha256Written(of);
}

/** The same on any platform. */
export function sha256Written(of: string | Uint8Array): string {
  constants ??= derive();
  const { rounds } = constants;
  const state = constants.state.slice();
  const bytes = typeof of === 'string' ? new TextEncoder().encode(of) : of;
  const padded = new DataView(new ArrayBuffer(((bytes.length + 72) >> 6) << 6));
  new Uint8Array(padded.buffer).set(bytes);
  padded.setUint8(bytes.length, 0x80);
  padded.setBigUint64(padded.byteLength - 8, BigInt(bytes.length) * 8n);

  const words = new Uint32Array(64);
  for (let offset = 0; offset < padded.byteLength; offset += 64) {
    let [a, b, c, d, e, f, g, h] = state as unknown as Eight;
    for (let i = 0; i < 64; i++) {
      if (i < 16) words[i] = padded.getUint32(offset + i * 4);
      else {
        const early = words[i - 15] as number;
        const late = words[i - 2] as number;
        words[i] =
          (turn(early, 7) ^ turn(early, 18) ^ (early >>> 3)) +
          (turn(late, 17) ^ turn(late, 19) ^ (late >>> 10)) +
          (words[i - 7] as number) +
          (words[i - 16] as number);
      }
      const one =
        h +
        (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) +
        (g ^ (e & (f ^ g))) +
        (rounds[i] as number) +
        (words[i] as number);
      const two = (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) | (c & (a | b)));
      h = g;
      g = f;
      f = e;
      e = (d + one) | 0;
      d = c;
      c = b;
      b = a;
      a = (one + two) | 0;
    }
    for (const [at, word] of [a, b, c, d, e, f, g, h].entries()) state[at] = (state[at] as number) + word;
  }
  let hex = '';
  for (const word of state) hex += word.toString(16).padStart(8, '0');
  return hex;
}

type Eight = [number, number, number, number, number, number, number, number];

function turn(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}
