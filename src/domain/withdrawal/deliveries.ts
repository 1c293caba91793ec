import { isObject, type Json, listOf, optionalInstant } from '../decision/conditions.ts';
import { inThousandths, isQuantity } from '../values/quantity.ts';

/** It is still to come. */
export const notYet = Number.POSITIVE_INFINITY;

/**
 * When all of a line was with the consumer, epoch ms: by the last of its parcels, of a regular delivery by the first; `NaN`:
 * nobody knows. Of an order without parcels, and of a parcel without an instant, the order's own counts.
 */
export function deliveryOf(line: Json, order: Json, isRegular: boolean): number {
  const parcels = listOf(order['fulfilments'] ?? []).filter(isObject);
  const ofOrder = optionalInstant(order['deliveredAt']);
  if (parcels.length === 0) return isHeldBack(line, order) ? notYet : ofOrder;
  let missing = countOf(line['quantity']) - countOf(line['cancelledQuantity']);
  let onItsWay = false;
  const arrivals: number[] = [];
  for (const { status, deliveredAt, lines } of parcels) {
    const held = listOf(lines).filter((one) => isObject(one) && one['id'] === line['id']) as Json[];
    const quantity = held.reduce((sum, one) => sum + countOf(one['quantity']), 0);
    if (quantity === 0 || status === 'cancelled') continue;
    const at = optionalInstant(deliveredAt);
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
}

/** Whether an order without parcels says of parts that they have left, and of this line that some of it has not. */
function isHeldBack(line: Json, { lines }: Json): boolean {
  const gone = ({ shippedQuantity, returnedQuantity }: Json) => countOf(shippedQuantity) + countOf(returnedQuantity);
  const told = listOf(lines).some((one) => isObject(one) && gone(one) > 0);
  return told && gone(line) + countOf(line['cancelledQuantity']) < countOf(line['quantity']);
}

/** In thousandths; `NaN` where it cannot be read. */
function countOf(quantity: unknown): number {
  return isQuantity(quantity ?? 0) ? inThousandths((quantity ?? 0) as number) : Number.NaN;
}
