import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { presetNames } from '../../mocks/index.ts';
import { filesIn, root } from '../../scripts/entries.mjs';
import { presets } from '../domain/vectors.ts';

const files: string[] = filesIn('src/policy/presets').map((file: string) => file.replace(/^.*\/|\.ts$/g, ''));
const readme = readFileSync(join(root, 'README.md'), 'utf8');

describe('every preset', () => {
  it('is judged by vectors, in whatever language that is done', () => {
    assert.deepEqual(Object.keys(presets).sort(), files);
    for (const name of files) assert.ok(filesIn('test/vectors').includes(`test/vectors/${name}.json`), name);
  });

  it('has sample orders, but for one without rules, which is no shop of its own', () => {
    const shops = files.filter((name) => presets[name]?.rules.length !== 0);
    assert.deepEqual([...presetNames].sort(), shops);
  });

  for (const name of files) {
    it(`is told by its name in the README: ${name}`, () => {
      assert.equal(presets[name]?.id, name);
      assert.ok(readme.includes(`| \`${name}\` |`), `README.md has no row for ${name}`);
    });
  }
});
