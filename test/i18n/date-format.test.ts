import assert from 'node:assert/strict';
import { it } from 'node:test';
import { dateFormat } from '../../src/i18n/date-format.ts';

const at = Date.UTC(2026, 10, 30, 14, 5);
const instant = {
  ...({ year: 'numeric', month: 'long', day: 'numeric', hour: 'numeric', minute: '2-digit' } as const),
  ...({ timeZone: 'UTC', timeZoneName: 'short' } as const),
};

it('A language that the runtime knows is told dates in its words, another in digits, the day first, and none in English words', () => {
  assert.equal(dateFormat('de', instant).format(at), '30. November 2026 um 14:05 UTC');
  // As `ga` is in most browsers.
  assert.equal(dateFormat('xx', instant).format(at), '30/11/2026, 14:05 UTC');
  assert.equal(dateFormat('xx', { dateStyle: 'long', timeZone: 'UTC' }).format(at), '30/11/2026');
  assert.throws(() => dateFormat('-', instant), RangeError);
});
