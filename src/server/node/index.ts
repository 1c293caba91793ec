import { getRequestListener } from '@hono/node-server';
import type { CancellationServer } from '../options.ts';

/** Of Node's request, what is looked at here; and what frameworks put there. */
export interface NodeRequest {
  url?: string | undefined;
  /** Express: the whole path, also where the handler is mounted below one. */
  originalUrl?: string;
  readableEnded: boolean;
}

/** Node's response. */
export interface NodeResponse {
  statusCode: number;
}

/** What a parser has made of the body before it came here. */
interface Parsed {
  body?: unknown;
  rawBody?: Uint8Array;
}

type Listener = ReturnType<typeof getRequestListener>;

/**
 * The handler for Node's own server and all that is built on it (Express, Fastify's raw pair, Connect). The path below which it is
 * mounted is the server's `basePath`. Behind a proxy that speaks TLS, name the shop's own origin in `allowedOrigins`: browsers
 * that do not send `Sec-Fetch-Site` are told apart by it. Needs the package `@hono/node-server`.
 */
export function toNodeHandler(
  server: Pick<CancellationServer, 'fetch'>,
): (request: NodeRequest, response: NodeResponse) => Promise<void> {
  // The platform's own Request and Response stay what they are, for all else in the process.
  const listen = getRequestListener((request) => server.fetch(request), { overrideGlobalObjects: false });
  return async (request, response) => {
    const given: NodeRequest & Parsed = request;
    if (given.originalUrl !== undefined) given.url = given.originalUrl;
    // A parser has read it: what it made of it is written down again.
    if (given.readableEnded && given.body !== undefined && given.rawBody === undefined) {
      given.rawBody = Buffer.isBuffer(given.body) ? given.body : Buffer.from(JSON.stringify(given.body));
    }
    await listen(...([request, response] as unknown as Parameters<Listener>));
  };
}
