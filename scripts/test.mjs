// npm test: everything, in this order; goes on after a failure and says at the end what failed.
import { spawnSync } from 'node:child_process';
import { requireEngines } from './browsers.mjs';
import { root } from './entries.mjs';

/** Title, script, and the script without which it says nothing. */
const steps = [
  ['Lint', 'lint'],
  ['Types', 'typecheck'],
  ['Build', 'build'],
  ['Node tests', 'test:node'],
  ['Tests of the built package', 'test:dist', 'build'],
  ['Size', 'size'],
  ['Browser tests', 'test:browser'],
  ['Demo pages', 'test:pages', 'build'],
];

heading('Browsers');
try {
  console.log(requireEngines());
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

const results = [];
for (const [title, script, needed] of steps) {
  heading(title);
  if (results.some((result) => result.script === needed && !result.passed)) {
    console.log(`left out, as ${needed} failed`);
    continue;
  }
  const begin = performance.now();
  const { status } = spawnSync('npm', ['run', '--silent', script], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  results.push({ title, script, passed: status === 0, seconds: ((performance.now() - begin) / 1000).toFixed(1) });
}

heading('Result');
for (const { title, script, passed, seconds } of results) {
  console.log(`${passed ? 'passed' : 'FAILED'}  ${title} (${seconds} s)${passed ? '' : `  again: npm run ${script}`}`);
}
if (process.env.SKIP_ENGINES) console.log(`\n!!! Not tested, as SKIP_ENGINES asks: ${process.env.SKIP_ENGINES}`);
if (results.some(({ passed }) => !passed)) process.exitCode = 1;

function heading(title) {
  console.log(`\n=== ${title} ${'='.repeat(Math.max(3, 70 - title.length))}\n`);
}
