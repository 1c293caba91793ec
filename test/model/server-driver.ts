import assert from 'node:assert/strict';
import type { CancelPolicy } from '../../src/domain/policy.ts';
import type { Actor, Order } from '../../src/domain/records.ts';
import { policyHash } from '../../src/domain/values/policy-hash.ts';
import type { OrderView } from '../../src/domain/view.ts';
import { verifyChain } from '../../src/evidence/chain.ts';
import { createCancellationServer, memoryShop, memoryStore, type Principal } from '../../src/server/index.ts';
import type { Driver } from './driver.ts';

const people: Record<Actor, Principal> = {
  buyer: { id: 'buyer-1', roles: ['buyer'] },
  seller: { id: 'seller-1', roles: ['seller'] },
  platform: { id: 'support-1', roles: ['platform'] },
};

/** The real server over memory, through its HTTP endpoints. Every third request is sent twice. */
export function serverDriver(policy: CancelPolicy, first: Order): Driver {
  const { id: orderId } = first;
  const shop = memoryShop([first]);
  const store = memoryStore();
  const errors: unknown[] = [];
  let clock = 0;
  let keys = 0;
  const server = createCancellationServer({
    policies: [policy],
    store,
    shop,
    now: () => clock,
    authenticate: async (request) => people[request.headers.get('X-Role') as Actor],
    onEvent: (event) => event.type === 'error' && errors.push(event.error),
  });

  const fetch = async (actor: Actor, path: string, init: RequestInit = {}) => {
    const headers = { ...(init.headers as Record<string, string>), 'X-Role': actor };
    const response = await server.fetch(new Request(`https://shop.example${path}`, { ...init, headers }));
    const text = await response.text();
    assert.deepEqual(errors, [], `the server failed: ${text}`);
    return { status: response.status, text, json: JSON.parse(text) };
  };

  const view = async (actor: Actor): Promise<OrderView> => (await fetch(actor, `/orders/${orderId}`)).json;

  const post = async (actor: Actor, path: string, body: object) => {
    const { order } = await view(actor);
    const headers = {
      'Content-Type': 'application/json',
      'If-Match': `"${order.revision}"`,
      'Idempotency-Key': `key-${++keys}`,
    };
    const init = { method: 'POST', headers, body: JSON.stringify(body) };
    const answer = await fetch(actor, path, init);
    if (answer.status < 300 && keys % 3 === 0) {
      const again = await fetch(actor, path, init);
      assert.deepEqual([again.status, again.text], [answer.status, answer.text], 'I4: one key, one effect, one answer');
    }
    return answer;
  };

  return {
    catchesUp: true,
    async seen() {
      const [order] = shop.orders();
      assert.ok(order, 'the shop keeps its order');
      const { cancellations } = await store.records(orderId);
      const { entries } = await store.log(orderId, 0, Number.MAX_SAFE_INTEGER);
      assert.deepEqual(verifyChain(orderId, entries).faults, [], 'I8: the chain verifies');
      const credited = Object.values(shop.credits()).flat();
      return {
        order,
        cancellations,
        held: shop.isHeld(orderId),
        stock: shop.snapshot().restocked?.[orderId] ?? {},
        couponRestored: shop.coupons().at(-1)?.restored ?? false,
        credited: credited.reduce((sum, { amount }) => sum + amount.amount, 0),
      };
    },
    async act(actor, { action, ...input }, now, which) {
      clock = now;
      const opens = action === 'cancel' || action === 'request';
      const { cancellations } = await store.records(orderId);
      const path = opens
        ? `/orders/${orderId}/cancellation`
        : `/cancellations/${cancellations[which]?.id ?? 'none'}/${action}`;
      const contacted = { statedAt: new Date(now).toISOString() };
      const { status, json } = await post(actor, path, {
        ...input,
        ...(opens && { action, contacted, policyHash: policyHash(policy) }),
      });
      return status < 300 ? null : json.code;
    },
    async notice(actor, notice, now) {
      clock = now;
      const { status, json } = await post(actor, `/orders/${orderId}/notices`, notice);
      if (status < 300) return null;
      return json.code === 'illegal-transition' ? json.issues[0].code : json.code;
    },
    async due(now) {
      clock = now;
      await server.runDue();
    },
    async ship(status, now, anyway) {
      clock = now;
      shop.ship(orderId, now, status, { evenIfHeld: anyway });
      await server.orderChanged(orderId);
    },
    async change(changes, now) {
      clock = now;
      shop.change(orderId, changes);
      await server.orderChanged(orderId);
    },
    async actions(actor, now, which) {
      clock = now;
      const { actions = [], actionsOn, cancellation } = await view(actor);
      const id = (await store.records(orderId)).cancellations[which]?.id;
      const own = actionsOn?.[id ?? ''] ?? (id === cancellation?.id ? actions : []);
      return [...actions.filter((action) => action === 'cancel' || action === 'request'), ...own];
    },
  };
}
