import type { ServerEvent } from '../src/server/index.ts';
import type { MockBackend } from './mock-backend.ts';
import { createMockWorld, type MockWorld } from './mock-world.ts';
import type { ShopName } from './samples/index.ts';
import type { ScenarioName, Staging } from './scenarios.ts';
import { type SharedState, shareState } from './shared-state.ts';

interface MockPageOptions {
  /** Below it stands one backend a preset: `/api/poshmark`. Default `/api`. */
  base?: string;
  /**
   * Where MSW's service worker is served. Default `/mockServiceWorker.js`. `null`: none is registered, which a strict
   * content security policy forbids; the page's own `fetch` is answered instead, from the moment of the call.
   */
  workerUrl?: string | null;
  /** Names the state that pages share. Default `order-cancel-elements:mocks`. */
  name?: string;
  onEvent?: (preset: ShopName, event: ServerEvent) => void;
}

/** What a page can do with its mocks. What changes the world is shared by all tabs; scenarios are this page's own. */
export interface PageMocks extends Pick<SharedState, 'onChange' | 'reset'> {
  readonly world: MockWorld;
  /** Reads or changes the world, alone among all tabs. */
  change<T>(work: (world: MockWorld) => T | Promise<T>): Promise<T>;
  /** Ships an order and tells the server. Rejects where it was cancelled. */
  ship(preset: ShopName, orderId: string): Promise<void>;
  /** Delivers an order and tells the server. Rejects where it was not shipped. */
  deliver(preset: ShopName, orderId: string): Promise<void>;
  /** Adds what a carrier reported. */
  scan(preset: ShopName, ...reported: Parameters<MockBackend['scan']>): Promise<void>;
  /** The server's clock: how far it is ahead (ms), and to move it. What is due then is done. */
  clock: {
    readonly offset: number;
    now(): number;
    set(offset: number): Promise<void>;
    advance(duration: number): Promise<void>;
  };
  /** Stages a scenario for this page's requests; `null` ends it. */
  use(scenario: ScenarioName | Staging | null): void;
  /** Lets stalled requests go on. */
  release(): void;
  /** Lets this page's requests go to the network again. */
  stop(): void;
}

/**
 * Answers a page's requests below `base` in the page itself; all others pass. The state is one for the origin: it
 * survives reloads, and tabs share it.
 */
export async function startMocks(options: MockPageOptions = {}): Promise<PageMocks> {
  const { base = '/api', workerUrl = '/mockServiceWorker.js', name = 'order-cancel-elements:mocks', onEvent } = options;
  const world: MockWorld = createMockWorld({
    base,
    around: (work) => shared.exclusively(work),
    ...(onEvent && { onEvent }),
  });
  const shared = shareState(world, name);
  // At once, as promised: nothing that loads later may come before it.
  let stop = workerUrl === null ? answerFetch(world) : () => {};
  await shared.exclusively(async () => {});
  if (workerUrl !== null) stop = await startWorker(world, workerUrl);

  const change: PageMocks['change'] = (work) => shared.exclusively(async () => work(world));
  const moved = (move: (world: MockWorld) => void): Promise<void> =>
    change(async () => {
      move(world);
      await world.runDue();
    });
  return {
    world,
    change,
    ship: (preset, orderId) => change(({ backends }) => backends[preset].ship(orderId)),
    deliver: (preset, orderId) => change(({ backends }) => backends[preset].deliver(orderId)),
    scan: (preset, ...reported) => change(({ backends }) => backends[preset].scan(...reported)),
    clock: {
      get offset() {
        return world.clock.offset;
      },
      now: () => world.clock.now(),
      set: (offset) => moved(({ clock }) => clock.set(offset)),
      advance: (duration) => moved(({ clock }) => clock.advance(duration)),
    },
    use: world.use,
    release: world.release,
    stop,
    onChange: shared.onChange,
    reset: shared.reset,
  };
}

/** Has MSW's service worker answer, which only such a page loads; resolves with how to end that. */
async function startWorker(world: MockWorld, url: string): Promise<() => void> {
  const [{ setupWorker }, { handlersOf }] = await Promise.all([import('msw/browser'), import('./handlers.ts')]);
  const worker = setupWorker(...handlersOf(world));
  await worker.start({ serviceWorker: { url }, quiet: true, onUnhandledRequest: 'bypass' });
  return () => worker.stop();
}

/** Answers what the page fetches; returns how to end that. */
function answerFetch({ serves, fetch: answer }: MockWorld): () => void {
  const direct = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    if (!serves(request)) return direct(input, init);
    const response = await answer(request);
    if (response.type === 'error') throw new TypeError('Failed to fetch');
    return response;
  };
  return () => {
    globalThis.fetch = direct;
  };
}
