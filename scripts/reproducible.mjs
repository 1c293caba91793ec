// npm run reproducible: builds twice, and compares every file and the package that is made of them, byte by byte.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesIn, root } from './entries.mjs';

const digestOf = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');

/** Digests by the names of the files. */
function build() {
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  execFileSync(process.execPath, [join(root, 'scripts/build.mjs')], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const folder = mkdtempSync(join(tmpdir(), 'package-'));
  try {
    const told = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      shell: process.platform === 'win32',
    });
    const [{ filename }] = JSON.parse(told);
    const files = filesIn('dist').map((file) => [file, digestOf(join(root, file))]);
    return new Map([...files, ['the package', digestOf(join(folder, filename))]]);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [first, second] = [build(), build()];
const differing = [...new Set([...first.keys(), ...second.keys()])].filter(
  (file) => first.get(file) !== second.get(file),
);
for (const file of differing) console.error(`differs: ${file}`);
console.log(`${first.size - 1} files and the package (sha256 ${first.get('the package')}): ${differing.length} differ`);
if (differing.length > 0) process.exitCode = 1;
