// npm run test:node -- [part of a path …] [options of node --test, such as --test-name-pattern=refund]
// The kind of a test is in its name: *.test.ts, *.dist.test.ts (needs the build), *.pages.test.ts (needs a browser too).
import { spawn } from 'node:child_process';
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

const child = spawn(
  process.execPath,
  [
    '--enable-source-maps',
    '--import',
    'tsx',
    '--test',
    '--test-concurrency=2',
    '--test-reporter=spec',
    ...options,
    ...files,
  ],
  {
    cwd: root,
    // Nothing may depend on the developer's own zone or language.
    env: { ...process.env, TZ: 'UTC', LC_ALL: 'en_US.UTF-8' },
    stdio: 'inherit',
  },
);
child.on('exit', (code) => {
  process.exitCode = code ?? 1;
});
