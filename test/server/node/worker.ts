import { parentPort } from 'node:worker_threads';
import poshmark from '../../../src/policy/presets/poshmark.ts';
import { createCancellationServer, memoryShop, memoryStore } from '../../../src/server/index.ts';
import { anOrder, start } from '../setup.ts';

// What a worker of a host without Node's server exports: `{ fetch }`.
const server = createCancellationServer({
  policies: [poshmark],
  store: memoryStore(),
  shop: memoryShop([anOrder()]),
  now: () => start,
  authenticate: async () => ({ id: 'buyer-1', roles: ['buyer'] }),
});

parentPort?.on('message', async (url: string) => {
  const response = await server.fetch(new Request(url));
  parentPort?.postMessage({ status: response.status, text: await response.text() });
});
