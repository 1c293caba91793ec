import type { HttpHandler } from 'msw';
import { createMockBackend, type MockBackend, type MockBackendOptions } from './mock-backend.ts';

/** An optional peer: the backend itself, its `fetch`, and the samples are there without it. */
const msw = await import('msw').catch((error: unknown) => ({ error }));

/**
 * MSW handlers for everything below `base`: the package's own server over a shop in memory.
 *
 * ```ts
 * const server = setupServer(...createHandlers({ base: 'https://shop.example/api', orders: sampleOrders('poshmark') }));
 * ```
 */
export function createHandlers(options: MockBackendOptions): HttpHandler[] {
  return handlersOf(createMockBackend(options));
}

/**
 * MSW handlers for a backend that a test keeps at hand, to ship orders, move its clock and stage failures.
 *
 * @throws {Error} where `msw` cannot be loaded.
 */
export function handlersOf({ serves, fetch }: Pick<MockBackend, 'serves' | 'fetch'>): HttpHandler[] {
  if ('error' in msw) {
    const instead = 'install it, or answer requests with the fetch of createMockBackend()';
    throw new Error(`handlers for MSW need the package msw, which could not be loaded; ${instead}`, {
      cause: msw.error,
    });
  }
  const { http } = msw;
  return [
    http.all(
      ({ request }) => serves(request),
      ({ request }) => fetch(request),
    ),
  ];
}
