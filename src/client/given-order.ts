import { isOrder } from '../backend/view-guard.ts';
import type { Order } from '../domain/records.ts';
import { withoutNulls } from '../domain/values/without-nulls.ts';
import { warn } from './warn.ts';

const plain = new WeakMap<object, Order>();

/** An order that the page gave, without `null` for what it lacks: the same one each time. */
export function givenOrder(order: Order | null): Order | null {
  if (typeof order !== 'object' || order === null) return order;
  const known = plain.get(order) ?? withoutNulls(order);
  plain.set(order, known);
  return known;
}

/** Whether the page can read an order; else the console is told why not. */
export function isReadable(order: Order): boolean {
  const readable = isOrder(order);
  if (!readable) warn('order', order.id, order);
  return readable;
}
