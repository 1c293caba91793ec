// npm run races: as many races as CI runs, and as many processes killed; fewer without CI=1. RACES, KILLS and SEED say how many, and
// which. Prints how they are split, and how fast they were. None is begun after MINUTES (in CI 30, that a slow machine comes to an end);
// how many were run is said, and told at the end of the whole test command, which fails where it was less than a quarter (SLOW=1: a tenth).
import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

const [manyRaces, manyKills] = process.env.CI ? [100_000, 200] : [1000, 20];
const races = Number(process.env.RACES ?? manyRaces);
const kills = Number(process.env.KILLS ?? manyKills);
const minutes = Number(process.env.MINUTES ?? (process.env.CI ? 30 : Number.POSITIVE_INFINITY));
const seed = process.env.SEED ?? String(Date.now());

/** Of hundred races. PostgreSQL takes four times as long, and where the databases differ shows early. */
const split = [
  ['postgres', 'atomic', 7],
  ['postgres', 'stepwise', 5],
  ['sqlite', 'atomic', 47],
  ['sqlite', 'stepwise', 41],
];
/** So many share a database and a process, which is soon there and never gets large. */
const together = 2500;

const runs = split.flatMap(([on, shop, share]) => {
  const all = Math.round((races * share) / 100);
  return Array.from({ length: Math.ceil(all / together) }, (_, at) => {
    const count = Math.min(together, all - at * together);
    // Many short ones meet more than few long ones; those of the other tests are longer.
    const args = ['--on', on, '--shop', shop, '--count', String(count), '--rounds', '1-4', '--seed', `${seed}.${at}`];
    return { races: count, args };
  });
});
/** Who is killed: handlers, or workers beside them that a queue in PostgreSQL gives what is to be done. */
const deaths = [...split.map(([on, shop]) => [on, shop, '0']), ['postgres', 'stepwise', '3']].map(
  ([on, shop, workers], _, all) => {
    const own = String(Math.ceil(kills / all.length));
    const args = ['--on', on, '--shop', shop, '--workers', workers, '--kills', own, '--seed', `${seed}.k`];
    return { races: 0, args };
  },
);
console.log(`seed ${seed}: ${split.map(([on, shop, share]) => `${share} % ${on}, ${shop} shop`).join('; ')}`);

const begin = performance.now();
const passed = () => (performance.now() - begin) / 60_000;
if (kills > 0) {
  await run(deaths);
  console.log(`\n${kills} processes killed in ${passed().toFixed(1)} min\n`);
}
const since = performance.now();
await run(runs);
const seconds = (performance.now() - since) / 1000;
const made = runs.reduce((sum, one) => sum + (one.isDone ? one.races : 0), 0);
const rate = `${(seconds / 60).toFixed(1)} min, ${(made / seconds).toFixed(1)} a second`;
console.log(`\n${made} of ${races} races of seed ${seed} in ${rate}`);
// Too few show nothing: less than a quarter fails, but on a machine that is known to be slow (SLOW=1) less than a tenth.
const least = process.env.SLOW ? 0.1 : 0.25;
if (made < races * least) {
  console.error(`less than ${least * 100} % of the races were run within ${minutes} min`);
  process.exitCode = 1;
}
if (made < races && process.env.TEST_NOTES)
  appendFileSync(process.env.TEST_NOTES, `only ${made} of ${races} races in ${rate}\n`);

/** Each in a process of its own, one for each processor at once; none is begun after one that failed. */
async function run(all) {
  const queue = [...all];
  const work = async () => {
    for (let next = queue.shift(); next && !process.exitCode && passed() < minutes; next = queue.shift()) {
      const file = fileURLToPath(new URL('race.mjs', import.meta.url));
      const child = spawn(process.execPath, ['--max-semi-space-size=64', file, ...next.args], {
        stdio: 'inherit',
        timeout: 900_000,
      });
      const code = await new Promise((resolve) => child.once('exit', (own) => resolve(own ?? 1)));
      if (code === 0) next.isDone = true;
      else process.exitCode = 1;
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
}
