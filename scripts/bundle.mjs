// One way to bundle for browsers, so that what is measured is what is shipped.
import { brotliCompressSync, constants } from 'node:zlib';
import { oneFile } from './one-file.mjs';
import { packages, viteBuild } from './vite-build.mjs';

const output = {
  minify: { compress: { target: 'es2022' }, mangle: { toplevel: true }, codegen: true },
  comments: false, // licences are in a file beside the bundle
  entryFileNames: '[name].js',
  // Names are part of what every page fetches: no more of them than tells what is inside, and as few signs of the hash, of few kinds, as
  // the bundler takes: 28 bits, which no two versions of one file are likely to share.
  hashCharacters: 'hex',
  chunkFileNames: ({ name }) => `chunks/${name.replace(/-(?:view|words)$/, '')}-[hash:7].js`,
};

/**
 * Chunks of a bundle.
 * @param {string | Record<string, string>} input
 * @param {object} [options]
 * @param {string} [options.dir] folder to write to; nothing is written without
 * @param {string[]} [options.external] packages that are not included
 * @param {import('vite').Plugin[]} [options.plugins]
 * @param {import('vite').Rolldown.OutputOptions['codeSplitting']} [options.codeSplitting]
 * @param {import('vite').Rolldown.InputOptions['preserveEntrySignatures']} [options.preserveEntrySignatures] by default
 *   the entry also holds what lazy chunks share with it, as it is when a page is bundled
 */
export const bundle = (
  input,
  { dir, external = [], plugins = [], codeSplitting = true, preserveEntrySignatures = 'allow-extension' } = {},
) =>
  viteBuild(input, {
    plugins,
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      // What is only measured needs no map.
      ...(dir && { outDir: dir, write: true, sourcemap: true }),
      rolldownOptions: {
        external: packages(external),
        preserveEntrySignatures,
        output: { ...output, codeSplitting },
      },
    },
  });

/**
 * What is needed at once is one file, what is needed next another, and what the dialog shows a third: a file that imports
 * a second one is a trip more on a slow line.
 */
export const inFewFiles = {
  groups: [
    { name: 'core', tags: ['$initial'], priority: 3 },
    {
      name: 'next',
      test: /order-cancel-button\/details\.ts|client\/(?:policy-compiler|live)\.ts|backend\/rest-list\.ts|i18n\/(?:format-time|load-texts)\.ts/,
      priority: 2,
    },
    { name: 'dialog', test: /order-cancel-button\/dialog\/define\.ts|chunks\/en\/(?:dialog|form)\.ts/, priority: 1 },
  ],
};

/** The bundle for a script tag: what is needed at once is in one file. */
export const bundleForScriptTag = (options) =>
  bundle(
    { 'order-cancel-elements': 'src/define.ts' },
    {
      ...options,
      plugins: [oneFile('order-cancel-elements.js')],
      codeSplitting: inFewFiles,
    },
  );

/** A chunk and what it imports statically: what is fetched before it runs. */
export function withStaticImports(chunks, ...starts) {
  const found = new Set();
  const visit = (chunk) => {
    if (!chunk || found.has(chunk)) return;
    found.add(chunk);
    for (const fileName of chunk.imports) visit(chunks.find((other) => other.fileName === fileName));
  };
  for (const start of starts) visit(start);
  return [...found];
}

/** Modules that left code in a chunk. */
export const modulesIn = (chunk) => Object.keys(chunk.modules).filter((id) => chunk.modules[id].renderedLength > 0);

export const brotliSize = (chunks) =>
  chunks.reduce(
    (sum, { code }) => sum + brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length,
    0,
  );
