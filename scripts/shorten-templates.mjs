// Takes whitespace that only people read out of the css`…` and html`…` of src/, for what browsers fetch.
import { normalizePath, parseSync, Visitor } from 'vite';
import { root } from './entries.mjs';
import { hole, shortenCss, shortenHtml } from './shorten-text.mjs';

const sources = `${normalizePath(root)}/src/`;

/** Plugin for Vite. */
export const shortTemplates = {
  name: 'short-templates',
  enforce: 'pre', // before types are removed, so that what is parsed is what was written
  transform: {
    filter: { id: /\.ts$/ },
    handler: (code, id) => (id.startsWith(sources) ? { code: shortenTemplates(code, id), map: null } : undefined),
  },
};

const languages = { css: (text) => ({ text: shortenCss(text), kept: [] }), html: shortenHtml };

/**
 * Code of a module (TypeScript) with its templates shortened. A template inside a `<pre>` of another is left as it is;
 * one that gets there through a variable, or that CSS shows with `white-space: pre`, is not recognised.
 */
export function shortenTemplates(code, file = 'module.ts') {
  const { program, errors } = parseSync(file, code, { lang: 'ts', astType: 'ts' });
  if (errors.length > 0) throw new SyntaxError(`${file}: ${errors[0].message}`);
  const templates = [];
  new Visitor({
    TaggedTemplateExpression({ tag, quasi }) {
      if (tag.type === 'Identifier' && Object.hasOwn(languages, tag.name)) templates.push([languages[tag.name], quasi]);
    },
  }).visit(program);

  const edits = [];
  const untouched = [];
  for (const [shorten, { start, quasis, expressions }] of templates.sort(([, a], [, b]) => a.start - b.start)) {
    const parts = quasis.map(({ value }) => value.cooked);
    if (parts.some((part) => part === null || part.includes(hole))) continue;
    if (untouched.some((outer) => outer.start <= start && start < outer.end)) continue;
    const { text, kept } = shorten(parts.join(hole));
    untouched.push(...kept.map((index) => expressions[index]));
    for (const [index, part] of text.split(hole).entries()) {
      // The range of a part includes what delimits it: ` or } before, ${ or ` behind.
      const { start, end, tail } = quasis[index];
      if (part !== parts[index]) edits.push({ start: start + 1, end: end - (tail ? 1 : 2), text: quote(part) });
    }
  }
  return edits
    .sort((a, b) => b.start - a.start)
    .reduce((result, { start, end, text }) => result.slice(0, start) + text + result.slice(end), code);
}

const quote = (text) => text.replace(/[\\`]|\$(?=\{)/g, '\\$&').replaceAll('\r', '\\r');
