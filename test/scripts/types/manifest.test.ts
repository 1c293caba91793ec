import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { filesIn, publicEntries, root } from '../../../scripts/entries.mjs';
import { codeCssData, codeHtmlData, webTypes } from '../../../scripts/types/editors.mjs';
import { customElementsManifest, elementsIn, eventsIn } from '../../../scripts/types/manifest.mjs';

interface Named {
  name: string;
  description?: string;
}

interface Declaration {
  tagName: string;
  name: string;
  summary: string;
  description: string;
  members: (Named & { kind: string })[];
  attributes: (Named & { type: { text: string } })[];
  events: (Named & { type: { text: string } })[];
  slots?: Named[];
  cssParts?: Named[];
  cssProperties?: Named[];
}

const tags: string[] = publicEntries().flatMap(
  ({ specifier }: { specifier: string }) => specifier.match(/\/define\/(.+)$/)?.[1] ?? [],
);
const names = (list: Named[] = []) => list.map(({ name }) => name);
const codeIn = (files: string[]) => files.map((file) => readFileSync(join(root, file), 'utf8')).join('\n');

/** Words that stand as they are in what a match found; of one that is made up only when it is rendered, nothing. */
const wordsIn = (code: string, pattern: RegExp) => [
  ...new Set(
    [...code.matchAll(pattern)].flatMap(([, words = '']) => words.match(/(?<![\w${-])[\w-]+(?![\w}-])/g) ?? []),
  ),
];

describe('the custom elements manifest', () => {
  let manifest: Awaited<ReturnType<typeof customElementsManifest>>;
  let elements: Declaration[];
  before(async () => {
    manifest = await customElementsManifest();
    elements = elementsIn(manifest) as Declaration[];
  });

  it('holds the public elements and their events, and nothing internal', () => {
    assert.deepEqual(names(elements.map(({ tagName }) => ({ name: tagName }))).sort(), [...tags].sort());
    const events = [...readFileSync(join(root, 'src/events/event-map.ts'), 'utf8').matchAll(/^ {2}'([\w-]+)': /gm)];
    assert.ok(events.length >= 5);
    assert.deepEqual(eventsIn(manifest).sort(), events.map(([, name]) => name).sort());
    const said = JSON.stringify(manifest);
    assert.doesNotMatch(said, /order-cancel-(dialog|story|alerts|inventory|lookup-view)|#|"private"|"protected"|DP-\d/);
  });

  it('says of every attribute, property, event, slot, part and custom property what it is for', () => {
    for (const element of elements) {
      const { members, attributes, events, slots = [], cssParts = [], cssProperties = [] } = element;
      assert.ok(element.summary && element.description, element.tagName);
      const all = [...members, ...attributes, ...events, ...slots, ...cssParts, ...cssProperties];
      assert.deepEqual(names(all.filter(({ description }) => !description)), [], element.tagName);
    }
  });

  it('knows the words that an attribute may hold', () => {
    const button = elements.find(({ tagName }) => tagName === 'order-cancel-button');
    const wordsOf = (wanted: string) => button?.attributes.find(({ name }) => name === wanted)?.type.text;
    assert.deepEqual(['when-denied', 'policy', 'actor'].map(wordsOf), [
      "'explain' | 'hide'",
      'string',
      "'buyer' | 'seller' | 'platform'",
    ]);
    assert.ok(!names(button?.members).includes('opened'));
  });

  for (const tag of tags) {
    it(`names every part of ${tag} that a page can reach, and no other`, () => {
      const element = elements.find(({ tagName }) => tagName === tag);
      const folder: string[] = filesIn(`src/elements/${tag}`).filter((file: string) => !file.endsWith('.styles.ts'));
      // What it owns has shadow trees of its own, from which only some parts are handed on.
      const own = folder.filter((file) => file.split('/').length === 4);
      const reached = [
        ...wordsIn(codeIn(own), /(?<!\w)part="([^"]*)"/g).filter((name) => !/^cell-/.test(name)),
        ...wordsIn(codeIn(folder), /exportparts(?:="|', ')([^"':]*)["']/g),
      ];
      const described = names(element?.cssParts);
      // Some are put together in code, not in a template.
      const isMadeUp = (name: string) => new RegExp(`['"\`]${name}\\b`).test(codeIn(own));
      assert.deepEqual(
        [...new Set(reached)].filter((name) => !described.includes(name) && !states.has(name)),
        [],
        'not described',
      );
      assert.deepEqual(
        described.filter((name) => !reached.includes(name) && !isMadeUp(name)),
        [],
        'not there',
      );
    });

    it(`names every custom property that ${tag} looks at`, () => {
      const element = elements.find(({ tagName }) => tagName === tag);
      const used = wordsIn(codeIn(filesIn(`src/elements/${tag}`)), /var\((--oc-[\w-]+)/g);
      assert.deepEqual(
        used.filter((name) => !names(element?.cssProperties).includes(name)),
        [],
      );
    });
  }

  it('is what editors are given', () => {
    const html = codeHtmlData(manifest) as { tags: { name: string; attributes: Named[] }[] };
    const web = webTypes(manifest) as {
      contributions: { html: { elements: { name: string; attributes: Named[] }[] } };
    };
    for (const list of [html.tags, web.contributions.html.elements]) {
      assert.deepEqual(
        list.map(({ name, attributes }) => [name, ...names(attributes)]),
        elements.map(({ tagName, attributes }) => [tagName, ...names(attributes)]),
      );
    }
    const css = codeCssData(manifest) as { properties: Named[]; pseudoElements: Named[] };
    assert.ok(names(css.properties).includes('--oc-danger'));
    assert.ok(names(css.pseudoElements).includes('::part(button)'));
  });
});

/** Parts that a description of another names: which state, column or reason it is. */
const states = new Set(['active', 'loading', 'offline', 'unknown', 'withheld', 'resolve']);
