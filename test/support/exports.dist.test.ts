import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { SourceMap, type SourceMapping } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { parseSync, Visitor } from 'vite';
import { bundle } from '../../scripts/bundle.mjs';
import { filesIn, manifest, publicEntries, root } from '../../scripts/entries.mjs';

interface Entry {
  specifier: string;
  source: string;
  types: string;
  js: string;
}
const entries: Entry[] = publicEntries();
const registers = ({ js }: Entry) => /\/(define|react\/index|ssr\/hydrate)\.js$/.test(js);
const tags = entries.flatMap(({ specifier }) => specifier.match(/\/define\/(.+)$/)?.[1] ?? []);

/** A project that has this package installed, and nothing of this repository's settings. */
let consumer: string;
before(() => {
  consumer = mkdtempSync(join(tmpdir(), 'consumer-'));
  writeFileSync(join(consumer, 'package.json'), JSON.stringify({ name: 'consumer', type: 'module' }));
  mkdirSync(join(consumer, 'node_modules'));
  symlinkSync(root, join(consumer, 'node_modules', manifest.name), 'dir');
});
after(() => rmSync(consumer, { recursive: true }));

test('every entry of the exports map has a module and its types', () => {
  const absent = entries.flatMap(({ types, js }) => [types, js]).filter((file) => !existsSync(join(root, file)));
  assert.deepEqual(absent, []);
  for (const key of Object.keys(manifest.exports).filter(
    (key) => manifest.exports[key]?.default && !key.includes('*'),
  )) {
    assert.ok(
      entries.some(({ specifier }) => specifier === manifest.name + key.slice(1)),
      `${key} has no source`,
    );
  }
});

test('each source file is one module, lazy imports stay lazy, and only declared packages are outside', () => {
  const sources = [...filesIn('src'), ...filesIn('mocks')].filter((file: string) => file.endsWith('.ts'));
  const moduleOf = (file: string) => `dist/${file.replace(/^src\//, '').replace(/\.ts$/, '.js')}`;
  const modules = filesIn('dist').filter((file: string) => /^dist\/(?!cdn\/|_virtual\/).*\.js$/.test(file));
  assert.deepEqual(modules, sources.map(moduleOf).sort());
  const packages = [...Object.keys(manifest.dependencies), ...Object.keys(manifest.peerDependencies)];
  for (const source of sources) {
    const { lazy, atOnce } = importsOf(moduleOf(source));
    assert.equal(lazy.length, importsOf(source).lazy.length, `lazy imports of ${source}`);
    for (const to of [...lazy, ...atOnce]) {
      const isThere = to.startsWith('.')
        ? existsSync(join(root, moduleOf(source), '..', to))
        : packages.some((name) => to === name || to.startsWith(`${name}/`)) ||
          // What is run on Node, and imported by nobody.
          (source.startsWith('src/serve/') && to.startsWith('node:'));
      assert.ok(isThere, `${moduleOf(source)} imports ${to}`);
    }
  }
});

/** What a module imports, types left out. */
function importsOf(file: string): { atOnce: string[]; lazy: string[] } {
  const { program, module } = parseSync(file, readFileSync(join(root, file), 'utf8'));
  const lazy: string[] = [];
  new Visitor({
    ImportExpression({ source }) {
      if (source.type === 'Literal') lazy.push(String(source.value));
    },
  }).visit(program);
  return { lazy, atOnce: module.staticImports.map(({ moduleRequest }) => moduleRequest.value) };
}

for (const { specifier } of entries.filter((entry) => !registers(entry))) {
  test(`${specifier} can be imported in plain Node and registers no element`, () => {
    const code = `
      const registered = [];
      globalThis.customElements = { get: () => undefined, define: (tag) => registered.push(tag) };
      await import('${specifier}');
      process.stdout.write(registered.join());`;
    const { stdout, stderr, status } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
      cwd: consumer,
      encoding: 'utf8',
    });
    assert.equal(stderr, '');
    assert.equal(status, 0);
    assert.equal(stdout, '');
  });
}

