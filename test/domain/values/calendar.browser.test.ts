import { expect } from '@open-wc/testing';
import { monthOf, offsetAt } from '../../../src/domain/values/calendar.ts';

/** Engines write dates in orders of their own; what the clocks show is the same in each. */
describe('the calendar in a browser', () => {
  const minutes: [zone: string, instant: string, ahead: number][] = [
    ['UTC', '2026-03-21T12:34:56Z', 0],
    ['Europe/Berlin', '2026-03-29T00:59:59Z', 60],
    ['Europe/Berlin', '2026-03-29T01:00:00Z', 120],
    ['Australia/Lord_Howe', '2026-01-01T00:00:00Z', 660],
    ['Australia/Lord_Howe', '2026-07-01T00:00:00Z', 630],
    ['America/St_Johns', '2026-12-31T23:59:59Z', -210],
  ];
  for (const [zone, instant, ahead] of minutes) {
    it(`knows how far the clocks of ${zone} are ahead at ${instant}`, () => {
      expect(offsetAt(Date.parse(instant), zone)).to.equal(ahead * 60_000);
    });
  }

  it('knows the month of the zone, not of UTC', () => {
    expect(monthOf(Date.parse('2026-03-31T23:30:00Z'), 'Europe/Berlin')).to.equal('2026-04');
    expect(monthOf(Date.parse('2026-03-31T23:30:00Z'))).to.equal('2026-03');
  });

  it('knows no zone that there is not', () => {
    expect(offsetAt(0, 'Europe/Wien')).to.be.NaN;
  });
});
