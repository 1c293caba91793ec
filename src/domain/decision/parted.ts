import type { Cancellation } from '../records.ts';
import { isOpen, type Json, member } from './conditions.ts';

const away = /^(shipped|delivered|returned)$/;

/**
 * Whether something has become of parts of an order, so that its lines may differ though no rule asks about lines: units that
 * left, came back or are cancelled, or an open cancellation of some.
 */
export function isParted({ lines, fulfilments }: Json, cancellations: readonly Cancellation[]): boolean {
  const some = (list: unknown, holds: (entry: unknown) => boolean): boolean => Array.isArray(list) && list.some(holds);
  return (
    some(lines, (line) =>
      ['cancelled', 'shipped', 'returned', 'committed'].some((what) => (member(line, `${what}Quantity`) as number) > 0),
    ) ||
    some(fulfilments, (parcel) => away.test(String(member(parcel, 'status')))) ||
    cancellations.some((one) => isOpen(one) && one.lines)
  );
}
