import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { root } from '../../scripts/entries.mjs';
import type { CancelPolicy } from '../../src/domain/policy.ts';
import { policyHash } from '../../src/domain/values/policy-hash.ts';
import type { OrderView } from '../../src/domain/view.ts';
import {
  type CancellationStore,
  createCancellationServer,
  memoryStore,
  type Principal,
  type ShopConnector,
} from '../../src/server/index.ts';

/** The policy of an example. */
export const policyOf = (system: 'vendure' | 'medusa'): CancelPolicy =>
  JSON.parse(readFileSync(join(root, `examples/${system}/policy.json`), 'utf8'));

/** Who speaks to the cancellation server: a header's word, or a session of the shop. */
const staff: Record<string, Principal> = {
  seller: { id: 'shop', roles: ['seller'] },
  support: { id: 'support', roles: ['platform'] },
};

/** A cancellation server over a real shop. */
export function aServer(
  shop: ShopConnector,
  {
    system = 'vendure',
    buyers,
    store = memoryStore(),
    now = Date.now,
  }: {
    system?: 'vendure' | 'medusa';
    buyers?: (request: Request) => Promise<Principal | null>;
    store?: CancellationStore;
    now?: () => number;
  } = {},
) {
  const policy = policyOf(system);
  const server = createCancellationServer({
    policies: [policy],
    store,
    shop,
    now,
    authenticate: async (request) => {
      const known = staff[request.headers.get('X-Person') ?? ''];
      return known ?? (await buyers?.(request)) ?? null;
    },
  });
  let keys = 0;
  const as = (who: string | Record<string, string>) => (typeof who === 'string' ? { 'X-Person': who } : who);
  const ask = async (path: string, who: string | Record<string, string>, init: RequestInit = {}) => {
    const headers = { ...as(who), ...(init.headers as Record<string, string>) };
    const answer = await server.fetch(new Request(`https://shop.example${path}`, { ...init, headers }));
    const text = await answer.text();
    return { status: answer.status, json: text ? JSON.parse(text) : null };
  };
  const view = async (code: string, who: string | Record<string, string> = 'seller'): Promise<OrderView> =>
    (await ask(`/orders/${code}`, who)).json;
  const post = async (path: string, code: string, body: object, who: string | Record<string, string> = 'seller') => {
    const { order } = await view(code, who);
    return ask(path, who, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        'If-Match': `"${order?.revision}"`,
        'Idempotency-Key': `key-${++keys}-of-a-test`,
      },
      body: JSON.stringify(body),
    });
  };
  return {
    server,
    ask,
    view,
    open: (code: string, body: object, who?: string | Record<string, string>) =>
      post(`/orders/${code}/cancellation`, code, { policyHash: policyHash(policy), ...body }, who),
    act: (code: string, id: string, action: string, body: object, who?: string | Record<string, string>) =>
      post(`/cancellations/${id}/${action}`, code, body, who),
    /** What is seen of an order once nothing is under way any more. */
    async settled(code: string): Promise<OrderView> {
      for (const end = Date.now() + 60_000; ; await setTimeout(50)) {
        await server.runDue();
        const found = await view(code);
        if (!found.pending) return found;
        if (Date.now() > end) throw new Error(`${code} is still under way`);
      }
    },
  };
}
