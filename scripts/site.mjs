// npm run site [-- --serve]: the documentation as a folder, site/dist/, that works wherever it lies and without a network. --serve
// shows it at an address too. PORT chooses the port.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, preview } from 'vite';
import { gather, llmsText, pages } from '../site/gather.mjs';
import { filesIn, publicName, root } from './entries.mjs';

const folder = join(root, 'site');
const out = join(folder, 'dist');

if (!existsSync(join(root, 'dist/custom-elements.json'))) await import('./build.mjs');
if (!existsSync(join(folder, 'node_modules/astro'))) {
  console.log('Installing what the site is built with');
  run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
}
gather();
run(process.execPath, [join(folder, 'node_modules/astro/astro.js'), 'build', '--silent']);
await writeExamples();
await writeDemo();
writeTexts();
for (const file of filesIn('site/dist').filter((file) => /^site\/dist\/[^/]+\.html$/.test(file)))
  makeRelative(join(root, file));
makeSearchRelative();
console.log(`site/dist/: ${filesIn('site/dist').length} files, ${pages.length} pages`);

if (process.argv.includes('--serve')) {
  const server = await preview({
    configFile: false,
    root: folder,
    preview: { port: Number(process.env.PORT ?? 5175) },
  });
  console.log(`\nThe site is at ${server.resolvedUrls.local[0]}\n`);
}

function run(command, args) {
  const { status } = spawnSync(command, args, {
    cwd: folder,
    stdio: 'inherit',
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
    shell: command === 'npm' && process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
}

/** What runs the examples of the pages, by their script tag. */
async function writeExamples() {
  await build({
    ...common('live'),
    build: {
      ...common('live').build,
      rolldownOptions: { input: { live: join(folder, 'live.ts') }, output: { entryFileNames: '[name].js' } },
    },
  });
}

/** The demo's pages, for a folder. */
async function writeDemo() {
  const boot = {
    name: 'without-service-worker',
    enforce: 'pre',
    resolveId: (specifier, from) =>
      specifier.endsWith('/mock-boot.ts') && from && !from.includes('/site/')
        ? join(folder, 'mock-boot.ts')
        : undefined,
  };
  const config = common('');
  const input = Object.fromEntries(
    filesIn('demo')
      .filter((file) => file.endsWith('.html'))
      .map((file) => [file.slice(5, -5), join(root, file)]),
  );
  await build({
    ...config,
    plugins: [boot, publicName],
    build: { ...config.build, assetsDir: 'demo/assets', rolldownOptions: { input } },
  });
  // Fetched by its name.
  cpSync(join(root, 'demo/policies'), join(out, 'demo/policies'), { recursive: true });
}

function common(to) {
  return {
    root,
    base: './',
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    plugins: [publicName],
    resolve: { conditions: ['module', 'browser', 'production'] },
    worker: { format: 'es', plugins: () => [publicName] },
    build: {
      target: 'es2022',
      outDir: resolve(out, to),
      emptyOutDir: false,
      reportCompressedSize: false,
      modulePreload: false,
    },
  };
}

/** The pages as they were before they became HTML, and what there is, for programs that read. */
function writeTexts() {
  mkdirSync(join(out, 'md'), { recursive: true });
  cpSync(join(folder, '.made/pages'), join(out, 'md'), { recursive: true });
  for (const name of ['custom-elements.json', 'order.schema.json', 'policy.schema.json'])
    cpSync(join(root, 'dist', name), join(out, name));
  writeFileSync(join(out, 'llms.txt'), llmsText());
}

/** The site's pages lie beside each other: what begins at the root begins at the page. */
function makeRelative(file) {
  const html = readFileSync(file, 'utf8');
  // In tags alone: code that is shown stays as it is.
  const changed = html.replace(/<[a-z][\w-]*(?:\s+[^\s=>"']+(?:="[^"]*")?)*\s*\/?>/g, (tag) =>
    tag.replace(/\s(href|src)="\/(?!\/)([^"]*)"/, (_, name, path) => {
      const [at, anchor] = path.split('#');
      // The page's own name has no ending in some links.
      const target = at === '' ? 'index.html' : /\.[a-z0-9]+$/.test(at) ? at : `${at.replace(/\/$/, '')}.html`;
      return ` ${name}="./${target}${anchor === undefined ? '' : `#${anchor}`}"`;
    }),
  );
  // The corner of a table that has names in both directions is no heading.
  writeFileSync(file, changed.replace(/<th([^>]*)><\/th>/g, '<td$1></td>'));
}

/** The search asks for its index from where its script is. */
function makeSearchRelative() {
  const [file] = filesIn('site/dist/_astro').filter((name) => /\/Search\..*\.js$/.test(name));
  const code = readFileSync(join(root, file), 'utf8');
  const fixed = 'baseUrl:"/",bundlePath:"/".replace(/\\/$/,"")+"/pagefind/"';
  if (!code.includes(fixed)) throw new Error(`${file} is not as it was: the search would only work at the root`);
  const from = (path) => `new URL("${path}",import.meta.url).pathname`;
  writeFileSync(join(root, file), code.replace(fixed, `baseUrl:${from('../')},bundlePath:${from('../pagefind/')}`));
}
