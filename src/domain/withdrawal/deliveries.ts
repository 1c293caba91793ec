import { isObject, type Json, listOf, optionalInstant } from '../decision/conditions.ts';
import { inThousandths, isQuantity } from '../values/quantity.ts';

/** It is still to come. */
export const notYet = Number.POSITIVE_INFINITY;

/** When all of a line was with the consumer, epoch ms; `NaN`: nobody knows. */
export type DeliveryOf = (line: Json, isRegular?: boolean) => number;

/**
 * When the lines of an order arrived: by the last of their parcels, of a regular delivery by the first. Of an order without
 * parcels, and of a parcel without an instant, the order's own counts.
 */
export function deliveriesOf({ fulfilments, deliveredAt, lines }: Json): DeliveryOf {
  const parcels = listOf(fulfilments ?? []).filter(isObject);
  const ofOrder = optionalInstant(deliveredAt);
  if (parcels.length === 0) {
    const told = listOf(lines).some((one) => isObject(one) && goneOf(one) > 0);
    return (line) => (told && isHeldBack(line) ? notYet : ofOrder);
  }
  const held = heldIn(parcels);
  return (line, isRegular) => {
    let missing = countOf(line['quantity']) - countOf(line['cancelledQuantity']);
    let onItsWay = false;
    const arrivals: number[] = [];
    for (const [parcel, quantity] of held.get(line['id']) ?? []) {
      const { status } = parcel;
      if (quantity === 0 || status === 'cancelled') continue;
      const at = optionalInstant(parcel['deliveredAt']);
      if (at === notYet && status !== 'delivered' && status !== 'returned') {
        onItsWay ||= status === 'shipped';
        continue;
      }
      missing -= quantity;
      arrivals.push(at < notYet || ofOrder === notYet ? (at === notYet ? Number.NaN : at) : ofOrder);
    }
    if (isRegular && arrivals.length > 0) return Math.min(...arrivals);
    if (missing > 0 || arrivals.length === 0) return onItsWay ? Number.NaN : notYet;
    return Number.isNaN(missing) ? Number.NaN : Math.max(...arrivals);
  };
}

/** How much of each line is in which parcels, by the line's id. */
function heldIn(parcels: readonly Json[]): Map<unknown, Map<Json, number>> {
  const held = new Map<unknown, Map<Json, number>>();
  for (const parcel of parcels) {
    for (const one of listOf(parcel['lines']).filter(isObject)) {
      const of = held.get(one['id']) ?? new Map<Json, number>();
      of.set(parcel, (of.get(parcel) ?? 0) + countOf(one['quantity']));
      held.set(one['id'], of);
    }
  }
  return held;
}

/** Of an order without parcels that says of parts that they have left: whether some of this line has not. */
function isHeldBack(line: Json): boolean {
  return goneOf(line) + countOf(line['cancelledQuantity']) < countOf(line['quantity']);
}

function goneOf({ shippedQuantity, returnedQuantity }: Json): number {
  return countOf(shippedQuantity) + countOf(returnedQuantity);
}

/** In thousandths; `NaN` where it cannot be read. */
function countOf(quantity: unknown): number {
  return isQuantity(quantity ?? 0) ? inThousandths((quantity ?? 0) as number) : Number.NaN;
}
