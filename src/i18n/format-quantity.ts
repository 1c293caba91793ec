import { cached, tagOf } from './cached.ts';

/** A quantity as people write it: `2`, `2.5 m`. */
export function formatQuantity(language: string, quantity: number, unit = ''): string {
  const format = cached(
    `${language} quantity`,
    () => new Intl.NumberFormat(tagOf(language), { maximumFractionDigits: 3 }),
  );
  const number = format.format(quantity);
  // A unit may run the other way than the text around it.
  return unit ? `\u2068${number}\u00a0${unit}\u2069` : number;
}
