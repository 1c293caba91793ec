import type { Money } from '../domain/records.ts';
import { cached, tagOf } from './cached.ts';

/** An amount in the person's language; the currency's own minor units. An unknown currency is shown with its code. */
export function formatMoney(language: string, { amount, currency }: Money): string {
  const digits = digitsOf(currency);
  const format = cached(
    `${language} ${currency}`,
    () =>
      new Intl.NumberFormat(tagOf(language), {
        style: 'currency',
        currency,
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
      }),
  );
  // Else right-to-left text turns the sign round: US$ becomes $US.
  return format.format(amount / 10 ** digits).replace(/[A-Z]\p{Sc}$/u, '$&\u200e');
}

/** Currencies whose minor unit is not a hundredth (ISO 4217). Browsers have other ideas of some. */
const minorDigits: [number, string][] = [
  [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'],
  [3, 'BHD IQD JOD KWD LYD OMR TND'],
  [4, 'CLF UYW'],
];

/** Digits of a currency's minor unit. */
export function digitsOf(currency: string): number {
  return minorDigits.find(([, codes]) => codes.includes(currency))?.[0] ?? 2;
}
