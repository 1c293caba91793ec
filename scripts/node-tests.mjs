// npm run test:node -- [--quick] [part of a path …] [options of node --test, such as --test-name-pattern=refund]
// --quick leaves out what takes longer than all the rest: see `long`.
// The kind of a test is in its name: *.test.ts, *.dist.test.ts (needs the build), *.pages.test.ts (needs a browser too).
import { spawn } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesIn, root } from './entries.mjs';
import { requireShops } from './shop-packages.mjs';

const kinds = {
  unit: (file) => /^[^.]+\.test\.ts$/.test(file.split('/').at(-1)),
  dist: (file) => file.endsWith('.dist.test.ts'),
  pages: (file) => file.endsWith('.pages.test.ts'),
  shops: (file) => file.endsWith('.shops.test.ts'),
};

/** How many files share a process, since to start one takes longer than most files do. */
const together = 10;

/** These say or set something that is said or set once a process. */
const alone = [
  'test/client/order-store.test.ts',
  'test/client/policy-compiler.test.ts',
  'test/client/warn.test.ts',
  'test/i18n/own-wording.test.ts',
];

/** Histories by chance, races, and servers and databases in processes of their own. */
const long = [
  'test/domain/decision/decide.test.ts',
  'test/domain/withdrawal/period.test.ts',
  'test/evidence/checkpoint.test.ts',
  'test/model/',
  'test/policy/analysis/brute-force',
  'test/race/',
  'test/server/lapsed-lease.test.ts',
  'test/server/log/log-append.test.ts',
  'test/server/node/',
  'test/server/refunds-in-flight.test.ts',
  'test/server/request-bodies.test.ts',
  'test/server/shops/stepwise/stepwise-shop.test.ts',
  'test/server/sql/sqlite.test.ts',
  'test/server/sql/apart.test.ts',
  'test/server/sql/postgres.test.ts',
  'test/server/sql/queue.test.ts',
  'test/server/transitions/idempotency.test.ts',
  'test/server/transitions/maintenance.test.ts',
];

const [kind, ...given] = process.argv.slice(2);
const quick = given.includes('--quick');
const args = given.filter((arg) => arg !== '--quick');
const options = args.filter((arg) => arg.startsWith('-'));
const filters = args.filter((arg) => !arg.startsWith('-'));
const isLeftOut = (file) => quick && long.some((part) => file.startsWith(part));
const files = filesIn('test').filter(
  (file) => kinds[kind](file) && filters.every((part) => file.includes(part)) && !isLeftOut(file),
);
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

if (kind === 'unit') process.exitCode = await runTogether(files);
else if (kind === 'dist' || kind === 'shops') {
  if (kind === 'shops') requireShops(files);
  process.exitCode = await run(files, 2);
} else {
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

/** Runs files, many in a process, one after the other there. */
async function runTogether(chosen) {
  const shared = chosen.filter((file) => !alone.includes(file));
  // With a page's objects put up as globals, others would take the process for one.
  const onPages = shared.filter((file) => /from '[^']*\/page\.ts'/.test(readFileSync(join(root, file), 'utf8')));
  const others = shared.filter((file) => !onPages.includes(file));
  const groups = [...dealt(others), ...dealt(onPages)];
  const folder = mkdtempSync(join(tmpdir(), 'node-tests-'));
  try {
    const entries = groups.map((group, at) => {
      const entry = join(folder, `${at}.mjs`);
      const loader = JSON.stringify(new URL('load-tests.mjs', import.meta.url).href);
      writeFileSync(entry, `import { loadTests } from ${loader};\nawait loadTests(${JSON.stringify(group)});\n`);
      return entry;
    });
    return await run([...entries, ...chosen.filter((file) => alone.includes(file))], availableParallelism());
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Files in groups of like size; neighbours, which are often long or short alike, go to different ones. */
function dealt(list) {
  const count = Math.ceil(list.length / together);
  return Array.from({ length: count }, (_, group) => list.filter((_, at) => at % count === group));
}

/** Said here, and again at the end of the whole test command. */
function tell(line) {
  console.log(`\n${line}`);
  if (process.env.TEST_NOTES) appendFileSync(process.env.TEST_NOTES, `${line}\n`);
}
