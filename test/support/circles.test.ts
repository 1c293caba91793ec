import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';
import { filesIn, root } from '../../scripts/entries.mjs';

type Graph = Map<string, string[]>;

/** Which files a source imports at once, for their types too; what is loaded later comes later. */
function importsOf(file: string, code: string): string[] {
  const found = code.matchAll(/(?:^|\n)(?:import|export)[^;]*?from '(\.[^']+)'|\nimport '(\.[^']+)'/g);
  return [...found].map(([, from, bare]) => normalize(join(dirname(file), from ?? bare ?? '')));
}

/** A way from a file through others back to it, if there is one. */
function circleIn(graph: Graph): string[] | null {
  const over = new Set<string>();
  const visit = (file: string, way: string[]): string[] | null => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (over.has(file)) return null;
    over.add(file);
    for (const next of graph.get(file) ?? []) {
      const circle = visit(next, [...way, file]);
      if (circle) return circle;
    }
    return null;
  };
  for (const file of graph.keys()) {
    const circle = visit(file, []);
    if (circle) return circle;
  }
  return null;
}

test('no file imports itself by way of others, not even for a type', () => {
  const files: string[] = [...filesIn('src'), ...filesIn('mocks'), ...filesIn('demo')].filter((file: string) =>
    file.endsWith('.ts'),
  );
  const graph: Graph = new Map(
    files.map((file) => [
      file,
      importsOf(file, readFileSync(join(root, file), 'utf8')).filter((to) => files.includes(to)),
    ]),
  );
  assert.ok([...graph.values()].flat().length > files.length, 'imports are found');
  assert.equal(circleIn(graph)?.join(' -> '), undefined);
});

test('a circle is found', () => {
  assert.deepEqual(
    circleIn(
      new Map([
        ['a', ['b']],
        ['b', ['c']],
        ['c', ['b']],
      ]),
    ),
    ['b', 'c', 'b'],
  );
});
