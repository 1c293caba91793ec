import { createReadStream, existsSync, statSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { type Connect, defineConfig, type Plugin } from 'vite';
import { publicName, root } from './scripts/entries.mjs';

const types: Record<string, string> = { '.js': 'text/javascript', '.json': 'application/json' };

/** What is served as it is, not as Vite would rewrite it: the build, and the mocks' service worker. */
const asIs: Connect.NextHandleFunction = (request, response, next) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost');
  if (pathname === '/') {
    response.writeHead(302, { Location: '/demo/' }).end();
    return;
  }
  if (pathname === '/favicon.ico') {
    response.writeHead(204).end(); // asked for by every browser; a 404 would be noise in the console
    return;
  }
  const isWorker = pathname === '/mockServiceWorker.js';
  const path = normalize(decodeURIComponent(pathname));
  const file = isWorker ? join(root, 'node_modules/msw/lib/mockServiceWorker.js') : join(root, path);
  if (!(isWorker || path.startsWith('/dist/')) || !existsSync(file) || !statSync(file).isFile()) return next();
  response.writeHead(200, {
    'Content-Type': types[extname(file)] ?? 'text/plain',
    'Cache-Control': 'no-cache',
    ...(isWorker && { 'Service-Worker-Allowed': '/' }),
  });
  createReadStream(file).pipe(response);
};

const filesAsTheyAre: Plugin = {
  name: 'files-as-they-are',
  configureServer: (server) => void server.middlewares.use(asIs),
};

/** The development server of the demo pages, which import the package by its public name. */
export default defineConfig({
  root,
  appType: 'mpa',
  plugins: [publicName as Plugin, filesAsTheyAre],
  // Lit as it is shipped: its development build warns of itself on every page.
  resolve: { conditions: ['module', 'browser', 'production'] },
  // Found before the first page, as a dependency found later makes Vite reload it.
  optimizeDeps: { entries: ['demo/**/*.html', 'demo/**/*.ts', 'mocks/**/*.ts', 'src/define.ts', 'src/*/index.ts'] },
  clearScreen: false,
});
