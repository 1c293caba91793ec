import type { OrderView } from 'order-cancel-elements';
import { type CancellationBackend, restBackend } from 'order-cancel-elements/backend';
import type { Actor, CancelPolicy, Order } from 'order-cancel-elements/policy';
import { createCancellationServer, memoryShop, memoryStore } from 'order-cancel-elements/server';

/** A shop of one order in the page itself, that goes by a policy: its backends, one for each role. No request leaves the page. */
export function shopOf(policy: CancelPolicy, order: Order, now: () => number) {
  const people: Record<string, { id: string; roles: Actor[] }> = {
    buyer: { id: order.buyer.id, roles: ['buyer'] },
    seller: { id: order.seller.id, roles: ['seller'] },
    platform: { id: 'support', roles: ['platform'] },
  };
  const server = createCancellationServer({
    policies: [policy],
    store: memoryStore(),
    shop: memoryShop([order]),
    basePath: '/playground',
    now,
    authenticate: async (request) => people[request.headers.get('X-Role') ?? ''] ?? null,
  });
  const backendFor = (role: Actor): CancellationBackend =>
    restBackend({
      base: '/playground',
      headers: () => ({ 'X-Role': role }),
      fetch: (input, init) => server.fetch(new Request(input, init)),
    });
  return {
    backends: { buyer: backendFor('buyer'), seller: backendFor('seller') },
    /** The order as it is by now, with its cancellations. */
    look: async (): Promise<OrderView | undefined> =>
      (await backendFor('platform').loadOrders([order.id], {})).views[0],
    /** Has deadlines that have passed do what they do. */
    due: () => server.runDue(),
  };
}
