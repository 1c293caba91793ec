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

/** Minor units as a decimal that `Intl` reads to the last digit: a quotient of large ones is off by one. */
export function decimalOf(amount: number, digits: number): number | `${number}` {
  return Number.isSafeInteger(amount) ? (`${amount}e-${digits}` as `${number}`) : amount / 10 ** digits;
}
