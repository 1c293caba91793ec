import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fromBase64, toBase64 } from '../../../src/server/stores/base64.ts';

test('Bytes in base64 are what Node makes of them, and come back, at every length', () => {
  const lengths = fc.oneof(
    fc.nat(9),
    fc.integer({ min: 24_570, max: 24_580 }),
    fc.integer({ min: 49_148, max: 49_156 }),
  );
  fc.assert(
    fc.property(lengths, fc.integer({ min: 1, max: 255 }), (length, step) => {
      const bytes = Uint8Array.from({ length }, (_, at) => (at * step) % 256);
      assert.equal(toBase64(bytes), Buffer.from(bytes).toString('base64'));
      assert.deepEqual(fromBase64(toBase64(bytes)), bytes);
    }),
  );
});
