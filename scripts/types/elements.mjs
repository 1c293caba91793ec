// dist/jsx/elements.d.ts: the elements by tag, with what they take; each framework's types are made of it.
import { elementsIn, eventsIn } from './manifest.mjs';

const comment = (text, indent = '') => (text ? `${indent}/** ${text} */\n` : '');

/** Attributes by their names, and properties by theirs where these differ. */
function membersOf({ name: element, members, attributes }) {
  const fields = members.filter(({ kind }) => kind === 'field');
  const typeOf = (name) => `${element}['${name}']`;
  const written = attributes
    .filter(({ name, fieldName }) => name !== fieldName)
    .map(({ name, fieldName, description, type }) => {
      // A number is written as text, too.
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a type, which TypeScript fills in
      const text = type.text === 'number' ? ' | `${number}`' : '';
      // What has no property of its own says its type itself.
      return `${comment(description, '  ')}  '${name}'?: ${fieldName ? typeOf(fieldName) : type.text}${text};`;
    });
  const held = fields.map(({ name, description }) => `${comment(description, '  ')}  ${name}?: ${typeOf(name)};`);
  return [...written, ...held].join('\n');
}

export function elementTypes(manifest) {
  const elements = elementsIn(manifest);
  const unknown = eventsIn(manifest).filter((name) => !/^(order|seller)-cancel-/.test(name));
  if (unknown.length > 0) throw new Error(`no event of the package: ${unknown.join(', ')}`);
  return [
    `import type { ${elements.map(({ name }) => name).join(', ')}, OrderCancelEventMap } from '../index.js';\n`,
    ...elements.map(
      (element) =>
        `${comment(element.description)}export interface ${element.name}Properties {\n${membersOf(element)}\n}\n`,
    ),
    '/** The elements by tag. */',
    'export interface OrderCancelElements {',
    ...elements.map(
      ({ tagName, name, description }) =>
        `${comment(description, '  ')}  '${tagName}': { element: ${name}; properties: ${name}Properties };`,
    ),
    '}\n',
    '/** Handlers of the events, which bubble: `on` and the name, as it is written. */',
    'export type EventHandlers<Prefix extends string = `on`> = {',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a type, which TypeScript fills in
    '  [Name in keyof OrderCancelEventMap as `${Prefix}${Name}`]?: (event: OrderCancelEventMap[Name]) => void;',
    '};',
    '',
  ].join('\n');
}
