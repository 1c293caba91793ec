import type { Money } from '../domain/records.ts';
import { decimalOf, digitsOf } from '../domain/values/minor-digits.ts';
import { cached, tagOf } from './cached.ts';

/**
 * An amount that a person typed, in minor units of the currency; `null` where it is none. Read as the person's language
 * writes numbers, native digits and all; a separator is taken for the decimal one where it can be nothing else. What has
 * more decimals than the currency is no amount.
 */
export function parseMoney(language: string, currency: string, text: string): number | null {
  const digits = digitsOf(currency);
  const { decimal, zero } = separatorsOf(language);
  const plain = [...text.normalize('NFKC')]
    .map((sign) => digitOf(sign, zero) ?? sign)
    .join('')
    // Currency signs and codes, spaces and marks of direction around or inside.
    .replace(/[\s\p{Sc}\p{Cf}'’]/gu, '')
    .replace(/^[A-Za-z]{3}|[A-Za-z]{3}$/g, '');
  const point = plain.replaceAll('٫', '.').replaceAll('٬', '').replaceAll('،', ',');
  const number = normalized(point, decimal === '٫' ? '.' : decimal, digits);
  if (number === null) return null;
  const [whole = '', fraction = ''] = number.split('.');
  if (fraction.length > digits) return null;
  const amount = Number(`${whole || '0'}${fraction.padEnd(digits, '0')}`);
  return Number.isSafeInteger(amount) ? amount : null;
}

/** An amount as a person would type it: what {@link parseMoney} reads, without sign of the currency. */
export function typedMoney(language: string, { amount, currency }: Money): string {
  const digits = digitsOf(currency);
  const options = { minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: false };
  return cached(`${language} typed ${digits}`, () => new Intl.NumberFormat(tagOf(language), options)).format(
    decimalOf(amount, digits),
  );
}

/** `1234.56` of `1.234,56`; `null` where it is no number. */
function normalized(text: string, decimal: string, digits: number): string | null {
  if (!/^\d[\d.,]*$|^[.,]\d+$/.test(text)) return null;
  const signs = text.replace(/\d/g, '');
  const last = text.search(/[.,]\d*$/);
  if (last < 0) return text;
  const sign = text[last] as string;
  const after = text.length - last - 1;
  // Two kinds: the last is the decimal one. One of a kind: the language's own, or too few or many digits for a group.
  const mixed = new Set(signs).size > 1;
  const isDecimal = mixed ? true : signs.length === 1 && (sign === decimal ? true : after !== 3 && digits > 0);
  const whole = isDecimal ? text.slice(0, last) : text;
  // Groups of three; in India the last of three, those before of two.
  if (!/^(\d*|\d{1,3}(?:[.,]\d{2,3})*[.,]\d{3})$/.test(whole)) return null;
  if (isDecimal && whole.includes(sign)) return null;
  return whole.replace(/[.,]/g, '') + (isDecimal ? `.${text.slice(last + 1)}` : '');
}

function separatorsOf(language: string): { decimal: string; zero: number } {
  return cached(`${language} separators`, () => {
    const parts = new Intl.NumberFormat(tagOf(language)).formatToParts(0.5);
    const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
    return { decimal: of('decimal') || '.', zero: of('integer').codePointAt(0) ?? 48 };
  });
}

/** The value of a digit: of the language's own, or of Arabic-Indic and Persian ones, which keyboards mix. */
function digitOf(sign: string, zero: number): number | undefined {
  const code = sign.codePointAt(0) ?? 0;
  return [zero, 0x660, 0x6f0].map((first) => code - first).find((value) => value >= 0 && value <= 9);
}
