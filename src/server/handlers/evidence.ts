import type { LogEntry } from '../../domain/log-entry.ts';
import { formatInstant } from '../../domain/values/instant.ts';
import type { Call } from '../http/call.ts';
import { etag } from '../http/preconditions.ts';
import { invalid, Refusal } from '../http/problem.ts';
import { validate } from '../http/validate.ts';
import { newId } from '../ids.ts';
import { seeCancellation } from '../orders/order-reader.ts';
import { type EvidenceRequest, evidenceBody } from '../schemas/requests.ts';
import { demandPast, demandSupport } from '../transitions/checks.ts';
import { keepOnce } from '../transitions/write.ts';
import { attachedBy } from './attachments.ts';
import { viewOfCancellation } from './orders.ts';

/** The body: a text, files, or both (400). */
export function readEvidence(body: unknown): EvidenceRequest {
  const input = validate(evidenceBody, body);
  const { text = '', attachments = [] } = input;
  if (!/\S/.test(text) && attachments.length === 0) throw invalid({ path: ['text'], code: 'required' });
  return input;
}

/**
 * `POST cancellations/{cancellationId}/evidence`: what buyer, seller or support add of their own (DP-8), in whatever state the
 * cancellation is. It changes nothing, and all three read it.
 */
export async function postEvidence(call: Call<EvidenceRequest>): Promise<Response> {
  const { context, input, segments, principal } = call;
  const [id = ''] = segments;
  const seen = await seeCancellation(context, id, principal);
  if (!seen) throw new Refusal('not-found');
  const { actor } = seen;
  const { attachments: references = [], text = '', ...said } = input;

  return keepOnce(call, seen, {
    matching: true,
    async compose({ seen, now }) {
      demandSupport(actor === 'platform' || input.kind === 'support', input);
      demandPast('claimedAt', input.claimedAt, now);
      const files = await attachedBy(call, seen, references);
      const { attachments, names } = files;
      const entry: LogEntry = {
        id: newId(),
        at: formatInstant(now),
        by: actor,
        type: 'evidence',
        cancellationId: id,
        ...said,
        ...(text !== '' && { text }),
        ...(attachments && { attachments }),
        ...(names && { names }),
      };
      return { message: null, entry, files };
    },
    async respond(_, { seen, now }) {
      const view = await viewOfCancellation(context, seen, id, now);
      return { status: 200, headers: { ETag: etag(view.order.revision) }, body: JSON.stringify(view) };
    },
  });
}
