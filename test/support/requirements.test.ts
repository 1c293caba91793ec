import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { filesIn, root } from '../../scripts/entries.mjs';

const glossary = 'docs/requirements.md';
const places = ['src', 'mocks', 'demo', 'docs', 'test', 'bench', 'scripts'];
const id = /\b(?:PM|BL|B2B|SB|DP|EU)-\d+\b/g;
const range = /\b(PM|BL|B2B|SB|DP|EU)-(\d+) to \1-(\d+)\b/g;

/** Ids in a text; a range stands for all between its ends. */
function idsIn(text: string): string[] {
  const between = [...text.matchAll(range)].flatMap(([, system, first, last]) =>
    Array.from({ length: Number(last) - Number(first) + 1 }, (_, at) => `${system}-${Number(first) + at}`),
  );
  return [...(text.match(id) ?? []), ...between];
}

/** Each id with a file that uses it. */
const used = new Map<string, string>();
for (const file of places.flatMap((folder) => filesIn(folder))) {
  if (file === glossary || !/\.(ts|mjs|js|md|json|html|css)$/.test(file)) continue;
  for (const one of idsIn(readFileSync(join(root, file), 'utf8'))) used.set(one, file);
}
const explained = [
  ...readFileSync(join(root, glossary), 'utf8').matchAll(/^- \*\*([A-Z0-9]+-\d+)\*\*: \S.*\.$|^- .*$/gm),
];
const ids = explained.map(([line, one]) => one ?? line);

test('Every requirement id that the repository uses is explained in the glossary', () => {
  const missing = [...used].filter(([one]) => !ids.includes(one)).map(([one, file]) => `${one} (${file})`);
  assert.deepEqual(missing, [], `explain in ${glossary}`);
});

test('The glossary explains no requirement id that nothing uses', () => {
  const surplus = ids.filter((one) => !used.has(one));
  assert.deepEqual(surplus, [], `remove from ${glossary}`);
});

test('The glossary explains each requirement id once', () => {
  assert.deepEqual(
    ids.filter((one, at) => ids.indexOf(one) !== at),
    [],
  );
});
