// The public entries and where their sources are, read from the exports map so that it is the only list.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');
export const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** Paths, relative to the repository and with `/`, of the files in a folder; none if there is no such folder. */
export function filesIn(folder) {
  try {
    return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath ?? entry.path, entry.name)).replaceAll(sep, '/'))
      .sort();
  } catch (error) {
    if (error.code === 'ENOENT') return [];
    throw error;
  }
}

/** Where a source is in dist/: what is in src/ comes first. */
export const published = (source) => source.replace(/^src\//, '');

const sourceOf = (target) =>
  target.replace('./dist/mocks/', 'mocks/').replace('./dist/', 'src/').replace(/\.js$/, '.ts');

const patterns = Object.entries(manifest.exports)
  .filter(([, target]) => target?.default)
  .map(([key, target]) => ({ specifier: manifest.name + key.slice(1), source: sourceOf(target.default), target }));

const fill = (pattern, name) => pattern.replace('*', name);

/** Source file of a public specifier such as `order-cancel-elements/policy`, or undefined. */
export function resolvePublic(specifier) {
  for (const pattern of patterns) {
    const [start, end] = pattern.specifier.split('*');
    if (end === undefined ? specifier === start : specifier.startsWith(start) && specifier !== start) {
      const name = specifier.slice(start.length);
      // The elements that another one owns lie in its folder, and are nobody else's to import.
      if (!name.includes('/')) return fill(pattern.source, name);
    }
  }
  return undefined;
}

/** Style sheets are public too, and no modules. */
const sheetOf = (specifier) =>
  specifier.startsWith(`${manifest.name}/looks/`) ? `src${specifier.slice(manifest.name.length)}` : undefined;

/** Plugin for Vite: the package's own name leads to its sources, not to dist/. */
export const publicName = {
  name: 'public-name',
  enforce: 'pre',
  resolveId(specifier) {
    const source = resolvePublic(specifier) ?? sheetOf(specifier);
    return source && join(root, source);
  },
};

/** Every public entry whose source exists: `{ specifier, source, types, js }`, wildcards filled in. */
export function publicEntries() {
  const sources = [...filesIn('src'), ...filesIn('mocks')];
  return patterns.flatMap(({ specifier, source, target }) => {
    const [start, end = ''] = source.split('*');
    return sources
      .filter((file) =>
        source.includes('*')
          ? file.startsWith(start) &&
            file.endsWith(end) &&
            !file.slice(start.length, file.length - end.length).includes('/')
          : file === source,
      )
      .map((file) => {
        const name = file.slice(start.length, file.length - end.length);
        return {
          specifier: fill(specifier, name),
          source: file,
          types: fill(target.types, name),
          js: fill(target.default, name),
        };
      });
  });
}
