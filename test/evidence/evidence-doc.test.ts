import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { entryTypes, personalMembers } from '../../src/domain/log-entry.ts';

const text = readFileSync(new URL('../../docs/evidence.md', import.meta.url), 'utf8');
/** The types of entries in the first column of their table. */
const [, table = ''] = text.split('| `type` | tells of |');
const told = [...(table.split('\n\n')[0] ?? '').matchAll(/^\| (.+?) \|/gm)].flatMap(([, cell = '']) =>
  [...cell.matchAll(/`(.+?)`/g)].map(([, type]) => type),
);

describe('the page about the evidence log', () => {
  it('tells of every type of entry, and of no other', () => {
    assert.deepEqual([...told].sort(), [...entryTypes].sort());
  });

  it('names every personal member', () => {
    assert.deepEqual(
      personalMembers.filter((member) => !text.includes(`\`${member}\``)),
      [],
    );
  });
});
