// One way to bundle for browsers, so that what is measured is what is shipped.
import { brotliCompressSync, constants } from 'node:zlib';
import { rolldown } from 'rolldown';
import { root } from './entries.mjs';

const output = {
  format: 'es',
  minify: true,
  comments: { legal: false, annotation: false, jsdoc: false },
  entryFileNames: '[name].js',
  chunkFileNames: 'chunks/[name]-[hash].js',
};

/**
 * Chunks of a bundle.
 * @param {string | Record<string, string>} input
 * @param {object} [options]
 * @param {string} [options.dir] folder to write to; nothing is written without
 * @param {string[]} [options.external] packages that are not included
 * @param {import('rolldown').Plugin[]} [options.plugins]
 * @param {import('rolldown').OutputOptions['codeSplitting']} [options.codeSplitting]
 * @param {import('rolldown').InputOptions['preserveEntrySignatures']} [options.preserveEntrySignatures] by default the
 *   entry also holds what lazy chunks share with it, as it is when a page is bundled
 */
export async function bundle(
  input,
  { dir, external = [], plugins = [], codeSplitting = true, preserveEntrySignatures = 'allow-extension' } = {},
) {
  const build = await rolldown({
    input,
    external: external.map((name) => new RegExp(`^${name}(/|$)`)),
    plugins,
    cwd: root,
    platform: 'browser',
    preserveEntrySignatures,
    resolve: { conditionNames: ['browser', 'production', 'import', 'default'] },
  });
  const result = await (dir
    ? build.write({ ...output, codeSplitting, dir })
    : build.generate({ ...output, codeSplitting }));
  await build.close();
  return result.output.filter((file) => file.type === 'chunk');
}

/**
 * The bundle for a script tag. What is needed at once is in a chunk of its own beside the entry: lazy chunks import it,
 * and would run a second copy of an entry that the page has loaded with a query (`….js?ver=1`).
 */
export const bundleForScriptTag = (options) =>
  bundle(
    { 'order-cancel-elements': 'src/define.ts' },
    {
      ...options,
      preserveEntrySignatures: 'strict',
      codeSplitting: { groups: [{ name: 'core', tags: ['$initial'] }] },
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
