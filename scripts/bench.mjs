// npm run bench -- [part of a path …]: runs bench/**/*.bench.ts, one after the other, as they must not share the processor.
import { spawnSync } from 'node:child_process';
import { filesIn, root } from './entries.mjs';

const filters = process.argv.slice(2);
for (const file of filesIn('bench').filter(
  (file) => file.endsWith('.bench.ts') && filters.every((part) => file.includes(part)),
)) {
  console.log(`\n${file}`);
  const { status } = spawnSync(process.execPath, ['--expose-gc', '--import', 'tsx', file], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}
