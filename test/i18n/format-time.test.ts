import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { formatLeft, formatTime } from '../../src/i18n/format-time.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** Tags that a page may carry by mistake. */
const badTags = ['', '-', 'x', 'de_', 'en us', '__proto__', 'constructor', 'a'.repeat(1000), 'de--AT', 'ä'];
const anyLanguage = fc.constantFrom('en', 'de', 'ar', 'de-CH', 'en-IN', 'ar-EG', 'fr');

/** With ordinary spaces, and without the marks of direction. */
function plain(text: string): string {
  return text.replaceAll(/[\u00a0\u202f]/g, ' ').replaceAll(/[\u200e\u200f\u061c]/g, '');
}

describe('formatTime', () => {
  const at = new Date(2026, 2, 14, 14, 30).getTime();

  it('gives the time of day alone on the same day, to its first and last minute', () => {
    assert.equal(formatTime('de', at, new Date(2026, 2, 14, 0, 0).getTime()), '14:30');
    assert.equal(formatTime('de', at, new Date(2026, 2, 14, 23, 59).getTime()), '14:30');
  });

  it('gives the date too on another day, the same day of another year included', () => {
    for (const now of [new Date(2026, 2, 13, 23, 59), new Date(2026, 2, 15, 0, 0), new Date(2025, 2, 14, 14, 30)]) {
      assert.equal(formatTime('de', at, now.getTime()), '14.03.2026, 14:30');
    }
  });

  it('takes a tag that is none for English', () => {
    for (const tag of badTags) assert.equal(formatTime(tag, at, at), formatTime('en', at, at));
  });
});

describe('formatLeft', () => {
  const sizes = { day, hr: hour, min: minute, sec: second };
  /** Around the places where the units change, and anywhere. */
  const lefts = fc.oneof(
    fc
      .tuple(
        fc.constantFrom(second, minute, hour, day),
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: -2, max: 2 }),
      )
      .map(([unit, count, off]) => Math.max(1, unit * count + off)),
    fc.integer({ min: 1, max: 2 * minute }),
    fc.integer({ min: 1, max: 2 * day }),
    fc.integer({ min: 1, max: 400 * day }),
    fc.integer({ min: 0, max: 2 * day - 1 }).map((value) => value + 0.5),
  );

  /** What an English text says, in ms. */
  function read(text: string): number {
    let sum = 0;
    for (const [, count, unit] of text.matchAll(/(\d+) (day|hr|min|sec)/g)) {
      sum += Number(count) * sizes[unit as keyof typeof sizes];
    }
    return sum;
  }

  const text = (left: number, language = 'en'): string => plain(formatLeft(language, left).text);

  it('gives at most two units, seconds only in the last minute', () => {
    assert.equal(text(2 * hour + 5 * minute), '2 hr 5 min');
    assert.equal(text(61 * second), '2 min');
    assert.equal(text(minute), '1 min');
    assert.equal(text(2 * hour), '2 hr');
    assert.equal(text(3 * day + 2 * hour - 5 * minute), '3 days 2 hr');
    assert.equal(text(59 * second), '59 sec');
    assert.equal(text(2 * hour + 5 * minute, 'de'), '2 Std. 5 Min.');
    fc.assert(fc.property(lefts, (left) => (text(left).match(/\d+ /g) ?? []).length <= 2));
  });

  it('counts a beginning unit as whole', () => {
    assert.equal(text(1), '1 sec');
    assert.equal(text(59 * second + 1), '1 min');
    assert.equal(text(minute + 1), '2 min');
    assert.equal(text(59 * minute + 59 * second + 1), '1 hr');
    assert.equal(text(hour + 1), '1 hr 1 min');
    assert.equal(text(23 * hour + 59 * minute + 1), '1 day');
    assert.equal(text(day + 1), '1 day 1 hr');
  });

  it('never says less than is left, and never a step more', () => {
    fc.assert(
      fc.property(lefts, (left) => {
        const said = read(text(left));
        const step = left > day ? hour : left > minute ? minute : second;
        assert.ok(said >= left && said < left + step, `${left}: ${text(left)}`);
      }),
      { numRuns: 1000 },
    );
  });

  it('reaches zero with the time, and stays there', () => {
    fc.assert(fc.property(lefts, anyLanguage, (left, language) => text(left, language) !== text(0, language)));
    for (const left of [0, -0, -0.5, -1, -5 * second, -day]) {
      assert.deepEqual(formatLeft('en', left), { text: '0 sec', changesIn: Number.POSITIVE_INFINITY });
    }
  });

  it('says exactly when the text changes', () => {
    fc.assert(
      fc.property(lefts, anyLanguage, (left, language) => {
        const { changesIn } = formatLeft(language, left);
        assert.ok(changesIn > 0 && changesIn <= left, `${left}: ${changesIn}`);
        // The last ms before the change; with half a ms left, there is none.
        if (changesIn >= 1) assert.equal(text(left - changesIn + 1, language), text(left, language));
        assert.notEqual(text(left - changesIn, language), text(left, language));
      }),
      { numRuns: 1000 },
    );
  });

  it('counts down to zero without a jump', () => {
    let left = day + 3 * hour + 1;
    const said: number[] = [];
    while (left > 0 && said.length < 10_000) {
      const { text: shown, changesIn } = formatLeft('en', left);
      said.push(read(plain(shown)));
      left -= changesIn;
    }
    assert.equal(left, 0);
    assert.deepEqual(said.slice(0, 6), [day + 4 * hour, day + 3 * hour, day + 2 * hour, day + hour, day, day - minute]);
    assert.deepEqual(said.slice(-3), [3 * second, 2 * second, second]);
    for (const [index, value] of said.entries())
      if (index > 0) assert.ok(value < (said[index - 1] as number), `${value}`);
  });

  it('takes a tag that is none for English', () => {
    for (const tag of badTags) assert.equal(text(90 * minute, tag), '1 hr 30 min');
  });
});
