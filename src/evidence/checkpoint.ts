import type { Checkpoint, EvidenceEntry, PublicKey, WithheldEntry } from '../domain/log-entry.ts';
import { canonicalJson } from '../domain/values/canonical-json.ts';
import { genesisOf } from './chain.ts';

/** A private Ed25519 key (RFC 8037), as `crypto.subtle.exportKey('jwk', …)` gives it. Keep it secret. */
export interface SigningKey extends PublicKey {
  /** base64url. */
  d: string;
}

/** A new key to sign checkpoints with. Rejects where the platform has no Ed25519. */
export async function newSigningKey(): Promise<SigningKey> {
  const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair;
  const { x = '', d = '' } = await crypto.subtle.exportKey('jwk', pair.privateKey);
  return { kty: 'OKP', crv: 'Ed25519', x, d };
}

export function publicKeyOf({ kty, crv, x }: SigningKey): PublicKey {
  return { kty, crv, x };
}

/** Signs how long a log is at an instant (RFC 3339), and what its last hash is. */
export async function signCheckpoint(
  key: SigningKey,
  { orderId, size, head, at }: Pick<Checkpoint, 'orderId' | 'size' | 'head' | 'at'>,
): Promise<Checkpoint> {
  const unsigned = { orderId, size, head, at, key: publicKeyOf(key) };
  const { kty, crv, x, d } = key;
  const own = await crypto.subtle.importKey('jwk', { kty, crv, x, d }, 'Ed25519', false, ['sign']);
  const signature = await crypto.subtle.sign('Ed25519', own, bytesOf(unsigned));
  return { ...unsigned, signature: toBase64Url(new Uint8Array(signature)) };
}

/** `unchecked`: this platform has no Ed25519, as on plain http. */
export type SignatureState = 'valid' | 'invalid' | 'unchecked';

/** Checks a checkpoint's signature by `key`; without one, by the key that it names itself, which only shows that it is whole. */
export async function verifySignature(checkpoint: Checkpoint, key?: PublicKey): Promise<SignatureState> {
  const subtle = globalThis.crypto?.subtle;
  if (!subtle) return 'unchecked';
  let imported: CryptoKey | undefined;
  try {
    const { signature, ...unsigned } = checkpoint;
    const { kty, crv, x } = key ?? unsigned.key;
    // Bits at the end of `x` that mean nothing would make two texts of one key.
    if (kty !== 'OKP' || crv !== 'Ed25519' || fromBase64Url(x).length !== 32) return 'invalid';
    if (canonicalJson(unsigned.key) !== canonicalJson({ kty, crv, x })) return 'invalid';
    imported = await subtle.importKey('jwk', { kty, crv, x }, 'Ed25519', false, ['verify']);
    const valid = await subtle.verify('Ed25519', imported, fromBase64Url(signature), bytesOf(unsigned));
    return valid ? 'valid' : 'invalid';
  } catch (error) {
    // Told by its name: another realm's errors, or a library's, are of other classes.
    return !imported && nameOf(error) === 'NotSupportedError' ? 'unchecked' : 'invalid';
  }
}

function nameOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'name' in error ? error.name : undefined;
}

/**
 * How a log stands to a checkpoint. `other-order`: it is of another one; `truncated`: it has fewer entries than were signed;
 * `diverged`: the entry that was the last one then has another hash. `later`: entries that came after, unsigned.
 */
export type CheckpointFit = { code: 'fits'; later: number } | { code: 'other-order' | 'truncated' | 'diverged' };

/** Holds a log that was found whole against a checkpoint. */
export function fitOf(
  orderId: string,
  log: readonly (EvidenceEntry | WithheldEntry)[],
  { orderId: ofOrder, size, head }: Pick<Checkpoint, 'orderId' | 'size' | 'head'>,
): CheckpointFit {
  if (ofOrder !== orderId) return { code: 'other-order' };
  if (log.length < size) return { code: 'truncated' };
  if ((size === 0 ? genesisOf(orderId) : log[size - 1]?.hash) !== head) return { code: 'diverged' };
  return { code: 'fits', later: log.length - size };
}

function bytesOf(unsigned: Omit<Checkpoint, 'signature'>): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`order-cancel-checkpoint\n${canonicalJson(unsigned)}`);
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

/** Throws for anything else than base64url; a last letter with stray bits is refused, as it would be a second text of one signature. */
function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  const bytes = Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
  if (toBase64Url(bytes) !== text) throw new TypeError('no base64url');
  return bytes;
}
