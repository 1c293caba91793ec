import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { filesIn, root } from '../../scripts/entries.mjs';

interface Declared {
  tagName?: string;
  cssParts?: { name: string }[];
  cssProperties?: { name: string }[];
}

const elements: Declared[] = JSON.parse(readFileSync(join(root, 'dist/custom-elements.json'), 'utf8'))
  .modules.flatMap(({ declarations = [] }: { declarations?: Declared[] }) => declarations)
  .filter(({ tagName }: Declared) => tagName);

const looks: string[] = filesIn('dist/looks');

test('there are three looks, and each sets only what elements have', () => {
  assert.deepEqual(looks, ['dist/looks/dense.css', 'dist/looks/plain.css', 'dist/looks/soft.css']);
  const properties = new Set(elements.flatMap(({ cssProperties = [] }) => cssProperties.map(({ name }) => name)));
  const parts = new Set(
    elements.flatMap(({ tagName, cssParts = [] }) => cssParts.map(({ name }) => `${tagName}::part(${name})`)),
  );
  for (const look of looks) {
    const css = readFileSync(join(root, look), 'utf8');
    const set = [...css.matchAll(/(--oc-[a-z-]+):/g)].map(([, name]) => name as string);
    assert.ok(set.length > 2, look);
    assert.deepEqual(
      set.filter((name) => !properties.has(name)),
      [],
      look,
    );
    const named = [...css.matchAll(/[a-z-]+::part\([a-z-]+\)/g)].map(([name]) => name);
    assert.deepEqual(
      named.filter((name) => !parts.has(name)),
      [],
      look,
    );
  }
});
