import { Refusal } from './problem.ts';

/** What a page of another origin may read beside the body. */
const exposed = 'ETag, Retry-After, Location';

interface Origins {
  /** Refuses a write from an origin that is neither this one nor allowed (403). */
  demandAllowed(request: Request): void;
  /** The answer to a preflight. */
  preflight(request: Request, methods: string): Response;
  /** Adds what lets an allowed origin's page read the answer. */
  mark(request: Request, headers: Headers): void;
}

export function createOrigins(allowedOrigins: readonly string[]): Origins {
  const allowed = new Set(allowedOrigins);
  return {
    demandAllowed(request) {
      const origin = request.headers.get('Origin');
      if (origin !== null && allowed.has(origin)) return;
      const site = request.headers.get('Sec-Fetch-Site');
      const own =
        site === null
          ? origin === null || origin === new URL(request.url).origin
          : site === 'same-origin' || site === 'none';
      if (!own) throw new Refusal('cross-site');
    },
    preflight(request, methods) {
      const headers = new Headers({ Allow: methods });
      if (allowed.has(request.headers.get('Origin') ?? '')) {
        headers.set('Access-Control-Allow-Methods', methods);
        // Which headers carry the sign-in is the shop's matter: whatever its own page asks for may be sent.
        const asked = request.headers.get('Access-Control-Request-Headers');
        if (asked) headers.set('Access-Control-Allow-Headers', asked);
        headers.set('Access-Control-Max-Age', '600');
      }
      headers.set('Vary', 'Access-Control-Request-Headers');
      return new Response(null, { status: 204, headers });
    },
    mark(request, headers) {
      if (!allowed.size) return;
      headers.append('Vary', 'Origin');
      const origin = request.headers.get('Origin') ?? '';
      if (!allowed.has(origin)) return;
      headers.set('Access-Control-Allow-Origin', origin);
      headers.set('Access-Control-Allow-Credentials', 'true');
      headers.set('Access-Control-Expose-Headers', exposed);
    },
  };
}
