import type { Cancellation, LineQuantity, Order, OrderLine, Party } from '../records.ts';
import { takesOff } from './items.ts';
import { linesOf } from './units.ts';

/** Whose line it is: what names nobody is of the order's seller. */
export function sellerOf({ seller }: Partial<Order>, { sellerId }: OrderLine): string {
  return sellerId ?? seller?.id ?? '';
}

/** Who a seller is, as far as the order tells: of one that it does not name, the id alone is known. */
export function partyOf({ seller, sellers }: Partial<Order>, sellerId: string): Party {
  const known = [seller, ...(sellers ?? [])].find((one) => one?.id === sellerId);
  return known ?? { id: sellerId, name: sellerId, status: 'active' };
}

/** Whose items an order holds, in the order of its lines: what takes off is nobody's. It may not have been checked. */
export function sellersOf(order: Order): string[] {
  const items = linesOf(order).filter((line) => !takesOff(line));
  return [...new Set(items.map((line) => sellerOf(order, line)))];
}

/** Whether an order holds items of others than its seller: then each seller sees and cancels only their own. */
export function hasSeveralSellers(order: Order): boolean {
  return sellersOf(order).some((id) => id !== order.seller?.id);
}

/** Which of these are a seller's. */
export function linesOfSeller<T extends Pick<LineQuantity, 'id'>>(
  order: Order,
  lines: readonly T[],
  sellerId: string,
): T[] {
  const own = new Set(linesOf(order).flatMap((line) => (sellerOf(order, line) === sellerId ? [line.id] : [])));
  return lines.filter(({ id }) => own.has(id));
}

/** Whose items a cancellation is about. `null`: of several sellers, so that none of them can answer for all. */
export function ownerOf(order: Order, { lines }: Pick<Cancellation, 'lines'>): string | null {
  const asked = lines && new Set(lines.map(({ id }) => id));
  const owners = sellersOf(asked ? { ...order, lines: linesOf(order).filter(({ id }) => asked.has(id)) } : order);
  return owners.length > 1 ? null : (owners[0] ?? order.seller?.id ?? '');
}
