import type { Actor } from 'order-cancel-elements';
import { type CancellationBackend, type LogPage, restBackend } from 'order-cancel-elements/backend';
import {
  createMockBackend,
  lostDispute,
  type MockBackend,
  playStory,
  type StoryWorld,
  storyOrders,
} from 'order-cancel-elements/mocks';
import { start } from './orders.ts';

export { text as word } from './words.ts';

/** One request that a page made. */
export interface Asked {
  method: string;
  /** Below the base. */
  path: string;
  headers: Headers;
}

export interface Case {
  orderId: string;
  mock: MockBackend;
  /** A backend in somebody's name; its requests are counted. */
  backendFor(actor: Actor | 'nobody'): CancellationBackend;
  /** What the pages posted and put. */
  written: Asked[];
  /** Tells the first steps of the story. */
  tell(steps: number): Promise<void>;
  /** Has the next write answered so, in place of the server. */
  answerNext(answer: () => Promise<Response>): void;
}

let cases = 0;

/** The order of the lost dispute at the package's own server, in the page, by a clock that stands still unless it is moved. */
export function aCase(orderChanges: object = {}): Case {
  const base = new URL(`/case-${++cases}`, location.href).href;
  let told = 0;
  const began = performance.now();
  const mock = createMockBackend({
    base,
    preset: 'poshmark',
    now: () => start + Math.floor(performance.now() - began),
    orders: (at) => storyOrders(at).map((order) => ({ ...order, ...orderChanges })),
    cancellations: [],
  });
  const written: Asked[] = [];
  const next: (() => Promise<Response>)[] = [];
  const ask = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    const { method, url, headers } = request;
    if (method !== 'GET') {
      written.push({
        method,
        path: url.slice(base.length + 1).replace(/^as\/[a-z]+\//, ''),
        headers: new Headers(headers),
      });
      const answer = next.shift();
      if (answer) return answer();
    }
    return mock.fetch(request);
  };
  const world: StoryWorld = {
    send: (as, path, init) => mock.fetch(new Request(`${base}/as/${as}/${path}`, init)),
    async advance(duration) {
      mock.clock.advance(duration);
      await mock.runDue();
    },
    ship: (orderId) => mock.ship(orderId),
    deliver: (orderId) => mock.deliver(orderId),
  };
  return {
    orderId: lostDispute.orderId,
    mock,
    backendFor: (actor) => restBackend({ base: `${base}/as/${actor}`, fetch: ask as typeof fetch }),
    written,
    async tell(steps) {
      await playStory(lostDispute, world, { from: told, to: told + steps });
      told += steps;
    },
    answerNext: (answer) => void next.push(answer),
  };
}

/** The same backend, whose log is another one. */
export function telling(
  backend: CancellationBackend,
  change: (events: LogPage['events']) => unknown[],
): CancellationBackend {
  return {
    ...backend,
    async events(orderId, options) {
      const page = (await backend.events?.(orderId, options)) as LogPage;
      return { ...page, events: change(page.events) as LogPage['events'] };
    },
  };
}
