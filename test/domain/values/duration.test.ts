import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { parseDuration } from '../../../src/domain/values/duration.ts';
import { durationFrom } from '../reference.ts';

const part = (unit: string) =>
  fc.option(fc.nat(9999), { nil: null }).map((count) => (count === null ? '' : count + unit));

describe('parseDuration', () => {
  it('agrees with Temporal on weeks, days, hours, minutes and seconds', () => {
    fc.assert(
      fc.property(part('W'), part('D'), part('H'), part('M'), part('S'), (weeks, days, hours, minutes, seconds) => {
        const time = hours + minutes + seconds;
        const text = `P${weeks}${days}${time && 'T'}${time}`;
        assert.equal(parseDuration(text), text === 'P' ? Number.NaN : durationFrom(text));
      }),
    );
  });

  for (const [text, milliseconds] of [
    ['PT0S', 0],
    ['PT1S', 1000],
    ['PT3H', 10_800_000],
    ['PT48H', 172_800_000],
    ['P2D', 172_800_000],
    ['P7D', 604_800_000],
    ['P2W', 1_209_600_000],
    ['P1DT12H30M', 131_400_000],
    ['P0003D', 259_200_000],
  ] as const) {
    it(`reads ${text}`, () => {
      assert.equal(parseDuration(text), milliseconds);
    });
  }

  for (const text of [
    '',
    'P',
    'PT',
    'P1DT',
    '3H',
    'T3H',
    'PT3',
    'P3H',
    'PT1D',
    'P1M',
    'P1Y',
    'P1D2W',
    'PT1M1H',
    'PT1.5H',
    'PT1,5H',
    '-P1D',
    'P-1D',
    '+P1D',
    'pt3h',
    'PT3h',
    ' PT3H',
    'PT3H ',
    'PT3H\n',
    'P1e3D',
    'P٣D',
    `P${'9'.repeat(40)}D`,
    `P${'9'.repeat(20)}D`,
  ]) {
    it(`refuses ${JSON.stringify(text.slice(0, 40))}`, () => {
      assert.equal(parseDuration(text), Number.NaN);
    });
  }

  for (const value of [undefined, null, 3, true, ['PT3H'], {}]) {
    it(`refuses ${JSON.stringify(value) ?? 'undefined'}, which is no text`, () => {
      assert.equal(parseDuration(value), Number.NaN);
    });
  }

  it('is finite or NaN on any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const length = parseDuration(text);
        assert.ok(Number.isNaN(length) || (Number.isSafeInteger(length / 1000) && length >= 0));
      }),
    );
  });
});
