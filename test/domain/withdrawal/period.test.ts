import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { holidaysOfStates } from '../../../src/domain/withdrawal/holidays.ts';
import { endOfPeriod, isWeekend, lastDayOf, mostDelay } from '../../../src/domain/withdrawal/period.ts';
import { isPublicHoliday } from '../../../src/domain/withdrawal/public-holidays.ts';
import { placeOf, whereaboutsOf, zonesOfStates } from '../../../src/domain/withdrawal/zones.ts';

const states = Object.keys(zonesOfStates);
const dayLength = 86_400_000;
const place = (state: string | null, region: string | null = null) => ({ state, region });

/** The last day of 14 days, as the consumer's calendar names it. */
function lastOf(state: string, event: string): string {
  const [where] = whereaboutsOf(place(state), isPublicHoliday, null, undefined);
  const at = Temporal.PlainDate.from(event).toZonedDateTime({ timeZone: where!.zone, plainTime: '15:30' });
  const end = endOfPeriod(at.epochMilliseconds, [{ days: 14 }], [where!]);
  const after = Temporal.Instant.fromEpochMilliseconds(end).toZonedDateTimeISO(where!.zone);
  assert.equal(after.toPlainTime().toString(), '00:00:00');
  return after.toPlainDate().subtract({ days: 1 }).toString();
}

describe('the end of a period (Regulation 1182/71)', () => {
  // country, event, last day
  const vectors = [
    ['DE', '2026-06-19', '2026-07-03'],
    ['DE', '2026-12-10', '2026-12-24'],
    ['PL', '2026-12-10', '2026-12-28'],
    ['DE', '2026-03-20', '2026-04-07'],
    ['IT', '2026-03-20', '2026-04-03'],
    ['RO', '2026-03-27', '2026-04-14'],
    ['IT', '2026-09-19', '2026-10-05'],
  ] as const;
  for (const [state, event, last] of vectors) {
    it(`EU-8: 14 days from ${event} in ${state} end with ${last}`, () => {
      assert.equal(lastOf(state, event), last);
    });
  }

  it('does not count the day of the event, however late on it that is', () => {
    const where = [{ zone: 'Europe/Berlin', isHoliday: () => false }];
    const end = (at: string) => endOfPeriod(Date.parse(at), [{ days: 14 }], where);
    assert.equal(end('2026-06-15T00:00:00+02:00'), Date.parse('2026-06-30T00:00:00+02:00'));
    assert.equal(end('2026-06-15T23:59:59.999+02:00'), Date.parse('2026-06-30T00:00:00+02:00'));
    assert.equal(end('2026-06-16T00:00:00+02:00'), Date.parse('2026-07-01T00:00:00+02:00'));
  });

  it('ends months on the date of the event, else on the last of the month', () => {
    const last = (event: string, months: number) =>
      new Date(lastDayOf(Date.parse(event) / dayLength, { months }, () => false) * dayLength)
        .toISOString()
        .slice(0, 10);
    assert.equal(last('2026-06-30', 12), '2027-06-30');
    assert.equal(last('2028-02-29', 12), '2029-02-28');
    assert.equal(last('2026-08-31', 6), '2027-03-01', 'the 28th is a Sunday');
    assert.equal(last('2025-12-31', 2), '2026-03-02', 'the 28th is a Saturday');
  });

  it('adds 12 months to the end of the first period where the consumer was not informed', () => {
    const end = endOfPeriod(
      Date.parse('2026-06-19T12:00:00+02:00'),
      [{ days: 14 }, { months: 12 }],
      whereaboutsOf(place('DE'), isPublicHoliday, null, undefined),
    );
    assert.equal(end, Date.parse('2027-07-06T00:00:00+02:00'), '3 July 2027 is a Saturday');
  });

  it('takes the zone in which the period ends last', () => {
    const event = Date.parse('2026-06-15T23:30:00Z');
    const end = (zones: string[]) =>
      endOfPeriod(
        event,
        [{ days: 14 }],
        zones.map((zone) => ({ zone, isHoliday: () => false })),
      );
    assert.equal(end(['Europe/Lisbon', 'Atlantic/Azores']), end(['Europe/Lisbon']));
    assert.equal(end(['Atlantic/Azores', 'Europe/Lisbon']) - end(['Atlantic/Azores']), dayLength - 3_600_000);
  });

  it('ends no earlier without a list of holidays than with it, in no state and on no day', () => {
    let longest = 0;
    for (const state of states) {
      for (let day = Date.UTC(2020, 0, 1) / dayLength; day < Date.UTC(2036, 0, 1) / dayLength; day++) {
        const bare = lastDayOf(day, { days: 14 }, () => false);
        const delay = lastDayOf(day, { days: 14 }, (one) => isPublicHoliday(one, place(state))) - bare;
        longest = Math.max(longest, delay);
      }
    }
    assert.ok(longest <= mostDelay, `${longest} days`);
    assert.ok(longest >= mostDelay - 2, `${longest} days: the bound is too wide`);
  });

  it('agrees with Temporal in each zone of the member states, 2024 to 2035, about each change of the clocks', () => {
    let compared = 0;
    for (const state of states) {
      const here = place(state);
      const isHoliday = (day: number) => isPublicHoliday(day, here);
      for (const zone of Object.keys(zonesOfStates[state]!)) {
        for (const event of eventsIn(zone)) {
          for (const lengths of [[{ days: 14 }], [{ days: 14 }, { months: 12 }]]) {
            const ours = endOfPeriod(event, lengths, [{ zone, isHoliday }]);
            const theirs = oracle(event, lengths, zone, isHoliday);
            if (ours !== theirs) assert.fail(`${zone} ${new Date(event).toISOString()}: ${ours} is not ${theirs}`);
            compared++;
          }
        }
      }
    }
    assert.ok(compared > 50_000, `${compared} compared`);
  });
});

