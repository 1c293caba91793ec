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
    generateBundle(_, chunks) {
      // Nobody asks for it any more.
      for (const name of Object.keys(chunks)) if (runtime.test(name)) delete chunks[name];
      for (const chunk of Object.values(chunks))
        if (chunk.type === 'chunk') leaveAlone(chunk, chunks[`${chunk.fileName}.map`]);
    },
  };
}

/** Tells a server such as Vite's that an import's address is nothing for it to look into: the minifier took that away. */
function leaveAlone(chunk, mapFile) {
  const note = '/* @vite-ignore */';
  const lines = chunk.code.split('\n');
  const map = mapFile && JSON.parse(mapFile.source);
  const mappings = map?.mappings.split(';');
  for (const [at, line] of lines.entries()) {
    const column = line.search(/\bimport\([\w$]+\)/) + 'import('.length;
    if (column < 'import('.length) continue;
    lines[at] = line.slice(0, column) + note + line.slice(column);
    if (mappings) mappings[at] = shifted(mappings[at], column, note.length);
  }
  chunk.code = lines.join('\n');
  if (mappings) mapFile.source = JSON.stringify({ ...map, mappings: mappings.join(';') });
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** One line of a source map's mappings (each begins with how far it is from the one before), from a column on moved by so much. */
function shifted(line, column, by) {
  let at = 0;
  let done = false;
  const moved = line.split(',').map((mapping) => {
    if (done || !mapping) return mapping;
    const [first] = mapping.match(/^[g-z0-9+/]*[A-Za-f]/);
    const bits = [...first].reduceRight((sum, digit) => sum * 32 + (digits.indexOf(digit) % 32), 0);
    at += bits >> 1; // within a line it only grows
    if (at < column) return mapping;
    done = true;
    let rest = ((bits >> 1) + by) * 2;
    let text = '';
    do {
      text += digits[(rest % 32) + (rest >= 32 ? 32 : 0)];
      rest >>= 5;
    } while (rest > 0);
    return text + mapping.slice(first.length);
  });
  return moved.join(',');
}

const runtime = /rolldown-runtime/;

/** The bundler has a file of its own for the one helper that a chunk may need: one more trip. */
function inlineRuntime(code) {
  const helper = /__exportAll\((?!\{\}\))/.test(code)
    ? '(all) => Object.defineProperties({}, Object.fromEntries(Object.entries(all).map(([name, get]) => [name, { get, enumerable: true }])))'
    : 'Object'; // of modules that export nothing
  return code.replace(
    /^import \{ (\w+) as __exportAll \} from "[^"]*rolldown-runtime[^"]*";$/m,
    `const __exportAll = ${helper};`,
  );
}
