import type { Attachment } from '../../domain/log-entry.ts';
import { fileTypes } from '../files.ts';
import { invalid, Refusal } from './problem.ts';

/** No JSON of the contract comes near it. */
const maxOfJson = 64 * 1024;

/** Refuses a body that is not declared as JSON (415). Another type would let a page send it across origins unasked. */
export function demandJson(request: Request): void {
  if (typeOf(request) !== 'application/json') throw unsupported('application/json');
}

/** The type of a file that is put; refuses what is not taken (415). */
export function demandFileType(request: Request): Attachment['type'] {
  const type = fileTypes.find((one) => one === typeOf(request));
  if (!type) throw unsupported(fileTypes.join(', '));
  return type;
}

function typeOf(request: Request): string | undefined {
  return request.headers.get('Content-Type')?.split(';', 1)[0]?.trim().toLowerCase();
}

function unsupported(accept: string): Refusal {
  return new Refusal('unsupported-media-type', {}, { Accept: accept });
}

/** Of a buffer whose size is not announced, to begin with; bytes. */
const firstSize = 4096;

/** Refuses what announces that it is too long (413). */
export function demandLength(request: Request, maxBytes = maxOfJson): void {
  if (Number(request.headers.get('Content-Length')) > maxBytes) throw new Refusal('too-large');
}

/**
 * The body's bytes, counted while they arrive (413): what Content-Length says is only a reason to stop sooner. They are
 * copied once into a buffer that doubles, so that a body in pieces of one byte takes no more memory than one in one piece.
 */
export async function readBody(request: Request, maxBytes = maxOfJson): Promise<Uint8Array<ArrayBuffer>> {
  demandLength(request, maxBytes);
  // Firefox has no request streams; there the handler runs in a page, whose own request it is.
  if (request.body === undefined) return bounded(new Uint8Array(await request.arrayBuffer()), maxBytes);
  let bytes = new Uint8Array(Math.min(maxBytes, firstSize));
  let length = 0;
  const reader = request.body?.getReader();
  for (;;) {
    const step = await reader?.read();
    if (!step || step.done) break;
    const before = length;
    length += step.value.length;
    if (length > maxBytes) {
      // What is left is the sender's: waiting for it to stop would let it decide how long this takes.
      reader?.cancel().catch(() => {});
      throw new Refusal('too-large');
    }
    if (length > bytes.length) {
      const larger = new Uint8Array(Math.min(maxBytes, Math.max(length, 2 * bytes.length)));
      larger.set(bytes.subarray(0, before));
      bytes = larger;
    }
    bytes.set(step.value, before);
  }
  return bytes.subarray(0, length);
}

function bounded(bytes: Uint8Array<ArrayBuffer>, maxBytes: number): Uint8Array<ArrayBuffer> {
  if (bytes.length > maxBytes) throw new Refusal('too-large');
  return bytes;
}

/** The JSON that the bytes hold (400). */
export function parseBody(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw invalid({ path: [], code: 'json' });
  }
}
