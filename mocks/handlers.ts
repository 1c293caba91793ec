import { type HttpHandler, http } from 'msw';
import { createMockBackend, type MockBackend, type MockBackendOptions } from './mock-backend.ts';

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

/** MSW handlers for a backend that a test keeps at hand, to ship orders, move its clock and stage failures. */
export function handlersOf({ serves, fetch }: Pick<MockBackend, 'serves' | 'fetch'>): HttpHandler[] {
  return [
    http.all(
      ({ request }) => serves(request),
      ({ request }) => fetch(request),
    ),
  ];
}