/** By Temporal alone: dates are added to, not counted. */
function oracle(
  event: number,
  lengths: { days?: number; months?: number }[],
  zone: string,
  isHoliday: (day: number) => boolean,
) {
  let date = Temporal.Instant.fromEpochMilliseconds(event).toZonedDateTimeISO(zone).toPlainDate();
  for (const length of lengths) {
    date = date.add(length as Temporal.DurationLike);
    while (date.dayOfWeek > 5 || isHoliday(Temporal.PlainDate.from('1970-01-01').until(date).days)) {
      date = date.add({ days: 1 });
    }
  }
  return date.add({ days: 1 }).toZonedDateTime(zone).epochMilliseconds;
}

/** Midnights around each change of the clocks and a fortnight before it, the changes themselves, and a day of each week. */
function eventsIn(zone: string): number[] {
  const start = Temporal.ZonedDateTime.from(`2024-01-01T00:00[${zone}]`);
  const events: number[] = [];
  for (let change = start.getTimeZoneTransition('next'); change && change.year < 2036; ) {
    const at = change.epochMilliseconds;
    for (const days of [0, 13, 14, 15]) {
      const midnight = change.subtract({ days }).startOfDay().epochMilliseconds;
      events.push(midnight - 1, midnight, at - days * dayLength - 1, at - days * dayLength);
    }
    change = change.getTimeZoneTransition('next');
  }
  for (let at = start; at.year < 2036; at = at.add({ days: 5, hours: 7 })) events.push(at.epochMilliseconds);
  return events;
}

