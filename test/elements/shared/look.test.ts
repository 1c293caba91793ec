import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { filesIn, root } from '../../../scripts/entries.mjs';
import { cancellationStates } from '../../../src/domain/records.ts';
import { toneOf } from '../../../src/elements/shared/look/tone.ts';

/** Where a property that a page may set has its default. */
const home = 'src/elements/shared/look/';

const uses = filesIn('src/elements')
  .filter((file: string) => file.endsWith('.ts'))
  .flatMap((file: string) => {
    const text = readFileSync(join(root, file), 'utf8');
    return [...text.matchAll(/var\(\s*(--oc-[\w-]+)/g)].map(([, name]) => ({ file, name: name as string }));
  });

test('every property that a page may set is read in one place, where it has its one default', () => {
  const elsewhere = uses.filter(({ file }) => !file.startsWith(home));
  assert.deepEqual(elsewhere, []);
  const names = uses.filter(({ file }) => file.startsWith(home)).map(({ name }) => name);
  assert.ok(names.length > 10);
  assert.deepEqual(names, [...new Set(names)]);
});

test('every private name that the elements use has been given its value in one place', () => {
  const given = filesIn('src/elements/shared/look')
    .map((file: string) => readFileSync(join(root, file), 'utf8'))
    .flatMap((text) => [...text.matchAll(/^\s+(--_[\w-]+): var\(--oc-[\w-]+, .+\);$/gm)].map(([, name]) => name));
  const used = filesIn('src/elements').flatMap((file: string) =>
    [...readFileSync(join(root, file), 'utf8').matchAll(/var\((--_[\w-]+)/g)].map(([, name]) => name),
  );
  assert.deepEqual([...new Set(used)].filter((name) => !given.includes(name)).sort(), []);
});

test('every state of a cancellation has a tone, and a state of a newer server is neutral', () => {
  for (const state of cancellationStates)
    assert.ok(['neutral', 'pending', 'danger', 'success'].includes(toneOf(state)));
  assert.equal(toneOf('cancelled'), 'danger');
  assert.equal(toneOf('requested'), 'pending');
  assert.equal(toneOf('toString'), 'neutral');
});
