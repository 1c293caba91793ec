import type { IncomingMessage, ServerResponse } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { CancellationServer } from '../options.ts';

/** A request as the frameworks on Node hand it on. */
type NodeRequest = IncomingMessage & {
  /** Express: the whole path, also where the handler is mounted below one. */
  originalUrl?: string;
  /** What a parser has made of the body before it came here. */
  body?: unknown;
  rawBody?: Buffer;
};

/**
 * The handler for Node's own server and all that is built on it (Express, Fastify's raw pair, Connect). The path below which it is
 * mounted is the server's `basePath`. Behind a proxy that speaks TLS, name the shop's own origin in `allowedOrigins`: browsers
 * that do not send `Sec-Fetch-Site` are told apart by it. Needs the package `@hono/node-server`.
 */
export function toNodeHandler(
  server: Pick<CancellationServer, 'fetch'>,
): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  // The platform's own Request and Response stay what they are, for all else in the process.
  const listen = getRequestListener((request) => server.fetch(request), { overrideGlobalObjects: false });
  return async (request, response) => {
    const given: NodeRequest = request;
    if (given.originalUrl !== undefined) given.url = given.originalUrl;
    // A parser has read it: what it made of it is written down again.
    if (given.readableEnded && given.body !== undefined && given.rawBody === undefined) {
      given.rawBody = Buffer.isBuffer(given.body) ? given.body : Buffer.from(JSON.stringify(given.body));
    }
    await listen(request, response);
  };
}
