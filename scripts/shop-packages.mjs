// The packages of the shops that connectors are tested against: each in a folder of its own, by its own lock file.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './entries.mjs';

/** By the beginning of their tests' names: where it is installed, and a package that is there then. */
const shops = {
  vendure: { folder: 'examples/vendure/shop', needs: '@vendure/core', omits: ['optional'] },
  // What its dashboard is made with is a peer of its packages, and no part of its server.
  medusa: { folder: 'examples/medusa/shop', needs: '@medusajs/medusa', omits: ['optional', 'peer'] },
};

/** Installs what some files of tests need and is missing; throws where that fails. */
export function requireShops(files) {
  for (const [name, { folder, needs, omits }] of Object.entries(shops)) {
    const cwd = join(root, folder);
    if (!files.some((file) => file.includes(`/${name}`)) || existsSync(join(cwd, 'node_modules', needs))) continue;
    console.log(`Installing ${name} for its tests`);
    const flags = ['--ignore-scripts', ...omits.map((kind) => `--omit=${kind}`), '--no-audit', '--no-fund'];
    const { status } = spawnSync('npm', ['ci', ...flags, '--loglevel=error'], {
      cwd,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    if (status !== 0) throw new Error(`the packages of ${name} could not be installed: npm ci in ${folder}`);
  }
}
