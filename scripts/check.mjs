// npm run check: what is worth knowing before a commit, in a minute, without a build or a browser. What each step says is shown
// when it is done.
import { spawn } from 'node:child_process';
import { root } from './entries.mjs';

const steps = [
  ['Lint', 'lint'],
  ['Types', 'typecheck'],
  ['Node tests but the long ones', 'test:node', '--quick'],
];

const begin = performance.now();
const seconds = () => ((performance.now() - begin) / 1000).toFixed(1);

/** Lint and types after each other on one processor, while the tests begin on the others. */
const results = (await Promise.all([inTurn(steps.slice(0, 2)), inTurn(steps.slice(2))])).flat();

console.log();
for (const { title, script, passed, after } of results) {
  console.log(
    `${passed ? 'passed' : 'FAILED'}    ${title} (after ${after} s)${passed ? '' : `  again: npm run ${script}`}`,
  );
}
if (results.some(({ passed }) => !passed)) process.exitCode = 1;

async function inTurn(chosen) {
  const done = [];
  for (const [title, script, ...args] of chosen) {
    const { passed, output } = await run(script, args);
    const after = seconds();
    // Of tests that pass, their number is all that anybody reads.
    const shown = passed ? output.trimEnd().split('\n').filter(isTotal).join('\n') : output.trimEnd();
    console.log(`\n=== ${title}: ${passed ? 'passed' : 'FAILED'}, after ${after} s${shown && `\n${shown}`}`);
    done.push({ title, script, passed, after });
  }
  return done;
}

function isTotal(line) {
  return /^ℹ (tests|pass|fail|skipped|todo) \d+$/.test(line) || /^Checked \d+ files/.test(line);
}

function run(script, args) {
  return new Promise((resolve) => {
    const child = spawn('npm', ['run', '--silent', script, '--', ...args], {
      cwd: root,
      shell: process.platform === 'win32',
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
      });
    }
    child.on('error', (error) => {
      output += error.message;
    });
    child.on('close', (code) => resolve({ passed: code === 0, output }));
  });
}
