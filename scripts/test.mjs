// npm test: everything, in this order; goes on after a failure and says at the end what failed and what was left out.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireEngines } from './browsers.mjs';
import { root } from './entries.mjs';
import { requirePostgres } from './postgres.mjs';

/** Title, script, and the steps without which it says nothing. */
const steps = [
  ['Browsers', () => found(requireEngines)],
  ['PostgreSQL', () => found(requirePostgres)],
  ['Lint', 'lint'],
  ['Types', 'typecheck'],
  ['Build, twice the same', 'reproducible'],
  ['Node tests', 'test:node'],
  ['Tests of the built package', 'test:dist', 'Build, twice the same'],
  ['Size', 'size'],
  ['Shops', 'test:shops', 'PostgreSQL'],
  ['Races', 'races', 'PostgreSQL'],
  ['Browser tests', 'test:browser', 'Browsers'],
  ['Demo pages', 'test:pages', 'Browsers', 'Build, twice the same'],
];

const notes = join(mkdtempSync(join(tmpdir(), 'tests-')), 'notes.txt');
writeFileSync(notes, '');

const results = [];
for (const [title, run, ...needed] of steps) {
  console.log(`\n=== ${title} ${'='.repeat(Math.max(3, 70 - title.length))}\n`);
  const missing = needed.filter((other) => results.some((result) => result.title === other && !result.passed));
  if (missing.length > 0) {
    const text = `left out  ${title}, as it needs: ${missing.join(', ')}`;
    console.log(text);
    results.push({ title, passed: false, text });
    continue;
  }
  const begin = performance.now();
  const passed = typeof run === 'function' ? run() : runScript(run);
  const seconds = ((performance.now() - begin) / 1000).toFixed(1);
  const again = passed || typeof run === 'function' ? '' : `  again: npm run ${run}`;
  results.push({ title, passed, text: `${passed ? 'passed' : 'FAILED'}    ${title} (${seconds} s)${again}` });
}

console.log(`\n=== Result ${'='.repeat(64)}\n`);
for (const { text } of results) console.log(text);
const told = readFileSync(notes, 'utf8');
if (told) console.log(`\n${told}`);
if (process.env.SKIP_ENGINES) console.log(`\n!!! Not tested, as SKIP_ENGINES asks: ${process.env.SKIP_ENGINES}`);
if (results.some(({ passed }) => !passed)) process.exitCode = 1;

/** First, as installing something may take a while and fail; the steps that do not need it are run all the same. */
function found(require) {
  try {
    console.log(require());
    return true;
  } catch (error) {
    console.error(error.message);
    return false;
  }
}

function runScript(script) {
  const { status } = spawnSync('npm', ['run', '--silent', script], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, TEST_NOTES: notes },
    shell: process.platform === 'win32',
  });
  return status === 0;
}
