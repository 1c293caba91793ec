import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { decide } from '../../../src/domain/decision/decide.ts';
import type { Condition, DerivedInstant, PolicyCalendar } from '../../../src/domain/policy.ts';
import { anOrder, policyWhen } from '../../policy/fixtures.ts';
import { derivedFrom } from '../reference.ts';
import { zones } from '../zones.ts';

/** When a window until a derived instant ends, epoch ms; `null`: unknown. */
function endOf(
  of: number,
  derived: Partial<DerivedInstant>,
  timeZone: string,
  calendar: PolicyCalendar = {},
): number | null {
  const policy = policyWhen({ before: 'instants.end' } as Condition, {
    timeZone,
    calendar,
    instants: { end: { of: 'placedAt', ...derived } },
  });
  const order = anOrder({ placedAt: new Date(of).toISOString() });
  // Long before, so that the end is still to come.
  const { outcome, validUntil } = decide(policy, order, { actor: 'buyer', now: of - 400 * 86_400_000 });
  assert.equal(outcome, validUntil === null ? 'ask-server' : 'cancel');
  if (validUntil !== null) {
    const at = (now: number) => decide(policy, order, { actor: 'buyer', now }).outcome;
    assert.deepEqual([at(validUntil - 1), at(validUntil)], ['cancel', 'none']);
  }
  return validUntil;
}

const time = fc
  .tuple(fc.integer({ min: 0, max: 24 }), fc.constantFrom(0, 1, 15, 30, 45, 59))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(hour === 24 ? 0 : minute).padStart(2, '0')}`);
const counted: fc.Arbitrary<Partial<DerivedInstant>> = fc.oneof(
  fc.record({ days: fc.integer({ min: -20, max: 20 }) }),
  fc.record({ at: time }),
  fc.record({ days: fc.integer({ min: -20, max: 20 }), at: time }),
);
const calendars: fc.Arbitrary<PolicyCalendar> = fc
  .record({
    workingDays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
    holidays: fc.uniqueArray(fc.integer({ min: 0, max: 400 }), { maxLength: 40 }),
    until: fc.option(fc.integer({ min: 0, max: 400 })),
  })
  .map(({ workingDays, holidays, until }) => {
    const date = (day: number) => String(Temporal.PlainDate.from('2026-01-01').add({ days: day }));
    return { workingDays, holidays: holidays.map(date), ...(until !== null && { holidaysUntil: date(until) }) };
  });

describe('a derived instant', () => {
  it('is where Temporal finds it about every change of the clocks, in forty zones', () => {
    const [first, last] = [
      Temporal.Instant.from('2009-01-01T00:00:00Z'),
      Temporal.Instant.from('2030-01-01T00:00:00Z'),
    ];
    const changes = zones.flatMap((zone) => {
      const found: { zone: string; at: number }[] = [];
      let at = first.toZonedDateTimeISO(zone).getTimeZoneTransition('next');
      while (at && at.epochMilliseconds < last.epochMilliseconds) {
        found.push({ zone, at: at.epochMilliseconds });
        at = at.getTimeZoneTransition('next');
      }
      return found;
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...changes),
        fc.integer({ min: -3, max: 3 }),
        fc.integer({ min: -180, max: 180 }),
        fc.constantFrom(-1, 0, 1),
        counted,
        ({ zone, at }, days, minutes, off, derived) => {
          // So that the change lies between, or just beside.
          const of = at + days * 86_400_000 + minutes * 60_000 + off;
          const near = {
            ...derived,
            ...(derived.days !== undefined && { days: Math.sign(derived.days) * Math.abs(days) }),
          };
          assert.equal(
            endOf(of, near, zone),
            derivedFrom(of, { of: 'placedAt', ...near }, { timeZone: zone } as never),
          );
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('is where a second reading finds it among working days and holidays', () => {
    const year = Temporal.Instant.from('2026-01-01T00:00:00Z').epochMilliseconds;
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.integer({ min: 0, max: 380 * 86_400_000 }),
        counted,
        calendars,
        (zone, after, derived, calendar) => {
          const working = { ...derived, count: 'working' as const };
          const expected = derivedFrom(year + after, { of: 'placedAt', ...working }, {
            timeZone: zone,
            calendar,
          } as never);
          assert.equal(endOf(year + after, working, zone, calendar), expected);
        },
      ),
      { numRuns: 1500 },
    );
  });

  it('is unknown beyond all dates and in a zone that this system does not know', () => {
    const far = Date.parse('9999-12-31T00:00:00Z');
    assert.equal(endOf(0, { days: 1 }, 'Europe/Wien'), null);
    assert.equal(endOf(far, { days: 36_525 }, 'UTC'), far + 36_525 * 86_400_000);
  });

  it('takes a moment, however far it is counted and however few days work', () => {
    const holidays = Array.from({ length: 1000 }, (_, week) =>
      String(Temporal.PlainDate.from('2026-01-05').add({ weeks: week })),
    );
    const calendar = { workingDays: [1], holidays };
    const started = process.cpuUsage();
    const end = endOf(
      Date.parse('2026-01-01T12:00:00Z'),
      { days: 36_525, count: 'working' },
      'Europe/Berlin',
      calendar,
    );
    const { user } = process.cpuUsage(started);
    assert.equal(new Date(end as number).getUTCDay(), 1);
    assert.ok(user < 500_000, `${user} µs`);
  });

  it('of one that has not come has not come, and of an unreadable one is unknown', () => {
    const policy = policyWhen({ since: 'instants.later' } as Condition, {
      timeZone: 'UTC',
      instants: { later: { of: 'instants.next', at: '12:00' }, next: { of: 'shippedAt', days: 1 } },
    });
    const outcomeOf = (shippedAt: unknown) =>
      decide(policy, { ...anOrder(), lines: [], fulfilments: [], shippedAt } as never, {
        actor: 'buyer',
        now: Date.parse('2026-05-01T00:00:00Z'),
      }).outcome;
    assert.deepEqual([null, 'soon', '2026-03-02T00:00:00Z'].map(outcomeOf), ['none', 'ask-server', 'cancel']);
  });

  it('says when time lifts it', () => {
    const policy = policyWhen({ since: 'instants.opens', from: 'PT0S' } as Condition, {
      timeZone: 'Europe/Berlin',
      instants: { opens: { of: 'placedAt', at: '08:00' } },
    });
    const order = anOrder({ placedAt: '2026-03-28T22:00:00+01:00' });
    const decision = decide(policy, order, { actor: 'buyer', now: Date.parse('2026-03-28T22:00:00+01:00') });
    const at = Date.parse('2026-03-29T08:00:00+02:00');
    assert.deepEqual(decision.trace[0]?.failed, [{ path: ['when'], word: 'since', unknown: false, by: 'time', at }]);
    assert.equal(decision.next?.at, at);
  });
});

describe('a policy that nobody parsed', () => {
  const broken: [what: string, changes: object][] = [
    [
      'derives instants in a circle',
      { instants: { x: { of: 'instants.y', days: 1 }, y: { of: 'instants.x', days: 1 } } },
    ],
    ['names an instant that it does not derive', { instants: {} }],
    ['derives instants without a zone', { instants: { x: { of: 'placedAt', days: 1 } }, timeZone: undefined }],
  ];
  for (const [what, changes] of broken) {
    it(`is malformed where it ${what}`, () => {
      const policy = policyWhen({ before: 'instants.x' } as Condition, { timeZone: 'UTC', ...changes } as never);
      assert.throws(() => decide(policy, anOrder(), { actor: 'buyer', now: 0 }), TypeError);
    });
  }
});
