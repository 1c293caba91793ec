import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { sql } from 'kysely';
import { journalConformance, type StoreWorld, storeConformance } from '../../../src/server/index.ts';
import { sqliteFile, sqlJournal, sqlStore } from '../../../src/server/sql/index.ts';

/** A new file, reached by two connections, as by two processes. */
async function aWorld(): Promise<StoreWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'sqlite-'));
  const path = join(folder, 'cancellations.db');
  const [one, two] = await Promise.all([sqliteFile(path), sqliteFile(path)]);
  // What a power cut leaves is not asked here.
  for (const each of [one, two]) await sql`pragma synchronous = off`.execute(each);
  return {
    store: sqlStore(one),
    other: sqlStore(two),
    lapse: async (orderId) => {
      await sql`update oc_orders set leased_until = 0 where order_id = ${orderId}`.execute(one);
    },
    async dispose() {
      await Promise.all([one.destroy(), two.destroy()]);
      rmSync(folder, { recursive: true });
    },
  };
}

describe('A store in a SQLite file passes every case of the conformance suite', () => {
  for (const { name, run } of storeConformance(aWorld)) it(name, run);
});

describe('A journal in a SQLite file passes every case', () => {
  const setup = async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sqlite-'));
    const path = join(folder, 'cancellations.db');
    const [one, two] = await Promise.all([sqliteFile(path), sqliteFile(path)]);
    return {
      journal: sqlJournal(one),
      other: sqlJournal(two),
      async dispose() {
        await Promise.all([one.destroy(), two.destroy()]);
        rmSync(folder, { recursive: true });
      },
    };
  };
  for (const { name, run } of journalConformance(setup)) it(name, run);
});