test('what is internal cannot be imported', () => {
  const internal = Object.keys(manifest.exports).filter((key) => manifest.exports[key] === null);
  assert.ok(internal.length > 0);
  for (const key of internal) {
    const code = `await import('${manifest.name + key.slice(1)}').catch((error) => process.stdout.write(error.code))`;
    const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', code], { cwd: consumer });
    assert.equal(String(stdout), 'ERR_PACKAGE_PATH_NOT_EXPORTED');
  }
});

test('a bundler that believes sideEffects keeps every registration, and drops what is not used', async () => {
  const codeOf = async (code: string) => {
    const file = join(consumer, 'entry.js');
    writeFileSync(file, code);
    const chunks = await bundle(file, { external: ['lit', 'zod', 'msw'] });
    return chunks.map((chunk: { code: string }) => chunk.code).join('');
  };
  const all = await codeOf(`import '${manifest.name}/define';`);
  for (const tag of tags) {
    assert.ok(all.includes(tag), `${tag} is lost from define`);
    assert.ok((await codeOf(`import '${manifest.name}/define/${tag}';`)).includes(tag), `${tag} is lost`);
  }
  const devtools = `${manifest.name}/devtools`;
  assert.ok((await codeOf(`import '${devtools}';`)).includes('oce-debug'), 'what devtools do by themselves is lost');
  const unused = entries
    .filter((entry) => !registers(entry) && entry.specifier !== devtools)
    .map(({ specifier }) => `import '${specifier}';`);
  assert.equal((await codeOf(unused.join('\n'))).trim(), '');
});

for (const [module, moduleResolution] of [
  ['nodenext', 'nodenext'],
  ['esnext', 'bundler'],
] as const) {
  test(`the declarations check in a project with moduleResolution ${moduleResolution}`, () => {
    const lines = entries.map(
      ({ specifier }, index) =>
        `import * as m${index} from '${specifier}';\nexport const any${index}: 0 extends 1 & typeof m${index} ? true : false = false;`,
    );
    const elements = tags.map(
      (tag, index) =>
        `export const plain${index}: HTMLElement extends HTMLElementTagNameMap['${tag}'] ? true : false = false;`,
    );
    const mistake = 'export const mistake: string = 1;'; // must be found, else nothing was checked
    writeFileSync(join(consumer, 'index.ts'), [mistake, ...lines, ...elements].join('\n'));
    const compiler = join(root, 'node_modules/typescript/bin/tsc');
    const options = [
      '--noEmit',
      '--strict',
      '--target',
      'es2022',
      '--lib',
      'es2023,dom,dom.iterable,dom.asynciterable',
      '--types',
      '',
    ];
    const { stdout } = spawnSync(
      process.execPath,
      [compiler, ...options, '--module', module, '--moduleResolution', moduleResolution, 'index.ts'],
      { cwd: consumer, encoding: 'utf8' },
    );
    // Other packages' declarations are theirs to keep right.
    const errors = stdout.split('\n').filter((line) => line.includes('error TS') && !line.includes('node_modules/'));
    assert.deepEqual(errors, ["index.ts(1,14): error TS2322: Type 'number' is not assignable to type 'string'."]);
  });
}

test('each file that a script tag can load has its digest in integrity.json, as browsers check it', () => {
  const { version, integrity } = JSON.parse(readFileSync(join(root, 'dist/cdn/integrity.json'), 'utf8'));
  assert.equal(version, manifest.version);
  const files: string[] = filesIn('dist/cdn').filter((file: string) => file.endsWith('.js'));
  assert.ok(files.length > 100);
  for (const file of files) {
    const digest = createHash('sha384')
      .update(readFileSync(join(root, file)))
      .digest('base64');
    assert.equal(integrity[file.slice('dist/cdn/'.length)], `sha384-${digest}`, file);
  }
});

