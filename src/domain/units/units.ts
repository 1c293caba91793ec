import { type Cancellation, type LineQuantity, type Order, type OrderLine, openStates } from '../records.ts';
import { inThousandths, inUnits, sumOfQuantities } from '../values/quantity.ts';
import { itemsOf } from './items.ts';

/** Where the units of a line are. Each counts once, so that they add up to what was ordered. */
export interface Units {
  ordered: number;
  cancelled: number;
  /** They left and came back. */
  returned: number;
  /** They left, and have not come back. */
  shipped: number;
  /** Invoiced, picked or in production: they go on. */
  committed: number;
  /** Nothing has become of them yet. */
  open: number;
}

/** Which units a rule reaches: those of which nothing has become yet, or those that have left too. */
export type Covers = 'open' | 'shipped';

/**
 * Where the units of each line are: by the parcels where the shop gives them, and by the line's own counts; where these
 * differ, the one that leaves fewer open. An order that says neither has only its instants, of which the rules speak: all that
 * is not cancelled is open then.
 */
export function unitsOf(order: Order): Map<string, Units> {
  const parcels = countParcels(order);
  return new Map(linesOf(order).map((line) => [line.id, unitsOfLine(line, parcels.get(line.id))]));
}

/** The lines of an order that may not have been checked. */
export function linesOf({ lines }: Partial<Order>): OrderLine[] {
  return listed(lines);
}

function listed<T>(list: readonly T[] | undefined): T[] {
  return Array.isArray(list) ? list.filter((one: unknown): one is T => typeof one === 'object' && one !== null) : [];
}

/** Whether there is an item among some lines of an order that may not have been checked: what takes off does not go alone. */
export function holdsItems(order: Order, lines: readonly LineQuantity[]): boolean {
  const items = new Set(itemsOf({ lines: linesOf(order) }).map(({ id }) => id));
  return lines.some(({ id }) => items.has(id));
}

/** Units in parcels, in thousandths. */
interface InParcels {
  shipped: number;
  returned: number;
}

const inNone: InParcels = { shipped: 0, returned: 0 };

function unitsOfLine(line: OrderLine, parcels: InParcels | undefined): Units {
  const { cancelled, returned, shipped, committed, open } = countsOf(line, parcels);
  return {
    ordered: line.quantity,
    cancelled: inUnits(cancelled),
    returned: inUnits(returned),
    shipped: inUnits(shipped),
    committed: inUnits(committed),
    open: inUnits(open),
  };
}

/** Where the units of a line are, in thousandths. Nothing is counted that is not there any more. */
export function countsOf(line: OrderLine, parcels: InParcels = inNone): Omit<Units, 'ordered'> {
  const { cancelledQuantity, returnedQuantity, shippedQuantity, committedQuantity } = line;
  let open = inThousandths(line.quantity);
  const cancelled = Math.min(open, inThousandths(cancelledQuantity ?? 0));
  open -= cancelled;
  const returned = Math.min(open, Math.max(parcels.returned, inThousandths(returnedQuantity ?? 0)));
  open -= returned;
  const shipped = Math.min(open, Math.max(parcels.shipped, inThousandths(shippedQuantity ?? 0)));
  open -= shipped;
  const committed = Math.min(open, inThousandths(committedQuantity ?? 0));
  return { cancelled, returned, shipped, committed, open: open - committed };
}

/** What of each line the shop's parcels hold that have left, in thousandths. */
export function countParcels({ fulfilments }: Partial<Order>): Map<string, InParcels> {
  const parcels = new Map<string, InParcels>();
  for (const { status, lines } of listed(fulfilments)) {
    const where =
      status === 'shipped' || status === 'delivered' ? 'shipped' : status === 'returned' ? 'returned' : null;
    if (!where) continue;
    for (const { id, quantity } of listed(lines)) {
      const counted = parcels.get(id) ?? { shipped: 0, returned: 0 };
      counted[where] += inThousandths(quantity);
      parcels.set(id, counted);
    }
  }
  return parcels;
}

/**
 * Whether a cancellation holds units that are not counted as cancelled: it is open. What is settled and still to be refunded
 * is counted, but of the whole of an order, which policies for whole orders do not count by lines.
 */
export function holdsUnits({ state, lines }: Cancellation): boolean {
  return openStates.includes(state) && !(state === 'refunding' && lines);
}

/**
 * What of each line can be asked for: what a rule reaches, less what open `cancellations` have asked for already. One of the
 * whole order holds all that it reaches.
 */
export function availableLines(
  order: Order,
  cancellations: readonly Cancellation[] = [],
  covers: Covers = 'open',
): LineQuantity[] {
  const open = cancellations.filter(holdsUnits);
  if (open.some(({ lines }) => lines === null)) return [];
  const claimed = new Map<string, number>();
  for (const { id, quantity } of open.flatMap(({ lines }) => lines ?? [])) {
    claimed.set(id, (claimed.get(id) ?? 0) + inThousandths(quantity));
  }
  const units = unitsOf(order);
  return linesOf(order).flatMap(({ id }) => {
    const { open: untouched, shipped } = units.get(id) as Units;
    const reached = inThousandths(untouched) + (covers === 'shipped' ? inThousandths(shipped) : 0);
    const left = reached - (claimed.get(id) ?? 0);
    return left > 0 ? [{ id, quantity: inUnits(left) }] : [];
  });
}

/** As many units as open cancellations may hold together of each of these lines: all that were ordered and are not cancelled. */
export function roomOf(order: Order, lines: readonly LineQuantity[]): LineQuantity[] {
  const units = unitsOf(order);
  return lines.flatMap(({ id }) => {
    const line = units.get(id);
    return line ? [{ id, quantity: sumOfQuantities(line.ordered, -line.cancelled) }] : [];
  });
}

/** What of each line is not cancelled and has not come back: wherever it is, the order goes on for it. */
export function livingLines(order: Order): LineQuantity[] {
  const units = unitsOf(order);
  return linesOf(order).flatMap(({ id }) => {
    const { ordered, cancelled, returned } = units.get(id) as Units;
    const quantity = sumOfQuantities(ordered, -cancelled, -returned);
    return quantity > 0 ? [{ id, quantity }] : [];
  });
}
