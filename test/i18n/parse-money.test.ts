import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { formatMoney } from '../../src/i18n/format-money.ts';
import { parseMoney, typedMoney } from '../../src/i18n/parse-money.ts';

describe('parseMoney', () => {
  for (const [language, currency, text, amount] of [
    ['en', 'USD', '12.50', 1250],
    ['en', 'USD', '$1,234.56', 123_456],
    ['en', 'USD', '1,234', 123_400],
    ['en', 'USD', '12,5', 1250],
    ['en', 'USD', '.5', 50],
    ['en', 'USD', '12.', 1200],
    ['en', 'USD', '12.345', null],
    ['en', 'USD', '1.234.567', 123_456_700],
    ['en-IN', 'INR', '1,23,456', 12_345_600],
    ['en', 'USD', '12,34', 1234],
    ['en', 'USD', '12,34,5', null],
    ['en', 'USD', '1.2.3', null],
    ['en', 'USD', '1,234.567,8', null],
    ['de', 'EUR', '1.234,56 €', 123_456],
    ['de', 'EUR', '1.234', 123_400],
    ['de', 'EUR', '12.50', 1250],
    ['de', 'EUR', '12,5 EUR', 1250],
    ['de', 'EUR', '1 234,56', 123_456],
    ['de-CH', 'CHF', '1’234.50', 123_450],
    ['fr', 'EUR', '1 234,56 €', 123_456],
    ['ar-EG', 'EGP', '١٬٢٣٤٫٥٦', 123_456],
    ['ar', 'EGP', '۱۲٫۵', 1250],
    ['hi', 'INR', '₹12.50', 1250],
    ['ja', 'JPY', '1,250', 1250],
    ['ja', 'JPY', '12.5', null],
    ['ja', 'JPY', '１２５０', 1250],
    ['en', 'KWD', '1.234', 1234],
    ['en', 'KWD', '1.2345', null],
    ['en', 'USD', '', null],
    ['en', 'USD', '-5', null],
    ['en', 'USD', '1e3', null],
    ['en', 'USD', '0x10', null],
    ['en', 'USD', 'ten', null],
    ['en', 'USD', '99999999999999999999', null],
    ['en', 'USD', '0', 0],
  ] as const) {
    it(`reads “${text}” in ${language} as ${amount} minor units of ${currency}`, () => {
      assert.equal(parseMoney(language, currency, text), amount);
    });
  }

  it('reads what is shown and what is filled in, in every language and currency', () => {
    const languages = [
      'en',
      'de',
      'de-CH',
      'de-AT',
      'ar',
      'ar-EG',
      'fr',
      'sv',
      'pl',
      'hi',
      'en-IN',
      'fa',
      'pt-BR',
      'ja',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...languages),
        fc.constantFrom('USD', 'EUR', 'JPY', 'KWD', 'EGP', 'CLF'),
        fc.nat(1_000_000_000),
        (language, currency, amount) => {
          assert.equal(parseMoney(language, currency, typedMoney(language, { amount, currency })), amount);
          // Signs that are words (“د.ك.”) are no part of a number.
          const shown = formatMoney(language, { amount, currency }).replace(/[\p{L}\p{M}]+\.?/gu, '');
          const digitsOnly = shown.replace(/^[^\p{Nd}]+|[^\p{Nd}]+$/gu, '');
          assert.equal(parseMoney(language, currency, digitsOnly), amount, digitsOnly);
        },
      ),
    );
  });

  it('takes anything a person may type, and never an unsafe number', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const amount = parseMoney('en', 'EUR', text);
        assert.ok(amount === null || (Number.isSafeInteger(amount) && amount >= 0));
      }),
    );
  });
});
