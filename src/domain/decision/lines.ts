import { type Cancellation, fulfilmentStatuses, type LineQuantity } from '../records.ts';
import { type Covers, countParcels, countsOf, holdsUnits } from '../units/units.ts';
import { inThousandths, isQuantity } from '../values/quantity.ts';
import {
  isAbsent,
  isObject,
  isOpen,
  type Json,
  type LineInScope,
  listOf,
  member,
  optionalInstant,
} from './conditions.ts';

/** The order's line items with their parcels, as rules ask of them; `null`: they cannot be read. */
export function linesOf(order: Json): LineInScope[] | null {
  const { lines, fulfilments } = order;
  const parcels = fulfilments ?? [];
  if (!Array.isArray(lines) || !Array.isArray(parcels) || !parcels.every(isParcel)) return null;
  const found = new Map<unknown, LineInScope>();
  for (const record of lines) {
    if (!isObject(record) || !isCounted(record) || found.has(record['id'])) return null;
    found.set(record['id'], { record, parcels: [] });
  }
  const all = [...found.values()];
  if (parcels.length === 0) {
    // The order itself is the one parcel of what has left, of which some orders count what it is.
    const told = tellsShipments(order, all);
    for (const line of all) if (!told || !isStillThere(line.record)) line.parcels = null;
  }
  for (const parcel of parcels) {
    if (parcel['status'] === 'cancelled') continue;
    for (const { id, quantity } of parcel['lines'] as Json[]) {
      if ((quantity as number) > 0) found.get(id)?.parcels?.push(parcel);
    }
  }
  return all;
}

function isStillThere(line: Json): boolean {
  const gone = ['cancelledQuantity', 'returnedQuantity', 'shippedQuantity'].map((name) => Number(line[name] ?? 0));
  return gone.reduce((left, count) => left - inThousandths(count), inThousandths(line['quantity'] as number)) > 0;
}

function isParcel(parcel: unknown): parcel is Json {
  const lines = member(parcel, 'lines');
  const isKnown = fulfilmentStatuses.includes(member(parcel, 'status') as never);
  return isKnown && Array.isArray(lines) && lines.every((line) => isQuantity(member(line, 'quantity')));
}

function isCounted(line: Json): boolean {
  const { id, quantity, cancelledQuantity, shippedQuantity, returnedQuantity, committedQuantity } = line;
  const isCount = (count: unknown): boolean => isAbsent(count) || isQuantity(count);
  const isNamed = typeof id === 'string' && id !== '' && isQuantity(quantity);
  return (
    isNamed &&
    isCount(cancelledQuantity) &&
    isCount(shippedQuantity) &&
    isCount(returnedQuantity) &&
    isCount(committedQuantity)
  );
}

/**
 * An instant of a line, epoch ms, by its parcels: the first shipment, the last delivery once none of them is still to come,
 * the last that is expected. Of an order without parcels, its own instants are those of what has left.
 */
export function instantOfLine(name: string, { parcels }: LineInScope, order: Json): number {
  if (!parcels) return name === 'expectedAt' ? Number.POSITIVE_INFINITY : optionalInstant(order[name]);
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const parcel of parcels) {
    const at = optionalInstant(parcel[name]);
    first = Math.min(first, at);
    if (name !== 'expectedAt' || at !== Number.POSITIVE_INFINITY) last = Math.max(last, at);
  }
  if (name === 'shippedAt') return first;
  return last === Number.NEGATIVE_INFINITY ? Number.POSITIVE_INFINITY : last;
}

/** What has become of a line, and what of it is asked for. In thousandths of a unit. */
export interface Whereabouts {
  line: LineInScope;
  /** Nothing has become of so many. */
  open: number;
  shipped: number;
  /** Neither cancelled nor come back. */
  living: number;
  /** Open cancellations have asked for so many. */
  claimed: number;
  /** The newest of them. */
  claim: Cancellation | null;
  /** Why it is that nothing of it is open. */
  reason: string;
}

/** Where the units of each line are. `cancellations`: all that are known. */
export function whereaboutsOf(
  order: Json,
  lines: LineInScope[],
  cancellations: readonly Cancellation[],
): Whereabouts[] {
  const parcels = countParcels({ fulfilments: order['fulfilments'] ?? [] } as never);
  const claims = new Map<string, { claimed: number; claim: Cancellation }>();
  for (const claim of cancellations.filter(isOpen)) {
    for (const { id, quantity } of listOf(claim.lines ?? []).filter(isObject) as LineQuantity[]) {
      const claimed = holdsUnits(claim) ? inThousandths(quantity) : 0;
      claims.set(id, { claimed: (claims.get(id)?.claimed ?? 0) + claimed, claim });
    }
  }
  return lines.map((line) => {
    const id = line.record['id'] as string;
    const { open, shipped, committed, returned } = countsOf(line.record as never, parcels.get(id));
    const claim = claims.get(id);
    const reason = claim?.claimed
      ? 'request-open'
      : shipped > 0
        ? 'already-shipped'
        : committed > 0
          ? 'line-committed'
          : returned > 0
            ? 'already-returned'
            : 'already-cancelled';
    const living = open + shipped + committed;
    return { line, open, shipped, reason, living, claimed: claim?.claimed ?? 0, claim: claim?.claim ?? null };
  });
}

/** How much of a line is there to be asked for by what reaches so far. */
export function reachOf({ open, shipped }: Whereabouts, covers: Covers | undefined, claimed: number): number {
  return open + (covers === 'shipped' ? shipped : 0) - claimed;
}

/** Whether the shop says of parts of the order that they have left. */
export function tellsShipments({ fulfilments }: Json, lines: LineInScope[]): boolean {
  const hasLeft = ({ status }: Json): boolean => ['shipped', 'delivered', 'returned'].includes(status as string);
  return (
    listOf((fulfilments ?? []) as Json[]).some(hasLeft) ||
    lines.some(({ record }) => Number(record['shippedQuantity'] ?? 0) + Number(record['returnedQuantity'] ?? 0) > 0)
  );
}
