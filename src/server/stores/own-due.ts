import type { Cancellation } from '../../domain/records.ts';
import { parseInstant } from '../../domain/values/instant.ts';

/** When a cancellation without a listing is due, epoch ms: every deadline counts. `null`: never. */
export function ownDue({ state, respondBy, remindAt }: Cancellation): number | null {
  if (state !== 'requested' && state !== 'refunding') return null;
  const awaited = state === 'requested' ? [respondBy, remindAt] : [remindAt];
  const instants = awaited.map(parseInstant).filter((at) => !Number.isNaN(at));
  return instants.length > 0 ? Math.min(...instants) : null;
}
