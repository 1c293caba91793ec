import {
  type CancellationServer,
  type CancellationStore,
  createCancellationServer,
  type Principal,
  type ShopConnector,
} from '../../src/server/index.ts';
import { policy } from './policy.ts';

/** A request to a handler, as plain JSON. */
export interface Sent {
  as: string;
  path: string;
  match: string;
  key: string;
  /** `null`: it is only read. */
  body: object | null;
}

/** Status 0: nobody answered; what came of it is not known. */
export interface Answer {
  status: number;
  text: string;
}

/** One of several that serve the same records. */
export interface Handler {
  send(sent: Sent): Promise<Answer>;
  /** The shop's webhook. Never rejects. */
  changed(orderId: string): Promise<void>;
}

const people: Record<string, Principal> = {
  buyer: { id: 'buyer-1', roles: ['buyer'] },
  seller: { id: 'seller-1', roles: ['seller'] },
  stranger: { id: 'buyer-2', roles: ['buyer', 'seller'] },
  support: { id: 'support-1', roles: ['platform'] },
};

export function createHandler(
  store: CancellationStore,
  shop: ShopConnector,
  now: () => number,
): Handler & { server: CancellationServer } {
  const server = createCancellationServer({
    policies: [policy],
    store,
    shop,
    authenticate: async (request) => people[request.headers.get('X-Person') ?? ''] ?? null,
    now,
    limits: { changesADay: 10_000, requests: 10_000 },
  });
  return {
    server,
    async send({ as, path, match, key, body }) {
      const headers = {
        'Content-Type': 'application/json',
        'Idempotency-Key': key,
        'If-Match': match,
        'X-Person': as,
      };
      const init = body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers: { 'X-Person': as } };
      const response = await server.fetch(new Request(`https://shop.example${path}`, init));
      return { status: response.status, text: await response.text() };
    },
    async changed(orderId) {
      try {
        await server.orderChanged(orderId);
      } catch {
        // Whoever comes next tries again.
      }
    },
  };
}
