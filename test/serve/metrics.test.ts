import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { routeOf } from '../../src/serve/metrics.ts';

describe('the route that is counted and logged', () => {
  it('is that of an endpoint or a page, without ids', () => {
    const routes: Record<string, string> = {
      '/': '/',
      '/healthz': '/healthz',
      '/orders/o-1': '/orders/:id',
      '/orders/o-1/ship': '/orders/:id/ship',
      '/elements/chunks/form-1.js': '/elements/*',
      '/api/orders': '/api/orders',
      '/api/orders/jane@example.com': '/api/orders/:id',
      '/api/orders/o-1/cancellation': '/api/orders/:id/cancellation',
      '/api/cancellations/c-1/accept': '/api/cancellations/:id/:id',
    };
    for (const [path, route] of Object.entries(routes)) assert.equal(routeOf(path), route, path);
  });

  it('is one of a few, whatever is asked for: nobody fills the metrics, and no address gets to the log', () => {
    const part = fc.oneof(
      fc.constantFrom('api', 'orders', 'cancellations', 'elements', 'jane@example.com', '..', ''),
      fc.webSegment(),
    );
    const seen = new Set<string>();
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const route = routeOf(`/${parts.join('/')}`);
        seen.add(route);
        assert.doesNotMatch(route, /jane/);
      }),
      { numRuns: 5000 },
    );
    assert.ok(seen.has('other'));
    assert.ok(seen.size < 60, `${seen.size} routes`);
  });
});
