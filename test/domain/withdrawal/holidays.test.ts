import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import Holidays from 'date-holidays';
import { type Holiday, holidaysIn, type StateHolidays } from '../../../src/domain/withdrawal/holiday-rules.ts';
import { holidaysOfStates } from '../../../src/domain/withdrawal/holidays.ts';
import { isWeekend } from '../../../src/domain/withdrawal/period.ts';
import { zonesOfStates } from '../../../src/domain/withdrawal/zones.ts';

// The data of date-holidays is share-alike: ours is compared with it here and holds nothing of it.
const years = Array.from({ length: 16 }, (_, index) => 2020 + index);

/** Days of the oracle that are none here, by what it calls them. */
const lacking: Record<string, Record<string, string>> = {
  AT: { "New Year's Eve": 'a day of banks alone' },
  CY: { 'Clean Monday': 'is given as the Tuesday; the Monday, 48 days before Easter, is here' },
  DE: { 'Christmas Eve': 'a day of banks alone (vectors: DE, 10 December)', "New Year's Eve": 'a day of banks alone' },
  ES: { 'Día de las Instituciones de Cantabria': 'is given as 28 June; the 28 July of the statute is here' },
  FI: { "New Year's Eve": 'a day of banks alone' },
  FR: { 'Abolition of Slavery': 'Saint-Barthélemy, which is not part of the Union since 2012' },
  IT: {
    'Saint John': 'of one municipality (Turin), named by no statute of the state or the region',
    'Saint Ambrose': 'of one municipality (Milan), named by no statute of the state or the region',
    'Saint Rosalia': 'of one municipality (Palermo), named by no statute of the state or the region',
  },
  NL: { "New Year's Eve": 'a day of banks alone' },
  RO: {
    Epiphany: 'a holiday since legea 52/2023, from 2024 on, as here',
    'Saint John the Baptist': 'a holiday since legea 52/2023, from 2024 on, as here',
  },
};

/** Days here that the oracle lacks, by their rule; `moved`: what falls on a weekend. */
const surplus: Record<string, Record<string, string>> = {
  AT: {
    'E-2': 'no period ends on Good Friday (BGBl. 37/1961)',
    '03-19': 'day of a land: offices are closed',
    '05-04': 'day of a land: offices are closed',
    '09-24': 'day of a land: offices are closed',
    '10-10': 'day of a land: offices are closed',
    '11-11': 'day of a land: offices are closed',
    '11-15': 'day of a land: offices are closed',
  },
  BG: {
    moved: 'art. 154(2): the next working days; the oracle has no moved days',
    '12-26': 'art. 154(1) names three days of Christmas',
  },
  CY: {
    'O-48': 'the oracle gives the Tuesday',
    'O+2': 'Easter Tuesday: banks and shops',
    'O+50': 'Kataklysmos, of which the oracle knows nothing',
    '12-24': 'public services are closed',
  },
  DK: {
    '06-05': 'forbrugeraftaleloven § 19',
    '12-24': 'forbrugeraftaleloven § 19',
    '12-31': 'forbrugeraftaleloven § 19',
  },
  ES: {
    moved: 'regions move what falls on a Sunday to the Monday',
    '07-28': 'Cantabria; the oracle has 28 June',
    '09-15/5': 'Fuerteventura: the Friday before the feast',
    '09-17': 'Melilla',
    '10-03/1': 'La Gomera: the Monday after the first Saturday',
    '10-09': 'Valencia',
    '12-03': 'Navarre',
    '02-02': 'Tenerife',
    feasts: 'the moon may be seen a day earlier or later',
  },
  FR: { '05-28': 'Saint-Martin' },
  GR: {
    '2021-05-04': '1 May moved by decision of the minister',
    '2022-05-02': '1 May moved by decision of the minister',
    '2024-05-07': '1 May moved by decision of the minister',
    '2027-05-04': '1 May is Holy Saturday',
    '2032-05-04': '1 May is Holy Saturday',
  },
  HU: {
    '12-24': 'a day of rest by decree of each year',
    '2024-08-19': 'a day of rest by decree',
    '2024-12-27': 'a day of rest by decree',
    '2025-05-02': 'a day of rest by decree',
    '2025-10-24': 'a day of rest by decree',
    '2026-01-02': 'a day of rest by decree',
    '2026-08-21': 'a day of rest by decree',
  },
  IE: {
    moved: 'people who worked on it get the next day; offices are closed',
    '2022-03-18': 'day of remembrance, once',
    '02-01/1': 'in 2030 it is Friday the 1st, which is here too',
  },
  LV: { '2023-07-10': 'end of the song festival, once' },
  NL: {
    'E-2': 'Algemene termijnenwet art. 3(2)',
    'E+40': 'made equal by decree in most years (art. 3(3))',
    '04-26': "King's Day where the 27th is a Sunday; else a day too many",
    '05-05': 'Algemene termijnenwet art. 3(1), in each year',
  },
  PT: {
    'E-47': 'Carnival: art. 235.º, where it is agreed',
    'E+50': 'the Azores',
    '07-01': 'Madeira',
    '12-26': 'Madeira',
  },
  RO: { '01-02': 'art. 139; the oracle gives 1 January 48 hours' },
  SI: { '2023-08-14': 'day of solidarity, once' },
  SK: {
    '05-08': 'in law still a holiday, though people work from 2026 on',
    '09-01': 'in law still a holiday, though people work from 2024 on',
    '09-15': 'in law still a holiday, though people work from 2026 on',
    '11-17': 'in law still a holiday, though people work from 2025 on',
  },
};

