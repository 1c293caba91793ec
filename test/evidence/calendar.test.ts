import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { type CalendarTexts, type Deadline, toCalendar } from '../../src/evidence/index.ts';

const now = Date.parse('2026-03-01T12:00:00Z');
const deadline: Deadline = {
  code: 'dispute',
  at: Date.parse('2026-03-08T17:30:00.500Z'),
  by: 'buyer',
  state: 'ahead',
  warnAt: Date.parse('2026-03-06T17:30:00Z'),
  seqs: [],
};
const texts: CalendarTexts = {
  title: ({ code }) => `Open a ${code}`,
  description: () => 'Order 4711',
  now,
  uidOf: ({ code }) => `${code}.order-17@shop.example`,
};

/** A reader of its own: lines unfolded, components nested, TEXT unescaped. */
function read(calendar: string): { name: string; properties: Map<string, string>; inside: string[] }[] {
  assert.equal(calendar.replaceAll('\r\n', '').includes('\n'), false, 'lines end in CRLF');
  assert.equal(calendar.replaceAll('\r\n', '').includes('\r'), false, 'lines end in CRLF');
  assert.ok(calendar.endsWith('\r\n'));
  const components: ReturnType<typeof read> = [];
  const open: ReturnType<typeof read> = [];
  for (const line of calendar
    .replaceAll(/\r\n[ \t]/g, '')
    .split('\r\n')
    .slice(0, -1)) {
    const [, name, value] = /^([A-Z-]+(?:;[A-Z]+=[A-Z-]+)*):(.*)$/su.exec(line) ?? assert.fail(`no property: ${line}`);
    if (name === 'BEGIN') {
      const component = {
        name: value!,
        properties: new Map<string, string>(),
        inside: open.map(({ name: outer }) => outer),
      };
      components.push(component);
      open.push(component);
    } else if (name === 'END') assert.equal(open.pop()?.name, value);
    else {
      const { properties } = open.at(-1)!;
      assert.equal(properties.has(name!), false, `${name} stands once`);
      properties.set(name!, value!);
    }
  }
  assert.equal(open.length, 0);
  return components;
}

const unescaped = (text: string) => text.replace(/\\([\\;,nN])/g, (_, sign) => (/n/i.test(sign) ? '\n' : sign));

describe('the calendar file (RFC 5545)', () => {
  it('DP-13: has an event and an alarm for each deadline that is ahead', () => {
    const [calendar, event, alarm] = read(
      toCalendar([deadline], { ...texts, url: 'https://shop.example/orders/17?a=1,2' }),
    );
    assert.deepEqual(Object.fromEntries(calendar!.properties), {
      VERSION: '2.0',
      PRODID: '-//order-cancel-elements//deadlines//EN',
      CALSCALE: 'GREGORIAN',
    });
    assert.deepEqual(event!.inside, ['VCALENDAR']);
    assert.deepEqual(Object.fromEntries(event!.properties), {
      UID: 'dispute.order-17@shop.example',
      DTSTAMP: '20260301T120000Z',
      DTSTART: '20260308T173000Z',
      SUMMARY: 'Open a dispute',
      DESCRIPTION: 'Order 4711',
      URL: 'https://shop.example/orders/17?a=1,2',
      TRANSP: 'TRANSPARENT',
    });
    assert.deepEqual(alarm!.inside, ['VCALENDAR', 'VEVENT']);
    assert.deepEqual(Object.fromEntries(alarm!.properties), {
      ACTION: 'DISPLAY',
      DESCRIPTION: 'Open a dispute',
      'TRIGGER;VALUE=DATE-TIME': '20260306T173000Z',
    });
  });

  it('warns halfway where the time of the warning is over', () => {
    const [, , alarm] = read(toCalendar([{ ...deadline, at: now + 7_200_000, warnAt: now - 1, state: 'soon' }], texts));
    assert.equal(alarm?.properties.get('TRIGGER;VALUE=DATE-TIME'), '20260301T130000Z');
  });

  it('DP-10: has nothing for a time that is unknown, met or over, and is empty without any', () => {
    const none: Deadline[] = [
      { ...deadline, at: null, state: 'unknown', warnAt: null },
      { ...deadline, state: 'met' },
      { ...deadline, state: 'passed' },
      { ...deadline, at: Date.UTC(12_000, 0) },
    ];
    assert.equal(toCalendar(none, texts), '');
    assert.equal(read(toCalendar([...none, deadline], texts)).length, 3);
  });

  it('escapes what has a meaning, and takes out what may not stand in a text', () => {
    const [, event] = read(toCalendar([deadline], { ...texts, title: () => 'a;b,c\\d:"e"\r\nf\ng\rh\ti\0\u0007' }));
    assert.equal(event?.properties.get('SUMMARY'), 'a\\;b\\,c\\\\d:"e"\\nf\\ng\\nh\ti');
  });

  it('takes out what turns a text around or steers a terminal, and keeps what joins an emoji', () => {
    const [, event] = read(
      toCalendar([deadline], { ...texts, title: () => 'a\u009bb\u202ec\u0085d\u{1f469}\u200d\u{1f527}' }),
    );
    assert.equal(event?.properties.get('SUMMARY'), 'abc\\nd\u{1f469}\u200d\u{1f527}');
  });

  it('leads nowhere but to https', () => {
    for (const url of ['http://shop.example/', 'javascript:alert(1)', 'nonsense', '']) {
      const [, event] = read(toCalendar([deadline], { ...texts, url }));
      assert.equal(event?.properties.has('URL'), false, url);
    }
    const [, event] = read(toCalendar([deadline], { ...texts, url: 'https://shop.example/a\r\nATTACH:x' }));
    assert.equal(event?.properties.get('URL'), 'https://shop.example/aATTACH:x');
  });

  it('folds lines at 75 octets and cuts no character in two', () => {
    const title = '👜é'.repeat(60);
    const calendar = toCalendar([deadline], { ...texts, title: () => title });
    const lines = calendar.split('\r\n');
    const sizes = lines.map((line) => Buffer.byteLength(line));
    assert.ok(Math.max(...sizes) <= 75 && Math.max(...sizes) >= 72);
    assert.equal(
      lines.some((line) => line.includes('\ufffd') || /[\ud800-\udbff]$/.test(line)),
      false,
    );
    assert.equal(read(calendar)[1]?.properties.get('SUMMARY'), title);
  });

  it('any text comes back as it was, but for its control characters', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
        const calendar = toCalendar([deadline], { ...texts, title: () => text, description: () => text });
        for (const line of calendar.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75);
        const [, event] = read(calendar);
        const expected = [...text.replace(/\r\n|[\r\x85\u2028\u2029]/g, '\n')]
          .filter((sign) => isKept(sign.codePointAt(0) as number, sign))
          .join('');
        assert.equal(unescaped(event!.properties.get('DESCRIPTION')!), expected);
      }),
    );
  });
});

/** Written out apart from the source: line ends and tabs, joiners and marks of direction stay. */
function isKept(code: number, sign: string): boolean {
  if ([0x09, 0x0a, 0x061c, 0x200c, 0x200d, 0x200e, 0x200f].includes(code)) return true;
  return !/^[\p{Cc}\p{Cf}\p{Cs}]$/u.test(sign);
}
