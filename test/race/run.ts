import { parseArgs } from 'node:util';
import { createLane, type Lane, race } from './race.ts';
import { runStatements } from './statements.ts';
import { worlds } from './worlds.ts';

/** So many races of a database run at once. */
const lanes = 4;

export interface Outcome {
  races: number;
  transitions: number;
  kills: number;
  /** How many answers had which status. */
  statuses: Record<number, number>;
  /** Of the first race that failed. */
  failed: { seed: string; faults: string[] } | null;
}

/** Runs races until one fails. */
export async function runRaces(name: string, count: number, seed: string, processes = false): Promise<Outcome> {
  const open = worlds[name];
  if (!open) throw new Error(`no world is called "${name}"; there are ${Object.keys(worlds).join(', ')}`);
  const world = await open();
  const outcome: Outcome = { races: 0, transitions: 0, kills: 0, statuses: {}, failed: null };
  const lanesOpen: Lane[] = [];
  let next = 0;
  const run = async (): Promise<void> => {
    let lane = await createLane(world, processes);
    lanesOpen.push(lane);
    while (next < count && !outcome.failed) {
      const own = `${seed}-${++next}`;
      const { faults, transitions, kills, statuses } = await race(world, lane, own);
      outcome.races++;
      if (world.isSmall) lane = await createLane(world);
      outcome.transitions += transitions;
      outcome.kills += kills;
      for (const status of statuses) outcome.statuses[status] = (outcome.statuses[status] ?? 0) + 1;
      if (faults.length > 0) outcome.failed ??= { seed: own, faults };
    }
  };
  try {
    await Promise.all(Array.from({ length: processes ? 1 : lanes }, run));
  } finally {
    for (const { handlers } of lanesOpen) for (const handler of handlers) handler.stop?.();
    await world.close();
  }
  return outcome;
}

/** `npm run race`: says what was run, and exits with 1 where an invariant was broken. */
export async function main(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      count: { type: 'string', default: '1000' },
      seed: { type: 'string', default: String(Date.now()) },
      on: { type: 'string', default: 'sqlite,postgres' },
      processes: { type: 'boolean', default: false },
      statements: { type: 'boolean', default: false },
    },
  });
  const { seed } = values;
  const count = Number(values.count);
  if (values.statements) {
    const found = await runStatements({ count, seed: Number(seed), killEvery: 200 });
    console.log(
      `${count} statements of seed ${seed}, to two processes that are killed: ${JSON.stringify(found, null, 2)}`,
    );
    const { lost, doubled, differing, shapes, unsent, unnoted, faults } = found;
    if (lost + doubled + differing + unsent + unnoted + faults > 0 || shapes > 1) process.exitCode = 1;
    return;
  }
  for (const name of values.on.split(',')) {
    const begin = performance.now();
    const { races, transitions, kills, statuses, failed } = await runRaces(name, count, seed, values.processes);
    const seconds = (performance.now() - begin) / 1000;
    const answers = Object.entries(statuses).map(([status, times]) => `${times} × ${status}`);
    const how = values.processes ? 'with handlers that are processes, killed now and then' : 'in one process';
    console.log(`${name}, ${how}: ${races} races of seed ${seed} in ${seconds.toFixed(1)} s`);
    console.log(`  ${transitions} transitions, ${kills} processes killed; answers: ${answers.join(', ')}`);
    if (!failed) continue;
    console.log(`FAILED ${failed.seed}\n  ${failed.faults.join('\n  ')}`);
    process.exitCode = 1;
  }
}
