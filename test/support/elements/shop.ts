import type { Actor, Cancellation, CancelPolicy, Order } from 'order-cancel-elements';
import { type CancellationBackend, restBackend } from 'order-cancel-elements/backend';
import {
  createCancellationServer,
  type MemoryShop,
  memoryShop,
  memoryStore,
  type ShopConnector,
} from 'order-cancel-elements/server';
import { start } from './orders.ts';

/** One request that the page made. */
export interface Sent {
  method: string;
  /** Below the base. */
  path: string;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: what a body holds is the test's to know
  body: any;
}

/** Stands between the page and the server for one request. `answer` passes it on. */
type Meddler = (answer: () => Promise<Response>, sent: Sent) => Promise<Response>;

interface Setup {
  policies: CancelPolicy[];
  orders?: Order[];
  cancellations?: Cancellation[];
  /** Who is signed in: `buyer-1` or `seller-1` in that role, or nobody. */
  actor?: Actor | null;
  /** How the server reaches the shop. */
  connect?: (shop: MemoryShop) => ShopConnector;
}

export interface Shop {
  /** Unique to the shop. */
  base: string;
  backend: CancellationBackend;
  /** The `fetch` that the backend uses. */
  fetch: typeof fetch;
  shop: MemoryShop;
  /** Every request so far. */
  sent: Sent[];
  /** Those that were posted to the cancellation of an order. */
  posted(): Sent[];
  /** Epoch ms of the server's clock, which runs. */
  now(): number;
  /** Another person signs in, in the same role, or nobody. */
  signIn(id: string | null): void;
  /** Sets the server's clock forward. */
  pass(duration: number): void;
  /** Has the meddler handle the next requests of the method, one each. */
  meddle(method: 'GET' | 'POST', ...meddlers: Meddler[]): void;
  /** Has it handle every request that no other meddler takes; `null`: the server again. */
  meddleAlways(meddler: Meddler | null): void;
}

let shops = 0;

/** The package's server over memory, in the page, with a clock of its own that runs from {@link start}. */
export function aShop({
  policies,
  orders = [],
  cancellations = [],
  actor = 'buyer',
  connect = (shop) => shop,
}: Setup): Shop {
  const began = performance.now();
  let passed = 0;
  let person = actor && `${actor}-1`;
  const now = (): number => start + Math.floor(performance.now() - began) + passed;
  const shop = memoryShop(orders);
  const server = createCancellationServer({
    policies,
    store: memoryStore({ cancellations }),
    shop: connect(shop),
    now,
    authenticate: async () => (actor && person ? { id: person, roles: [actor] } : null),
    basePath: `/shop-${++shops}`,
  });
  const base = new URL(`/shop-${shops}`, location.href).href;
  const sent: Sent[] = [];
  const queued: Record<string, Meddler[]> = { GET: [], POST: [] };
  let always: Meddler | null = null;

  const shopFetch: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    const { method, url, headers } = request;
    const body = typeof init?.body === 'string' ? JSON.parse(init.body) : null;
    // The page's ear on the world is no part of what a test counts or meddles with.
    if (new URL(url).pathname.endsWith('/events')) return server.fetch(request);
    const one: Sent = { method, path: url.slice(base.length + 1), headers: new Headers(headers), body };
    sent.push(one);
    const meddler = queued[method]?.shift() ?? always;
    const answer = () => server.fetch(request);
    return meddler ? meddler(answer, one) : answer();
  };

  return {
    base,
    backend: restBackend({ base, fetch: shopFetch }),
    fetch: shopFetch,
    shop,
    sent,
    posted: () => sent.filter(({ path }) => path.endsWith('/cancellation')),
    now,
    signIn(id) {
      person = id;
    },
    pass(duration) {
      passed += duration;
    },
    meddle(method, ...meddlers) {
      queued[method]?.push(...meddlers);
    },
    meddleAlways(meddler) {
      always = meddler;
    },
  };
}

/** Carries the request out and loses the answer. */
export const loseAnswer: Meddler = async (answer) => {
  await answer();
  throw new TypeError('the connection was cut');
};

/** The request never arrives. */
export const loseRequest: Meddler = async () => {
  throw new TypeError('the connection was cut');
};

/** Something else answers. */
export const answerWith =
  (body: string, init: ResponseInit = {}): Meddler =>
  async () =>
    new Response(body, { headers: { 'Content-Type': 'application/json' }, ...init });

/** A meddler that keeps the request waiting until it is let go. */
export function gate(): { hold: Meddler; open(): void } {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return {
    hold: async (answer) => {
      await opened;
      return answer();
    },
    open: () => open(),
  };
}
