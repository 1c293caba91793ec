import assert from 'node:assert/strict';
import { it } from 'node:test';
import { runStatements } from './statements.ts';

it('EU-6 EU-7: guests’ statements to processes that are killed are kept once an intent, with one receipt each, and answered alike', async () => {
  const seed = Number(process.env['SEED'] ?? Math.floor(Math.random() * 1e9));
  console.log(`seed ${seed}`);
  const found = await runStatements({ count: 120, seed, killEvery: 40 });
  const { kills, kept, lost, doubled, differing, shapes, unsent, unnoted, faults } = found;
  assert.deepEqual(
    { kills, kept, lost, doubled, differing, shapes, unsent, unnoted, faults },
    { ...{ kills: 3, kept: 120, lost: 0, doubled: 0, differing: 0, shapes: 1, unsent: 0, unnoted: 0, faults: 0 } },
    JSON.stringify(found),
  );
});
