import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import * as puppeteer from 'puppeteer-core';
import { transformWithOxc } from 'vite';
import { requireEngines } from './scripts/browsers.mjs';
import { resolvePublic, root } from './scripts/entries.mjs';
import { packages, viteBuild } from './scripts/vite-build.mjs';
import { webkitLauncher } from './scripts/webkit-launcher.mjs';

// The browsers inherit these: a test that passes only in the developer's zone or language must fail here.
process.env.TZ = 'UTC';
process.env.LANGUAGE = 'en_US';
process.env.LC_ALL = 'en_US.UTF-8';

const launchers = {
  chromium: ({ chromium }) =>
    chromeLauncher({
      puppeteer,
      launchOptions: {
        executablePath: chromium,
        args: [
          '--no-sandbox',
          '--disable-gpu',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
          '--no-first-run',
        ],
      },
    }),
  firefox: ({ firefox }) =>
    chromeLauncher({
      puppeteer,
      launchOptions: {
        browser: 'firefox',
        executablePath: firefox,
        extraPrefsFirefox: { 'intl.accept_languages': 'en-US,en' },
      },
    }),
  webkit: webkitLauncher,
};

const wanted = process.env.ENGINES?.split(',');
const browsers = Object.entries(requireEngines(wanted)).map(([name, programs]) => launchers[name](programs));

const typescript = {
  name: 'typescript',
  resolveMimeType: ({ path }) => (path.endsWith('.ts') ? 'js' : undefined),
  async transform({ path, body }) {
    if (!path.endsWith('.ts')) return undefined;
    const { code, map } = await transformWithOxc(body, join(root, path), { target: 'es2022', sourcemap: true });
    const encoded = Buffer.from(JSON.stringify(map)).toString('base64');
    return `${code}\n//# sourceMappingURL=data:application/json;base64,${encoded}`;
  },
};

const publicEntries = {
  name: 'public-entries',
  resolveImport: ({ source }) => {
    const file = resolvePublic(source);
    return file && `/${file}`;
  },
};

// Packages of hundreds of modules, or not ES modules at all, are bundled once instead of being served file by file.
// Lit stays outside: two copies of it would not know each other's templates.
const bundled = ['@open-wc/testing', 'axe-core', 'fast-check', 'msw', 'msw/browser', 'temporal-polyfill', 'zod/mini'];
// React is CommonJS, of which a bundle exports nothing by name unless it is told to.
const commonjs = ['react', 'react-dom/client'];
const byName = {
  name: 'by-name',
  enforce: 'pre',
  resolveId: (source) => (source.startsWith('by-name:') ? source : undefined),
  load(id) {
    if (!id.startsWith('by-name:')) return undefined;
    const name = id.slice('by-name:'.length);
    const names = Object.keys(createRequire(import.meta.url)(name)).filter((key) => key !== 'default');
    return `import it from '${name}'; export default it; export const { ${names.join(', ')} } = it;`;
  },
};
const inputs = [...bundled.map((name) => [name, name]), ...commonjs.map((name) => [name, `by-name:${name}`])];
const output = await viteBuild(Object.fromEntries(inputs.map(([name, id]) => [name.replaceAll('/', '-'), id])), {
  logLevel: 'silent',
  plugins: [byName],
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    minify: false,
    rolldownOptions: {
      external: packages(['lit', 'lit-html', 'lit-element', '@lit/reactive-element']),
      output: { entryFileNames: '[name].js' },
    },
  },
});
const chunks = new Map(output.map((chunk) => [`/bundled/${chunk.fileName}`, chunk.code]));
const dependencies = {
  name: 'dependencies',
  resolveImport: ({ source }) =>
    inputs.some(([name]) => name === source) ? `/bundled/${source.replaceAll('/', '-')}.js` : undefined,
  serve: ({ path }) => (chunks.has(path) ? { body: chunks.get(path), type: 'js' } : undefined),
};

const mockServiceWorker = {
  name: 'mock-service-worker',
  serve({ path }) {
    if (path !== '/mockServiceWorker.js') return undefined;
    return {
      body: readFileSync(join(root, 'node_modules/msw/lib/mockServiceWorker.js'), 'utf8'),
      type: 'js',
      headers: { 'Service-Worker-Allowed': '/' },
    };
  },
};

let rendered;
/** What a server renders, which takes packages that no browser has. */
const serverRendered = {
  name: 'server-rendered',
  async serve({ path }) {
    if (path !== '/server-rendered.json') return undefined;
    const args = ['--import', 'tsx', join(root, 'test/ssr/render-states.ts')];
    rendered ??= promisify(execFile)(process.execPath, args, { cwd: root, maxBuffer: 2 ** 26 });
    return { body: (await rendered).stdout, type: 'json' };
  },
};

/** What failed, as a list for whoever started the run: `{ engine, file, what }`. */
const failureList = {
  onTestRunFinished({ sessions }) {
    if (!process.env.FAILURES) return;
    const failures = sessions
      .filter(({ passed }) => !passed)
      .map(({ browser, testFile, errors, testResults }) => ({
        engine: browser.name.toLowerCase(),
        file: testFile,
        what: [...errors.map(({ message }) => message), ...failedTests(testResults)],
      }));
    writeFileSync(process.env.FAILURES, JSON.stringify(failures));
  },
};

function failedTests({ tests = [], suites = [] } = {}, path = '') {
  const own = tests.filter(({ passed, skipped }) => !passed && !skipped);
  const titles = own.map(({ name, error }) => `${path}${name}: ${error?.message ?? 'no message'}`);
  return [...titles, ...suites.flatMap((suite) => failedTests(suite, `${path}${suite.name} › `))];
}

export default {
  rootDir: root,
  files: ['test/**/*.browser.test.ts'],
  nodeResolve: true,
  browsers,
  concurrentBrowsers: 2,
  // One page at a time in each browser: pages of one browser share storage, service workers and focus.
  concurrency: 1,
  browserStartTimeout: 60_000,
  testsFinishTimeout: 120_000,
  plugins: [publicEntries, dependencies, typescript, mockServiceWorker, serverRendered],
  testFramework: { config: { timeout: 10_000 } },
  reporters: [defaultReporter({ reportTestProgress: process.stdout.isTTY }), failureList],
  filterBrowserLogs: ({ args }) =>
    !args.some((arg) => typeof arg === 'string' && /Lit is in dev mode|\[MSW\] Mocking/.test(arg)),
  testRunnerHtml: (framework) => `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><title>Tests</title></head>
  <body><script type="module" src="${framework}"></script></body>
</html>`,
};