const dayOf = (date: string) => Date.parse(`${date.slice(0, 10)}T00:00:00Z`) / 86_400_000;

/** What the oracle has off work in a state, or in one of its regions alone: days with what it calls them. */
function theirs(state: string, year: number, region?: string): Map<number, string> {
  const found = new Map<number, string>();
  const regionsOf = new Holidays(state).getStates(state) ?? {};
  const regions = region === undefined ? Object.keys(regionsOf) : [region];
  const places: string[][] = region === undefined ? [[state]] : [];
  for (const one of regions) {
    places.push([state, one]);
    if (region !== undefined) continue;
    for (const part of Object.keys(new Holidays(state, one).getRegions(state, one) ?? {}))
      places.push([state, one, part]);
  }
  for (const [country = '', ...parts] of places) {
    const here = new Holidays(country, parts[0]!, parts[1]!, { types: ['public', 'bank'], languages: ['en'] });
    for (const { date, name } of here.getHolidays(year)) {
      const day = dayOf(date);
      if (!isWeekend(day) && !found.has(day)) found.set(day, name.replace(/ \(substitute day\)$/, ''));
    }
  }
  return found;
}

/** By which rule a day is a holiday. */
function ruleOf(day: number, { statute, holidays }: StateHolidays, year: number): string {
  const still = ({ moves: _, ...rule }: Holiday): Holiday => rule;
  const by = holidays.find((rule) => holidaysIn({ statute, holidays: [still(rule)] }, year, null).has(day));
  return !by ? 'moved' : by.days ? 'feasts' : by.on;
}

describe('holidays of the member states', () => {
  it('are known of each state that has a zone, with the statute', () => {
    assert.deepEqual(Object.keys(holidaysOfStates).sort(), Object.keys(zonesOfStates).sort());
    assert.equal(Object.keys(holidaysOfStates).length, 27);
    for (const { statute } of Object.values(holidaysOfStates)) assert.ok(statute.length > 5);
  });

  for (const [state, own] of Object.entries(holidaysOfStates)) {
    it(`${state}: are those of date-holidays 2020 to 2035 but for what is listed here`, () => {
      const [less, more] = [new Set<string>(), new Set<string>()];
      for (const year of years) {
        const ours = holidaysIn(own, year, null);
        const found = theirs(state, year);
        for (const [day, name] of found) if (!ours.has(day)) less.add(name);
        for (const day of ours) if (!isWeekend(day) && !found.has(day)) more.add(ruleOf(day, own, year));
      }
      assert.deepEqual([...less].sort(), Object.keys(lacking[state] ?? {}).sort(), 'lacking');
      assert.deepEqual([...more].sort(), Object.keys(surplus[state] ?? {}).sort(), 'surplus');
    });
  }

  it('of a region alone lack none of its days but those listed here', () => {
    const unexplained: string[] = [];
    for (const [state, own] of Object.entries(holidaysOfStates)) {
      const regions = Object.keys(new Holidays(state).getStates(state) ?? {});
      for (const region of regions.filter((one) => own.holidays.some((rule) => rule.in?.includes(one)))) {
        for (const year of [2020, 2023, 2026, 2029, 2034]) {
          const ours = holidaysIn(own, year, region);
          for (const [day, name] of theirs(state, year, region)) {
            if (ours.has(day) || lacking[state]?.[name]) continue;
            unexplained.push(`${state}-${region} ${new Date(day * 86_400_000).toISOString().slice(0, 10)} ${name}`);
          }
        }
      }
    }
    assert.deepEqual(unexplained, []);
  });

  it('are moved off a weekend past other holidays', () => {
    const days = (year: number, state: string) =>
      [...holidaysIn(holidaysOfStates[state]!, year, null)].map((day) =>
        new Date(day * 86_400_000).toISOString().slice(0, 10),
      );
    const bulgaria = days(2021, 'BG');
    for (const date of ['2021-12-27', '2021-12-28'])
      assert.ok(bulgaria.includes(date), `the 25th and 26th are a weekend: ${date}`);
    assert.ok(!bulgaria.includes('2021-12-29'));
    assert.ok(days(2028, 'ES').includes('2028-03-20'), 'the 19th is a Sunday');
    assert.ok(!days(2022, 'ES').includes('2022-03-21'), 'the 19th is a Saturday');
  });
});
