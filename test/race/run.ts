import { parseArgs } from 'node:util';
import { createLane, race } from './race.ts';
import { worlds } from './worlds.ts';

/** So many races of a database run at once. */
const lanes = 4;

export interface Outcome {
  races: number;
  transitions: number;
  /** How many answers had which status. */
  statuses: Record<number, number>;
  /** Of the first race that failed. */
  failed: { seed: string; faults: string[] } | null;
}

/** Runs races until one fails. */
export async function runRaces(name: string, count: number, seed: string): Promise<Outcome> {
  const open = worlds[name];
  if (!open) throw new Error(`no world is called "${name}"; there are ${Object.keys(worlds).join(', ')}`);
  const world = await open();
  const outcome: Outcome = { races: 0, transitions: 0, statuses: {}, failed: null };
  let next = 0;
  const run = async (): Promise<void> => {
    let lane = createLane(world);
    while (next < count && !outcome.failed) {
      const own = `${seed}-${++next}`;
      const { faults, transitions, statuses } = await race(world, lane, own);
      outcome.races++;
      if (world.isSmall) lane = createLane(world);
      outcome.transitions += transitions;
      for (const status of statuses) outcome.statuses[status] = (outcome.statuses[status] ?? 0) + 1;
      if (faults.length > 0) outcome.failed ??= { seed: own, faults };
    }
  };
  try {
    await Promise.all(Array.from({ length: lanes }, run));
  } finally {
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
    },
  });
  const { seed } = values;
  const count = Number(values.count);
  for (const name of values.on.split(',')) {
    const begin = performance.now();
    const { races, transitions, statuses, failed } = await runRaces(name, count, seed);
    const seconds = (performance.now() - begin) / 1000;
    const answers = Object.entries(statuses).map(([status, times]) => `${times} × ${status}`);
    console.log(`${name}: ${races} races of seed ${seed} in ${seconds.toFixed(1)} s`);
    console.log(`  ${transitions} transitions; answers: ${answers.join(', ')}`);
    if (!failed) continue;
    console.log(`FAILED ${failed.seed}\n  ${failed.faults.join('\n  ')}`);
    process.exitCode = 1;
  }
}
