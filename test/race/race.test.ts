import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runRaces } from './run.ts';

describe('whoever wants something of one order at the same time', () => {
  for (const name of ['sqlite', 'postgres']) {
    it(`${name}: money, units, answers and log come out even, with processes thought dead and calls that are cut off`, async () => {
      const { races, transitions, statuses, failed } = await runRaces(name, 20, 'test');
      assert.deepEqual(failed, null);
      assert.equal(races, 20);
      // Races in which nothing happens show nothing.
      assert.ok(transitions > 40 && (statuses[201] ?? 0) > 20 && (statuses[409] ?? 0) > 20, JSON.stringify(statuses));
    });
  }

  it('a store that reads, thinks and writes is caught within a hundred races', async () => {
    const { failed } = await runRaces('broken', 100, 'test');
    assert.ok(failed, 'nothing was noticed');
  });
});
