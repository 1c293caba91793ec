import { join } from 'node:path';
import { createServer } from 'vite';
import { root } from './entries.mjs';

/**
 * Serves the demo. Takes the next free port when the one asked for is taken; `0` is any.
 * @param {object} [options]
 * @param {number} [options.port]
 * @param {string} [options.cacheDir] where Vite keeps what it has prepared, for servers that run at the same time
 * @param {boolean} [options.watch] whether pages load again when a file changes
 * @returns {Promise<{ url: string, close: () => Promise<void> }>} `url` ends with a slash
 */
export async function serveDemo({ port = 5173, cacheDir, watch = true } = {}) {
  const server = await createServer({
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'warn',
    server: { port, ...(!watch && { hmr: false, watch: null }) },
    ...(cacheDir && { cacheDir }),
  });
  await server.listen();
  return { url: server.resolvedUrls.local[0], close: () => server.close() };
}
