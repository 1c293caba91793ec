// npm run test:node -- [part of a path …] [options of node --test, such as --test-name-pattern=refund]
// The kind of a test is in its name: *.test.ts, *.dist.test.ts (needs the build), *.pages.test.ts (needs a browser too).
import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { filesIn, root } from './entries.mjs';

const kinds = {
  unit: (file) => /^[^.]+\.test\.ts$/.test(file.split('/').at(-1)),
  dist: (file) => file.endsWith('.dist.test.ts'),
  pages: (file) => file.endsWith('.pages.test.ts'),
};

const [kind, ...args] = process.argv.slice(2);
const options = args.filter((arg) => arg.startsWith('-'));
const filters = args.filter((arg) => !arg.startsWith('-'));
const files = filesIn('test').filter((file) => kinds[kind](file) && filters.every((part) => file.includes(part)));
if (files.length === 0) {
  console.error(`no ${kind} test${filters.length > 0 ? ` has ${filters.join(' and ')} in its path` : ''}`);
  process.exit(1);
}

/** Runs files; resolves with the exit code. */
function run(chosen, concurrency) {
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      [
        '--enable-source-maps',
        '--import',
        'tsx',
        '--test',
        `--test-concurrency=${concurrency}`,
        '--test-reporter=spec',
        ...options,
        ...chosen,
      ],
      {
        cwd: root,
        // Nothing may depend on the developer's own zone or language.
        env: { ...process.env, TZ: 'UTC', LC_ALL: 'en_US.UTF-8' },
        stdio: 'inherit',
      },
    );
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

if (kind !== 'pages') process.exitCode = await run(files, 2);
else {
  // A browser that stumbles once is asked a second time, alone, and the stumble is told. What fails twice has failed.
  const queue = [...files];
  const failed = [];
  const work = async () => {
    for (let file = queue.shift(); file; file = queue.shift()) if ((await run([file], 1)) !== 0) failed.push(file);
  };
  await Promise.all([work(), work()]);
  for (const file of failed) {
    tell(`FAILED at first: ${file}`);
    const again = await run([file], 1);
    tell(`${again === 0 ? 'passed the second time only' : 'FAILED twice'}: ${file}`);
    if (again !== 0) process.exitCode = 1;
  }
}

/** Said here, and again at the end of the whole test command. */
function tell(line) {
  console.log(`\n${line}`);
  if (process.env.TEST_NOTES) appendFileSync(process.env.TEST_NOTES, `${line}\n`);
}