test('the script-tag bundle is all there, relative, and free of eval', () => {
  const files = filesIn('dist/cdn').filter((file: string) => file.endsWith('.js'));
  assert.ok(files.includes('dist/cdn/order-cancel-elements.js'));
  for (const file of files) {
    const code = readFileSync(join(root, file), 'utf8');
    assert.equal(code.match(/new Function|\beval\(|modulepreload|process\.env|@license/)?.[0], undefined, file);
    const imported = [...code.matchAll(/(?<![.\w])(?:from|import)\s*\(?\s*["'`]([\w@./][\w@.:/?#&=-]*)["'`]/g)].map(
      (match) => match[1]!,
    );
    for (const path of imported) {
      assert.notEqual(
        path,
        '../order-cancel-elements.js',
        `${file} would run the entry again where it was loaded with a query`,
      );
      assert.match(path, /^\.\.?\//, `${file} imports ${path}`);
      assert.ok(existsSync(join(root, file, '..', path)), `${file} imports ${path}, which is not there`);
    }
  }
});

test('each module, and each file of the script-tag bundle, has a source map that holds its sources', () => {
  const files = filesIn('dist').filter(
    (file: string) => file.endsWith('.js') && !/\/_virtual\/|rolldown-runtime/.test(file),
  );
  for (const file of files) {
    const code = readFileSync(join(root, file), 'utf8');
    // What only hands on, or holds nothing but types, has no source to lead to.
    if (code.replace(/\/\*.*?\*\/|\b(import|export)\b[^;]*(;|$)/gs, '').trim() === '') continue;
    const [, map] = code.match(/^\/\/# sourceMappingURL=(.*)$/m) ?? [];
    assert.ok(map, file);
    const { sources, sourcesContent } = JSON.parse(readFileSync(join(root, file, '..', map), 'utf8'));
    assert.deepEqual([sourcesContent.length, sourcesContent.includes(null)], [sources.length, false], file);
  }
});

test('what editors and tools look for is where package.json says', () => {
  const named = ['customElements', 'web-types', 'unpkg', 'jsdelivr'].map((field) => manifest[field]);
  const exported = Object.values(manifest.exports).flatMap((target) => {
    const file = typeof target === 'string' ? target : ((target as { types?: string } | null)?.types ?? '');
    return file === '' || file.includes('*') ? [] : [file];
  });
  assert.deepEqual(
    [...named, ...exported].filter((file) => !existsSync(join(root, file))),
    [],
  );
});

test('what a script tag loads tells a bundler which address it need not look into, and its map is still right', () => {
  const file = join(root, 'dist/cdn/order-cancel-elements.js');
  const lines = readFileSync(file, 'utf8').split('\n');
  const line = lines.findIndex((one) => one.includes('import(/* @vite-ignore */'));
  assert.ok(line >= 0);
  assert.equal(lines.join('\n').match(/import\([\w$]+\)/), null);
  const map = JSON.parse(readFileSync(`${file}.map`, 'utf8'));
  const column = lines[line]!.indexOf('throw', lines[line]!.indexOf('@vite-ignore'));
  const { originalSource, originalLine, originalColumn } = new SourceMap(map).findEntry(line, column) as SourceMapping;
  assert.match(originalSource, /\/load-part\.ts$/);
  const source = readFileSync(join(root, 'src/load-part.ts'), 'utf8').split('\n');
  assert.match(source[originalLine]!.slice(originalColumn), /^throw /);
});

test('each preset is there as JSON, the same as its module', async () => {
  for (const { specifier, js } of entries.filter(({ specifier }) => specifier.includes('/presets/'))) {
    const json = readFileSync(join(root, 'dist/cdn/presets', `${specifier.split('/').at(-1)}.json`), 'utf8');
    const { default: policy } = await import(join(root, js));
    assert.deepEqual(JSON.parse(json), policy);
  }
});

test('the published files are the build, the command, the examples, the vectors and the texts', () => {
  const [{ files }] = JSON.parse(
    execFileSync('npm', ['pack', '--dry-run', '--json'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  );
  const paths: string[] = files.map(({ path }: { path: string }) => path);
  const shown = execFileSync('git', ['ls-files', 'examples'], { cwd: root, encoding: 'utf8' }).split('\n');
  const kept = [...filesIn('docs'), ...filesIn('test/vectors'), ...shown.filter((file) => /\/[^.][^/]*$/.test(file))];
  assert.deepEqual(
    paths.filter((path) => !path.startsWith('dist/')).sort(),
    ['LICENSE', 'README.md', 'package.json', ...filesIn('bin').filter((file) => file.endsWith('.mjs')), ...kept].sort(),
  );
});
