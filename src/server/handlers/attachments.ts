import type { AttachmentReference } from '../../backend/backend.ts';
import type { Issue } from '../../domain/errors.ts';
import type { Attachment, EvidenceEntry } from '../../domain/log-entry.ts';
import { type AttachedFiles, digestOf, fileName, isOfType, maxUnused } from '../files.ts';
import { jsonResponse } from '../http/answers.ts';
import { demandFileType } from '../http/body.ts';
import type { Call } from '../http/call.ts';
import { invalid, Refusal } from '../http/problem.ts';
import { scopeOf } from '../orders/listing.ts';
import { type Seen, see } from '../orders/order-reader.ts';
import { isOwner, ownerOf } from '../owners.ts';
import type { OwnedFile } from '../stores/store.ts';
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
  const put = await context.store.keepAttachment(file, bytes, { owner: ownerOf(principal), at, most: maxUnused });
  if (put.code === 'full') {
    const seconds = Math.max(1, Math.ceil((put.since + context.retention.unusedFilesFor - at) / 1000));
    throw new Refusal('rate-limited', {}, { 'Retry-After': `${seconds}` });
  }
  return jsonResponse(file, {}, put.code === 'new' ? 201 : 200);
}

/** `GET attachments/{sha256}`: for saving, never to be shown: to whoever put it, or may read an entry that refers to it. */
export async function getAttachment(call: Call<unknown>): Promise<Response> {
  const { context, principal } = call;
  const [sha256 = ''] = call.segments;
  const file = await context.store.attachment(sha256);
  const isOwn = file?.owners.some((owner) => isOwner(owner, principal)) ?? false;
  // Looked up where there is none as well: what others wrote must not be told by the time it takes (I10).
  const isRead = isOwn || (await isReferredTo(call, sha256));
  const bytes = file && isRead ? await context.store.attachmentBytes(sha256) : null;
  if (!file || !bytes) throw new Refusal('not-found');
  return new Response(bytes, {
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
  const orders = new Map<string, EvidenceEntry[]>();
  for (const { orderId, entry } of await context.store.references(sha256, scopeOf(principal))) {
    orders.set(orderId, [...(orders.get(orderId) ?? []), entry]);
  }
  for (const [orderId, entries] of orders) {
    const seen = await see(context, orderId, principal);
    if (seen && entries.some((entry) => isFor(seen, entry))) return true;
  }
  return false;
}

/** What a message or a piece of evidence keeps of its files: each has to be there, and the sender's own (400). */
export async function attachedBy(
  { context, principal }: Pick<Call<unknown>, 'context' | 'principal'>,
  { whole: state, actor }: Seen,
  references: readonly AttachmentReference[] = [],
): Promise<AttachedFiles> {
  const found = new Map<string, { file: Attachment; uses: OwnedFile[]; isNew: boolean } | null>();
  // However often it is named, it is looked up once.
  for (const sha256 of new Set(references.map((one) => one.sha256))) {
    const kept = await context.store.attachment(sha256);
    const uses = (kept?.owners ?? []).filter((owner) => isOwner(owner, principal)).map((owner) => ({ sha256, owner }));
    if (!kept || kept.sha256 !== sha256 || uses.length === 0) found.set(sha256, null);
    else {
      const known = await context.store.references(sha256, scopeOf(principal));
      const isNew = !known.some(({ orderId, entry }) => orderId === state.order.id && entry.by === actor);
      found.set(sha256, { file: { sha256, type: kept.type, size: kept.size }, uses, isNew });
    }
  }
  const attachments: Attachment[] = [];
  const issues: Issue[] = [];
  for (const [at, { sha256 }] of references.entries()) {
    const file = found.get(sha256)?.file;
    if (file) attachments.push({ ...file });
    else issues.push({ path: ['attachments', at, 'sha256'], code: 'value' });
  }
  if (issues.length > 0) throw invalid(...issues);
  const names = references.map(({ name = '' }) => name);
  const all = [...found.values()].filter((one) => one !== null);
  const added = all.filter(({ isNew }) => isNew);
  return {
    ...(attachments.length > 0 && { attachments }),
    ...(names.some((name) => name) && { names }),
    uses: all.flatMap(({ uses }) => uses),
    added: { files: added.length, fileBytes: added.reduce((sum, { file }) => sum + file.size, 0) },
  };
}
