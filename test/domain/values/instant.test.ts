import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { formatInstant, parseInstant } from '../../../src/domain/values/instant.ts';
import { instantFrom } from '../reference.ts';

const digits = (length: number) => fc.nat(10 ** length - 1).map((value) => String(value).padStart(length, '0'));
/** Mostly the right digits, and mostly in range. */
const within = (low: number, high: number) =>
  fc.oneof(
    { arbitrary: fc.integer({ min: low, max: high }).map((value) => String(value).padStart(2, '0')), weight: 30 },
    { arbitrary: digits(2), weight: 1 },
  );
const rarely = (usual: string, ...others: string[]) =>
  fc.oneof({ arbitrary: fc.constant(usual), weight: 60 }, { arbitrary: fc.constantFrom(...others), weight: 1 });
const fraction = fc.oneof(
  { arbitrary: fc.constant(''), weight: 3 },
  { arbitrary: fc.array(digits(1), { minLength: 1, maxLength: 19 }).map((all) => `.${all.join('')}`), weight: 3 },
  { arbitrary: fc.constantFrom('.', ',5', '.5.5', '.٣'), weight: 1 },
);
const offset = fc.oneof(
  rarely('Z', 'z', '', ' Z', 'Zulu', '+00', '-00:00', '[UTC]'),
  fc.tuple(rarely('+', '-', '−', ''), within(0, 23), rarely(':', ''), within(0, 59)).map((parts) => parts.join('')),
);
/** Texts at the border of RFC 3339: about half of them are date-times. */
const almostInstant = fc
  .tuple(
    fc.oneof({ arbitrary: digits(4), weight: 30 }, { arbitrary: fc.constantFrom('+02026', '026', '-0001'), weight: 1 }),
    rarely('-', '', '/'),
    within(1, 12),
    rarely('-', ''),
    within(1, 31),
    rarely('T', 't', ' ', ''),
    within(0, 23),
    rarely(':', '.', ''),
    within(0, 59),
    rarely(':', ''),
    within(0, 59),
    fraction,
    offset,
  )
  .map((parts) => parts.join(''));

describe('parseInstant', () => {
  it('agrees with Temporal on texts that are RFC 3339 or almost', () => {
    let valid = 0;
    fc.assert(
      fc.property(almostInstant, (text) => {
        const expected = instantFrom(text);
        if (expected !== null) valid++;
        assert.equal(parseInstant(text), expected ?? Number.NaN);
      }),
      { numRuns: 10_000 },
    );
    assert.ok(valid > 2000, `only ${valid} were valid`);
  });

  it('reads what it writes, to the millisecond, in any year of four digits', () => {
    const first = Date.parse('0000-01-01T00:00:00Z');
    const last = Date.parse('9999-12-31T23:59:59.999Z');
    fc.assert(
      fc.property(fc.integer({ min: first, max: last }), (at) => {
        assert.equal(parseInstant(formatInstant(at)), at);
      }),
    );
  });

  it('agrees with Date on every day of four centuries, real or not', () => {
    for (let year = 1900; year < 2300; year++) {
      for (let month = 1; month <= 12; month++) {
        const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
        for (const day of [1, 28, 29, 30, 31]) {
          const text = `${year}-${String(month).padStart(2, '0')}-${day < 10 ? '0' : ''}${day}T00:00:00Z`;
          assert.equal(parseInstant(text), day <= last ? Date.UTC(year, month - 1, day) : Number.NaN, text);
        }
      }
    }
  });

  for (const text of [
    '',
    '2026-03-01',
    '2026-03-01T12:00:00',
    '2026-03-01T12:00Z',
    '2026-03-01 12:00:00Z',
    '2026-03-01T24:00:00Z',
    '2026-03-01T23:59:60Z',
    '2026-03-01T12:00:00+24:00',
    '2026-03-01T12:00:00+0100',
    '2026-03-01T12:00:00Z\n',
    ' 2026-03-01T12:00:00Z',
    '2026-03-01T12:00:00.Z',
    `2026-03-01T12:00:00.${'0'.repeat(20)}Z`,
    `2026-03-01T12:00:00.${'0'.repeat(1_000_000)}Z`,
    '2026-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-00-01T00:00:00Z',
    '2026-01-00T00:00:00Z',
    'Sun, 01 Mar 2026 12:00:00 GMT',
    '1772366400000',
  ]) {
    it(`refuses ${JSON.stringify(text.slice(0, 60))}`, () => {
      assert.equal(parseInstant(text), Number.NaN);
    });
  }

  for (const value of [undefined, null, 0, 1_772_366_400_000, true, [], ['2026-03-01T12:00:00Z'], {}, new Date(0)]) {
    it(`refuses ${JSON.stringify(value) ?? 'undefined'}, which is no text`, () => {
      assert.equal(parseInstant(value), Number.NaN);
    });
  }

  it('cuts what is finer than a millisecond', () => {
    assert.equal(parseInstant('2026-03-01T12:00:00.9999999999Z'), Date.parse('2026-03-01T12:00:00.999Z'));
    assert.equal(parseInstant('2026-03-01T12:00:00.5+05:30'), Date.parse('2026-03-01T06:30:00.500Z'));
    assert.equal(parseInstant('1969-12-31t23:59:59.9999z'), -1);
  });
});
