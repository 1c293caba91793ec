import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { rowsPerPage, scrollTopFor, windowOf } from '../../../src/elements/seller-cancel-queue/virtual.ts';

const sizes = {
  viewport: fc.integer({ min: 1, max: 2000 }),
  rowHeight: fc.integer({ min: 20, max: 400 }),
  count: fc.integer({ min: 0, max: 1_000_000 }),
};

describe('windowOf', () => {
  it('holds every row that is seen, and few more, wherever it is scrolled to', () => {
    fc.assert(
      fc.property(fc.record({ ...sizes, share: fc.double({ min: 0, max: 1, noNaN: true }) }), ({ share, ...size }) => {
        const { height } = windowOf({ ...size, scrollTop: 0 });
        const scrollTop = share * Math.max(0, height - size.viewport);
        const { first, last, shift } = windowOf({ ...size, scrollTop });
        assert.ok(first >= 0 && last <= size.count);
        assert.ok(last - first <= Math.ceil(size.viewport / size.rowHeight) + 14, `${last - first} rows`);
        // The row that stands at the top and the one at the bottom of what is seen.
        for (const y of [scrollTop, Math.min(scrollTop + size.viewport, height) - 1]) {
          const index = Math.floor((y + shift) / size.rowHeight);
          if (size.count > 0 && index < size.count) assert.ok(index >= first && index < last, `row ${index}`);
        }
      }),
    );
  });

  it('reaches the last row at the end of a height that engines can lay out', () => {
    const size = { viewport: 600, rowHeight: 184, count: 1_000_000 };
    const { height } = windowOf({ ...size, scrollTop: 0 });
    assert.ok(height <= 8_000_000);
    const { last, shift } = windowOf({ ...size, scrollTop: height - 600 });
    assert.equal(last, 1_000_000);
    assert.equal(Math.round(size.rowHeight * size.count - shift), height);
  });

  it('does not stretch 100,000 rows of a table', () => {
    const { height, shift } = windowOf({ viewport: 600, rowHeight: 64, count: 100_000, scrollTop: 1_000_000 });
    assert.deepEqual([height, shift], [6_400_000, 0]);
  });
});

describe('scrollTopFor', () => {
  it('brings a row wholly into sight, and leaves the position where it already is', () => {
    fc.assert(
      fc.property(
        fc.record({
          ...sizes,
          viewport: fc.integer({ min: 400, max: 2000 }),
          count: fc.integer({ min: 1, max: 1_000_000 }),
        }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 0.999999, noNaN: true }),
        (size, from, which) => {
          const { height } = windowOf({ ...size, scrollTop: 0 });
          const end = Math.max(0, height - size.viewport);
          const index = Math.floor(which * size.count);
          const scrollTop = Math.min(end, scrollTopFor(index, { ...size, scrollTop: from * end }));
          const { shift } = windowOf({ ...size, scrollTop });
          const top = index * size.rowHeight - shift;
          assert.ok(top >= scrollTop - 1 && top + size.rowHeight <= scrollTop + size.viewport + 1);
          assert.ok(Math.abs(scrollTopFor(index, { ...size, scrollTop }) - scrollTop) < 1);
        },
      ),
    );
  });
});

describe('rowsPerPage', () => {
  it('keeps one row of the former page in sight, and moves by one at least', () => {
    assert.equal(rowsPerPage({ viewport: 640, rowHeight: 64 }), 9);
    assert.equal(rowsPerPage({ viewport: 50, rowHeight: 184 }), 1);
  });
});
