import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { seriesOf } from '../../../src/elements/seller-cancel-queue/chart.ts';

const bucket = (counts: Record<string, number>) => ({
  from: '2026-01-01T00:00:00Z',
  to: '2026-02-01T00:00:00Z',
  counts,
});

describe('seriesOf', () => {
  it('puts the most frequent reasons first, and the rest together', () => {
    const buckets = [bucket({ a: 1, b: 5, c: 2, d: 1 }), bucket({ a: 1, '': 4 })];
    assert.deepEqual(seriesOf({ buckets, totals: {} }, 3), [
      { code: 'b', counts: [5, 0], total: 5 },
      { code: '', counts: [0, 4], total: 4 },
      { code: null, counts: [4, 1], total: 5 },
    ]);
  });

  it('PM-18 loses no count, whatever the reasons', () => {
    const counts = fc.dictionary(fc.string({ maxLength: 12 }), fc.nat(1000));
    fc.assert(
      fc.property(fc.array(counts, { maxLength: 14 }), fc.integer({ min: 1, max: 6 }), (all, limit) => {
        const series = seriesOf({ buckets: all.map(bucket), totals: {} }, limit);
        assert.ok(series.length <= limit);
        all.forEach((one, at) => {
          const sum = Object.keys(one).reduce((total, code) => total + (one[code] as number), 0);
          assert.equal(
            series.reduce((total, { counts: values }) => total + (values[at] as number), 0),
            sum,
          );
        });
      }),
    );
  });
});
