// npm run test:browser -- [--engine chromium,firefox] [part of a path …] [options of the runner, such as --watch]
import { spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { filesIn, root } from './entries.mjs';

const env = { ...process.env };
const filters = [];
const options = [];
const args = process.argv.slice(2);
for (let arg = args.shift(); arg !== undefined; arg = args.shift()) {
  if (arg === '--engine') env.ENGINES = args.shift();
  else if (arg === '--files') options.push(arg, args.shift());
  else if (arg.startsWith('-')) options.push(arg);
  else filters.push(arg);
}

const files = filesIn('test').filter(
  (file) => file.endsWith('.browser.test.ts') && filters.every((part) => file.includes(part)),
);
if (files.length === 0) {
  console.error(`no browser test has ${filters.join(' and ') || '.browser.test.ts'} in its path`);
  process.exit(1);
}

const runner = `${root}/node_modules/@web/test-runner/dist/bin.js`;
const list = join(mkdtempSync(join(tmpdir(), 'browser-tests-')), 'failures.json');

/** Runs files in engines; resolves with the exit code and what failed. */
function run(chosen, more = {}) {
  writeFileSync(list, '[]');
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [runner, ...chosen, ...options], {
      cwd: root,
      env: { ...env, ...more, FAILURES: list },
      stdio: 'inherit',
    });
    child.on('exit', (code) => resolve({ code: code ?? 1, failures: JSON.parse(readFileSync(list, 'utf8')) }));
  });
}

const filesOf = (paths) => paths.flatMap((file) => ['--files', file]);
const first = await run(options.includes('--files') ? [] : filesOf(files));
process.exitCode = first.code;

// A browser that stumbles once (a lost window, a slow start) is asked a second time, and the stumble is told. What fails
// twice has failed.
if (first.code !== 0 && first.failures.length > 0 && !options.includes('--watch')) {
  report('FAILED at first', first.failures);
  let failed = false;
  for (const engine of new Set(first.failures.map((failure) => failure.engine))) {
    const paths = first.failures.filter((failure) => failure.engine === engine).map(({ file }) => file);
    const second = await run(filesOf(paths), { ENGINES: engine });
    if (second.code === 0) continue;
    failed = true;
    report('FAILED twice', second.failures);
  }
  if (!failed) {
    report('passed the second time only', first.failures);
    process.exitCode = 0;
  }
}

function report(title, failures) {
  for (const { engine, file, what } of failures) {
    const lines = [`${title}: ${engine}, ${relative(root, file)}`, ...what.map((text) => `  ${text}`)].join('\n');
    console.log(`\n${lines}`);
    // Said again at the end of the whole test command.
    if (env.TEST_NOTES) appendFileSync(env.TEST_NOTES, `${lines}\n`);
  }
}
