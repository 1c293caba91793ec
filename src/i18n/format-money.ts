import type { Money } from '../domain/records.ts';
import { digitsOf } from '../domain/values/minor-digits.ts';
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

/** The amount as a decimal number in a string: as a binary one, the greatest would be one off. Older engines take it as that. */
function decimalOf(amount: number, digits: number): Intl.StringNumericLiteral {
  const minor = String(Math.abs(amount)).padStart(digits + 1, '0');
  const whole = minor.slice(0, minor.length - digits);
  const rest = minor.slice(minor.length - digits);
  return `${amount < 0 ? '-' : ''}${whole}${digits ? `.${rest}` : ''}` as Intl.StringNumericLiteral;
}
