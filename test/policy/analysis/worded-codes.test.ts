import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { languages } from '../../../src/i18n/chunks/languages.ts';
import { type CodeKind, wordedCodes, wordedLanguages } from '../../../src/policy/analysis/worded-codes.ts';

/** Under which of the messages' groups the codes of a kind are worded. */
const groups: Record<CodeKind, string[]> = {
  reasons: ['why', 'denied'],
  alternatives: ['instead'],
  advice: ['advice'],
  choices: ['reason'],
  methods: ['method'],
  risk: ['risk'],
  time: ['time'],
  cost: ['cost'],
};

describe('The codes that the analysis takes for worded', () => {
  const messages: Record<string, Record<string, unknown>> = JSON.parse(
    readFileSync('src/i18n/messages/en.json', 'utf8'),
  );
  const keys = Object.values(messages).flatMap((section) => Object.keys(section));

  for (const kind of Object.keys(groups) as CodeKind[]) {
    it(`are the messages’ own: ${kind}`, () => {
      const codes = keys.flatMap((key) => {
        const [group, code] = [key.slice(0, key.indexOf('.')), key.slice(key.indexOf('.') + 1)];
        return groups[kind].includes(group) ? [code] : [];
      });
      assert.deepEqual([...wordedCodes[kind]].sort(), [...new Set(codes)].sort());
    });
  }

  it('are in the package’s languages', () => {
    const names = new Set([...languages.map((language) => language.split('-')[0]), 'in', 'iw', 'nn', 'no']);
    assert.deepEqual([...wordedLanguages].sort(), [...names].sort());
  });
});
