import { join } from 'node:path';
import { createServer } from 'vite';
import { root } from './entries.mjs';

/**
 * Serves the demo. Takes the next free port when the one asked for is taken.
 * @returns {Promise<{ url: string, close: () => Promise<void> }>} `url` ends with a slash
 */
export async function serveDemo({ port = 5173 } = {}) {
  const server = await createServer({ configFile: join(root, 'vite.config.ts'), logLevel: 'warn', server: { port } });
  await server.listen();
  return { url: server.resolvedUrls.local[0], close: () => server.close() };
}