describe('places of consumers', () => {
  it('know parts of member states by codes of their own, and Greece by both', () => {
    assert.deepEqual(placeOf('EL', null), place('GR'));
    assert.deepEqual(placeOf('re', undefined), place('FR', 'RE'));
    assert.deepEqual([placeOf('IC', null), placeOf('EA', null)], [place('ES', 'CN'), place('ES')]);
    assert.deepEqual([placeOf('FX', '2A'), placeOf('XX', null)], [place('FR', '2A'), place(null)]);
    assert.deepEqual(placeOf('DE', 'DE-BY'), place('DE', 'BY'));
    assert.deepEqual(placeOf('DE', 'by'), place('DE', 'BY'));
    assert.deepEqual(placeOf('Germany', 7), place(null));
    assert.deepEqual(placeOf('EL', 'GR-A'), place('GR', 'A'));
  });

  it('of another country’s region are those of a region that nobody knows', () => {
    // Salzburg is 5 in Austria, and no holiday of a region of Germany is kept there.
    assert.deepEqual(placeOf('AT', 'DE-5'), place('AT'));
    assert.deepEqual(placeOf('DE', 'AT-BY'), place('DE'));
    assert.deepEqual(placeOf('PL', '__proto__'), place('PL'));
  });

  it('in a region of no known code have the longest period of any region of the state', () => {
    const known = (state: string) => [
      ...(holidaysOfStates[state]?.holidays.flatMap((one) => one.in ?? []) ?? []),
      ...Object.values(zonesOfStates[state]!).flat(),
    ];
    const end = (state: string, region: string | null, event: number) =>
      endOfPeriod(event, [{ days: 14 }], whereaboutsOf(placeOf(state, region), isPublicHoliday, null, 'Europe/Berlin'));
    fc.assert(
      fc.property(
        fc.constantFrom(...states),
        fc.stringMatching(/^[A-Z0-9]{1,3}$/),
        fc.integer({ min: Date.parse('2024-01-01'), max: Date.parse('2035-01-01') }),
        (state, code, event) => {
          const longest = end(state, null, event);
          for (const region of known(state)) assert.ok(end(state, region, event) <= longest, `${state}-${region}`);
          if (known(state).includes(code)) return;
          const found = end(state, code, event);
          // What is surely on the mainland has its clock, and the holidays of any region.
          if (found !== longest) assert.deepEqual([state, isMainland(state, code)], [state, true]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('on the mainland of a state with islands are known by each of its codes', () => {
    const zonesOf = (state: string, region: string) => [
      ...new Set(whereaboutsOf(placeOf(state, region), undefined, null, undefined).map(({ zone }) => zone)),
    ];
    for (const [state, codes] of Object.entries(mainland)) {
      const [first] = Object.keys(zonesOfStates[state]!);
      for (const code of codes) assert.deepEqual(zonesOf(state, `${state}-${code}`), [first], `${state}-${code}`);
      const all = Object.keys(zonesOfStates[state]!);
      for (const code of ['XX', '00', '96', '19', 'TFX']) {
        if (!codes.includes(code)) assert.deepEqual(zonesOf(state, code), all, `${state}-${code}`);
      }
    }
    assert.deepEqual(
      ['CN', 'GC', 'TF'].map((region) => zonesOf('ES', region)),
      [['Atlantic/Canary'], ['Atlantic/Canary'], ['Atlantic/Canary']],
    );
  });

  it('have every zone that they may be in, and the one of the trader where that is not sure', () => {
    const zones = (state: string | null, region: string | null, own: string | null = null) => [
      ...new Set(whereaboutsOf(place(state, region), undefined, own, 'Europe/Berlin').map(({ zone }) => zone)),
    ];
    assert.deepEqual(zones('PT', '20'), ['Atlantic/Azores']);
    assert.deepEqual(zones('PT', '11'), ['Europe/Lisbon']);
    assert.deepEqual(zones('PT', null), ['Europe/Lisbon', 'Atlantic/Madeira', 'Atlantic/Azores', 'Europe/Berlin']);
    assert.deepEqual(zones('PT', null, 'Atlantic/Madeira'), ['Atlantic/Madeira']);
    assert.deepEqual(zones('FI', null), ['Europe/Helsinki']);
    assert.deepEqual(zones(null, null).sort(), Object.values(zonesOfStates).flatMap(Object.keys).sort());
  });

  it('of which nobody knows the state have the longest period of all', () => {
    const event = Date.parse('2026-03-27T12:00:00Z');
    const end = (state: string | null) =>
      endOfPeriod(event, [{ days: 14 }], whereaboutsOf(place(state), isPublicHoliday, null, undefined));
    assert.equal(end(null), Math.max(...states.map(end)));
    assert.ok(end(null) > end('RO'), 'it may be a state that is further west');
  });

  it('have a holiday where any state or region that they may be in has one', () => {
    assert.equal(isPublicHoliday(day('2026-01-06'), place('DE')), true);
    assert.equal(isPublicHoliday(day('2026-01-06'), place('DE', 'BY')), true);
    assert.equal(isPublicHoliday(day('2026-01-06'), place('DE', 'BE')), false);
    assert.equal(isPublicHoliday(day('2026-06-10'), place('PT')), true);
    assert.equal(isPublicHoliday(day('2026-07-04'), place('US')), false);
  });

  it('weekends are Saturday and Sunday, before 1970 too', () => {
    for (const [date, weekend] of [
      ['2026-07-03', false],
      ['2026-07-04', true],
      ['2026-07-05', true],
      ['2026-07-06', false],
      ['1969-12-27', true],
      ['1969-12-29', false],
    ] as const) {
      assert.equal(isWeekend(day(date)), weekend, date);
    }
  });
});

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => String(from + at).padStart(2, '0'));
/** The codes of ISO 3166-2 whose clock is that of the capital, written out. */
const mainland: Record<string, string[]> = {
  ES: [
    ...'AN AR AS CB CE CL CM CT EX GA IB MC MD ML NC PV RI VC'.split(' '),
    ...'A AB AL AV B BA BI BU C CA CC CO CR CS CU GI GR GU H HU J L LE LO LU M MA MU NA O OR P PM PO'.split(' '),
    ...'S SA SE SG SO SS T TE TO V VA VI Z ZA'.split(' '),
  ],
  FR: [
    ...[...numbers(1, 19), '2A', '2B', ...numbers(21, 95), '6AE', '69M', '75C'],
    ...'20R ARA BFC BRE CVL GES HDF IDF NAQ NOR OCC PAC PDL'.split(' '),
  ],
  PT: numbers(1, 18),
};
// Corsica was one department, of this number.
const isMainland = (state: string, code: string) => [...(mainland[state] ?? []), '20'].includes(code);

const day = (date: string) => Date.parse(date) / dayLength;
