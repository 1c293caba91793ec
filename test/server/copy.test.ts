import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { copy } from '../../src/server/copy.ts';

test('a copy of JSON is equal and shares nothing, whatever its names', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const json = JSON.parse(JSON.stringify(value));
      assert.deepEqual(copy(json), structuredClone(json));
    }),
  );
  const hostile = JSON.parse('{"__proto__":{"polluted":[1]},"constructor":{"a":null}}');
  const made = copy(hostile);
  assert.equal(JSON.stringify(made), JSON.stringify(hostile));
  assert.equal('polluted' in made, false);
  made.constructor.a = 1;
  assert.equal(hostile.constructor.a, null);
});
