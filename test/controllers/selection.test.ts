import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Selection } from '../../src/controllers/selection.ts';

const rows = ['a', 'b', 'c', 'd', 'e'];
const between = (one: string, other: string): string[] => {
  const [from, to] = [rows.indexOf(one), rows.indexOf(other)].sort((x, y) => x - y) as [number, number];
  return rows.slice(from, to + 1);
};

describe('Selection', () => {
  it('grows and shrinks with where the range ends, from where it began', () => {
    const selection = new Selection();
    selection.extend('c', 'd', between);
    selection.extend('d', 'e', between);
    assert.deepEqual([...selection.ids], ['c', 'd', 'e']);
    selection.extend('e', 'd', between);
    selection.extend('d', 'c', between);
    selection.extend('c', 'b', between);
    assert.deepEqual([...selection.ids], ['b', 'c']);
  });

  it('keeps what was chosen before a range', () => {
    const selection = new Selection();
    selection.toggle('a');
    selection.leave();
    selection.extend('c', 'd', between);
    assert.deepEqual([...selection.ids], ['a', 'c', 'd']);
    selection.leave();
    selection.extend('e', 'd', between);
    assert.deepEqual([...selection.ids].sort(), ['a', 'c', 'd', 'e']);
  });

  it('takes all, and lets go of all', () => {
    const selection = new Selection();
    selection.all(rows);
    assert.equal(selection.ids.size, 5);
    selection.toggle('b');
    assert.equal(selection.has('b'), false);
    selection.clear();
    assert.equal(selection.ids.size, 0);
  });
});
