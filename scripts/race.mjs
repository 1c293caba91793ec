// npm run race -- [--count N] [--seed S] [--on sqlite,postgres,memory] [--shop atomic,stepwise] [--trouble] [--processes] [--workers N] [--kills N] [--rounds 3-5] [--jobs N]:
// random races for one order each. --shop stepwise: over a shop that does one thing after the other; --trouble: the database crashes,
// or its disk is full, in the middle; --processes: each handler is a process of its own, which is killed now and then; --workers: over a
// stepwise shop on PostgreSQL, so many processes beside the handlers take jobs of its queue, and are killed in their place; --kills: until
// so many were, whatever the count, with each write on the disk before it is answered; --jobs: so many run side by side, each a part
// of them.
// With --statements: so many guests' statements of withdrawal to two processes over one SQLite file, which are killed now and then.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { register } from 'tsx/esm/api';

const given = process.argv.slice(2);
const options = { jobs: { type: 'string' }, count: { type: 'string' }, seed: { type: 'string' } };
const {
  jobs = '1',
  count = '1000',
  seed = String(Date.now()),
} = parseArgs({ args: given, options, strict: false }).values;

if (Number(jobs) > 1) {
  const share = String(Math.ceil(Number(count) / Number(jobs)));
  const run = (job) => {
    const own = ['--jobs', '1', '--count', share, '--seed', `${seed}.${job}`];
    const child = spawn(process.execPath, [fileURLToPath(import.meta.url), ...given, ...own], { stdio: 'inherit' });
    return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
  };
  process.exitCode = Math.max(...(await Promise.all(Array.from({ length: Number(jobs) }, (_, at) => run(at + 1)))));
} else {
  register();
  const { main } = await import('../test/race/run.ts');
  await main(given);
}
