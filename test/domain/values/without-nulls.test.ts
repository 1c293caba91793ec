import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { withoutNulls } from '../../../src/domain/values/without-nulls.ts';

describe('withoutNulls', () => {
  it('leaves null members out at any depth, and keeps those of facts', () => {
    const order = { paidAt: null, lines: [{ id: 'a', discount: null, facts: { gift: null } }], facts: { note: null } };
    assert.deepEqual(withoutNulls(order), { lines: [{ id: 'a', facts: { gift: null } }], facts: { note: null } });
  });

  it('gives the very same record where nothing is null', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        const once = withoutNulls(value);
        assert.equal(withoutNulls(once), once);
      }),
    );
  });

  it('does not change what it was given', () => {
    const order = Object.freeze({ shippedAt: null, payment: Object.freeze({ parts: null }) });
    assert.deepEqual(withoutNulls(order), { payment: {} });
  });
});
