// The custom elements manifest: what the public elements take, fire and show, from the JSDoc of their classes.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cli } from '@custom-elements-manifest/analyzer/cli.js';
import { filesIn, publicEntries, published, root } from '../entries.mjs';

/** The manifest of what is published, with the paths of dist/. */
export async function customElementsManifest() {
  const { schemaVersion, modules } = withoutNotes(
    await cli({ argv: ['analyze', '--config', 'scripts/types/analyzer.config.mjs'], cwd: root, noWrite: true }),
  );
  const found = new Map(modules.map((module) => [module.path, module]));
  const aliases = literalTypes();
  const elements = publicEntries()
    .filter(({ source }) => source.startsWith('src/elements/'))
    .flatMap(({ source }) => {
      const tag = source.split('/').at(-2);
      const path = `src/elements/${tag}/${tag}.ts`;
      const declaration = found.get(path)?.declarations.find(({ tagName }) => tagName === tag);
      if (!declaration) throw new Error(`${path}: no class with @tagname ${tag}`);
      return elementModules(path, elementOf(declaration, aliases));
    });
  const events = modules
    .filter(({ path }) => path.startsWith('src/events/'))
    .flatMap(({ path, declarations }) =>
      declarations
        .filter(({ kind }) => kind === 'class')
        .map((declaration) =>
          moduleOf(path, { ...declaration, members: (declaration.members ?? []).filter(isOpen).map(plain) }),
        ),
    );
  return { schemaVersion, readme: 'README.md', modules: [...elements, ...events] };
}

/** The elements of a manifest, by tag. */
export function elementsIn({ modules }) {
  return modules.flatMap(({ declarations = [] }) => declarations.filter(({ customElement }) => customElement));
}

/** The events that a manifest's elements fire. */
export const eventsIn = (manifest) => [
  ...new Set(elementsIn(manifest).flatMap(({ events = [] }) => events.map(({ name }) => name))),
];

/** Ids of requirements and line ends are for whoever reads the source. */
const withoutNotes = (manifest) =>
  JSON.parse(JSON.stringify(manifest), (name, value) =>
    name === 'description' ? value.replace(/\s*\([A-Z0-9]+-\d+[^)]*\)/g, '').replace(/\s+/g, ' ') : value,
  );

function elementOf({ members = [], attributes = [], events = [], ...declaration }, aliases) {
  const typed = ({ type }) => type !== undefined;
  return {
    ...declaration,
    superclass: { name: 'LitElement', package: 'lit' },
    // Without a type it is state of the element's own, which the analyzer takes for a property.
    members: members.filter((member) => isOpen(member) && (member.kind !== 'field' || typed(member))).map(plain),
    attributes: attributes
      .filter((attribute) => typed(attribute) && !isPrivate(attribute, members))
      .map(({ inheritedFrom: _, type, ...attribute }) => ({
        ...attribute,
        type: { text: attributeType(type.text, aliases) },
      })),
    // One that is dispatched as an object of its class has no name; its @fires has.
    events: events.filter(({ name }) => name).map(plain),
    customElement: true,
  };
}

/** What stands in the classes that several elements extend is each one's own here. */
const plain = ({ inheritedFrom: _, ...member }) => member;

const isOpen = ({ privacy, static: isStatic, name }) =>
  privacy !== 'private' && privacy !== 'protected' && !isStatic && !name.startsWith('#') && !lifecycle.has(name);

const lifecycle = new Set(['connectedCallback', 'disconnectedCallback', 'render', 'updated', 'styles', 'properties']);

const isPrivate = ({ fieldName }, members) =>
  members.some(({ name, privacy }) => name === fieldName && (privacy === 'private' || privacy === 'protected'));

/** What may be written as text: the literals of a union, a number, or any text. */
function attributeType(text, aliases) {
  const parts = text
    .split('|')
    .map((part) => part.trim())
    .flatMap((part) => aliases.get(part)?.split(' | ') ?? [part]);
  const written = parts.filter((part) => /^'.*'$|^(string|number|boolean)$/.test(part));
  if (written.length === 0) throw new Error(`an attribute cannot hold ${text}`);
  return written.join(' | ');
}

/** `type Actor = 'buyer' | 'seller'`, by name: an editor wants to know the words. */
function literalTypes() {
  const code = filesIn('src/domain').map((file) => readFileSync(join(root, file), 'utf8'));
  const found = code.join('\n').matchAll(/^export type (\w+) =((?:\s*\|?\s*'[^']*')+);/gm);
  return new Map([...found].map(([, name, union]) => [name, union.match(/'[^']*'/g).join(' | ')]));
}

const builtPath = (path) => `dist/${published(path).replace(/\.ts$/, '.js')}`;

function moduleOf(source, declaration) {
  const path = builtPath(source);
  const { name } = declaration;
  return {
    kind: 'javascript-module',
    path,
    declarations: [declaration],
    exports: [{ kind: 'js', name, declaration: { name, module: path } }],
  };
}

function elementModules(source, declaration) {
  const { name, tagName } = declaration;
  return [
    moduleOf(source, declaration),
    {
      kind: 'javascript-module',
      path: builtPath(source.replace(/[^/]+$/, 'define.ts')),
      declarations: [],
      exports: [{ kind: 'custom-element-definition', name: tagName, declaration: { name, module: builtPath(source) } }],
    },
  ];
}
