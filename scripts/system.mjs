// Programs of the system: where they are, and how to get those that are missing.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Installs system packages, by distribution (`debian`, `ubuntu`), where that is possible without asking anybody. */
export function installPackages(what, packagesOf) {
  const distribution = distributionOf();
  if (!distribution) return;
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status !== 0) return;
  const packages = packagesOf(distribution);
  console.log(`Installing what ${what}: ${packages.join(' ')}`);
  const run = (...args) => {
    const [command, ...rest] = [
      ...(isRoot ? [] : ['sudo', '-n']),
      'env',
      'DEBIAN_FRONTEND=noninteractive',
      'apt-get',
      ...args,
    ];
    spawnSync(command, rest, { stdio: ['ignore', 'ignore', 'inherit'] });
  };
  run('update', '-q');
  run('install', '-qy', '--no-install-recommends', ...packages);
}

/** `debian`, `ubuntu` (some of whose packages have other names), or undefined where there is no apt-get. */
function distributionOf() {
  if (!onPath(['apt-get']).some(isExecutable)) return undefined;
  const release = readFileSync('/etc/os-release', 'utf8');
  return /^ID(_LIKE)?=.*ubuntu/m.test(release) ? 'ubuntu' : 'debian';
}

/** Where programs would be, by the search path. */
export function onPath(names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const files = process.platform === 'win32' ? names.map((name) => `${name}.exe`) : names;
  return folders.flatMap((folder) => files.map((file) => join(folder, file)));
}

export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
