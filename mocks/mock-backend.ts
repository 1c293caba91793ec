import type { CancelPolicy, Phase } from '../src/domain/policy.ts';
import type { Cancellation, CarrierScan, Order } from '../src/domain/records.ts';
import type { Lot } from '../src/domain/settlement/stock.ts';
import { formatInstant } from '../src/domain/values/instant.ts';
import { policyHash } from '../src/domain/values/policy-hash.ts';
import {
  type CancellationServer,
  createCancellationServer,
  type EvidenceOptions,
  type Listing,
  listingOf,
  type MemoryShop,
  type MemoryStore,
  memoryShop,
  memoryStore,
  type Principal,
  type ServerEvent,
  type ShopSnapshot,
  type StoreSnapshot,
} from '../src/server/index.ts';
import { publicDemoSigningKey } from './demo-key.ts';
import { createMockClock, type MockClock } from './mock-clock.ts';
import { readMockPath } from './mock-path.ts';
import { personNamed } from './people.ts';
import { presetLots, presetPolicy, presetTrader, type ShopName, samplesOf } from './samples/index.ts';
import { type ScenarioName, type Staging, scenarios } from './scenarios.ts';
import { createStage } from './stage.ts';

/** A list, or what gives it at the time when the backend starts (epoch ms), so that a reset makes its times fresh. */
type Given<T> = readonly T[] | ((now: number) => readonly T[]);

export interface MockBackendOptions {
  /** Where the endpoints stand: a path (`/api/shop`) or a URL (`https://shop.example/api`). */
  base: string;
  /** Gives policy, orders and cancellations where they are not given. Default `poshmark`, unless there are `policies`. */
  preset?: ShopName;
  policies?: CancelPolicy[];
  policyFor?: (order: Order) => string;
  orders?: Given<Order>;
  cancellations?: Given<Cancellation>;
  /** The sellers' inventory. */
  lots?: Given<Lot>;
  /** Who asks, where the path does not say. Default: the buyer `buyer-1`. `null`: nobody signed in. */
  principal?: Principal | null | ((request: Request) => Principal | null | Promise<Principal | null>);
  /** Epoch ms. Default: the machine's clock. The backend's own clock goes with it. */
  now?: () => number;
  allowedOrigins?: string[];
  /** Default: checkpoints are signed with the demo's key, which proves nothing. */
  evidence?: EvidenceOptions;
  onEvent?: (event: ServerEvent) => void;
  /** Runs each access to shop and store; a page shares them with other tabs here. Default: at once. */
  around?: <T>(work: () => Promise<T>) => Promise<T>;
}

/** Everything that a backend holds, as plain JSON. */
export interface MockSnapshot {
  shop: ShopSnapshot;
  store: StoreSnapshot;
  /** Of the clock, ms. */
  offset: number;
}

/** A server in memory, with a shop, a clock and ways to fail. */
export interface MockBackend {
  readonly base: string;
  readonly server: CancellationServer;
  readonly shop: MemoryShop;
  readonly store: MemoryStore;
  readonly clock: MockClock;
  /** Whether a request is for this backend. */
  serves(request: Request): boolean;
  /** Answers a request; a response of type `error` stands for a failure of the network. */
  fetch(request: Request): Promise<Response>;
  /** Stages a scenario for the requests to come; `null` ends it. */
  use(scenario: ScenarioName | Staging | null): void;
  /** Lets stalled requests go on. */
  release(): void;
  /** Ships an order, held or not, and tells the server, as a shop's webhook would. */
  ship(orderId: string): Promise<void>;
  /** Delivers an order that was shipped, and tells the server. Rejects where it was not. */
  deliver(orderId: string): Promise<void>;
  /** Adds what a carrier reported, and tells the server. `at`: default the clock's time. */
  scan(orderId: string, scan: Omit<CarrierScan, 'at'> & Partial<CarrierScan>): Promise<void>;
  /**
   * Carries out what is due by the clock. Done before a request is answered, if the clock was moved since; otherwise a
   * sample that is overdue stays so, to be seen.
   */
  runDue(): Promise<number>;
  /** Another text whenever what {@link snapshot} holds has changed. */
  stamp(): string;
  snapshot(): MockSnapshot;
  restore(snapshot: MockSnapshot): void;
  /** Back to the orders that it started with; ends the scenario. */
  reset(): void;
}

