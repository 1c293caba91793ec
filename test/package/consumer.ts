import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../../scripts/entries.mjs';

/** What `npm publish` would send, as a file in a folder of its own. */
export function pack(): { tarball: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'packed-'));
  const [{ filename }] = JSON.parse(
    execFileSync('npm', ['pack', '--json', '--pack-destination', folder], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  );
  return { tarball: join(folder, filename), remove: () => rmSync(folder, { recursive: true }) };
}

/**
 * A project that has the package installed from its tarball, and the others that it names: `{ msw: 'msw-3' }` is the
 * repository's `msw-3` under the name `msw`. Nothing of this repository's settings holds there.
 */
export function aConsumer(tarball: string, packages: Record<string, string>): { folder: string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), 'consumer-'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'consumer', type: 'module' }));
  const own = join(folder, 'node_modules/order-cancel-elements');
  mkdirSync(own, { recursive: true });
  execFileSync('tar', ['-xzf', tarball, '-C', own, '--strip-components=1']);
  for (const [name, installed] of Object.entries(packages)) {
    const link = join(folder, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(join(root, 'node_modules', installed), link, 'dir');
  }
  return { folder, remove: () => rmSync(folder, { recursive: true }) };
}

/** Packages under their own names. */
export const asTheyAre = (...names: string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, name]));
