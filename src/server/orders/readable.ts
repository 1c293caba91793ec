import { CancelError, type Issue } from '../../domain/errors.ts';
import type { Order } from '../../domain/records.ts';
import { parseOrder } from '../../policy/parse.ts';
import type { Context } from '../context.ts';

/** Of each order as it was read. */
const read = new WeakMap<Order, Issue[]>();
/** The revisions of which a host was told, by order; of so many. Each server has one bus, whatever it holds. */
const told = new WeakMap<Context['bus'], Map<string, string>>();
const most = 10_000;

/** Which members of an order cannot be read: with any, nothing can be done about it until the shop has mended it. */
export function unreadableIn(order: Order): readonly Issue[] {
  const known = read.get(order);
  if (known) return known;
  let issues: Issue[] = [];
  try {
    parseOrder(order);
  } catch (error) {
    issues = error instanceof CancelError ? error.issues : [{ path: [], code: 'type' }];
  }
  read.set(order, issues);
  return issues;
}

/** The order, as `parseOrder` gives it. @throws {CancelError} `invalid-order` */
export function readableOrder(order: Order): Order {
  const issues = unreadableIn(order);
  return issues.length > 0 ? parseOrder(order) : order;
}

/** Tells the host once a revision which members of an order cannot be read. */
export function tellUnreadable(context: Context, order: Order): void {
  const issues = unreadableIn(order);
  const orders = told.get(context.bus) ?? new Map<string, string>();
  told.set(context.bus, orders);
  if (issues.length === 0) orders.delete(order.id);
  if (issues.length === 0 || orders.get(order.id) === order.revision) return;
  orders.set(order.id, order.revision);
  for (const oldest of orders.keys()) {
    if (orders.size <= most) break;
    orders.delete(oldest);
  }
  const message = `order ${JSON.stringify(order.id)} cannot be read`;
  context.emit({
    type: 'error',
    during: 'reading an order',
    error: new CancelError('invalid-order', message, [...issues]),
  });
}
