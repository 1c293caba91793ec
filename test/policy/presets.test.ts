import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { presetNames } from '../../mocks/index.ts';
import { filesIn, root } from '../../scripts/entries.mjs';
import { policyFiles, presets } from '../domain/vectors.ts';

const files: string[] = filesIn('src/policy/presets').map((file: string) => file.replace(/^.*\/|\.ts$/g, ''));
const readme = readFileSync(join(root, 'README.md'), 'utf8');

describe('every preset', () => {
  it('is judged by vectors, in whatever language that is done', () => {
    assert.deepEqual(Object.keys(presets).sort(), files);
    const vectors = filesIn('test/vectors');
    for (const name of files)
      assert.ok(
        vectors.some((file) => /^test\/vectors\/(policies\/)?/.test(file) && file.endsWith(`/${name}.json`)),
        name,
      );
  });

  it('has sample orders where a page of the demo shows it', () => {
    assert.deepEqual([...presetNames].sort(), ['b2b-supplier', 'bricklink', 'poshmark', 'shop-builder']);
  });

  it('says of each rule where it comes from, if it was taken from public texts', () => {
    const lacking = policyFiles.flatMap(
      (name) => presets[name]?.rules.flatMap(({ id, source }) => (source ? [] : [`${name} ${id}`])) ?? [],
    );
    assert.deepEqual(lacking, []);
  });

  for (const name of files) {
    it(`is told by its name in the README: ${name}`, () => {
      assert.equal(presets[name]?.id, name);
      assert.ok(readme.includes(`| \`${name}\` |`), `README.md has no row for ${name}`);
    });
  }
});
