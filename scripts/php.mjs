// PHP, for the example shop: where it is, and how to get it.
import { spawnSync } from 'node:child_process';
import { installPackages } from './system.mjs';

const hasPhp = () =>
  spawnSync('php', ['-r', 'exit((int) !extension_loaded("pdo_sqlite"));'], { stdio: 'ignore' }).status === 0;

/** Installs what is missing where that is possible, else throws. */
export function requirePhp() {
  if (!hasPhp()) installPackages('the example in PHP needs', () => ['php-cli', 'php-sqlite3']);
  if (!hasPhp())
    throw new Error(
      'cannot test the example in PHP: php with its SQLite driver is not found. Install it (Debian: apt-get install php-cli php-sqlite3).',
    );
}