/** Origin of a base that is only a path, where no page gives one. */
const anyOrigin = 'http://any.invalid';

/**
 * A backend that pages reach at `base`. A page may say by its path alone who asks and what goes wrong:
 * `base/as/seller`, `base/when/stall-on-write`, `base/as/seller/when/offline-once`.
 */
export function createMockBackend(options: MockBackendOptions): MockBackend {
  const { base, policies, policyFor, allowedOrigins, onEvent, around = (work) => work() } = options;
  const { principal = personNamed('buyer'), now = Date.now } = options;
  const preset = options.preset ?? (policies ? null : 'poshmark');
  const { origin, pathname } = new URL(base, globalThis.location?.href ?? anyOrigin);
  const path = pathname.replace(/\/+$/, '');

  const clock = createMockClock(now);
  const shop = memoryShop();
  const store = memoryStore();
  // A preset's own policy goes along as a version that its samples were made under.
  const all = [...(policies ?? []), ...(preset ? [presetPolicy(preset)] : [])];
  const byHash = new Map(all.map((policy) => [policyHash(policy), policy]));
  /** The clock's offset for which everything due was done. */
  let doneAt = 0;
  const start = (): void => {
    const samples = preset ? samplesOf(preset, now()) : [];
    const orders = listOf(options.orders, now()) ?? samples.map(({ order }) => order);
    const known = new Map(orders.map((order) => [order.id, order]));
    const cancellations =
      listOf(options.cancellations, now()) ?? samples.flatMap(({ cancellation }) => cancellation ?? []);
    const lots = listOf(options.lots, now()) ?? (preset ? presetLots(preset) : []);
    shop.restore({ orders: [...orders], ledger: [], revisions: 0, lots: [...lots] });
    const kept = cancellations.filter(({ orderId }) => known.has(orderId));
    store.restore({
      cancellations: kept,
      // So that the queue need not read every order first.
      listings: kept.flatMap((cancellation): Listing[] => {
        const policy = byHash.get(cancellation.policy.hash);
        const order = known.get(cancellation.orderId);
        return policy && order ? [listingOf(policy, order, cancellation)] : [];
      }),
      messages: [],
      plans: [],
      answers: [],
      policies: {},
      version: 0,
    });
    clock.set(0);
    doneAt = 0;
  };
  start();

  const askers = new WeakMap<Request, string>();
  const server = createCancellationServer({
    policies: all,
    store,
    shop,
    now: clock.now,
    basePath: path,
    evidence: { signingKey: publicDemoSigningKey, ...options.evidence },
    async authenticate(request) {
      const name = askers.get(request);
      if (name !== undefined) return personNamed(name);
      return typeof principal === 'function' ? principal(request) : principal;
    },
    ...(preset && {
      withdrawals: {
        trader: presetTrader(preset),
        timeZone: presetPolicy(preset).timeZone ?? 'UTC',
        // Nobody is written to; the record has it as a shop's would.
        sendReceipt: () => {},
        printReceipt: () => {},
      },
    }),
    ...(policyFor && { policyFor }),
    ...(allowedOrigins && { allowedOrigins }),
    ...(onEvent && { onEvent }),
  });

  /** The first status of a phase, as the order's policy names it. */
  const statusOf = (order: Order | null, phase: Phase): string | undefined => {
    const policy = order && policyFor ? all.find(({ id }) => id === policyFor(order)) : all[0];
    return Object.entries(policy?.statuses ?? {}).find(([, status]) => status.phase === phase)?.[0];
  };

  const ship = async (orderId: string): Promise<void> => {
    const status = statusOf(await shop.order(orderId), 'shipped');
    shop.ship(orderId, clock.now(), status, { evenIfHeld: true });
    await server.orderChanged(orderId);
  };

  const deliver: MockBackend['deliver'] = async (orderId) => {
    const order = await shop.order(orderId);
    if (!order?.shippedAt) throw new Error(`order ${JSON.stringify(orderId)} was not shipped`);
    const status = statusOf(order, 'delivered') ?? order.status;
    shop.change(orderId, { status, deliveredAt: formatInstant(clock.now()) });
    await server.orderChanged(orderId);
  };

  const scan: MockBackend['scan'] = async (orderId, reported) => {
    const scans = (await shop.order(orderId))?.scans ?? [];
    shop.change(orderId, { scans: [...scans, { at: formatInstant(clock.now()), ...reported }] });
    await server.orderChanged(orderId);
  };

  const runDue = (): Promise<number> => {
    doneAt = clock.offset;
    return server.runDue();
  };

  const stage = createStage();

  return {
    base,
    server,
    shop,
    store,
    clock,
    ship,
    deliver,
    scan,
    runDue,
    serves(request) {
      const url = new URL(request.url);
      const here = origin === anyOrigin || origin === url.origin;
      return here && (url.pathname === path || url.pathname.startsWith(`${path}/`));
    },
    async fetch(request) {
      const found = readMockPath(request.url, path);
      if (typeof found === 'string') return new Response(found, { status: 500 });
      const { url, asks, when } = found;
      const orderId = found.orderId || ((await store.orderOf(found.cancellationId)) ?? '');
      // Not every engine lets a worker's answer be streamed.
      if (url.pathname === `${path}/events`) url.searchParams.set('wait', '0');
      const direct = await redirected(request, url);
      const answer = (as = asks): Promise<Response> => {
        const own = direct.clone();
        if (as !== null) askers.set(own, as);
        return around(async () => {
          if (clock.offset !== doneAt) await runDue();
          const answered = await server.fetch(own);
          // Nobody waits for a receipt to be sent; here what comes after the answer would not be kept.
          if (preset && own.method === 'POST' && (await server.waiting()).receipts > 0) await runDue();
          return answered;
        });
      };
      const scenario = stage.scenarioFor(request, orderId, when);
      if (!scenario) return answer();
      return scenarios[scenario]({
        request,
        subject: `${orderId} ${request.headers.get('Idempotency-Key')}`,
        answer,
        // An order that is absent or cancelled stays as it is.
        touch: () => around(async () => void shop.change(orderId, {})).catch(() => {}),
        ship: () => around(() => ship(orderId)).catch(() => {}),
        first: (what) => stage.first(`${what} ${orderId}`),
        released: stage.released,
      });
    },
    use: stage.use,
    release: stage.release,
    stamp: () => `${store.version()} ${shop.version()} ${clock.offset}`,
    snapshot: () => ({ shop: shop.snapshot(), store: store.snapshot(), offset: clock.offset }),
    restore(snapshot) {
      shop.restore(snapshot.shop);
      store.restore(snapshot.store);
      clock.set(snapshot.offset);
    },
    reset() {
      start();
      stage.use(null);
      stage.release();
    },
  };
}

function listOf<T>(given: Given<T> | undefined, now: number): readonly T[] | undefined {
  return typeof given === 'function' ? given(now) : given;
}

/** The same request to another URL. Its body is read first: not every browser can pass it on as a stream. */
async function redirected(request: Request, url: URL): Promise<Request> {
  const { method, headers } = request;
  const body = method === 'GET' || method === 'HEAD' || method === 'OPTIONS' ? null : await request.arrayBuffer();
  return new Request(url, { method, headers, body });
}
