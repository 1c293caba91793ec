import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { formatMoney } from '../../src/i18n/format-money.ts';

/** Tags that a page may carry by mistake. */
const badTags = ['', '-', 'x', 'de_', 'en us', '__proto__', 'constructor', 'a'.repeat(1000), 'de--AT', 'ä'];

/** With ordinary spaces, and without the marks of direction. */
function plain(text: string): string {
  return text.replaceAll(/[\u00a0\u202f]/g, ' ').replaceAll(/[\u200e\u200f\u061c]/g, '');
}

/** Minor digits by ISO 4217; for the first few, browsers have other ideas. */
const minorDigits: Record<string, number> = {
  HUF: 2,
  IDR: 2,
  COP: 2,
  RSD: 2,
  ALL: 2,
  LBP: 2,
  IQD: 3,
  JPY: 0,
  KRW: 0,
  ISK: 0,
  VND: 0,
  XOF: 0,
  EUR: 2,
  USD: 2,
  CHF: 2,
  AED: 2,
  KWD: 3,
  BHD: 3,
  TND: 3,
  CLF: 4,
};

describe('formatMoney', () => {
  const shown = (language: string, amount: number, currency: string): string =>
    plain(formatMoney(language, { amount, currency }));

  it('reads minor units as the currency has them', () => {
    assert.equal(shown('en', 1999, 'JPY'), '¥1,999');
    assert.equal(shown('en', 1999, 'EUR'), '€19.99');
    assert.equal(shown('en', 1999, 'KWD'), 'KWD 1.999');
    assert.equal(shown('en', 199900, 'HUF'), 'HUF 1,999.00');
    assert.equal(shown('en', 0, 'EUR'), '€0.00');
    assert.equal(shown('en', 5, 'KWD'), 'KWD 0.005');
  });

  it('writes as the language does', () => {
    assert.equal(shown('de', 123_456, 'EUR'), '1.234,56 €');
    assert.equal(shown('ar', 123_456, 'EUR'), '1,234.56 €');
    assert.equal(shown('de', 123_456, 'JPY'), '123.456 ¥');
  });

  it('keeps a sign of letters and a mark together in right-to-left text', () => {
    assert.match(formatMoney('ar', { amount: 3200, currency: 'USD' }), /US\$\u200e$/);
    assert.doesNotMatch(formatMoney('en', { amount: 3200, currency: 'USD' }), /\u200e/);
  });

  it('shows an unknown currency with its code', () => {
    assert.equal(shown('en', 1999, 'XQQ'), 'XQQ 19.99');
  });

  it('loses no minor unit, in any currency', () => {
    const amounts = fc.oneof(
      fc.nat(),
      fc.nat(100),
      fc.nat(1e15),
      fc.maxSafeNat(),
      fc.constant(Number.MAX_SAFE_INTEGER),
    );
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(minorDigits)), amounts, (currency, amount) => {
        const text = shown('en', amount, currency);
        assert.equal(Number(text.replaceAll(/\D/g, '')), amount, text);
        assert.equal(/\.(\d+)$/.exec(text)?.[1]?.length ?? 0, minorDigits[currency]);
      }),
    );
  });

  it('shows the greatest amounts to the last minor unit', () => {
    const shownOf = (amount: number, currency: string) => shown('en', amount, currency);
    assert.equal(shownOf(Number.MAX_SAFE_INTEGER, 'USD'), '$90,071,992,547,409.91');
    assert.equal(shownOf(Number.MAX_SAFE_INTEGER - 2, 'USD'), '$90,071,992,547,409.89');
    assert.equal(shownOf(-Number.MAX_SAFE_INTEGER, 'USD'), '-$90,071,992,547,409.91');
    assert.equal(shownOf(Number.MAX_SAFE_INTEGER, 'JPY'), '¥9,007,199,254,740,991');
    assert.equal(shownOf(5, 'USD'), '$0.05');
    assert.equal(shownOf(-5, 'USD'), '-$0.05');
  });

  it('takes a tag that is none for English, and an underscore for a hyphen', () => {
    for (const tag of badTags) assert.equal(shown(tag, 123_456, 'EUR'), '€1,234.56', tag);
    assert.equal(shown('de_AT', 123_456, 'USD'), shown('de-AT', 123_456, 'USD'));
    assert.notEqual(shown('de_AT', 123_456, 'USD'), shown('en', 123_456, 'USD'));
  });
});
