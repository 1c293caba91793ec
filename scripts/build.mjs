// npm run build: dist/ gets one module and one declaration a source file, and dist/cdn/ what a script tag loads.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { bundle, bundleForScriptTag, modulesIn } from './bundle.mjs';
import { filesIn, manifest, publicEntries, publicName, published, root } from './entries.mjs';
import { writeChunks } from './texts.mjs';
import { writeTypes } from './types/write.mjs';
import { packages, viteBuild } from './vite-build.mjs';

const dist = join(root, 'dist');
writeChunks();
rmSync(dist, { recursive: true, force: true });
writeDeclarations();
await writeModules();
await writeScriptTagBundle();
await writePresets();
cpSync(join(root, 'src/looks'), join(dist, 'looks'), { recursive: true });
writeIntegrity();
await writeSchemas();
await writeTypes(dist);
console.log(`dist/: ${filesIn('dist').length} files`);

function writeDeclarations() {
  const typescript = join(root, 'node_modules/typescript/bin/tsc');
  try {
    execFileSync(process.execPath, [typescript, '-p', 'tsconfig.build.json', '--outDir', 'dist/.tsc'], {
      cwd: root,
      stdio: 'inherit',
    });
  } catch {
    process.exit(1); // the compiler has said why
  }
  for (const file of filesIn('dist/.tsc')) {
    const target = join(dist, published(file.replace('dist/.tsc/', '')));
    mkdirSync(dirname(target), { recursive: true });
    renameSync(join(root, file), target);
    writeFileSync(target, fixSpecifiers(readFileSync(target, 'utf8')));
  }
  rmSync(join(dist, '.tsc'), { recursive: true });
}

/**
 * `.ts` in declarations, which the compiler leaves, the way from mocks/ to src/, which are one folder in dist/, and what
 * the compiler takes from where Lit has it: that is no dependency of ours.
 */
function fixSpecifiers(code) {
  return code
    .replace(/import\((['"])(lit-html|lit-element|@lit\/reactive-element)\1\)/g, "import('lit')")
    .replace(/((?:from|import)\s*\(?\s*)(['"])(\.{1,2}\/[^'"]+)\2/g, (_, before, quote, path) => {
      const fixed = path.replace(/^((?:\.\.\/)+)src\//, '$1').replace(/(?<!\.d)\.ts$/, '.js');
      return before + quote + fixed + quote;
    });
}

/** To be read, and for bundlers: neither minified nor joined, and what is imported lazily still is. */
async function writeModules() {
  const sources = [...filesIn('src'), ...filesIn('mocks')].filter((file) => file.endsWith('.ts'));
  await viteBuild(Object.fromEntries(sources.map((file) => [published(file).replace(/\.ts$/, ''), file])), {
    plugins: [publicName],
    build: {
      outDir: dist,
      write: true,
      minify: false,
      sourcemap: true,
      rolldownOptions: {
        external: [
          /^node:/,
          ...packages([...Object.keys(manifest.dependencies), ...Object.keys(manifest.peerDependencies)]),
        ],
        output: { preserveModules: true, entryFileNames: '[name].js', minify: false, topLevelVar: false },
      },
    },
  });
}

async function writeScriptTagBundle() {
  const chunks = await bundleForScriptTag({ dir: join(dist, 'cdn') });
  // Of its own, with nothing of the others: it only looks at what is on the page.
  await bundle({ devtools: 'src/devtools/index.ts' }, { dir: join(dist, 'cdn') });
  // The licences of what is inside ask to go along.
  const packages = new Set(
    chunks.flatMap(modulesIn).flatMap((id) => id.match(/.*\/node_modules\/(?:@[^/]+\/)?[^/]+/)?.[0] ?? []),
  );
  const notices = [...packages].sort().map((folder) => {
    const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return `${name} ${version}\n\n${readFileSync(join(folder, 'LICENSE'), 'utf8').trim()}\n`;
  });
  writeFileSync(join(dist, 'cdn/THIRD-PARTY-LICENSES.txt'), notices.join(`\n${'-'.repeat(80)}\n\n`));
}

async function writePresets() {
  const folder = join(dist, 'cdn/presets');
  mkdirSync(folder, { recursive: true });
  for (const { js } of publicEntries().filter(({ js }) => js.startsWith('./dist/policy/presets/'))) {
    const { default: policy } = await import(join(root, js));
    writeFileSync(join(folder, `${basename(js, '.js')}.json`), JSON.stringify(policy));
  }
}

/** What a page can hold each file of the folder against (Subresource Integrity), by its name. */
function writeIntegrity() {
  const folder = 'dist/cdn/';
  const files = filesIn(folder).filter((file) => /\.(js|json)$/.test(file));
  const integrity = Object.fromEntries(
    files.map((file) => {
      const digest = createHash('sha384')
        .update(readFileSync(join(root, file)))
        .digest('base64');
      return [file.slice(folder.length), `sha384-${digest}`];
    }),
  );
  writeFileSync(
    join(dist, 'cdn/integrity.json'),
    `${JSON.stringify({ version: manifest.version, integrity }, null, 2)}\n`,
  );
}

/** For editors, and for checks in other languages. */
async function writeSchemas() {
  const { orderJsonSchema, policyJsonSchema } = await import(join(dist, 'policy/index.js'));
  for (const [name, schema] of [
    ['policy', policyJsonSchema()],
    ['order', orderJsonSchema()],
  ]) {
    writeFileSync(join(dist, `${name}.schema.json`), `${JSON.stringify(schema, null, 2)}\n`);
  }
}
