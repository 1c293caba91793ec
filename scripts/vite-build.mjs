// What every build of the package has in common.
import { build } from 'vite';
import { root } from './entries.mjs';

/**
 * Chunks that Vite makes of modules; they are only written where `config.build.write` is true.
 * @param {string | Record<string, string>} input modules, from the root; by the names of their chunks
 * @param {import('vite').InlineConfig} config
 */
export async function viteBuild(input, { build: { rolldownOptions, ...options }, ...config }) {
  const [{ output }] = await build({
    root,
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    ...config,
    build: {
      target: 'es2022', // as TypeScript's, so that private fields stay what they are
      write: false,
      emptyOutDir: false,
      reportCompressedSize: false,
      lib: { entry: input, formats: ['es'] }, // a library gets no helper that preloads chunks
      ...options,
      rolldownOptions: { input, ...rolldownOptions },
    },
  });
  return output.filter((file) => file.type === 'chunk');
}

/** Patterns for packages that stay outside. */
export const packages = (names) => names.map((name) => new RegExp(`^${name}(/|$)`));
