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

/** The body's bytes, counted while they arrive (413): what Content-Length says is only a reason to stop sooner. */
export async function readBody(request: Request, maxBytes = maxOfJson): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get('Content-Length')) > maxBytes) throw new Refusal('too-large');
  // Firefox has no request streams; there the handler runs in a page, whose own request it is.
  if (request.body === undefined) return bounded(new Uint8Array(await request.arrayBuffer()), maxBytes);
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  for (;;) {
    const step = await reader?.read();
    if (!step || step.done) break;
    length += step.value.length;
    if (length > maxBytes) {
      // What is left is the sender's: waiting for it to stop would let it decide how long this takes.
      reader?.cancel().catch(() => {});
      throw new Refusal('too-large');
    }
    chunks.push(step.value);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
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
