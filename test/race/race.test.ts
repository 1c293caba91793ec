import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { memoryShop } from '../../src/server/index.ts';
import { start } from '../server/setup.ts';
import type { Sent } from './handlers.ts';
import { startHandlers } from './processes.ts';
import { type Outcome, runRaces } from './run.ts';
import { worlds } from './worlds.ts';

/** Races in which nothing happens show nothing. */
function assertHeld({ races, transitions, statuses, failed }: Outcome, count: number): void {
  assert.deepEqual(failed, null);
  assert.equal(races, count);
  const many = (status: number) => (statuses[status] ?? 0) > count / 2;
  assert.ok(transitions > count && many(201) && many(409), JSON.stringify([transitions, statuses]));
}

describe('whoever wants something of one order at the same time', () => {
  for (const name of ['sqlite', 'postgres']) {
    it(`${name}: money, units, answers and log come out even, with processes thought dead and calls that are cut off`, async () => {
      assertHeld(await runRaces(name, 20, 'test'), 20);
    });

    it(`${name}: so they do over a shop of plain calls that are cut off before, after and in the middle`, async () => {
      assertHeld(await runRaces(name, 16, 'steps', { shop: 'stepwise' }), 16);
    });
  }

  it('so they do where calls of a shop are done when nobody waits for them any more, and were made again by then', async () => {
    const outcome = await runRaces('memory', 24, 'late', { shop: 'stepwise', rounds: [1, 3], late: 0.2 });
    assert.deepEqual([outcome.failed, outcome.races], [null, 24]);
    assert.ok(outcome.late > 6, `${outcome.late} calls came late`);
  });

  for (const shop of ['atomic', 'stepwise'] as const) {
    it(`a database that crashes, and a file that is full, lose nothing and do nothing twice: ${shop}`, async () => {
      // A full disk is often met by a step, which is tried again, and then nobody is told.
      let noticed = 0;
      for (const [name, count] of [
        ['sqlite', 20],
        ['postgres', 4],
      ] as const) {
        const outcome = await runRaces(name, count, 'trouble', { shop, trouble: true });
        assert.deepEqual([outcome.failed, outcome.races], [null, count]);
        noticed += outcome.statuses[503] ?? 0;
      }
      assert.ok(noticed > 0, 'nobody noticed');
    });

    it(`in memory, where many are run, they come out even too: ${shop}`, async () => {
      assertHeld(await runRaces('memory', 100, 'memory', { shop }), 100);
    });
  }

  for (const rounds of [
    [3, 5],
    [1, 4],
  ] as const) {
    const length = rounds.join(' to ');
    it(`a store that reads, thinks and writes is caught within a hundred races of ${length} rounds`, async () => {
      const { failed } = await runRaces('broken', 100, 'test', { rounds });
      assert.ok(failed, 'nothing was noticed');
    });

    it(`a refund that does not look at its key is caught within a hundred races of ${length} rounds`, async () => {
      const { failed } = await runRaces('memory', 100, 'test', { shop: 'unkeyed', rounds });
      assert.match(failed?.faults.join() ?? 'nothing was noticed', /refund \S+ was done again|went back/);
    });
  }

  it('workers that are killed while they do what a queue in PostgreSQL gives them do every step once, and leave none', async () => {
    const outcome = await runRaces('postgres', 0, 'workers', { shop: 'stepwise', workers: 3, kills: 6 });
    assert.deepEqual([outcome.failed, outcome.kills], [null, 6]);
    assert.ok(outcome.worked > 6, `they began ${outcome.worked} steps`);
  });

  it('so they do where the database crashes while they work', async () => {
    const outcome = await runRaces('postgres', 2, 'workers', { shop: 'stepwise', workers: 2, trouble: true });
    assert.deepEqual([outcome.failed, outcome.races], [null, 2]);
    assert.ok((outcome.statuses[503] ?? 0) > 0, 'nobody noticed');
  });

  it('whoever asks a handler that is killed as it begins is answered by the next', { timeout: 60_000 }, async () => {
    const world = await worlds['sqlite']!({ durable: true });
    const [handler] = await startHandlers(1, world.place!, memoryShop(), () => start);
    handler?.kill();
    const sent = { as: 'buyer', path: '/orders/none/cancellation', body: {}, match: '"r1"', key: 'asked-of-the-next' };
    assert.equal((await handler?.send(sent as Sent))?.status, 400);
    handler?.stop();
    await world.close();
  });

  it('handlers that are killed while they answer, with what is written on the disk, lose nothing they said', async () => {
    const { kills, statuses, failed } = await runRaces('sqlite', 0, 'kills', { shop: 'stepwise', kills: 5 });
    assert.deepEqual([failed, kills], [null, 5]);
    assert.ok((statuses[0] ?? 0) > 0, 'nobody waited for one that was killed');
  });
});
