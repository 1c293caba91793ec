import type { AttachmentReference } from '../../backend/backend.ts';
import type { Issue } from '../../domain/errors.ts';
import type { Attachment } from '../../domain/log-entry.ts';
import { digestOf, fileName, isOfType, maxUnused, unusedFor } from '../files.ts';
import { jsonResponse } from '../http/answers.ts';
import { demandFileType } from '../http/body.ts';
import type { Call } from '../http/call.ts';
import { invalid, Refusal } from '../http/problem.ts';
import { see } from '../orders/order-reader.ts';
import { isFor } from './log.ts';

/** `PUT attachments/{sha256}`: a file, under the hash of its bytes, for messages and evidence of this person to refer to. */
export async function putAttachment(call: Call<Uint8Array<ArrayBuffer>>): Promise<Response> {
  const { context, request, input: bytes, segments, principal } = call;
  const [sha256 = ''] = segments;
  const type = demandFileType(request);
  if ((await digestOf(bytes)) !== sha256) throw invalid({ path: ['sha256'], code: 'value' });
  if (!isOfType(type, bytes)) throw invalid({ path: ['type'], code: 'value' });
  const file: Attachment = { sha256, type, size: bytes.length };
  const at = context.now();
  // That somebody else has put the same file before is nobody's to know.
  const put = await context.store.keepAttachment(file, bytes, { owner: principal.id, at, most: maxUnused });
  if (put.code === 'full') {
    const seconds = Math.max(1, Math.ceil((put.since + unusedFor - at) / 1000));
    throw new Refusal('rate-limited', {}, { 'Retry-After': `${seconds}` });
  }
  return jsonResponse(file, {}, put.code === 'new' ? 201 : 200);
}

/** `GET attachments/{sha256}`: for saving, never to be shown: to whoever put it, or may read an entry that refers to it. */
export async function getAttachment(call: Call<unknown>): Promise<Response> {
  const [sha256 = ''] = call.segments;
  const file = await call.context.store.attachment(sha256);
  if (!file || !(file.owners.includes(call.principal.id) || (await isReferredTo(call, sha256)))) {
    throw new Refusal('not-found');
  }
  return new Response(file.bytes, {
    headers: {
      'Content-Type': file.type,
      'Content-Disposition': `attachment; filename="${fileName(file)}"`,
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Cache-Control': 'private, no-store',
    },
  });
}

async function isReferredTo({ context, principal }: Call<unknown>, sha256: string): Promise<boolean> {
  for (const { orderId, entry } of await context.store.references(sha256)) {
    const seen = await see(context, orderId, principal);
    if (seen && isFor(seen.actor, entry)) return true;
  }
  return false;
}

/** What a message or a piece of evidence keeps of its files: each has to be there, and the sender's own (400). */
export async function attachedBy(
  { context, principal }: Pick<Call<unknown>, 'context' | 'principal'>,
  references: readonly AttachmentReference[] = [],
): Promise<{ attachments?: Attachment[]; names?: string[] }> {
  const attachments: Attachment[] = [];
  const issues: Issue[] = [];
  for (const [at, { sha256 }] of references.entries()) {
    const file = await context.store.attachment(sha256);
    if (file?.owners.includes(principal.id)) attachments.push({ sha256, type: file.type, size: file.size });
    else issues.push({ path: ['attachments', at, 'sha256'], code: 'value' });
  }
  if (issues.length > 0) throw invalid(...issues);
  const names = references.map(({ name = '' }) => name);
  return { ...(attachments.length > 0 && { attachments }), ...(names.some((name) => name) && { names }) };
}
