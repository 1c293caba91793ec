// SQLite finds by an index of letters what the store in memory finds by reading: rows, order, pages and counts.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { cancellationStates } from '../../../src/domain/records.ts';
import { memoryStore } from '../../../src/server/index.ts';
import { migrate, sqliteFile, sqlStore } from '../../../src/server/sql/index.ts';
import { everybody } from '../../../src/server/sql/listings.ts';
import { aCancellation, aListing, aPlan, aResult } from '../../../src/server/stores/conformance/records.ts';
import { type Listing, type ListQuery, sorts } from '../../../src/server/stores/store.ts';

const seed = Number(process.env['SEED']) || Math.floor(Math.random() * 2 ** 31);
const numRuns = Number(process.env['RUNS']) || 12;
console.log(`# searches in SQLite: SEED=${seed} RUNS=${numRuns}`);

// Few letters, so that they meet; of one, two, three and four bytes, and of both cases.
const letters = (maxLength: number) =>
  fc.string({ unit: fc.constantFrom('a', 'a', 'b', 'A', 'ß', '👜', '"'), minLength: 1, maxLength });
const person = fc.constantFrom('p1', 'p2', '"p3', 'p1 p2');
// What is not said stays as it was.
const row = fc.record(
  {
    id: fc.integer({ min: 1, max: 15 }),
    text: fc
      .array(letters(9), { maxLength: 4 })
      .chain((words) => fc.constantFrom(' ', '\n').map((gap) => words.join(gap))),
    state: fc.constantFrom(...cancellationStates),
    buyerId: person,
    sellerId: person,
    requestedAt: fc.integer({ min: 1, max: 5 }),
    amount: fc.integer({ min: 1, max: 3 }).map((amount) => ({ amount, currency: 'EUR' })),
  },
  { requiredKeys: ['id'] },
);
const query = fc.record({
  words: fc.array(letters(4), { minLength: 1, maxLength: 2 }),
  scope: fc.record({
    buyerId: fc.option(person, { freq: 2 }),
    sellerId: fc.option(person, { freq: 4 }),
    all: fc.boolean(),
  }),
  states: fc.option(fc.subarray([...cancellationStates]), { freq: 1 }),
  sort: fc.constantFrom(...sorts),
  limit: fc.constantFrom(1, 3, 50),
});

describe('A search in a SQLite file', () => {
  // So many rows that they are few among them, and so few that they are many.
  for (const said of [1_000_000, 30_000, 1]) {
    it(`finds what reading all rows finds, where there are said to be ${said}`, async () => {
      const property = fc.asyncProperty(
        fc.array(row, { minLength: 20, maxLength: 60 }),
        fc.array(query, { minLength: 12, maxLength: 12 }),
        async (rows, queries) => {
          const folder = mkdtempSync(join(tmpdir(), 'search-'));
          const file = await sqliteFile(join(folder, 'some.db'));
          await sql`pragma synchronous = off`.execute(file);
          await migrate(file);
          const stores = [memoryStore(), sqlStore(file)];
          try {
            const known = new Map<string, Listing>();
            for (const { id: number, ...given } of rows) {
              const [id, orderId] = [`c${number}`, `o${number}`];
              const listing = { ...(known.get(id) ?? aListing({ cancellationId: id, orderId })), ...given };
              for (const store of stores) {
                if (known.has(id)) {
                  await store.keepListings([listing]);
                  continue;
                }
                const cancellations = [aCancellation({ id, orderId })];
                const plan = aPlan({ id: `plan-${id}`, orderId, cancellations });
                await store.begin(plan);
                await store.finish(plan, aResult(plan, 0, { listings: [listing] }));
              }
              known.set(id, listing);
            }
            await sql`delete from oc_counts`.execute(file);
            for (const whose of [everybody, 'p1', 'p2', '"p3', 'p1 p2'])
              await sql`insert into oc_counts (seller_id, state, part, count) values (${whose}, 'requested', 0, ${said})`.execute(
                file,
              );
            for (const asked of queries) {
              for (let after: ListQuery['after'] = null, pages = 0; pages < 3; pages++) {
                const [own, found] = await Promise.all(stores.map((store) => store.list({ ...asked, after })));
                assert.deepEqual(found, own);
                after = own?.rows.at(-1)?.key ?? null;
                if (!own?.more) break;
              }
            }
          } finally {
            await file.destroy();
            rmSync(folder, { recursive: true });
          }
        },
      );
      await fc.assert(property, { seed, numRuns });
    });
  }
});
