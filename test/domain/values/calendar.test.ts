import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import type { Order } from '../../../src/domain/records.ts';
import { sideEffectsOf } from '../../../src/domain/settlement/settlement.ts';
import { monthAfter, monthOf } from '../../../src/domain/values/calendar.ts';
import bricklink from '../../../src/policy/presets/bricklink.ts';
import { aPaidOrder } from '../lifecycle-fixtures.ts';

const zones = [
  'UTC',
  'America/New_York',
  'America/Sao_Paulo',
  'Europe/Berlin',
  'Africa/Cairo',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Pacific/Kiritimati',
];

function expectedMonth(instant: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(instant)
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .toPlainYearMonth()
    .toString();
}

/** Epoch ms of the first instant of a month. */
function beginningOf(year: number, month: number, timeZone: string): number {
  return Temporal.PlainDate.from({ year, month, day: 1 }).toZonedDateTime({ timeZone }).epochMilliseconds;
}

describe('the month of an instant', () => {
  const zone = fc.constantFrom(...zones);

  it('is that of the calendar, wherever the policy is', () => {
    const instant = fc.integer({ min: Date.parse('1970-01-01T00:00:00Z'), max: Date.parse('2100-01-01T00:00:00Z') });
    fc.assert(
      fc.property(instant, zone, (at, timeZone) => {
        assert.equal(monthOf(at, timeZone), expectedMonth(at, timeZone));
      }),
      { numRuns: 500 },
    );
  });

  it('changes with the first millisecond of the next, whatever the clocks do', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1975, max: 2040 }),
        fc.integer({ min: 1, max: 12 }),
        zone,
        (year, month, timeZone) => {
          const begins = beginningOf(year, month, timeZone);
          for (const at of [begins - 1, begins, begins + 1]) {
            assert.equal(monthOf(at, timeZone), expectedMonth(at, timeZone));
          }
          assert.notEqual(monthOf(begins - 1, timeZone), monthOf(begins, timeZone));
          assert.equal(monthAfter(monthOf(begins - 1, timeZone)), monthOf(begins, timeZone));
        },
      ),
      { numRuns: 500 },
    );
  });

  it('is read in UTC where no zone is named, or none that is known', () => {
    const at = Date.parse('2026-03-31T23:30:00Z');
    assert.equal(monthOf(at), '2026-03');
    assert.equal(monthOf(at, 'Europe/Atlantis'), '2026-03');
    assert.equal(monthOf(at, 'Europe/Berlin'), '2026-04');
  });

  it('is followed by that of the next year after December', () => {
    assert.deepEqual(['2026-11', '2026-12', '0999-12'].map(monthAfter), ['2026-12', '2027-01', '1000-01']);
  });
});

describe("the marketplace's fee", () => {
  const usd = (amount: number) => ({ amount, currency: 'USD' });
  const feeAt = (at: number, placedAt: string, changes: Partial<Order> = {}, ruleId = 'seller-cancel') => {
    const billedMonth = expectedMonth(Date.parse(placedAt), 'America/New_York');
    const order = aPaidOrder({ placedAt, fee: { amount: usd(75), billedMonth }, ...changes });
    const requestedBy = ruleId.startsWith('seller') ? 'seller' : 'buyer';
    return sideEffectsOf(bricklink, order, { lines: null, ruleId, requestedBy }, at).marketplaceFee;
  };

  // The third month ends in summer time, the tenth begins in it, the eleventh ends in winter time.
  for (const [month, placedAt, end] of [
    ['2026-03', '2026-03-01T05:00:00Z', '2026-04-01T04:00:00Z'],
    ['2026-10', '2026-10-01T03:59:59.999Z', '2026-10-01T04:00:00Z'],
    ['2026-11', '2026-11-01T04:00:00Z', '2026-12-01T05:00:00Z'],
    ['2026-12', '2026-12-31T23:00:00Z', '2027-01-01T05:00:00Z'],
  ] as const) {
    const last = expectedMonth(Date.parse(placedAt), 'America/New_York');
    it(`BL-22 is reset until the last millisecond of the month of the order (${month}, New York)`, () => {
      const ends = Date.parse(end);
      assert.equal(
        beginningOf(...(monthAfter(last).split('-').map(Number) as [number, number]), 'America/New_York'),
        ends,
      );
      assert.deepEqual(feeAt(ends - 1, placedAt), { change: 'reset', amount: usd(75), month: last });
    });

    it(`BL-23 is credited to the invoice of the next month from its first millisecond (${month}, New York)`, () => {
      for (const at of [Date.parse(end), Date.parse(end) + 1]) {
        assert.deepEqual(feeAt(at, placedAt), { change: 'credit', amount: usd(75), month: monthAfter(last) });
      }
    });
  }

  it('BL-23 is credited to the month in which it was cancelled, however long after', () => {
    assert.equal(feeAt(Date.parse('2026-09-15T12:00:00Z'), '2026-03-05T12:00:00Z')?.month, '2026-09');
  });

  it('BL-22 stays where the buyer cancels by an alert', () => {
    for (const ruleId of ['buyer-seller-silent', 'buyer-not-received']) {
      assert.equal(feeAt(Date.parse('2026-03-20T12:00:00Z'), '2026-03-05T12:00:00Z', {}, ruleId), null);
    }
    assert.ok(
      feeAt(Date.parse('2026-03-20T12:00:00Z'), '2026-03-05T12:00:00Z', {}, 'buyer-request'),
      'a request of the buyer that the seller accepts resets it',
    );
  });

  it('stays where none was charged', () => {
    const fee = { amount: usd(0), billedMonth: '2026-03' };
    const placedAt = '2026-03-05T12:00:00Z';
    assert.equal(feeAt(Date.parse('2026-03-06T12:00:00Z'), placedAt, { fee }), null);
    const { fee: none, ...order } = aPaidOrder({ placedAt });
    const subject = { lines: null, ruleId: 'seller-cancel', requestedBy: 'seller' } as const;
    assert.equal(sideEffectsOf(bricklink, order, subject, Date.parse(placedAt)).marketplaceFee, null);
  });
});
