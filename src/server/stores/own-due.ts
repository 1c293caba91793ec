import type { Cancellation } from '../../domain/records.ts';
import { parseInstant } from '../../domain/values/instant.ts';

/** When a cancellation without a listing is due, epoch ms: every deadline counts. `null`: never. */
export function ownDue({ state, respondBy, remindAt }: Cancellation): number | null {
  const instants = [parseInstant(respondBy), parseInstant(remindAt)].filter((at) => !Number.isNaN(at));
  return state === 'requested' && instants.length > 0 ? Math.min(...instants) : null;
}
