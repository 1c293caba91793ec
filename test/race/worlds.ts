import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { startPostgres } from '../../scripts/postgres.mjs';
import {
  type CancellationStore,
  memoryJournal,
  memoryStore,
  type Plan,
  type StepJournal,
} from '../../src/server/index.ts';
import { createDatabase } from '../../src/server/sql/database.ts';
import { type JobQueue, migrate, openQueue, sqliteFile, sqlJournal, sqlStore } from '../../src/server/sql/index.ts';
import { runStatement, type Statement, sql } from '../../src/server/sql/statement.ts';
import { openPostgres } from '../support/postgres.ts';
import { chanceOf, pause } from './ledger.ts';
import type { Place } from './processes.ts';

/** Where a race is run. */
export interface World {
  /** The same records, each by a connection of its own, as by several processes. */
  stores(): CancellationStore[];
  /** Where each keeps what it asks of a shop step by step. */
  journals?(): StepJournal[];
  /** Made anew for each race. */
  isSmall?: true;
  /** Takes an order from who holds it, as if they were thought dead. */
  lapse?(orderId: string): Promise<void>;
  /** Makes the database fail, as a crash or a full disk does; what it gives puts that right. */
  trouble?(): Promise<() => Promise<void>>;
  /** How processes of their own reach it. */
  place?: Place;
  /** Has a queue told of each step from now on: there are processes that take its jobs. */
  queues?(): Promise<void>;
  close(): Promise<void>;
}

/** How many connections reach a database. */
const connections = 3;

/** Who was killed is not waited for long. */
const leases = { leaseFor: 600, waitFor: 20_000 };

/** `durable`: what is written is on the disk when it is answered; else that is left to the system, which nobody ends here. */
export const worlds: Record<string, (how: { durable: boolean }) => Promise<World>> = {
  memory,
  sqlite,
  postgres,
  broken,
};

async function sqlite({ durable }: { durable: boolean }): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'race-'));
  const path = join(folder, 'race.db');
  const opened = await Promise.all(Array.from({ length: connections }, () => sqliteFile(path)));
  if (!durable) for (const each of opened) await runStatement(each, sql`pragma synchronous = off`);
  return {
    ...overSql(opened),
    place: { path, leases },
    // No page more than there are: as on a disk that is full.
    async trouble() {
      await setMost(opened, sql`1`);
      return () => setMost(opened, sql`1073741823`);
    },
    async close() {
      await Promise.all(opened.map((one) => one.destroy()));
      rmSync(folder, { recursive: true });
    },
  };
}

/** How many pages a file may have; no fewer than it has. */
async function setMost(opened: readonly Kysely<unknown>[], pages: Statement): Promise<void> {
  for (const each of opened) await runStatement(each, sql`pragma max_page_count = ${pages}`);
}

async function postgres({ durable }: { durable: boolean }): Promise<World> {
  const server = await startPostgres({
    durable,
    settings: {
      ...(durable && { fsync: 'on', full_page_writes: 'on' }),
      // To compile a statement takes longer than to run it, over tables as small as these.
      jit: 'off',
    },
  });
  const opened = Array.from({ length: connections }, () => openPostgres(server.connection));
  await migrate(opened[0] as Kysely<unknown>);
  const url = `postgres://postgres@/postgres?host=${encodeURIComponent(server.connection.host)}`;
  const queue = openQueue(url);
  const place: Place = { ...server.connection, leases };
  return {
    ...overSql(opened, () => (place.queue === undefined ? {} : { queue })),
    place,
    async queues() {
      await queue.migrate();
      place.queue = url;
    },
    async trouble() {
      await server.crash();
      return () => server.start();
    },
    async close() {
      await queue.stop();
      await Promise.all(opened.map((one) => one.destroy()));
      await server.stop();
    },
  };
}

function overSql(
  opened: readonly Kysely<unknown>[],
  queued: () => { queue?: JobQueue } = () => ({}),
): Pick<World, 'stores' | 'journals' | 'lapse'> {
  const stores = opened.map((one) => sqlStore(one, leases));
  const database = createDatabase(opened[0] as Kysely<unknown>);
  return {
    stores: () => stores,
    journals: () => opened.map((one) => sqlJournal(one, queued())),
    async lapse(orderId) {
      await database.changed(
        sql`update oc_orders set leased_until = 0 where order_id = ${orderId} and leased_until is not null`,
      );
    },
  };
}

/** What is held in memory: the same decisions, many times as fast. */
async function memory(): Promise<World> {
  const store = memoryStore();
  const journal = memoryJournal();
  return {
    stores: () => [store, store, store],
    journals: () => [journal, journal, journal],
    lapse: async (orderId) => store.lapse(orderId),
    close: async () => {},
  };
}

/**
 * The store that is not to be: it reads all there is, thinks, and writes it back. Whoever wrote in between has written for
 * nothing. That a race catches it shows that the races are some.
 */
async function broken(): Promise<World> {
  return {
    isSmall: true,
    stores() {
      const chance = chanceOf('broken');
      const shared = memoryStore();
      const reads = new Set([
        'records',
        'recordsFor',
        'recordsOf',
        'recordsVersion',
        'versionsOf',
        'answered',
        'log',
        'list',
        'policy',
      ]);
      const store: CancellationStore = new Proxy(shared, {
        get(target, name) {
          if (name === 'exclusively') return (_: string, work: (lease: null) => Promise<unknown>) => work(null);
          if (name === 'beginHeld')
            return async (plan: Plan, _: unknown, work: (lease: null) => Promise<unknown>) => {
              const { code } = await store.begin(plan);
              return code === 'begun' ? { code, result: await work(null) } : { code: 'moved' };
            };
          const member: unknown = Reflect.get(target, name);
          if (typeof member !== 'function' || reads.has(String(name))) return member;
          return async (...given: unknown[]) => {
            const read = memoryStore();
            read.restore(target.snapshot());
            const result = await (Reflect.get(read, name) as (...given: unknown[]) => Promise<unknown>)(...given);
            await pause(chance);
            target.restore(read.snapshot());
            return result;
          };
        },
      });
      return [store, store, store];
    },
    close: async () => {},
  };
}
