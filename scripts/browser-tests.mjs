// npm run test:browser -- [--engine chromium,firefox] [part of a path …] [options of the runner, such as --watch]
import { spawn } from 'node:child_process';
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
if (!options.includes('--files')) for (const file of files) options.push('--files', file);

const runner = `${root}/node_modules/@web/test-runner/dist/bin.js`;
spawn(process.execPath, [runner, ...options], { cwd: root, env, stdio: 'inherit' }).on('exit', (code) => {
  process.exitCode = code ?? 1;
});
