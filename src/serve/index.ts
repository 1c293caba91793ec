import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createAdaptorServer } from '@hono/node-server';
import { pino } from 'pino';
import { migrate, openDatabase, openQueue } from '../server/sql/index.ts';
import { createApp, type LogLine } from './app.ts';

export interface ServeOptions {
  /** Default 5173; `0`: any. */
  port?: number;
  /** Default: this machine alone. */
  host?: string;
  /** `postgres://…`; else a file of SQLite. Default `order-cancel-elements.sqlite`. */
  database?: string;
  /** Default: JSON lines on the standard output. */
  log?: (line: LogLine) => void;
  now?: () => number;
  /** Over a file: between two looks at what is due, ms. Default 30000. PostgreSQL’s queue looks every minute. */
  every?: number;
  /** How many requests one person may send in a minute, to all processes of the database; 0: as many as they like. Default 600. */
  requestsAMinute?: number;
}

export interface Serving {
  url: string;
  /** Lets what is under way end, for at most `grace` ms (default 10000), then closes. */
  close(grace?: number): Promise<void>;
}

/** Over a connection of its own, as an index of many rows takes as long as it takes. */
async function migrated(database: string, log: (line: LogLine) => void): Promise<void> {
  const kysely = await openDatabase(database, { timeout: 0 });
  try {
    await migrate(kysely, {
      onProgress(progress) {
        if (progress.type === 'waiting')
          log({ level: 'info', event: 'waiting for the database', ms: Math.round(progress.waited) });
        else if (progress.done === progress.of) log({ level: 'info', event: 'migrated', step: progress.step });
      },
    });
  } finally {
    await kysely.destroy();
  }
}

/** Serves a sample shop with its cancellations over a database that survives a restart. */
export async function serve({
  port = 5173,
  host = '127.0.0.1',
  database = 'order-cancel-elements.sqlite',
  log = logLines(),
  now = Date.now,
  every = 30_000,
  requestsAMinute = 600,
}: ServeOptions = {}): Promise<Serving> {
  const kysely = await openDatabase(database, {
    onLost: ({ name }) => log({ level: 'error', event: 'connection lost', name }),
  });
  await migrated(database, log);
  const queue = openQueue(database, { every, onError: ({ name }) => log({ level: 'error', event: 'queue', name }) });
  const app = await createApp({ kysely, elements: elementsFolder(), log, now, requestsAMinute });
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false });
  try {
    await queue.start(app.server);
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, resolve);
    });
  } catch (error) {
    await queue.stop().catch(() => {});
    await kysely.destroy();
    throw error;
  }
  const { port: taken } = server.address() as AddressInfo;
  log({ level: 'info', event: 'listening', port: taken });

  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}/`,
    async close(grace = 10_000) {
      app.stop();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      if ('closeIdleConnections' in server) server.closeIdleConnections();
      // Streams never end by themselves.
      const late = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), grace);
      await Promise.all([closed, queue.stop()]);
      clearTimeout(late);
      await kysely.destroy();
      log({ level: 'info', event: 'stopped' });
    },
  };
}

function logLines(): (line: LogLine) => void {
  const logger = pino({ base: null });
  return ({ level, ...line }) => logger[level](line);
}

/** Where the elements are: beside this file as it is published, else where the build puts them. */
function elementsFolder(): string {
  const folders = ['../cdn/', '../../dist/cdn/'].map((path) => fileURLToPath(new URL(path, import.meta.url)));
  const folder = folders.find((one) => existsSync(`${one}order-cancel-elements.js`));
  if (!folder) throw new Error('the elements are not built: npm run build');
  return folder;
}
