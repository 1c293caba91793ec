// The packages of the Vendure that the connector is tested against: in their own folder, by their own lock file.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './entries.mjs';

/** Installs what is missing; throws where that fails. */
export function requireVendure() {
  const cwd = join(root, 'examples/vendure');
  if (existsSync(join(cwd, 'node_modules/@vendure/core'))) return;
  console.log('Installing Vendure for its tests');
  const args = ['ci', '--ignore-scripts', '--omit=optional', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', args, { cwd, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) throw new Error('the packages of Vendure could not be installed: npm ci in examples/vendure');
}
