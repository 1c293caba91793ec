import type { Cancellation } from '../records.ts';
import { isOpen, type Json, member } from './conditions.ts';

const counts = ['cancelledQuantity', 'shippedQuantity', 'returnedQuantity', 'committedQuantity'];
const away = /^(shipped|delivered|returned)$/;

/**
 * Whether something has become of parts of an order, so that its lines may differ though no rule asks about lines: units that
 * left, came back or are cancelled, or an open cancellation of some.
 */
export function isParted({ lines, fulfilments }: Json, cancellations: readonly Cancellation[]): boolean {
  return (
    some(lines, isMoved) ||
    some(fulfilments, (parcel) => away.test(String(member(parcel, 'status')))) ||
    cancellations.some((one) => isOpen(one) && one.lines)
  );
}

const some = (list: unknown, holds: (entry: unknown) => boolean): boolean => Array.isArray(list) && list.some(holds);

const isMoved = (line: unknown): boolean => counts.some((count) => (member(line, count) as number) > 0);
