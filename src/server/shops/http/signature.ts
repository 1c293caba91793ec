import { toHex } from '../../hex.ts';

/** The header that a signed request bears: `t=<seconds since 1970>,v1=<hexadecimal digits>`. */
export const signatureHeader = 'Order-Cancel-Signature';

/** What is signed. `path`: with its query, as the request line has it. */
export interface Signed {
  method: string;
  path: string;
  body: string;
}

/** For so long a signature holds, seconds to either side: clocks differ. */
const tolerance = 300;
const shortest = 32;
const algorithm = { name: 'HMAC', hash: 'SHA-256' };

/** A secret that both sides have, at least 32 bytes. Of several the first signs, and all are taken. */
export type Secret = string | Uint8Array | readonly (string | Uint8Array)[];

/** Signs and verifies what two servers send one another: HMAC-SHA-256 over `time.method.path.body`. */
export interface Signer {
  sign(signed: Signed, now: number): Promise<string>;
  /** Whether a header is right for what came, and was made just now. */
  verifies(header: string | null, signed: Signed, now: number): Promise<boolean>;
}

/** @throws {RangeError} a secret of less than 32 bytes */
export function signerOf(secret: Secret): Signer {
  const secrets = (typeof secret === 'string' || secret instanceof Uint8Array ? [secret] : [...secret]).map((one) =>
    typeof one === 'string' ? new TextEncoder().encode(one) : Uint8Array.from(one),
  );
  if (secrets.length === 0 || secrets.some(({ length }) => length < shortest))
    throw new RangeError(`a secret needs ${shortest} bytes or more`);
  const keys = secrets.map((bytes) => crypto.subtle.importKey('raw', bytes, algorithm, false, ['sign', 'verify']));
  const textOf = (time: string, { method, path, body }: Signed) =>
    new TextEncoder().encode([time, method, path, body].join('.'));
  return {
    async sign(signed, now) {
      const time = String(Math.floor(now / 1000));
      const key = (await keys[0]) as CryptoKey;
      return `t=${time},v1=${toHex(new Uint8Array(await crypto.subtle.sign('HMAC', key, textOf(time, signed))))}`;
    },
    async verifies(header, signed, now) {
      const { time = '', digits = '' } =
        /^t=(?<time>\d{1,12}),v1=(?<digits>[0-9a-f]{64})$/.exec(header ?? '')?.groups ?? {};
      if (!time || Math.abs(now / 1000 - Number(time)) > tolerance) return false;
      const signature = Uint8Array.from(digits.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
      for (const key of keys) {
        if (await crypto.subtle.verify('HMAC', await key, signature, textOf(time, signed))) return true;
      }
      return false;
    },
  };
}
