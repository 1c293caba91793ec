import { parseArgs } from 'node:util';
import { type Course, createLane, type Lane, race, type ShopKind, type Shops } from './race.ts';
import { runStatements } from './statements.ts';
import { worlds } from './worlds.ts';

/** So many races of a database run at once. */
const lanes = 4;

export interface Outcome {
  races: number;
  transitions: number;
  kills: number;
  /** How many steps workers began. */
  worked: number;
  /** How many calls a shop did when nobody waited for them any more. */
  late: number;
  /** How many answers had which status. */
  statuses: Record<number, number>;
  /** Of the first race that failed. */
  failed: { seed: string; faults: string[] } | null;
}

/** Runs races until one fails. `kills`: until so many processes were killed, with what is written on the disk, however many races. */
export async function runRaces(
  name: string,
  count: number,
  seed: string,
  {
    processes = false,
    trouble = false,
    shop = 'atomic',
    kills = 0,
    workers = 0,
    rounds,
    late,
  }: { processes?: boolean; trouble?: boolean; shop?: ShopKind; kills?: number; workers?: number } & Pick<
    Course,
    'rounds' | 'late'
  > = {},
): Promise<Outcome> {
  const open = worlds[name];
  if (!open) throw new Error(`no world is called "${name}"; there are ${Object.keys(worlds).join(', ')}`);
  const isApart = processes || kills > 0 || workers > 0;
  const world = await open({ durable: isApart || trouble });
  // Who is killed are the workers, where there are some.
  const how = { processes: isApart && workers === 0, workers };
  const outcome: Outcome = { races: 0, transitions: 0, kills: 0, worked: 0, late: 0, statuses: {}, failed: null };
  const lanesOpen: Lane[] = [];
  let next = 0;
  const shops: Shops = { kind: shop, atomic: new Map(), plain: new Map() };
  const run = async (): Promise<void> => {
    let lane = await createLane(world, shops, how);
    lanesOpen.push(lane);
    while ((kills > 0 ? outcome.kills < kills : next < count) && !outcome.failed) {
      const own = `${seed}-${++next}`;
      const raced = await race(world, lane, own, {
        troubled: trouble,
        kills: kills > 0,
        ...(rounds && { rounds }),
        ...(late !== undefined && { late }),
      });
      const { faults, transitions, statuses } = raced;
      outcome.races++;
      if (world.isSmall) lane = await createLane(world, shops);
      outcome.transitions += transitions;
      outcome.kills += raced.kills;
      outcome.late += raced.late;
      for (const status of statuses) outcome.statuses[status] = (outcome.statuses[status] ?? 0) + 1;
      if (faults.length > 0) outcome.failed ??= { seed: own, faults };
    }
  };
  try {
    await Promise.all(Array.from({ length: isApart || trouble ? 1 : lanes }, run));
  } finally {
    for (const lane of lanesOpen) {
      for (const worker of lane.workers) outcome.worked += worker.runs();
      for (const one of [...lane.handlers, ...lane.workers]) one.stop?.();
    }
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
      shop: { type: 'string', default: 'atomic,stepwise' },
      processes: { type: 'boolean', default: false },
      statements: { type: 'boolean', default: false },
      trouble: { type: 'boolean', default: false },
      kills: { type: 'string', default: '0' },
      workers: { type: 'string', default: '0' },
      rounds: { type: 'string', default: '3-5' },
      jobs: { type: 'string', default: '1' },
    },
  });
  const { seed, processes, trouble } = values;
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
  const kinds = values.shop.split(',') as ShopKind[];
  for (const [name, shop] of values.on.split(',').flatMap((on) => kinds.map((kind) => [on, kind] as const))) {
    const begin = performance.now();
    const { races, transitions, kills, worked, late, statuses, failed } = await runRaces(name, count, seed, {
      processes,
      trouble,
      shop,
      kills: Number(values.kills),
      workers: Number(values.workers),
      rounds: values.rounds.split('-').map(Number) as [number, number],
    });
    const seconds = (performance.now() - begin) / 1000;
    const answers = Object.entries(statuses).map(([status, times]) => `${times} × ${status}`);
    const how =
      Number(values.workers) > 0
        ? `with ${values.workers} workers beside it, killed now and then`
        : processes || Number(values.kills) > 0
          ? 'with handlers that are processes, killed now and then'
          : 'in one process';
    console.log(
      `${name}, ${shop} shop, ${how}: ${races} races of seed ${seed} in ${seconds.toFixed(1)} s, ${(races / seconds).toFixed(1)} a second`,
    );
    console.log(
      `  ${transitions} transitions, ${kills} processes killed, ${worked} steps begun by workers, ${late} calls that came late; answers: ${answers.join(', ')}`,
    );
    if (!failed) continue;
    console.log(`FAILED ${failed.seed}\n  ${failed.faults.join('\n  ')}`);
    process.exitCode = 1;
  }
}
