// What editors read of the manifest: custom data of VS Code, and web types of the JetBrains editors.
import { manifest as pkg } from '../entries.mjs';
import { elementsIn } from './manifest.mjs';

/** `'a' | 'b'` as a list of words; none where any text may stand. */
const wordsOf = ({ type }) => [...type.text.matchAll(/'([^']*)'/g)].map(([, name]) => ({ name }));

const described = ({ name, description }) => ({ name, ...(description && { description }) });

/** Everything by its name, once: several elements share the custom properties. */
const byName = (entries) => [...new Map(entries.map((entry) => [entry.name, entry])).values()];

export const codeHtmlData = (manifest) => ({
  version: 1.1,
  tags: elementsIn(manifest).map(({ tagName, description, attributes }) => ({
    name: tagName,
    description,
    attributes: attributes.map((attribute) => {
      const values = wordsOf(attribute);
      return { ...described(attribute), ...(values.length > 0 && { values }) };
    }),
    references: [{ name: pkg.name, url: pkg.homepage }],
  })),
});

export const codeCssData = (manifest) => ({
  version: 1.1,
  properties: byName(elementsIn(manifest).flatMap(({ cssProperties = [] }) => cssProperties.map(described))),
  pseudoElements: byName(
    elementsIn(manifest).flatMap(({ tagName, cssParts = [] }) =>
      cssParts.map(({ name, description }) => ({
        name: `::part(${name})`,
        description: `${description} (\`${tagName}\`)`,
      })),
    ),
  ),
});

export const webTypes = (manifest) => ({
  $schema: 'https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json',
  name: pkg.name,
  version: pkg.version,
  'description-markup': 'markdown',
  contributions: {
    html: {
      elements: elementsIn(manifest).map((element) => ({
        name: element.tagName,
        description: element.description,
        'doc-url': pkg.homepage,
        attributes: element.attributes.map((attribute) => ({
          ...described(attribute),
          required: false,
          value: { type: attribute.type.text },
        })),
        slots: (element.slots ?? []).map(described),
        js: {
          properties: element.members
            .filter(({ kind }) => kind === 'field')
            .map((member) => ({ ...described(member), type: member.type.text })),
          events: element.events.map((event) => ({ ...described(event), type: event.type.text })),
        },
        css: {
          properties: (element.cssProperties ?? []).map(described),
          parts: (element.cssParts ?? []).map(described),
        },
      })),
    },
  },
});
