import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { docFile, presetsDoc } from '../../scripts/presets-doc.mjs';

it('the comparison of the presets says what they say', async () => {
  assert.equal(
    readFileSync(docFile, 'utf8'),
    await presetsDoc(),
    'node --import tsx scripts/presets-doc.mjs writes it',
  );
});
