import { randomUUID } from 'node:crypto';
import type { CancelPolicy, Order, OrderView } from 'order-cancel-elements';
import { createCancellationServer, memoryShop, memoryStore } from 'order-cancel-elements/server';

/** What this shop permits: buyers cancel until the parcel has left. */
export const policy: CancelPolicy = {
  id: 'my-shop',
  version: '1',
  statuses: { PLACED: { phase: 'open' }, SHIPPED: { phase: 'shipped' }, CANCELLED: { phase: 'cancelled' } },
  rules: [{ id: 'not-shipped', when: { status: 'PLACED' }, then: { outcome: 'cancel', reason: 'not-yet-shipped' } }],
  otherwise: { outcome: 'none', reason: 'already-shipped', alternatives: ['contact-seller'] },
  reasons: {},
  lifecycle: { requested: 'PLACED', cancelled: 'CANCELLED', completes: 'at-once', notifies: ['buyer', 'seller'] },
};

const price = { amount: 4500, currency: 'EUR' };
const orders: Order[] = ['1042', '1043'].map((id) => ({
  id,
  status: 'PLACED',
  placedAt: new Date().toISOString(),
  total: price,
  payment: { method: 'card', paid: price, refunded: { ...price, amount: 0 } },
  lines: [{ id: 'l1', sku: 'JACKET', title: 'Linen jacket', quantity: 1, unitPrice: price }],
  buyer: { id: 'ada', name: 'Ada', status: 'active' },
  seller: { id: 'mill', name: 'The Mill', status: 'active' },
  revision: '1',
}));

/** A shop keeps its orders in a database, and knows who is signed in by a session: docs/shops.md. */
const server = createCancellationServer({
  policies: [policy],
  store: memoryStore(),
  shop: memoryShop(orders),
  authenticate: async () => ({ id: 'ada', roles: ['buyer'] }),
});

async function ask(path: string, init?: RequestInit): Promise<OrderView> {
  const answer = await server.fetch(new Request(`http://shop.internal${path}`, init));
  const body = await answer.json();
  if (!answer.ok) throw Object.assign(new Error(body.code), { problem: body });
  return body;
}

/** An order, as the person who is signed in may see it. */
export function viewOf(orderId: string): Promise<OrderView> {
  return ask(`/orders/${encodeURIComponent(orderId)}`);
}

/** Cancels it; resolves with its new view. */
export async function cancel(orderId: string, reason: string | null): Promise<OrderView> {
  const { order, policy: applied } = await viewOf(orderId);
  return ask(`/orders/${encodeURIComponent(orderId)}/cancellation`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'Idempotency-Key': randomUUID(),
      'If-Match': `"${order.revision}"`,
    },
    body: JSON.stringify({ action: 'cancel', policyHash: applied.hash, ...(reason !== null && { reason }) }),
  });
}
