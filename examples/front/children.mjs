// The processes of an example: each is started in turn, and all end together.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const children = [];
let isStopping = false;

function stop() {
  isStopping = true;
  for (const child of children) child.kill();
}
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    stop();
    process.exit();
  });
}

/** Installs a shop's own packages, once. `omit`: kinds of them that it runs without. */
export function install(place, needed, omit) {
  if (existsSync(join(place, 'node_modules', needed))) return;
  console.log(`${needed} is installed, once`);
  const { status } = spawnSync(
    'npm',
    ['ci', '--ignore-scripts', ...omit.map((kind) => `--omit=${kind}`), '--no-audit', '--no-fund'],
    { cwd: place, stdio: 'inherit', shell: process.platform === 'win32' },
  );
  if (status !== 0) process.exit(1);
}

/** Starts a script of Node's, and resolves with the first of its lines that `isReady` gives something for. */
export function started(cwd, script, env, isReady) {
  const child = spawn(process.execPath, [script], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  return new Promise((resolve) => {
    child.once('exit', (code) => {
      if (!isStopping) console.error(`${script} has ended`);
      stop();
      process.exitCode = code ?? 1;
      process.exit();
    });
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = isReady(line);
      if (found) resolve(found);
      else console.log(line);
    });
  });
}

/** What a shop of an example prints once it can be reached. */
export const readyIn = (line) => (line.startsWith('{"ready"') ? JSON.parse(line) : null);

/** What the cancellation server prints then. */
export const listensIn = (line) => /cancellations: (\S+)/.exec(line)?.[1];
