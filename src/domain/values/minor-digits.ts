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
