import type { ServerEvent } from '../src/server/index.ts';
import { createMockBackend, type MockBackend, type MockSnapshot } from './mock-backend.ts';
import type { MockClock } from './mock-clock.ts';
import { hostileOrders, pastOrders, type ShopName, sampleOrders, shopNames, storyOrders } from './samples/index.ts';

export interface MockWorldOptions {
  /** Below it stands one backend a shop: `/api/poshmark`. Default `/api`. */
  base?: string;
  /** Epoch ms. Default: the machine's clock. */
  now?: () => number;
  onEvent?: (preset: ShopName, event: ServerEvent) => void;
  around?: <T>(work: () => Promise<T>) => Promise<T>;
}

/** What every backend holds, as plain JSON. */
export type WorldSnapshot = Record<ShopName, MockSnapshot>;

/** All marketplaces at once, under one clock: what the demo's pages talk to. */
export interface MockWorld extends Pick<MockBackend, 'serves' | 'fetch' | 'use' | 'release' | 'stamp' | 'reset'> {
  readonly backends: Readonly<Record<ShopName, MockBackend>>;
  /** The clock of all backends. */
  readonly clock: MockClock;
  /** Carries out what is due by the clock, everywhere. */
  runDue(): Promise<number>;
  snapshot(): WorldSnapshot;
  restore(snapshot: WorldSnapshot): void;
}

/** One backend a shop, with its samples; that of `poshmark` has the hostile, the past and the stories’ orders as well. */
export function createMockWorld({ base = '/api', now = Date.now, onEvent, around }: MockWorldOptions = {}): MockWorld {
  const entries = shopNames.map((preset): [ShopName, MockBackend] => [
    preset,
    createMockBackend({
      base: `${base}/${preset}`,
      preset,
      now,
      orders: (at) => [
        ...sampleOrders(preset, at),
        ...(preset === 'poshmark' ? [...hostileOrders(at), ...pastOrders(50, at), ...storyOrders(at)] : []),
      ],
      ...(around && { around }),
      ...(onEvent && { onEvent: (event: ServerEvent) => onEvent(preset, event) }),
    }),
  ]);
  const all = entries.map(([, backend]) => backend);
  const backends = Object.fromEntries(entries) as Record<ShopName, MockBackend>;
  const { clock } = backends.poshmark;

  return {
    backends,
    clock: {
      get offset() {
        return clock.offset;
      },
      now: clock.now,
      set(offset) {
        for (const backend of all) backend.clock.set(offset);
      },
      advance(duration) {
        for (const backend of all) backend.clock.advance(duration);
      },
    },
    async runDue() {
      let transitions = 0;
      for (const backend of all) transitions += await backend.runDue();
      return transitions;
    },
    serves: (request) => all.some((backend) => backend.serves(request)),
    async fetch(request) {
      const backend = all.find(({ serves }) => serves(request));
      return backend ? backend.fetch(request) : Response.error();
    },
    use(scenario) {
      for (const backend of all) backend.use(scenario);
    },
    release() {
      for (const backend of all) backend.release();
    },
    stamp: () => all.map((backend) => backend.stamp()).join(),
    reset() {
      for (const backend of all) backend.reset();
    },
    snapshot: () =>
      Object.fromEntries(entries.map(([preset, backend]) => [preset, backend.snapshot()])) as WorldSnapshot,
    restore(snapshot) {
      for (const [preset, backend] of entries) backend.restore(snapshot[preset]);
    },
  };
}
