import { CancelError, type CancelErrorCode } from '../domain/errors.ts';
import { sha256Hex } from '../domain/values/sha256.ts';
import type { Attachment, CallOptions, PublicKey } from './backend.ts';
import { type Call, type Read, segment } from './call.ts';

/** How long a file may be on its way, ms. */
const timeout = 120_000;

/** Puts a file under the hash of its bytes. However often it is put, it is there once. */
export async function attach(call: Call, file: Blob, { signal }: CallOptions): Promise<Attachment> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const sha256 = sha256Hex(bytes);
  const path = `attachments/${sha256}`;
  const response = await asked(path, () =>
    call(path, { method: 'PUT', body: bytes, signal: signal ?? AbortSignal.timeout(timeout) }, typeOf(file)),
  );
  const answer = (await response.json().catch(() => null)) as
    | (Partial<Attachment> & { issues?: { path: unknown[] }[] })
    | null;
  if (response.ok) {
    const { type = '' as Attachment['type'], size = bytes.length } = answer ?? {};
    if (answer?.sha256 !== sha256) throw failed('invalid-view', path, 'another file');
    return { sha256, type, size };
  }
  // The bytes are not of the type that the file claims.
  const isOther = answer?.issues?.some((issue) => issue?.path?.[0] === 'type');
  throw failed(isOther ? 'unsupported-media-type' : codeOf(response.status), path, response.status);
}

/** A file's bytes; rejects where they are not those that its name stands for. */
export async function loadAttachment(call: Call, sha256: string, { signal }: CallOptions): Promise<Blob> {
  const path = `attachments/${segment(sha256)}`;
  const response = await asked(path, () => call(path, { signal: signal ?? AbortSignal.timeout(timeout) }));
  if (!response.ok) throw failed(codeOf(response.status), path, response.status);
  const blob = await asked(path, () => response.blob());
  if (sha256Hex(new Uint8Array(await blob.arrayBuffer())) !== sha256) throw failed('invalid-view', path, 'other bytes');
  return blob;
}

/** The keys that checkpoints are signed with. */
export async function keys(read: Read, options: CallOptions): Promise<PublicKey[]> {
  const answer = (await read('keys', options)) as { keys: PublicKey[] } | null;
  if (!Array.isArray(answer?.keys)) throw failed('invalid-view', 'keys', 'no list');
  return answer.keys;
}

async function asked<T>(path: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (cause) {
    throw failed('unavailable', path, cause);
  }
}

function typeOf({ type }: Blob): Record<string, string> {
  return type ? { 'Content-Type': type } : {};
}

function codeOf(status: number): CancelErrorCode {
  const codes: Record<number, CancelErrorCode> = {
    401: 'sign-in-required',
    404: 'not-found',
    413: 'too-large',
    415: 'unsupported-media-type',
    429: 'rate-limited',
  };
  return codes[status] ?? 'unavailable';
}

function failed(code: CancelErrorCode, path: string, cause: unknown): CancelError {
  return new CancelError(code, `${path}: ${cause}`, [], { cause });
}
