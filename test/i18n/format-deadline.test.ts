import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { formatDeadline } from '../../src/i18n/format-deadline.ts';

/** With ordinary spaces, and without the marks of direction. */
function plain(text: string): string {
  return text.replaceAll(/[\u00a0\u202f]/g, ' ').replaceAll(/[\u200e\u200f\u061c]/g, '');
}

/** The person's own zone. */
const own = Temporal.Now.timeZoneId();
const at = (text: string) => Temporal.ZonedDateTime.from(text).epochMilliseconds;
const said = (language: string, deadline: string, now: string, zone?: string) =>
  plain(formatDeadline(language, at(deadline), at(now), zone));

describe('a deadline', () => {
  const cases: [language: string, today: string, tomorrow: string, later: string, nextYear: string][] = [
    ['en', '8:00 PM', 'tomorrow, 8:00 PM', 'Sunday, March 29, 12:00 PM', 'Saturday, January 2, 2027, 12:00 PM'],
    ['de', '20:00', 'morgen, 20:00', 'Sonntag, 29. März, 12:00', 'Samstag, 2. Januar 2027, 12:00'],
    ['ar', '8:00 م', 'غدًا، 8:00 م', 'الأحد، 29 مارس، 12:00 م', 'السبت، 2 يناير 2027، 12:00 م'],
  ];
  for (const [language, today, tomorrow, later, nextYear] of cases) {
    it(`is said in ${language} as people do`, () => {
      const now = `2026-03-27T09:00[${own}]`;
      assert.equal(said(language, `2026-03-27T20:00[${own}]`, now), today);
      assert.equal(said(language, `2026-03-28T20:00[${own}]`, now), tomorrow);
      assert.equal(said(language, `2026-03-29T12:00[${own}]`, now), later);
      assert.equal(said(language, `2027-01-02T12:00[${own}]`, now), nextYear);
    });
  }

  it('is told in the zone of the shop, which is named where its clocks show another time', () => {
    const now = '2026-07-01T09:00[Europe/Berlin]';
    assert.equal(said('en', `2026-07-02T20:00[${own}]`, `2026-07-01T09:00[${own}]`, own), 'tomorrow, 8:00 PM');
    assert.equal(said('en', '2026-07-02T20:00[Asia/Tokyo]', now, 'Asia/Tokyo'), 'tomorrow, 8:00 PM GMT+9');
    assert.equal(said('de', '2026-07-04T20:00[Asia/Tokyo]', now, 'Asia/Tokyo'), 'Samstag, 4. Juli, 20:00 GMT+9');
  });

  it('is of the day that the shop has', () => {
    // In Tokyo it is Thursday already.
    const now = '2026-07-01T20:00[Europe/Berlin]';
    assert.equal(said('en', '2026-07-02T20:00[Asia/Tokyo]', now, 'Asia/Tokyo'), '8:00 PM GMT+9');
    assert.equal(said('en', '2026-07-03T20:00[Asia/Tokyo]', now, 'Asia/Tokyo'), 'tomorrow, 8:00 PM GMT+9');
  });

  it('is in the own zone where that of the shop is unknown here', () => {
    const now = `2026-07-01T09:00[${own}]`;
    assert.equal(said('en', `2026-07-02T20:00[${own}]`, now, 'Europe/Wien'), 'tomorrow, 8:00 PM');
  });

  it('is tomorrow from the first to the last minute of the next day, whatever the clocks do', () => {
    const zones = ['Europe/Berlin', 'America/Havana', 'Australia/Lord_Howe', 'Pacific/Chatham', 'Asia/Kathmandu'];
    const minutes = fc.integer({ min: 0, max: 23 * 60 - 1 });
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.nat(800),
        minutes,
        fc.nat(3),
        minutes,
        (zone, day, now, ahead, then) => {
          const date = Temporal.PlainDate.from('2025-01-01').add({ days: day });
          const on = (date: Temporal.PlainDate, minute: number) =>
            date.toPlainDateTime({ minute: minute % 60, hour: Math.floor(minute / 60) }).toZonedDateTime(zone);
          const text = formatDeadline(
            'en',
            on(date.add({ days: ahead }), then).epochMilliseconds,
            on(date, now).epochMilliseconds,
            zone,
          );
          assert.equal(text.startsWith('tomorrow, '), ahead === 1);
          assert.equal(/^\d/.test(text), ahead === 0);
        },
      ),
    );
  });
});
