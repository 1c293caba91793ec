import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { offsetAt } from '../../../src/domain/values/calendar.ts';
import { dayLength, instantOfLocal, localOf, startOfDay } from '../../../src/domain/values/local-time.ts';
import { zones } from '../zones.ts';

const begin = Temporal.Instant.from('2007-01-01T00:00:00Z');
const end = Temporal.Instant.from('2038-01-01T00:00:00Z');
const minute = 60_000;

/** When the clocks of a zone are changed, epoch ms. */
function changesOf(zone: string): number[] {
  const changes: number[] = [];
  let at = begin.toZonedDateTimeISO(zone).getTimeZoneTransition('next');
  while (at && at.epochMilliseconds < end.epochMilliseconds) {
    changes.push(at.epochMilliseconds);
    at = at.getTimeZoneTransition('next');
  }
  return changes;
}

const asInstant = (at: number) => Temporal.Instant.fromEpochMilliseconds(at);
const asLocal = (local: number) => asInstant(local).toZonedDateTimeISO('UTC').toPlainDateTime();

/** What the clocks show, as Temporal reads it: of two instants the later, of none the end of the gap. */
function expectedInstant(local: number, zone: string): number {
  const shown = asLocal(local);
  const later = shown.toZonedDateTime(zone, { disambiguation: 'later' });
  if (later.toPlainDateTime().equals(shown)) return later.epochMilliseconds;
  const before = shown.toZonedDateTime(zone, { disambiguation: 'earlier' });
  return before.getTimeZoneTransition('next')?.epochMilliseconds as number;
}

it('forty zones are compared', () => assert.ok(new Set(zones).size >= 40));

for (const zone of zones) {
  describe(`the clocks of ${zone}`, () => {
    const changes = changesOf(zone);

    it('are as far ahead as Temporal says, to the millisecond of each change', () => {
      for (const change of changes) {
        for (const at of [change - 1, change, change + 1]) {
          assert.equal(offsetAt(at, zone), asInstant(at).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6, String(at));
        }
      }
    });

    it('show a time at the instant that Temporal says, about each change and its midnights', () => {
      for (const change of changes) {
        const [before, after] = [localOf(change - 1, zone) + 1, localOf(change, zone)];
        const middle = Math.floor((before + after) / 2 / minute) * minute;
        for (const local of [before, after, middle]) {
          for (const off of [-1, 0, 1]) {
            assert.equal(
              instantOfLocal(local + off, zone),
              expectedInstant(local + off, zone),
              `${asLocal(local + off)}`,
            );
          }
        }
        const day = Math.floor(after / dayLength);
        for (const begun of [day - 1, day, day + 1]) {
          const expected = asLocal(begun * dayLength)
            .toPlainDate()
            .toZonedDateTime(zone).epochMilliseconds;
          assert.equal(startOfDay(begun, zone), expected);
          // The millisecond before is of another day.
          assert.notEqual(
            asInstant(expected - 1)
              .toZonedDateTimeISO(zone)
              .toPlainDate()
              .toString(),
            asLocal(begun * dayLength)
              .toPlainDate()
              .toString(),
          );
        }
      }
    });

    it('show any other time at the instant that Temporal says', () => {
      fc.assert(
        fc.property(fc.integer({ min: begin.epochMilliseconds, max: end.epochMilliseconds }), (local) => {
          assert.equal(instantOfLocal(local, zone), expectedInstant(local, zone));
        }),
        { numRuns: 50 },
      );
    });
  });
}

describe('clocks', () => {
  it('are of no zone that nobody knows, and of no time beyond all dates', () => {
    assert.ok(Number.isNaN(offsetAt(0, 'Europe/Wien')));
    assert.ok(Number.isNaN(offsetAt(8.64e15 + 1, 'Europe/Berlin')));
    assert.ok(Number.isNaN(offsetAt(Number.NaN, 'Europe/Berlin')));
    assert.ok(Number.isNaN(instantOfLocal(Number.NaN, 'Europe/Berlin')));
    assert.ok(Number.isNaN(startOfDay(1e12, 'Europe/Berlin')));
  });

  it('were by the sun in years with few digits', () => {
    for (const text of [
      '0000-01-01T00:00:00Z',
      '0099-06-01T12:00:00Z',
      '0999-12-31T23:59:59Z',
      '1500-01-01T00:00:00Z',
    ]) {
      const at = Temporal.Instant.from(text);
      const expected = at.toZonedDateTimeISO('Europe/Berlin').offsetNanoseconds / 1e6;
      assert.equal(offsetAt(at.epochMilliseconds, 'Europe/Berlin'), expected, text);
    }
  });
});
