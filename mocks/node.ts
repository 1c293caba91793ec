import { setupServer } from 'msw/node';
import { handlersOf } from './handlers.ts';
import { createMockBackend, type MockBackend, type MockBackendOptions } from './mock-backend.ts';

/** A backend that answers this process's own requests below `base`; all others pass. `stop` ends it. */
export function startMockServer(options: MockBackendOptions): MockBackend & { stop(): void } {
  const backend = createMockBackend(options);
  const server = setupServer(...handlersOf(backend));
  server.listen({ onUnhandledRequest: 'bypass' });
  return { ...backend, stop: () => server.close() };
}
