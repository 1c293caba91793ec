import assert from 'node:assert/strict';
import type fc from 'fast-check';
import type { EntryType, EvidenceEntry } from '../../src/domain/log-entry.ts';
import type { CancelPolicy } from '../../src/domain/policy.ts';
import type { Cancellation, Money, Order } from '../../src/domain/records.ts';
import { policyHash } from '../../src/domain/values/policy-hash.ts';
import type { OrderView, Problem } from '../../src/domain/view.ts';
import { verifyChain } from '../../src/evidence/index.ts';
import {
  createCancellationServer,
  type MemoryShop,
  memoryShop,
  memoryStore,
  type Principal,
  type ServerEvent,
  type ServerOptions,
  type ShopConnector,
} from '../../src/server/index.ts';

/** When every test begins: epoch ms. */
export const start = Date.parse('2026-03-10T12:00:00Z');

export const minutes = (count: number): number => count * 60_000;
export const hours = (count: number): number => minutes(count * 60);
export const days = (count: number): number => hours(count * 24);
/** RFC 3339, so many milliseconds before the start. */
export const ago = (duration: number): string => new Date(start - duration).toISOString();
export const usd = (amount: number): Money => ({ amount, currency: 'USD' });

/** What a refund comes to, without its ledger. */
export function sumsOf(refund: Cancellation['refund'] | undefined): object | null {
  const { entries: _, ...sums } = refund ?? {};
  return refund ? sums : null;
}

/** An order placed an hour before the start, paid by card, of `buyer-1` at `seller-1`. */
export function anOrder(changes: Partial<Order> = {}): Order {
  return {
    id: 'o1',
    number: '1001',
    status: 'PLACED',
    placedAt: ago(hours(1)),
    total: usd(4500),
    payment: { method: 'card', paid: usd(4500), refunded: usd(0) },
    lines: [
      { id: 'l1', sku: 'A', title: 'Jacket', quantity: 1, unitPrice: usd(3000) },
      { id: 'l2', sku: 'B', title: 'Scarf', quantity: 3, unitPrice: usd(500) },
    ],
    buyer: { id: 'buyer-1', name: 'Ada', status: 'active' },
    seller: { id: 'seller-1', name: 'Grace', status: 'active' },
    revision: 'r1',
    ...changes,
  };
}

export const people: Record<string, Principal> = {
  buyer: { id: 'buyer-1', roles: ['buyer', 'seller'] },
  seller: { id: 'seller-1', roles: ['buyer', 'seller'] },
  stranger: { id: 'buyer-2', roles: ['buyer', 'seller'] },
  support: { id: 'support-1', roles: ['platform'] },
};

type Setup = Partial<Omit<ServerOptions, 'policies'>> & {
  policies: CancelPolicy[];
  orders?: Order[];
  cancellations?: Cancellation[];
};

interface Sent {
  as?: string | null;
  /** `undefined`: the current revision of `o1`; `null`: no header. */
  match?: string | null;
  /** `undefined`: a new one; `null`: no header. */
  key?: string | null;
  headers?: Record<string, string>;
  method?: string;
}

export interface Answered {
  status: number;
  headers: Headers;
  text: string;
  /** The body, whichever it is. */
  view: OrderView;
  problem: Problem & { issues?: { path: unknown[]; code: string }[] };
  // biome-ignore lint/suspicious/noExplicitAny: what else a body may hold is the test's to know
  json: any;
}

let keys = 0;

/** A server over memory, whose clock stands at the start until it is moved, and requests to it. */
export function aServer({ orders = [anOrder()], cancellations = [], ...options }: Setup) {
  const events: ServerEvent[] = [];
  const clock = { now: start };
  const store = options.store ?? memoryStore({ cancellations });
  const shop = memoryShop(orders);
  const server = createCancellationServer({
    store,
    shop,
    authenticate: async (request) => people[request.headers.get('X-Person') ?? ''] ?? null,
    now: () => clock.now,
    onEvent: (event) => events.push(event),
    ...options,
  });

  const fetch = async (path: string, init: RequestInit & { as?: string | null } = {}): Promise<Answered> => {
    const { as = 'buyer', ...rest } = init;
    const headers = new Headers(rest.headers);
    if (as !== null) headers.set('X-Person', as);
    const response = await server.fetch(new Request(`https://shop.example${path}`, { ...rest, headers }));
    const text = await response.text();
    const json = text ? JSON.parse(text) : undefined;
    return { status: response.status, headers: response.headers, text, json, view: json, problem: json };
  };

  /** A body as a page sends it: with the hash of the order's policy, unless the test names another. */
  const shownWith = (orderId: string, body: unknown): unknown => {
    const order = shop.orders().find(({ id }) => id === orderId);
    const named = order && options.policyFor?.(order);
    const policy = options.policies.find(({ id }) => id === named) ?? options.policies[0];
    const isObject = typeof body === 'object' && body !== null && !Array.isArray(body);
    return isObject && policy ? { policyHash: policyHash(policy), ...body } : body;
  };

  const post = (
    path: string,
    body: unknown,
    { as = 'buyer', match, key, headers = {}, method = 'POST' }: Sent = {},
  ) => {
    const revision = shop.orders().find(({ id }) => id === path.split('/')[2])?.revision;
    const all = new Headers({ 'Content-Type': 'application/json' });
    if (match !== null) all.set('If-Match', match ?? `"${revision ?? 'none'}"`);
    if (key !== null) all.set('Idempotency-Key', key ?? `key-${++keys}`);
    for (const [name, value] of Object.entries(headers)) all.set(name, value);
    const shown = /orders\/[^/]+\/(cancellation|preview)$/.test(path)
      ? shownWith(path.split('/').at(-2) as string, body)
      : body;
    return fetch(path, { method, as, headers: all, body: typeof shown === 'string' ? shown : JSON.stringify(shown) });
  };

  /** The log as somebody reads it, all pages, whose chain is whole; with `types`, what is of these. */
  const log = async (as = 'buyer', types?: readonly EntryType[], orderId = 'o1'): Promise<EvidenceEntry[]> => {
    const all: EvidenceEntry[] = [];
    for (let cursor = ''; ; ) {
      const { json } = await fetch(`/orders/${orderId}/events?cursor=${cursor}`, { as });
      all.push(...json.events);
      cursor = json.nextCursor;
      if (!cursor) break;
    }
    assert.deepEqual(verifyChain(orderId, all).faults, []);
    return types ? all.filter(({ type }) => types.includes(type)) : all;
  };

  return {
    server,
    log,
    shop,
    store,
    clock,
    events,
    fetch,
    post,
    /** Posts to the cancellation of `o1`. */
    cancel: (body: unknown, sent?: Sent) => post('/orders/o1/cancellation', body, sent),
    /** What the buyer sees of `o1`. */
    view: async (as = 'buyer') => (await fetch('/orders/o1', { as })).view,
  };
}

export type Server = ReturnType<typeof aServer>;

/** The shop, whose every answer comes when the scheduler says. */
export function slowed(shop: MemoryShop, scheduler: fc.Scheduler): ShopConnector {
  return {
    ...shop,
    order: scheduler.scheduleFunction(shop.order),
    commit: scheduler.scheduleFunction(shop.commit),
    committed: scheduler.scheduleFunction(shop.committed),
  };
}
