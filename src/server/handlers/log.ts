import type { LogPage } from '../../backend/backend.ts';
import type { EntryType, EvidenceEntry } from '../../domain/log-entry.ts';
import { genesisOf, isBetweenOthers, withhold } from '../../evidence/chain.ts';
import { jsonResponse } from '../http/answers.ts';
import type { Call } from '../http/call.ts';
import { badCursor, fromCursor, toCursor } from '../http/cursor.ts';
import { Refusal } from '../http/problem.ts';
import { checkpointOf } from '../log/observe.ts';
import { type Seen, see } from '../orders/order-reader.ts';
import type { OrderState } from '../orders/order-state.ts';

const pageLength = 100;

/** How many entries came before: what `?cursor=` stands for (400). */
export function readLogQuery(query: URLSearchParams): number {
  const cursor = query.get('cursor');
  if (!cursor) return 0;
  const after = fromCursor(cursor);
  if (!Number.isSafeInteger(after) || (after as number) < 0) throw badCursor();
  return after as number;
}

/**
 * `GET orders/{orderId}/events`: what happened about an order, oldest first. What is not the asker's to read is withheld, so
 * that the chain can be verified all the same. With the last page comes a checkpoint of the whole.
 */
export async function getLog({ context, input, segments, principal }: Call<number>): Promise<Response> {
  const [orderId = ''] = segments;
  const seen = await see(context, orderId, principal);
  if (!seen) throw new Refusal('not-found');
  const { entries, more } = await context.store.log(orderId, input, pageLength);
  const last = entries.at(-1) ?? (input === 0 ? { seq: 0, hash: genesisOf(orderId) } : null);
  const page: LogPage = {
    events: entries.map((entry) => (isFor(seen, entry) ? entry : withhold(entry))),
    nextCursor: more ? toCursor(input + entries.length) : null,
    checkpoint: more || !last ? null : await checkpointOf(context, orderId, last),
  };
  return jsonResponse(page);
}

/**
 * What somebody writes to support is not the other side's to read; support reads everything. Of several sellers each reads
 * what is about their items alone, and what is of the order whoever's items are in it.
 */
export function isFor({ actor, sellerId, state }: Seen, entry: EvidenceEntry): boolean {
  if (isBetweenOthers(entry, actor)) return false;
  return sellerId === undefined || isOfSeller(sellerId, state, entry);
}

function isOfSeller(sellerId: string, { order, cancellations, governing }: OrderState, entry: EvidenceEntry): boolean {
  const { type, cancellationId, sellerIds, occurredAt } = entry;
  if (cancellationId !== undefined) return cancellations.some(({ id }) => id === cancellationId);
  const { requested, refunding } = governing.policy.lifecycle ?? {};
  const told: Record<EntryType, boolean> = {
    message: sellerIds?.includes(sellerId) ?? true,
    policy: true,
    erasure: true,
    // Some are of another's cancellation.
    status: entry.orderStatus !== requested && entry.orderStatus !== refunding,
    // Whose parcel it is, the order as they see it says.
    shipment: occurredAt !== undefined && occurredAt === order.shippedAt,
    delivery: occurredAt !== undefined && occurredAt === order.deliveredAt,
    notice: order.seller.id === sellerId && order.notices !== undefined,
    // Of the whole order, or of some items of theirs.
    withdrawal: entry.lines?.some(({ id }) => order.lines.some((line) => line.id === id)) ?? true,
    // They hold everybody's lines, or money.
    order: false,
    refund: false,
    scan: order.scans?.some(({ at }) => at === occurredAt) ?? false,
    cancellation: false,
    evidence: false,
    verification: false,
  };
  return told[type];
}
