import type { Money } from '../domain/records.ts';
import { decimalOf, digitsOf } from '../domain/values/minor-digits.ts';
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
  return format.format(decimalOf(amount, digits)).replace(/[A-Z]\p{Sc}$/u, '$&\u200e');
}
