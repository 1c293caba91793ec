import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Issue } from '../../../src/domain/errors.ts';
import * as formats from '../../../src/policy/schemas/formats.ts';
import type { Schema } from '../../../src/policy/schemas/types.ts';

/** Whether a schema finds no fault with a value. */
function takesIt({ read }: Schema, value: unknown): boolean {
  const issues: Issue[] = [];
  read(value, issues);
  return issues.length === 0;
}

const x = (count: number) => 'x'.repeat(count);

const cases: Record<string, { takes: unknown[]; refuses: unknown[] }> = {
  name: { takes: ['x', x(256), ' ', '名'], refuses: ['', x(257), 5, null] },
  text: { takes: ['', x(100_000)], refuses: [5, null] },
  currency: { takes: ['EUR', 'XXX'], refuses: ['', 'EU', 'EURO', 'eur', 'EU1', 'EUR\n'] },
  country: { takes: ['DE', 'XX'], refuses: ['', 'D', 'DEU', 'de', 'D1', 'DE\n'] },
  timeZone: {
    takes: ['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5', 'America/Port-au-Prince'],
    refuses: ['', '/Berlin', 'Europe/', 'Europe//Berlin', 'Europe/../x', '+01:00', '5', 'Europe/Berlin ', `E${x(256)}`],
  },
  language: {
    takes: ['en', 'de-AT', 'zh-Hant-TW', 'sl-rozaj-biske', 'es-419', `en-${x(8)}`, 'abcdefgh'],
    refuses: ['', 'e', 'de_AT', 'de-', '-de', 'abcdefghi', `en-${x(9)}`, 'e1', 'en '],
  },
  revision: { takes: ['1', '!', '~', '#', x(128), 'W/1'], refuses: ['', '"', 'a b', 'a"b', x(129), 'é', '\n', '\x7f'] },
  hash: {
    takes: ['0'.repeat(64), 'abcdef0123456789'.repeat(4)],
    refuses: ['', '0'.repeat(63), '0'.repeat(65), 'A'.repeat(64)],
  },
  month: {
    takes: ['2026-01', '2026-09', '2026-10', '2026-12'],
    refuses: ['2026-00', '2026-13', '2026-20', '26-01', '2026-1', '2026-01-01'],
  },
  duration: { takes: ['PT0S', 'P36525D'], refuses: ['', 'P1M', 'P36525DT1S', 5] },
  instant: { takes: ['2026-03-01T12:00:00Z'], refuses: ['', '2026-02-30T00:00:00Z', 5] },
  derivedName: {
    takes: ['instants.x', 'instants.a.b'],
    refuses: ['instants.', 'instant.x', 'xinstants.x', `instants.${x(248)}`, 'facts.x', 'requestedAt'],
  },
  plannedInstant: {
    takes: ['facts.x', 'facts.a.b', 'instants.x'],
    refuses: ['facts.', 'fact.x', 'xfacts.x', `facts.${x(251)}`, 'instants.', 'placedAt'],
  },
  date: {
    takes: ['2026-01-31', '2028-02-29', '0000-01-01'],
    refuses: [
      '',
      '2026-02-29',
      '2026-1-1',
      '26-01-01',
      '2026-01-01T00:00:00Z',
      '+2026-01-01',
      '2026-01-01T00:00:00Z2026-01-01',
      5,
    ],
  },
  timeOfDay: {
    takes: ['00:00', '09:30', '23:59', '24:00'],
    refuses: ['', '24:01', '25:00', '9:30', '09:60', '09:30:00', '0930', '19', 9],
  },
  quantity: { takes: [0, 1, 2.5, 0.001], refuses: [-1, 0.0001, 2 ** 53, '1', null] },
  someQuantity: { takes: [1, 2.5, 0.001], refuses: [0, -1, 0.0001, 2 ** 53, '1', null] },
  count: { takes: [0, 1, Number.MAX_SAFE_INTEGER], refuses: [-1, 0.5, 2 ** 53, '1', null] },
};

describe('the formats', () => {
  for (const [name, { takes, refuses }] of Object.entries(cases)) {
    it(`of ${name} take what they should, and no more`, () => {
      const [, schema] = Object.entries(formats).find(([format]) => format === name) ?? [];
      assert.ok(schema);
      for (const value of takes) assert.ok(takesIt(schema, value), `${JSON.stringify(value)} is one`);
      for (const value of refuses) assert.ok(!takesIt(schema, value), `${JSON.stringify(value)} is none`);
    });
  }

  it('are all shown here, but links, which have tests of their own', () => {
    assert.deepEqual(Object.keys(formats).sort(), [...Object.keys(cases), 'link'].sort());
  });
});
