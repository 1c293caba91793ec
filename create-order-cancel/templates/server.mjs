// The cancellation server, with the page and the elements beside it. Its rules are policy.json; orders come from shop.mjs.
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createCancellationServer } from 'order-cancel-elements/server';
import { toNodeHandler } from 'order-cancel-elements/server/node';
import { migrate, openDatabase, openQueue, sqlJournal, sqlStore } from 'order-cancel-elements/server/sql';
import { connect } from './shop.mjs';

const { PORT = '%PORT%', DATABASE = 'cancellations.sqlite' } = process.env;
const policy = JSON.parse(readFileSync(new URL('policy.json', import.meta.url), 'utf8'));
const kysely = await openDatabase(DATABASE);
await migrate(kysely);
const queue = openQueue(DATABASE, { onError: (error) => console.error(error.message) });

const { shop, authenticate } = await connect({
  policy,
  journal: sqlJournal(kysely, { queue }),
  onDone: (orderId) => server.orderChanged(orderId),
});
const server = createCancellationServer({
  policies: [policy],
  store: sqlStore(kysely),
  shop,
  authenticate,
  basePath: '/api',
});

/** What is served as it is: the page, and the elements out of the package. */
const folders = {
  '/elements/': fileURLToPath(new URL('cdn/', import.meta.resolve('order-cancel-elements'))),
  '/': fileURLToPath(new URL('public/', import.meta.url)),
};
const types = { '.html': 'text/html', '.js': 'text/javascript', '.json': 'application/json', '.css': 'text/css' };

async function fileAt(path) {
  const [start, folder] = Object.entries(folders).find(([begin]) => path.startsWith(begin));
  const inside = normalize(decodeURIComponent(path.slice(start.length)) || 'index.html');
  if (inside.startsWith('..')) return new Response(null, { status: 404 });
  try {
    const type = types[extname(inside)] ?? 'application/octet-stream';
    return new Response(await readFile(join(folder, inside)), { headers: { 'Content-Type': type } });
  } catch {
    return new Response(null, { status: 404 });
  }
}

const handle = toNodeHandler({
  fetch(request) {
    const { pathname } = new URL(request.url);
    // The shop's webhook, where it has one.
    if (request.method === 'POST' && pathname === '/hooks/orders' && shop.webhook)
      return shop.webhook(request, (orderId) => server.orderChanged(orderId));
    return pathname.startsWith('/api/') ? server.fetch(request) : fileAt(pathname);
  },
});

await queue.start(server);
const listening = createServer(handle).listen(Number(PORT), '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${listening.address().port}/`);
});
for (const signal of ['SIGINT', 'SIGTERM'])
  process.once(signal, async () => {
    listening.close();
    listening.closeAllConnections();
    await queue.stop();
    await kysely.destroy();
  });
