import type { Cancellation } from '../../domain/records.ts';
import { holdsUnits } from '../../domain/units/units.ts';
import { inThousandths } from '../../domain/values/quantity.ts';
import type { Plan } from './store.ts';

/** Units that an open cancellation holds: no other one may ask for them. */
export interface Slot {
  cancellationId: string;
  /** `null`: all of the order. */
  lineId: string | null;
  /** Thousandths of a unit; of a whole order 0. */
  quantity: number;
}

/** What a cancellation holds, as it is. */
export function slotsOf(cancellation: Cancellation): Slot[] {
  const { id: cancellationId, lines } = cancellation;
  if (!holdsUnits(cancellation)) return [];
  if (!lines) return [{ cancellationId, lineId: null, quantity: 0 }];
  return lines.map(({ id, quantity }) => ({ cancellationId, lineId: id, quantity: inThousandths(quantity) }));
}

/**
 * Whether what a plan newly asks for is not held by others. `held`: all that is held of the order. Units of a line are all
 * alike, so that they are counted; what a cancellation of the plan holds already stays its own, whatever the order has by now.
 */
export function isFree({ cancellations, room = [] }: Plan, held: readonly Slot[]): boolean {
  const known = new Set(held.map(({ cancellationId }) => cancellationId));
  const own = new Set(cancellations.map(({ id }) => id));
  const others = held.filter(({ cancellationId }) => !own.has(cancellationId));
  const asked = cancellations.filter(({ id }) => !known.has(id)).flatMap(slotsOf);
  // What the plan's own ones hold when it is done, those it closes left out.
  const beside = [...others, ...cancellations.filter(({ id }) => known.has(id)).flatMap(slotsOf)];
  const roomOf = new Map(room.map(({ id, quantity }) => [id, inThousandths(quantity)]));
  return asked.every(({ lineId }) => {
    if (lineId === null) return beside.length === 0 && asked.length === 1;
    if (beside.some((slot) => slot.lineId === null)) return false;
    const sum = [...beside, ...asked].reduce((all, slot) => all + (slot.lineId === lineId ? slot.quantity : 0), 0);
    return sum <= (roomOf.get(lineId) ?? Number.POSITIVE_INFINITY);
  });
}
