// What a shop may write with the public entries, whichever it uses.
import type {
  CancelPolicy,
  Decision,
  Order,
  OrderCancelDecisionEvent,
  OrderCancelEventMap,
  OrderCancelSettledEvent,
  OrderView,
} from 'order-cancel-elements';
import { type OrderCancelButton, registerPolicy } from 'order-cancel-elements';
import { backendConformance, type CancellationBackend, restBackend } from 'order-cancel-elements/backend';
import 'order-cancel-elements/define';
import 'order-cancel-elements/define/order-cancel-button';
import manifest from 'order-cancel-elements/custom-elements.json' with { type: 'json' };
import { newSigningKey, verifyPacket } from 'order-cancel-elements/evidence';
import { createMockBackend, sampleOrders } from 'order-cancel-elements/mocks';
import { compilePolicy, decide, definePolicy, parsePolicy } from 'order-cancel-elements/policy';
import poshmark from 'order-cancel-elements/presets/poshmark';
import { create } from 'order-cancel-elements/presets/shop-builder';
import { createCancellationServer, memoryShop, memoryStore } from 'order-cancel-elements/server';
import vectors from 'order-cancel-elements/vectors/poshmark.json' with { type: 'json' };

registerPolicy('marketplace', poshmark);
registerPolicy('builder', create({ customerRequests: false }));

// An element is known by its tag, and its events by their names, wherever they are heard.
const button = document.createElement('order-cancel-button');
const same: OrderCancelButton = button;
same.policy = poshmark;
same.backend = restBackend({ base: '/api' }) satisfies CancellationBackend;
// @ts-expect-error there is no such way to deny
same.whenDenied = 'shout';
for (const place of [document, window, button, document.body] as const) {
  place.addEventListener('order-cancel-request', (event) => event.preventDefault());
}
document.addEventListener('order-cancel-request', (event) => {
  const { orderId, reason, lines } = event;
  event.respondWith(Promise.resolve({ orderId, reason, lines } as unknown as OrderView));
});
window.addEventListener('order-cancel-decision', (event: OrderCancelDecisionEvent) => event.decision.outcome);
window.addEventListener('order-cancel-settled', (event: OrderCancelSettledEvent) => event.result.ok);
document.addEventListener('seller-cancel-decide', (event) => event.input.comment);
document.addEventListener('seller-cancel-settled', (event) => event.cancellationId);
// @ts-expect-error a decision cannot be answered
document.addEventListener('order-cancel-decision', (event) => event.respondWith());
export type Names = keyof OrderCancelEventMap;

const policy = definePolicy({
  id: 'mine',
  version: '1',
  statuses: { NEW: { phase: 'open' }, GONE: { phase: 'cancelled' } },
  rules: [{ id: 'new', when: { status: 'NEW' }, then: { outcome: 'cancel', reason: 'within-window' } }],
  otherwise: { outcome: 'none', reason: 'too-late' },
  reasons: {},
  lifecycle: { cancelled: 'GONE', completes: 'at-once', notifies: [] },
});
// @ts-expect-error this status is declared nowhere
definePolicy({ ...policy, rules: [{ id: 'x', when: { status: 'NWE' }, then: policy.otherwise }] });

const orders: Order[] = sampleOrders('poshmark');
const decision: Decision = decide(policy, orders[0] as Order, { actor: 'buyer', now: Date.now() });
export const checked: CancelPolicy = parsePolicy(policy);
export const again: Decision = compilePolicy(checked).decide(orders[0] as Order, { actor: 'buyer', now: 0 });
export const until: number | null = decision.validUntil;

export const server = createCancellationServer({
  policies: [policy],
  store: memoryStore(),
  shop: memoryShop(orders),
  authenticate: async () => ({ id: 'buyer-1', roles: ['buyer'] }),
  evidence: { signingKey: await newSigningKey() },
});
export const answer: Promise<Response> = server.fetch(new Request('https://shop.example/api'));
export const mock: Promise<Response> = createMockBackend({ base: '/api' }).fetch(new Request('/api'));
export const cases: number = backendConformance(() => ({
  backend: restBackend({ base: '/api' }),
  orderIds: [],
  foreignId: 'x',
  change: async () => {},
})).length;
export const verified = verifyPacket;
export const known: [string, number] = [manifest.schemaVersion, Object.keys(vectors).length];
