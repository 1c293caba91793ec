import type { Order, OrderLine } from '../records.ts';

/**
 * Whose an item is, where one order holds several sellers' items, else nothing; only of the order's own seller more than the id
 * is known.
 */
export function soldBy({ lines, seller }: Order, { sellerId = seller.id }: OrderLine): string {
  if (lines.every((line) => (line.sellerId ?? seller.id) === sellerId)) return '';
  return sellerId === seller.id ? seller.name : sellerId;
}
