import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isQuantity, sumOfQuantities } from '../../../src/domain/values/quantity.ts';

describe('quantities', () => {
  it('have at most three decimals and are not negative', () => {
    const quantities = [0, 1, 2.5, 0.001, 20_000.125, 0.1 + 0.7];
    assert.deepEqual(quantities.map(isQuantity), [true, true, true, true, true, false]);
    const others = [-1, 0.0001, Number.NaN, Number.POSITIVE_INFINITY, 1e13, '1', null];
    assert.deepEqual(others.filter(isQuantity), []);
  });

  it('add up exactly, whatever their order', () => {
    const thousandths = fc.array(fc.integer({ min: 0, max: 1_000_000_000 }), { maxLength: 20 });
    fc.assert(
      fc.property(thousandths, (parts) => {
        const sum = parts.reduce((one, other) => one + other, 0) / 1000;
        assert.equal(sumOfQuantities(...parts.map((part) => part / 1000)), sum);
      }),
    );
  });
});
