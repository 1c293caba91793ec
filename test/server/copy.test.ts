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

test('a copy leaves out what is undefined, as JSON does', () => {
  const order = { id: 'o1', number: undefined, lines: [{ id: 'a', size: undefined }], facts: { gift: undefined } };
  assert.deepEqual(Object.keys(copy(order)), ['id', 'lines', 'facts']);
  assert.equal(JSON.stringify(copy(order)), JSON.stringify(order));
  assert.deepEqual(copy(order), JSON.parse(JSON.stringify(order)));
});
