// Orders and views as pages of the benchmark have them at hand; no Node here, it runs in pages too.
import type { Cancellation, Order } from '../../src/domain/records.ts';
import type { OrderView } from '../../src/domain/view.ts';

const hour = 3_600_000;

/** An order of the `poshmark` policy, placed so many hours ago. */
export function sampleOrder(id: string, hoursAgo: number, now = Date.now()): Order {
  const usd = (amount: number) => ({ amount, currency: 'USD' });
  return {
    id,
    number: `A-${id}`,
    status: 'PLACED',
    placedAt: new Date(now - hoursAgo * hour).toISOString(),
    paidAt: new Date(now - hoursAgo * hour + 1000).toISOString(),
    total: usd(4599),
    shipping: usd(799),
    payment: { method: 'card', paid: usd(4599), refunded: usd(0) },
    lines: [{ id: 'line-1', sku: 'sku-1', title: 'Linen jacket', quantity: 1, unitPrice: usd(3800) }],
    buyer: { id: 'buyer-1', name: 'Ada', status: 'active' },
    seller: { id: 'seller-1', name: 'Grace', status: 'active' },
    facts: { fromOffer: false, mutualAgreement: false },
    revision: `${id}-1`,
  };
}

/** A request of the buyer that the seller declined, half an hour after the order. */
export function declinedRequest({ id, placedAt, status }: Order): Cancellation {
  const requestedAt = new Date(Date.parse(placedAt) + hour / 2).toISOString();
  return {
    id: `cancellation-of-${id}`,
    orderId: id,
    kind: 'cancellation',
    state: 'declined',
    requestedBy: 'buyer',
    requestedAt,
    reason: 'changed-mind',
    comment: null,
    lines: null,
    previousStatus: status,
    respondBy: null,
    policy: { id: 'poshmark', version: '1', hash: '0'.repeat(64) },
    refund: null,
    decision: { by: 'seller', at: requestedAt, reason: null },
    revision: `${id}-2`,
  };
}

/** What a server says of the order: with a declined request, both button and badge show something. */
export function sampleView(order: Order, hash = '0'.repeat(64), now = Date.now()): OrderView {
  const cancellation = declinedRequest(order);
  const policy = { ...cancellation.policy, hash };
  return { order, cancellation: { ...cancellation, policy }, policy, now: new Date(now).toISOString() };
}
