#!/usr/bin/env node
// npm create order-cancel [FOLDER]: writes a page, a server and a policy, installs what they need and starts them.
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const templates = fileURLToPath(new URL('templates/', import.meta.url));
const shops = {
  plain: 'orders in the server’s own database, to begin with',
  http: 'a shop of your own that speaks the protocol over HTTP',
  php: 'the same, with a small shop in PHP to start from',
  vendure: 'a Vendure server',
  medusa: 'a Medusa server',
};

let given;
try {
  given = parseArgs({
    allowPositionals: true,
    options: {
      shop: { type: 'string' },
      language: { type: 'string' },
      preset: { type: 'string' },
      package: { type: 'string', default: 'latest' },
      port: { type: 'string', default: '5180' },
      'no-install': { type: 'boolean', default: false },
      'no-start': { type: 'boolean', default: false },
      yes: { type: 'boolean', short: 'y', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
} catch (error) {
  fail(error.message);
}
const { values, positionals } = given;
if (values.help) {
  console.log(readFileSync(new URL('README.md', import.meta.url), 'utf8'));
  process.exit(0);
}

const terminal =
  process.stdin.isTTY && !values.yes ? createInterface({ input: process.stdin, output: process.stdout }) : null;
const ask = async (question, otherwise) =>
  (terminal && (await terminal.question(`${question} (${otherwise}) `)).trim()) || otherwise;

const folder = resolve(positionals[0] ?? (await ask('In which folder?', 'order-cancel')));
if (terminal && !values.shop) for (const [name, what] of Object.entries(shops)) console.log(`  ${name}: ${what}`);
const shop = values.shop ?? (await ask('Which shop?', 'plain'));
if (!Object.hasOwn(shops, shop)) fail(`no such shop: ${shop}; there are ${Object.keys(shops).join(', ')}`);
const language = values.language ?? (await ask('Which language has the page?', 'en'));
try {
  Intl.getCanonicalLocales(language);
} catch {
  fail(`no such language: ${language}; a tag such as de or pt-BR`);
}
const preset = values.preset ?? (await ask('Which rules to begin with (a preset)?', 'shop-builder'));
if (!/^[a-z][a-z0-9-]*$/.test(preset)) fail(`no such preset: ${preset}`);
terminal?.close();
if (existsSync(folder) && readdirSync(folder).length > 0) fail(`${folder} is not empty`);

const filled = (text) =>
  text
    .replaceAll('%LANGUAGE%', language)
    .replaceAll(
      '%DIRECTION%',
      ['Arab', 'Hebr', 'Thaa'].includes(new Intl.Locale(language).maximize().script) ? 'rtl' : 'ltr',
    )
    .replaceAll('%PORT%', values.port);
mkdirSync(folder, { recursive: true });
const needed = [
  'order-cancel-elements',
  '@hono/node-server',
  'hono',
  'kysely',
  'libsql',
  ...(shop === 'php' ? ['jose'] : []),
];
writeFileSync(
  join(folder, 'package.json'),
  `${JSON.stringify(
    {
      name: basename(folder)
        .toLowerCase()
        .replace(/[^a-z0-9._-]+/g, '-'),
      private: true,
      type: 'module',
      scripts: { start: shop === 'php' ? 'node start.mjs' : 'node server.mjs' },
    },
    null,
    2,
  )}\n`,
);
writeFileSync(join(folder, '.gitignore'), 'node_modules/\n*.sqlite*\n');
if (shop !== 'php') {
  write('server.mjs', 'server.mjs');
  write(`shop-${shop}.mjs`, 'shop.mjs');
  write('page.html', 'public/index.html');
}
if (values['no-install']) {
  console.log(`${folder}: written. Next: npm install ${needed.join(' ')}, and a policy.json of the preset ${preset}`);
  process.exit(0);
}

const elements =
  values.package === 'latest' || /^\d/.test(values.package)
    ? `order-cancel-elements@${values.package}`
    : values.package;
// Its other peers are for what this server has not.
run('npm', [
  'install',
  '--legacy-peer-deps',
  '--no-audit',
  '--no-fund',
  '--loglevel=error',
  elements,
  ...needed.slice(1),
]);
const installed = join(folder, 'node_modules/order-cancel-elements');
const rules = join(installed, `dist/cdn/presets/${preset}.json`);
if (!existsSync(rules)) {
  const there = readdirSync(join(installed, 'dist/cdn/presets')).map((file) => basename(file, '.json'));
  fail(`no such preset: ${preset}; there are ${there.join(', ')}`);
}
writeFileSync(join(folder, 'policy.json'), `${JSON.stringify(JSON.parse(readFileSync(rules, 'utf8')), null, 2)}\n`);
if (shop === 'php') copyPhp();
console.log(
  `\n${folder}: the rules are policy.json, the orders come from ${shop === 'php' ? 'shop.php' : 'shop.mjs'}.`,
);

if (!values['no-start']) {
  const child = spawn(process.execPath, [shop === 'php' ? 'start.mjs' : 'server.mjs'], {
    cwd: folder,
    stdio: 'inherit',
    env: { ...process.env, PORT: values.port },
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
}

/** The package's own shop in PHP, with the rules of policy.json. */
function copyPhp() {
  for (const file of ['shop.php', 'shop.css', 'start.mjs', 'server.mjs'])
    cpSync(join(installed, 'examples/php', file), join(folder, file));
  const file = join(folder, 'server.mjs');
  const server = readFileSync(file, 'utf8')
    .replace(/^import shopBuilder from .*$/m, "import { readFileSync } from 'node:fs';")
    .replace(
      /^\/\/ The shop builder's rules.*\nconst policy = .*$/m,
      "const policy = JSON.parse(readFileSync(new URL('policy.json', import.meta.url), 'utf8'));",
    );
  writeFileSync(file, server);
  const page = join(folder, 'shop.php');
  writeFileSync(
    page,
    readFileSync(page, 'utf8').replace(/<html lang="en"/, filled('<html lang="%LANGUAGE%" dir="%DIRECTION%"')),
  );
}

function write(template, to) {
  const target = join(folder, to);
  mkdirSync(join(target, '..'), { recursive: true });
  writeFileSync(target, filled(readFileSync(join(templates, template), 'utf8')));
}

function run(command, args) {
  const { status } = spawnSync(command, args, { cwd: folder, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0) fail(`${command} ${args[0]} failed`);
}

function fail(message) {
  console.error(`create-order-cancel: ${message}`);
  process.exit(1);
}
