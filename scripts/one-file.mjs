// What a page needs before its first button, in one file.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { filesIn, root } from './entries.mjs';

/**
 * Plugin for Vite: lazy chunks take what they share with the entry from a place on the page, and do not import it. An
 * import would run a second copy of an entry that the page has loaded with a query (`….js?ver=1`); a chunk of its own for
 * what they share would be one more trip before the first button. The place is named after what is inside: no chunk of
 * another version takes from it.
 * @param {string} entry name of the entry's file
 */
export function oneFile(entry) {
  const files = [...filesIn('src'), 'package-lock.json'];
  const hash = createHash('sha256');
  for (const file of files) hash.update(readFileSync(`${root}/${file}`));
  const place = `globalThis[Symbol.for("order-cancel-elements ${hash.digest('hex').slice(0, 12)}")]`;
  const from = `"\\.{1,2}/${entry.replaceAll('.', '\\.')}"`;
  const taken = new RegExp(`^import \\{(.*)\\} from ${from};$`, 'gm');
  const whole = new RegExp(`import\\(${from}\\)`, 'g');
  const left = new RegExp(`(?:from|import) ?\\(?${from}`);

  const lend = (code) =>
    code.replace(/^export \{(.*)\};$/m, (_, list) => {
      const names = list.split(',').map((one) => one.trim().split(' as '));
      // The bundler gives short names to what only chunks take.
      const isPublic = ([local, name = local]) => name.length > 3;
      const members = names.map(([local, name = local]) => `${name}: ${local}`);
      const exported = names.filter(isPublic).map((pair) => pair.join(' as '));
      // A second copy leaves the first one's: the elements are its.
      return `${place} ??= { ${members.join(', ')} }; export { ${exported.join(', ')} };`;
    });

  const borrow = (code) =>
    code
      .replace(taken, (_, list) => `const {${list.replaceAll(' as ', ': ')}} = ${place};`)
      .replace(whole, `Promise.resolve(${place})`);

  return {
    name: 'one-file',
    renderChunk(code, { fileName }) {
      const changed = inlineRuntime(fileName === entry ? lend(code) : borrow(code));
      if (left.test(changed)) throw new Error(`${fileName} still imports ${entry}`);
      // Every line stays where it is, and so do source maps.
      return changed === code ? null : { code: changed, map: null };
    },
  };
}

/** The bundler has a file of its own for the one helper that a chunk may need: one more trip. */
function inlineRuntime(code) {
  return code.replace(
    /^import \{ (\w+) as __exportAll \} from "[^"]*rolldown-runtime[^"]*";$/m,
    'const __exportAll = (all) => Object.defineProperties({}, Object.fromEntries(Object.entries(all).map(([name, get]) => [name, { get, enumerable: true }])));',
  );
}
