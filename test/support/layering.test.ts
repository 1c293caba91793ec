import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { test } from 'node:test';
import { parseSync, Visitor } from 'vite';
import { filesIn, publicEntries, root } from '../../scripts/entries.mjs';

/** Who may import whom. `lazy`: only by `import()`; `types`: only by `import type`. A folder not named here is an error. */
interface Room {
  values?: string[];
  lazy?: string[];
  types?: string[];
  packages?: string[];
}
const rooms: Record<string, Room> = {
  'src/domain': {},
  'src/policy': { values: ['src/domain', 'src/policy/describe'] },
  // The page has it too, with the help page that is made of it: no parser is in it.
  'src/policy/describe': { values: ['src/domain', 'src/i18n'] },
  'src/backend': { values: ['src/domain', 'src/load-part.ts'] },
  'src/events': { values: ['src/domain'], types: ['src/backend'] },
  'src/i18n': { values: ['src/domain', 'src/load-part.ts'] },
  'src/evidence': { values: ['src/domain', 'src/i18n'] },
  'src/load-part.ts': {},
  'src/client': { values: ['src/domain', 'src/backend', 'src/load-part.ts'], lazy: ['src/client/warnings.ts'] },
  'src/client/warnings.ts': { values: ['src/domain', 'src/policy'] },
  'src/controllers': {
    values: ['src/domain', 'src/client', 'src/events', 'src/evidence', 'src/i18n', 'src/load-part.ts'],
    types: ['src/backend'],
    packages: ['lit'],
  },
  'src/elements': {
    values: [
      ...['src/controllers', 'src/domain', 'src/events', 'src/evidence', 'src/i18n', 'src/load-part.ts'],
      'src/policy/describe',
    ],
    types: ['src/backend'],
    packages: ['lit'],
  },
  'src/server': {
    values: ['src/domain', 'src/evidence', 'src/i18n', 'src/policy'],
    types: ['src/backend'],
    packages: ['zod'],
  },
  'src/server/sql': {
    values: ['src/domain', 'src/evidence', 'src/policy', 'src/server'],
    packages: ['graphile-worker', 'kysely', 'libsql', 'pg'],
  },
  'src/server/guest': { values: ['src/server'], packages: ['jose'] },
  'src/server/pdf': { types: ['src/server'], packages: ['pdfkit'] },
  'src/server/node': { values: ['src/server'], packages: ['@hono'] },
  'src/serve': {
    values: ['src/domain', 'src/i18n', 'src/policy', 'src/server', 'src/server/sql'],
    packages: ['@hono', 'hono', 'kysely', 'node:fs', 'node:net', 'node:url', 'pino', 'prom-client'],
  },
  'src/react': { values: ['src/elements'], types: ['src/events'], packages: ['react', '@lit'] },
  'src/devtools': { values: ['src/domain', 'src/policy'], types: ['src/controllers'] },
  'src/ssr': {
    values: ['src/client', 'src/controllers', 'src/domain', 'src/elements', 'src/i18n'],
    types: ['src/events'],
    packages: ['@lit-labs', 'lit'],
  },
  'src/index.ts': { values: ['src/domain', 'src/client', 'src/events', 'src/elements'], types: ['src/backend'] },
  'src/define.ts': { values: ['src/elements', 'src/index.ts'] },
  mocks: { values: ['src/server', 'src/domain', 'src/evidence', 'src/policy', 'public'], packages: ['msw'] },
  demo: { values: ['mocks', 'public'] },
  'demo/playground': { values: ['demo', 'mocks', 'public'], packages: ['@codemirror', '@lezer', 'codemirror'] },
};

/** How many lines a comment and the `import()` that it explains take together, at most. */
const farthestComment = 5;

interface Use {
  to: string;
  how: 'values' | 'lazy' | 'types';
}

interface Source {
  file: string;
  uses: Use[];
  /** What the house style forbids here. (That the domain has no DOM is seen by the compiler: tsconfig.domain.json.) */
  faults: string[];
}

const roomOf = (file: string) =>
  Object.keys(rooms)
    .filter((room) => file === room || file.startsWith(`${room}/`))
    .sort((a, b) => b.length - a.length)[0];

const publicSources: string[] = publicEntries().map(({ source }) => source);

function problemsOf({ file, uses, faults }: Source): string[] {
  const room = roomOf(file);
  if (!room) return [`${file}: no rule for its folder`];
  const forbidden = uses.filter((use) => !isAllowed(file, room, use));
  return [
    ...forbidden.map(({ to, how }) => `${file} imports ${to} (${how})`),
    ...faults.map((fault) => `${file}: ${fault}`),
  ];
}

function isAllowed(file: string, room: string, { to, how }: Use): boolean {
  const { values = [], lazy = [], types = [], packages = [] } = rooms[room]!;
  const allowed = [...values, ...(how === 'lazy' ? lazy : []), ...(how === 'types' ? [...lazy, ...types] : [])];
  if (to.startsWith('order-cancel-elements')) return allowed.includes('public');
  if (!/^(src|mocks|demo|test)\//.test(to)) return packages.includes(to.split('/')[0]!);
  if (room === 'src/elements') return isOwnElement(file, to, how) || allowed.includes(roomOf(to)!);
  return roomOf(to) === room || allowed.includes(roomOf(to)!) || (allowed.includes('public') && isPublic(room, to));
}

/** An element may register another (at once from its define file, later from its class) and know its type, no more. */
function isOwnElement(file: string, to: string, how: Use['how']): boolean {
  if (roomOf(to) !== 'src/elements') return false;
  if (elementOf(file) === elementOf(to) || elementOf(to) === 'shared') return true;
  return how === 'types' || (to.endsWith('/define.ts') && (how === 'lazy' || file.endsWith('/define.ts')));
}

/** `src/elements/order-cancel-button/dialog/outcome.ts` is the button's: what an element owns lies in its folder. */
const elementOf = (file: string) => file.split('/')[2];

/** The demo imports public entries by name, as a shop would; the mocks are part of the package and use paths. */
const isPublic = (room: string, to: string) => room === 'mocks' && publicSources.includes(to);

function read(file: string, code = readFileSync(join(root, file), 'utf8')): Source {
  const { program, errors, comments } = parseSync(file, code);
  assert.deepEqual(errors, [], file);
  const resolve = (specifier: string) =>
    specifier.startsWith('.') ? posix.join(posix.dirname(file), specifier) : specifier;
  const uses: Use[] = [];
  const faults: string[] = [];
  const isDomain = file.startsWith('src/domain/');
  const isElement = file.startsWith('src/elements/');
  const isSource = file.startsWith('src/');

  /** Whether a comment stands close above. */
  const isExplained = (at: number) =>
    comments.some(({ end }) => end <= at && code.slice(end, at).split('\n').length <= farthestComment);

  new Visitor({
    ImportDeclaration: ({ source, importKind }) => {
      uses.push({ to: resolve(source.value), how: importKind === 'type' ? 'types' : 'values' });
    },
    ExportAllDeclaration: ({ source, exportKind }) => {
      uses.push({ to: resolve(source.value), how: exportKind === 'type' ? 'types' : 'values' });
    },
    ExportNamedDeclaration: ({ source, exportKind }) => {
      if (source) uses.push({ to: resolve(source.value), how: exportKind === 'type' ? 'types' : 'values' });
    },
    ImportExpression: ({ source, start }) => {
      if (isSource && !file.startsWith('src/i18n/chunks/') && !isExplained(start)) {
        faults.push(`no comment says why ${code.slice(source.start, source.end)} is loaded later`);
      }
      if (source.type === 'Literal') uses.push({ to: resolve(String(source.value)), how: 'lazy' });
      else if (isSource && file !== 'src/load-part.ts') faults.push('import() of something that is not a literal');
    },
    TSImportType: ({ source }) => {
      uses.push({ to: resolve(source.value), how: 'types' });
    },
    Decorator: () => void faults.push('decorator'),
    TSEnumDeclaration: () => void faults.push('enum'),
    TSModuleDeclaration: ({ kind, declare }) => {
      if (kind !== 'global' && !declare) faults.push('namespace');
    },
    TSParameterProperty: () => void faults.push('parameter property'),
    Identifier: ({ name }) => {
      if (isDomain && name === 'Intl' && file !== 'src/domain/values/calendar.ts')
        faults.push('Intl outside calendar.ts');
      if (isSource && ['unsafeHTML', 'styleMap'].includes(name)) faults.push(name);
    },
    MemberExpression: ({ object, property }) => {
      if (!isDomain || object.type !== 'Identifier' || property.type !== 'Identifier') return;
      const name = `${object.name}.${property.name}`;
      if (['Date.now', 'Math.random'].includes(name)) faults.push(`${name} in the domain`);
    },
    NewExpression: ({ callee, arguments: args }) => {
      if (isDomain && callee.type === 'Identifier' && callee.name === 'Date' && args.length === 0) {
        faults.push('new Date() in the domain');
      }
    },
    TaggedTemplateExpression: ({ tag, quasi }) => {
      const markup = quasi.quasis.map(({ value }) => value.raw).join('\uFFFC');
      if (isElement && tag.type === 'Identifier' && /^(html|svg)$/.test(tag.name) && /\sstyle\s*=/.test(markup)) {
        faults.push('style= in a template');
      }
    },
  }).visit(program);
  return { file, uses, faults };
}

const files: string[] = ['src', 'mocks', 'demo']
  .flatMap((folder) => filesIn(folder))
  .filter((file) => file.endsWith('.ts'));

test('imports go one way, and sources keep to the house style', () => {
  assert.deepEqual(
    files.flatMap((file) => problemsOf(read(file))),
    [],
  );
});

test('demo pages load nothing from src/ by path', () => {
  const pages = filesIn('demo').filter((file: string) => file.endsWith('.html'));
  const offending = pages.filter((file: string) =>
    /["'](\.\.|\/)?\/?src\//.test(readFileSync(join(root, file), 'utf8')),
  );
  assert.deepEqual(offending, []);
});

// The rules above are only worth something if they can fail.
const broken: [file: string, code: string, problem: string][] = [
  ['src/domain/a.ts', "import '../policy/parse.ts'", 'src/domain/a.ts imports src/policy/parse.ts (values)'],
  ['src/domain/a.ts', "import { html } from 'lit'", 'src/domain/a.ts imports lit (values)'],
  ['src/domain/a.ts', 'const a = Date.now()', 'src/domain/a.ts: Date.now in the domain'],
  ['src/domain/a.ts', 'const a = new Date()', 'src/domain/a.ts: new Date() in the domain'],
  ['src/domain/a.ts', 'const a = Math.random()', 'src/domain/a.ts: Math.random in the domain'],
  ['src/domain/a.ts', 'new Intl.NumberFormat()', 'src/domain/a.ts: Intl outside calendar.ts'],
  ['src/events/a.ts', "export { b } from '../backend/b.ts'", 'src/events/a.ts imports src/backend/b.ts (values)'],
  ['src/client/a.ts', "import './warnings.ts'", 'src/client/a.ts imports src/client/warnings.ts (values)'],
  ['src/client/a.ts', "import('./b.ts')", "src/client/a.ts: no comment says why './b.ts' is loaded later"],
  ['src/client/a.ts', "import { p } from '../policy/p.ts'", 'src/client/a.ts imports src/policy/p.ts (values)'],
  [
    'src/elements/x/x.ts',
    "import { b } from '../../backend/b.ts'",
    'src/elements/x/x.ts imports src/backend/b.ts (values)',
  ],
  ['src/elements/x/x.ts', "import '../y/define.ts'", 'src/elements/x/x.ts imports src/elements/y/define.ts (values)'],
  ['src/elements/x/x.ts', "import { y } from '../y/y.ts'", 'src/elements/x/x.ts imports src/elements/y/y.ts (values)'],
  ['src/elements/x/x.ts', 'html`<p style="color:red">`', 'src/elements/x/x.ts: style= in a template'],
  ['src/elements/x/x.ts', '@customElement class X {}', 'src/elements/x/x.ts: decorator'],
  ['src/elements/x/x.ts', 'enum E { A }', 'src/elements/x/x.ts: enum'],
  ['src/elements/x/x.ts', 'unsafeHTML(title)', 'src/elements/x/x.ts: unsafeHTML'],
  ['src/policy/a.ts', "import * as z from 'zod/mini'", 'src/policy/a.ts imports zod/mini (values)'],
  ['src/server/a.ts', "import fs from 'node:fs'", 'src/server/a.ts imports node:fs (values)'],
  ['src/server/a.ts', "import { m } from '../../mocks/index.ts'", 'src/server/a.ts imports mocks/index.ts (values)'],
  ['src/new/a.ts', '', 'src/new/a.ts: no rule for its folder'],
  ['demo/a.ts', "import { d } from '../src/index.ts'", 'demo/a.ts imports src/index.ts (values)'],
];

for (const [file, code, problem] of broken) {
  test(`refused: ${code || file} in ${file}`, () => assert.deepEqual(problemsOf(read(file, code)), [problem]));
}

const sound: [file: string, code: string][] = [
  ['src/domain/a.ts', "import { b } from './b.ts'; const a = new Date(0); // Date.now()"],
  ['src/domain/values/calendar.ts', 'new Intl.DateTimeFormat()'],
  ['src/server/a.ts', "import * as z from 'zod/mini'"],
  ['src/client/a.ts', "// Seldom.\nimport('./warnings.ts')"],
  ['src/client/warnings.ts', "import { p } from '../policy/p.ts'"],
  ['src/elements/x/x.ts', "/** Seldom. */\nconst load = () =>\n  import('../y/define.ts')"],
  ['src/elements/x/x.ts', `import type { B } from '../../backend/b.ts'; html\`<p .style=\${a} class="style=">\``],
  ['src/elements/x/define.ts', "import '../y/define.ts'; declare global { interface HTMLElementTagNameMap {} }"],
  ['mocks/a.ts', "import { http } from 'msw'; import { s } from '../src/server/index.ts'"],
  ['demo/a.ts', "import 'order-cancel-elements/define'; import '../mocks/browser.ts'"],
];

for (const [file, code] of sound) {
  test(`accepted: ${code} in ${file}`, () => assert.deepEqual(problemsOf(read(file, code)), []));
}
